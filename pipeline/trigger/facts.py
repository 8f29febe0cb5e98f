"""Looks up what the decision to train again rests on: release table, data, code, configuration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from monitoring.state import read_state
from pipeline.config import Settings
from pipeline.provenance import gather
from pipeline.trigger.decision import CLOCK_TOLERANCE, Facts
from pipeline.trigger.submissions import RunState, Submission
from preprocessing.annotation_files import find_files
from preprocessing.data_profile import DataProfile, ProfileError, drift, find_new_texts
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record
from preprocessing.settings import ConfigError
from serving.release.database import now
from serving.release.records import Outcome, Run, Version
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases

_MODEL_SECTIONS = (
    "labels",
    "data",
    "encoder",
    "decoding",
    "export",
    "training",
    "augmentation",
    "tuner",
    "serving",
)
_GATE_SECTIONS = ("evaluation", "serving_check")
_DATA_GATES = (
    "max_reject_fraction",
    "max_unlabelled_fraction",
    "max_misplaced_fraction",
    "min_spans_per_label",
)
# Their contents are compared, wherever they lie.
_DATA_PATHS = ("path", "schema_path", "spans")


@dataclass(frozen=True)
class Inputs:
    """What a run is made of, comparable with what is recorded of an earlier one.

    Attributes:
      data: Fingerprint of the annotations; "" if it was not recorded.
      schema: Hash of the reviewed schema; "" if it was not recorded.
      code: Hash of the modules that make the model; "" if it was not recorded.
      commit: Commit, with `+changes` if the working tree differed; "" outside of git.
      lock: Hash of the lock file; "" where the package is installed without it.
      model: The settings that make the model, by section.
      gates: The settings of the gates, by section.
    """

    data: str
    schema: str
    code: str
    commit: str
    lock: str
    model: Mapping[str, Any]
    gates: Mapping[str, Any]

    @classmethod
    def of(cls, provenance: Mapping[str, Any]) -> Inputs:
        """What the provenance of a run or version says."""
        configuration = provenance.get("configuration", {})
        data = configuration.get("data", {})
        left_out = {*_DATA_GATES, *_DATA_PATHS}
        model = {name: configuration.get(name) for name in _MODEL_SECTIONS}
        if not (model["tuner"] or {}).get("enabled"):
            model["tuner"] = None  # its other settings make no difference
        gates = {name: configuration.get(name) for name in _GATE_SECTIONS}
        return cls(
            data=provenance.get("data_fingerprint", ""),
            schema=provenance.get("schema_sha256", ""),
            code=provenance.get("source_sha256", ""),
            commit=provenance.get("git_commit", ""),
            lock=provenance.get("lock_sha256", ""),
            model=model | {"data": {k: v for k, v in data.items() if k not in left_out}},
            gates=gates | {"data": {key: data.get(key) for key in _DATA_GATES}},
        )

    @property
    def key(self) -> str:
        """A hash of all this but the commit, which changes with every word in the docs."""
        parts = [self.data, self.schema, self.code, self.lock, self.model, self.gates]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def code_changed(self, since: Inputs) -> bool | None:
        """Whether the code differs from an earlier run's; None: that is not known."""
        if self.lock and since.lock and self.lock != since.lock:
            return True
        if self.code and since.code:
            return self.code != since.code
        commits = self.commit, since.commit
        if not all(commits) or any(commit.endswith("+changes") for commit in commits):
            return None
        return self.commit != since.commit

    def settings_changed(self, since: Inputs) -> list[str]:
        """Sections of the settings that make the model, and differ from an earlier run's."""
        return [name for name in _MODEL_SECTIONS if self.model[name] != since.model[name]]

    def repeats(self, earlier: Inputs) -> bool:
        """Whether a run with these would be an earlier one over again, as far as that is known."""
        return (
            self.data == earlier.data
            and (self.model, self.gates) == (earlier.model, earlier.gates)
            and (not earlier.schema or self.schema == earlier.schema)
            and not self.code_changed(earlier)
        )


def current_inputs(settings: Settings) -> Inputs:
    """What a run would be made of now.

    Raises:
      preprocessing.annotation_files.InputError: There are no annotations.
    """
    configuration = settings.model_dump(mode="json")
    return Inputs.of({**gather(settings).to_dict(), "configuration": configuration})


def gather_facts(
    settings: Settings,
    inputs: Inputs,
    releases: Releases,
    submissions: Sequence[Submission],
    *,
    going: Sequence[str] = (),
    triggers: Sequence[str] = (),
) -> Facts:
    """Looks up everything that a decision needs.

    Args:
      settings: The configuration, with absolute paths.
      inputs: `current_inputs` of it.
      releases: The release table.
      submissions: What the trigger has submitted so far, oldest first.
      going: Runs at work.
      triggers: Other triggers at work.

    Raises:
      preprocessing.annotation_files.InputError: The annotations cannot be read.
    """
    label = settings.release.label
    hold = releases.holds(settings.model_name).get(label)
    held = f"label {label} {hold}" if hold else ""
    facts = Facts(now=now(), going=going, triggers=triggers, held=held)
    runs = releases.runs(settings.model_name)
    facts = _with_history(facts, settings, inputs, releases, runs, submissions)
    version = released_version(settings, releases)
    if version is None:
        return facts
    before = Inputs.of(version.provenance)
    facts = replace(
        facts,
        released=version.version,
        released_at=version.created,
        code_changed=inputs.code_changed(before),
        configuration_changed=inputs.settings_changed(before) if before.data else None,
    )
    facts = _with_live_alarms(facts, settings)
    if settings.trigger.min_new_texts is None and settings.trigger.max_drift is None:
        return facts
    if inputs.data == before.data:
        return replace(facts, new_texts=0, new_texts_note="the files are the same", drift={})
    return _with_new_texts(facts, settings, releases, version)


