"""A model in release, annotations, and a service that runs jobs, for tests of the trigger."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.config import Settings, load_settings
from pipeline.local import ExitCode
from pipeline.provenance import gather
from pipeline.settings.trigger import TriggerTarget
from pipeline.trigger.run import Triggered, run_trigger
from pipeline.trigger.submissions import RunState, Submission, Submissions
from pipeline.trigger.submitters import RunStatus, Submitter
from preprocessing.annotation_files import find_files
from preprocessing.data_profile import DataProfile
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record
from serving.release.records import Outcome
from serving.release.table import Releases

MODEL = "transactions"


class FolderService:
    """Runs jobs, that is keeps a file for each, named by its request id: there is never a second.

    Args:
      folder: Where the files are; any number of processes may look there.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.before_submit: Callable[[], None] = lambda: None
        self.after_submit: Callable[[], None] = lambda: None

    @property
    def jobs(self) -> dict[str, RunState]:
        """RunState of each job."""
        found = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return {path.name: RunState(path.read_text()) for path in found}

    def end(self, state: RunState) -> None:
        """Ends all jobs at work."""
        for name, now in self.jobs.items():
            if now is RunState.SUBMITTED:
                self._write(name, state)

    def going(self) -> list[str]:
        return [f"job {name}" for name, state in self.jobs.items() if state is RunState.SUBMITTED]

    def look(self, submission: Submission) -> RunStatus | None:
        state = self.jobs.get(submission.request_id)
        error = "out of memory" if state is RunState.FAILED else ""
        return RunStatus(state, f"job {submission.request_id}", error) if state else None

    def submit(self, submission: Submission) -> RunStatus:
        self.before_submit()
        if submission.request_id not in self.jobs:
            self._write(submission.request_id, RunState.SUBMITTED)
        self.after_submit()
        return RunStatus(RunState.SUBMITTED, f"job {submission.request_id}", "", ExitCode.OK)

    def _write(self, name: str, state: RunState) -> None:
        # In one step, because other processes read it meanwhile.
        with tempfile.NamedTemporaryFile("w", dir=self.folder.parent, delete=False) as draft:
            draft.write(state)
        Path(draft.name).replace(self.folder / name)


class Bench:
    """Annotations, a release table, and a service, in a folder.

    Args:
      folder: The folder.
      url: Of the release table.
    """

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.service = FolderService(folder / "jobs")
        self.overrides: dict[str, Any] = {}

    @property
    def releases(self) -> Releases:
        return Releases(self.url)

    @property
    def submissions(self) -> list[Submission]:
        return Submissions(self.url, MODEL).all()

    def annotate(self, name: str, count: int, text: str = "SHOP {} 0412") -> None:
        """Adds a file of annotated texts."""
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        lines = []
        for number in range(count):
            marked = text.format(f"{name}{number}")
            lines.append(json.dumps({"text": marked, "label": [[0, 4, "PARTY"]]}))
        (data / f"{name}.jsonl").write_text("\n".join(lines))

    def settings(self, *overrides: str, **trigger: Any) -> Settings:
        """The configuration, with changes of its `trigger` section."""
        given = (
            f"output_root={self.folder}/out",
            f"data.path={self.folder}/data",
            f"release.table={self.url}",
            *overrides,
        )
        settings = load_settings(overrides=given).with_absolute_paths()
        values = {"min_hours_between": 0.0, "target": TriggerTarget.VERTEX, **trigger}
        return settings.model_copy(update={"trigger": settings.trigger.model_copy(update=values)})

    def provenance(self, *overrides: str, **changes: Any) -> dict[str, Any]:
        """What a run of now is made of."""
        settings = self.settings(*overrides)
        configuration = settings.model_dump(mode="json")
        return {**gather(settings).to_dict(), "configuration": configuration, **changes}

    def profile(self) -> dict[str, Any]:
        """What DoccanoExampleGen would find in the data."""
        settings = self.settings()
        plan = plan_reading(find_files(settings.data.path), settings.data.offset_unit)
        options = ReadOptions(tuple(settings.labels), settings.data.unlabelled, False)
        profile = DataProfile()
        for line in read_plan(plan, options):
            if isinstance(line, Record):
                profile.add(line)
        return profile.to_dict()

    def publish(self, label: str = "release", **changes: Any) -> int:
        """Publishes a model made of what there is now, or of something else."""
        provenance = self.provenance(**changes.get("provenance", {}))
        version = self.releases.begin_version(
            MODEL,
            "/models",
            label=label,
            model_digest=str(len(self.releases.versions(MODEL))),
            metrics={},
            provenance=provenance,
            data_profile=changes.get("profile", self.profile()),
        )
        self.releases.finish_version(MODEL, version.version)
        return version.version

    def record(self, outcome: Outcome, version: int | None = None, **changes: Any) -> None:
        """Notes how a run of what there is now ended."""
        passed = outcome is not Outcome.REJECTED
        checks = [{"gate": "evaluation", "name": "micro/f1", "passed": passed}]
        self.releases.record_run(
            MODEL, outcome, version=version, checks=checks, provenance=self.provenance(**changes)
        )

    def trigger(
        self, *overrides: str, force: str | None = None, dry_run: bool = False, **settings: Any
    ) -> Triggered:
        def submitter(_: TriggerTarget) -> Submitter:
            return self.service

        return run_trigger(
            self.settings(*overrides, **settings), submitter, force=force, dry_run=dry_run
        )


def reasons(triggered: Triggered) -> list[str]:
    return [finding.name for finding in triggered.decision.reasons if finding.holds]


def blockers(triggered: Triggered) -> list[str]:
    return [finding.name for finding in triggered.decision.blockers if finding.holds]
