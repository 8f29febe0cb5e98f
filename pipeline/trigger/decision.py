"""Whether to train again: reasons for it, blockers against it. The rules, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.settings.trigger import TriggerSettings

NOT_LOOKED_AT = "not looked at"

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far the clocks of machines may differ. What is dated later than that tells nothing of when it
was, and must not keep anything from happening until then."""


@dataclass(frozen=True)
class Facts:
    """What a decision rests on.

    Attributes:
      now: The time.
      released: The version that a new model would take the place of, or None if there is none.
      released_at: When it was published.
      new_texts: Annotated texts that the version was not trained on; None: not looked at.
      new_texts_note: How that was found, for a person.
      drift: Distance of these texts from the version's data, by what is compared; None: not known.
      drift_texts: How many texts were compared.
      live_alarms: What the last report of `txner monitor` says has changed in production since the
        version was published, in words; None: not looked at, or there is no report.
      live_alarm_at: End of the window of that report.
      code_changed: Whether the code has changed since the version; None: not known.
      configuration_changed: The settings that have changed since; None: not known.
      going: Runs that are at work.
      triggers: Other triggers that are at work.
      last_run: When the last run ended, or was submitted.
      failed_at: When the last run with the same data, code and configuration failed, if it did.
      failure: Why it failed.
      rejected: The gate that stopped a run with the same data, code and configuration; "": none.
      held: Why what a run publishes would not get its label; "": it would.
      made: The version or run that the same data, code and configuration made; "": there is none.
    """

    now: datetime
    released: int | None = None
    released_at: datetime | None = None
    new_texts: int | None = None
    new_texts_note: str = ""
    drift: Mapping[str, float] | None = None
    drift_texts: int = 0
    live_alarms: Sequence[str] | None = None
    live_alarm_at: datetime | None = None
    code_changed: bool | None = None
    configuration_changed: Sequence[str] | None = None
    going: Sequence[str] = ()
    triggers: Sequence[str] = ()
    last_run: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""
    rejected: str = ""
    held: str = ""
    made: str = ""


@dataclass(frozen=True)
class Finding:
    """A reason or a blocker, whether it holds or not.

    Attributes:
      name: What is looked at.
      holds: Whether it is one.
      figure: The figure, in words.
      bound: What it is held against; "" if there is nothing to set.
      detail: For a person; "" if there is nothing to add.
    """

    name: str
    holds: bool
    figure: str
    bound: str = ""
    detail: str = ""

    def __str__(self) -> str:
        text = f"{self.name}: {self.figure}"
        text += f" ({self.bound})" if self.bound else ""
        return f"{text}, {self.detail}" if self.detail else text


@dataclass(frozen=True)
class Decision:
    """What to do, and why.

    Attributes:
      reasons: What speaks for a run, whether it holds or not.
      blockers: What speaks against it, likewise.
    """

    reasons: Sequence[Finding] = field(default_factory=list)
    blockers: Sequence[Finding] = field(default_factory=list)

    @property
    def submit(self) -> bool:
        """Whether to submit a run."""
        return any(f.holds for f in self.reasons) and not any(f.holds for f in self.blockers)

    @property
    def reason(self) -> str:
        """The reasons that hold, in one line."""
        return "; ".join(str(finding) for finding in self.reasons if finding.holds)

    def __str__(self) -> str:
        if not self.reason:
            return "nothing to do: there is no reason to train again"
        if blockers := "; ".join(str(finding) for finding in self.blockers if finding.holds):
            return f"nothing to do now: {blockers}"
        return f"train again: {self.reason}"


def decide(facts: Facts, settings: TriggerSettings, force: str | None = None) -> Decision:
    """Whether to train again.

    Args:
      facts: What is known.
      settings: What counts, and from which figure on.
      force: A reason of the user's own. It does away with all blockers but a run at work.
    """
    reasons = [
        _no_release(facts),
        _new_texts(facts, settings),
        _drift(facts, settings),
        _age(facts, settings),
        _live_alarm(facts, settings),
        _code(facts, settings),
        _configuration(facts, settings),
    ]
    blockers = [
        _at_work("trigger at work", facts.triggers),
        _at_work("run at work", facts.going),
    ]
    if force is None:
        blockers += [
            _quiet(facts, settings),
            _failed(facts, settings),
            Finding("publishing on hold", bool(facts.held), facts.held or "no"),
            Finding("same inputs rejected", bool(facts.rejected), facts.rejected or "no"),
            Finding("same inputs used", bool(facts.made), facts.made or "no"),
        ]
    else:
        reasons.append(Finding("forced", True, force))
    return Decision(reasons, blockers)