def _with_live_alarms(facts: Facts, settings: Settings) -> Facts:
    """Notes what the last report of the monitor says, unless it is of before the version."""
    log = settings.monitoring.log
    if log is None or not settings.trigger.live_alarm or facts.released_at is None:
        return facts
    try:
        state = read_state(log, settings.model_name)
    except OSError as error:
        raise ConfigError(
            f"monitoring.log {log}: the report of txner monitor cannot be read: {error}"
        ) from None
    if state is None or state.until <= facts.released_at:
        return facts
    return replace(facts, live_alarms=state.alarms, live_alarm_at=state.until)


def released_version(settings: Settings, releases: Releases) -> Version | None:
    """The version that new data is compared with.

    It is what runs publish to, or the model in release where that is newer: a canary on trial has
    seen the data that it has seen.
    """
    labels = {settings.release.label, RELEASE_LABEL}
    labelled = [releases.labelled(settings.model_name, label) for label in sorted(labels)]
    versions = [version for version in labelled if version is not None]
    return max(versions, key=lambda version: version.version, default=None)


def _with_new_texts(
    facts: Facts, settings: Settings, releases: Releases, version: Version
) -> Facts:
    stored = releases.data_profile(version.model, version.version)
    note = ""
    try:
        profile = DataProfile.from_dict(stored) if stored else None
    except ProfileError as error:
        profile, note = None, f": {error}"
    data = settings.data
    options = ReadOptions(tuple(settings.labels), data.unlabelled, data.approved_only)
    plan = plan_reading(find_files(data.path, data.spans), data.offset_unit)
    records = (line for line in read_plan(plan, options) if isinstance(line, Record))
    new = find_new_texts(records, profile or DataProfile(), data.annotators)
    if profile is None:
        # One run, and the next version tells; to wait for ever would be worse.
        note = (
            f"all are taken as new: version {version.version} does not tell which texts it "
            f"knows{note}"
        )
        return replace(facts, new_texts=new.count, new_texts_note=note)
    return replace(
        facts,
        new_texts=new.count,
        new_texts_note="" if new.exact else f"estimated from a sample of {new.profile.texts:,}",
        drift=drift(profile, new.profile) if new.profile.texts else {},
        drift_texts=new.profile.texts,
    )


def _with_history(
    facts: Facts,
    settings: Settings,
    inputs: Inputs,
    releases: Releases,
    runs: Sequence[Run],
    submissions: Sequence[Submission],
) -> Facts:
    """Notes how earlier runs ended, above all of those with the same inputs."""
    begun = [s.concluded or s.planned for s in submissions if _counts(s)]
    same = [s for s in submissions if s.inputs == inputs.key and _counts(s)]
    last = same[-1] if same else None
    failed = last is not None and last.state is RunState.FAILED
    rejected, made = "", ""
    for run in runs:
        if not inputs.data or not inputs.repeats(Inputs.of(run.provenance)):
            continue
        if run.outcome is not Outcome.REJECTED:
            made = made or f"version {run.version}"
        elif not rejected and not _released_since(releases, settings, run.at, facts.now):
            rejected = f"{run.failed}, on {run.at:%Y-%m-%d %H:%M} UTC"
    if last is not None and not (rejected or made):
        ended = f"on {last.concluded:%Y-%m-%d %H:%M} UTC" if last.concluded else ""
        if last.state is RunState.SUCCEEDED:
            made = f"by run {last.run} {ended}"
        elif last.state is RunState.REJECTED and not _released_since(
            releases, settings, last.concluded or last.planned, facts.now
        ):
            rejected = f"run {last.run} {ended}"
    return replace(
        facts,
        last_run=_last([*begun, *(run.at for run in runs)], facts.now),
        failed_at=last.concluded if failed and last else None,
        failure=last.error if failed and last else "",
        rejected=rejected,
        made=made,
    )


def _last(moments: Sequence[datetime], at: datetime) -> datetime | None:
    """The last of some times that can be right; if there is none, the last of all."""
    possible = [moment for moment in moments if moment <= at + CLOCK_TOLERANCE]
    return max(possible or moments, default=None)


def _counts(submission: Submission) -> bool:
    """Whether it was submitted, as far as that is known."""
    return submission.state not in (RunState.PLANNED, RunState.ABANDONED)


def _released_since(releases: Releases, settings: Settings, moment: datetime, at: datetime) -> bool:
    """Whether another model has come into release since, than which a model may be better.

    Of what is dated in the future nobody knows; one more run has a right date.
    """
    if moment > at + CLOCK_TOLERANCE:
        return True
    return any(
        move.at > moment
        for move in releases.history(settings.model_name, RELEASE_LABEL)
        if move.moved
    )