def _no_release(facts: Facts) -> Finding:
    figure = "no version" if facts.released is None else f"version {facts.released}"
    return Finding("no released model", facts.released is None, figure)


def _new_texts(facts: Facts, settings: TriggerSettings) -> Finding:
    name, bound = "new texts", settings.min_new_texts
    if bound is None or facts.new_texts is None:
        return _unknown(name, facts, bound is not None)
    holds = facts.new_texts >= bound
    return Finding(name, holds, f"{facts.new_texts:,}", f">= {bound:,}", facts.new_texts_note)


def _drift(facts: Facts, settings: TriggerSettings) -> Finding:
    name, bound = "data drift", settings.max_drift
    if bound is None or facts.drift is None:
        return _unknown(name, facts, bound is not None)
    if not facts.drift:
        return Finding(name, False, "no new texts", f"> {bound:g}")
    feature, distance = max(facts.drift.items(), key=lambda item: item[1])
    enough = facts.drift_texts >= settings.min_drift_texts
    detail = f"of {feature}, in {facts.drift_texts:,} new texts"
    if not enough:
        detail += f"; too few to tell, {settings.min_drift_texts:,} are"
    return Finding(name, enough and distance > bound, f"{distance:.4f}", f"> {bound:g}", detail)


def _age(facts: Facts, settings: TriggerSettings) -> Finding:
    name, bound = "age", settings.max_age_days
    if bound is None or facts.released_at is None:
        return _unknown(name, facts, bound is not None)
    days = (facts.now - facts.released_at) / timedelta(days=1)
    return Finding(name, days > bound, f"{days:.1f} days", f"> {bound:g} days")


def _live_alarm(facts: Facts, settings: TriggerSettings) -> Finding:
    name, alarms = "live alarm", facts.live_alarms
    if not settings.live_alarm or alarms is None or facts.live_alarm_at is None:
        return Finding(name, False, NOT_LOOKED_AT if not settings.live_alarm else "no report")
    when = f"window until {facts.live_alarm_at:%Y-%m-%d %H:%M} UTC"
    if not alarms:
        return Finding(name, False, "no", detail=when)
    more = f" and {len(alarms) - 1} more" if len(alarms) > 1 else ""
    return Finding(name, True, f"{alarms[0]}{more}", detail=when)


def _code(facts: Facts, settings: TriggerSettings) -> Finding:
    name = "code change"
    if not settings.code_change or facts.code_changed is None:
        return _unknown(name, facts, settings.code_change)
    return Finding(name, facts.code_changed, "yes" if facts.code_changed else "no")


def _configuration(facts: Facts, settings: TriggerSettings) -> Finding:
    name, changed = "configuration change", facts.configuration_changed
    if not settings.configuration_change or changed is None:
        return _unknown(name, facts, settings.configuration_change)
    return Finding(name, bool(changed), ", ".join(changed) or "no")


def _unknown(name: str, facts: Facts, wanted: bool) -> Finding:
    """For what is not configured, or not known."""
    if not wanted:
        return Finding(name, False, NOT_LOOKED_AT)
    return Finding(name, False, "nothing to compare" if facts.released is None else "not known")


def _at_work(name: str, runs: Sequence[str]) -> Finding:
    return Finding(name, bool(runs), ", ".join(runs) or "no")


def _quiet(facts: Facts, settings: TriggerSettings) -> Finding:
    name, bound = "quiet period", settings.min_hours_between
    if facts.last_run is None:
        return Finding(name, False, "no run yet", f"< {bound:g} hours")
    passed = facts.now - facts.last_run
    holds = -CLOCK_TOLERANCE <= passed < timedelta(hours=bound)
    return Finding(name, holds, f"last run {_ago(passed)}", f"< {bound:g} hours")


def _failed(facts: Facts, settings: TriggerSettings) -> Finding:
    name, bound = "same inputs failed", settings.retry_hours
    period = "until something changes" if bound is None else f"< {bound:g} hours"
    if facts.failed_at is None:
        return Finding(name, False, "no", period)
    passed = facts.now - facts.failed_at
    holds = bound is None or -CLOCK_TOLERANCE <= passed < timedelta(hours=bound)
    return Finding(name, holds, _ago(passed), period, facts.failure)


def _ago(passed: timedelta) -> str:
    minutes = passed / timedelta(minutes=1)
    if passed < -CLOCK_TOLERANCE:
        return f"{-minutes / 60:,.1f} hours in the future: a clock is wrong, so it does not count"
    minutes = max(minutes, 0)
    return f"{minutes:.0f} minutes ago" if minutes < 120 else f"{minutes / 60:.0f} hours ago"
