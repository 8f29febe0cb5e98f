"""Decides whether to train again and submits a run, so that no two triggers ever submit both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from pipeline.config import Settings
from pipeline.settings.trigger import TriggerTarget
from pipeline.trigger.decision import Decision, Facts, decide
from pipeline.trigger.facts import Inputs, current_inputs, gather_facts
from pipeline.trigger.submissions import OPEN, RunState, Submission, Submissions
from pipeline.trigger.submitters import RunStatus, Submitter
from serving.release.database import database_file, now
from serving.release.table import Releases

_NO_DATABASE = "sqlite://"
"""In memory: where there is no release table yet, and none is to be made."""


@dataclass(frozen=True)
class Triggered:
    """What a trigger found and did.

    Attributes:
      facts: What it status.
      decision: What it decided.
      submission: What it submitted, as it was written down; None: nothing.
      progress: How far that has come.
    """

    facts: Facts
    decision: Decision
    submission: Submission | None = None
    progress: RunStatus | None = None


def run_trigger(
    settings: Settings,
    submitter: Callable[[TriggerTarget], Submitter],
    *,
    force: str | None = None,
    dry_run: bool = False,
    announce: Callable[[Facts, Decision], None] = lambda *_: None,
) -> Triggered:
    """Looks, decides, and submits.

    Args:
      settings: The configuration, with absolute paths.
      submitter: Makes what takes submissions for a target.
      force: A reason of the user's own.
      dry_run: Whether to submit and write down nothing.
      announce: Called with the decision before anything is submitted, which may take hours.

    Raises:
      ReleaseTableError: The database cannot be used.
      InputError: The annotations cannot be read.
      LeaseLostError: This process was held up, and another trigger took its place.
    """
    submitter = cache(submitter)
    # First of all, so that a database is made only where there is something to train on.
    inputs = current_inputs(settings)
    file = database_file(settings.release_table)
    missing = dry_run and file is not None and not file.exists()
    url = _NO_DATABASE if missing else settings.release_table
    releases, submissions = Releases(url), Submissions(url, settings.model_name)
    target = settings.trigger.target
    with _lease(submissions, settings, dry_run) as holder:
        others = [] if holder is not None else _other_triggers(submissions, dry_run)
        history = submissions.all()
        if not others:
            history = _settle(history, submissions, submitter, holder)
        going = [_named(s) for s in history if s.state is RunState.SUBMITTED and not others]
        going += [run for run in submitter(target).going() if run not in going]
        facts = gather_facts(
            settings,
            inputs,
            releases,
            history,
            going=going,
            triggers=others,
        )
        decision = decide(facts, settings.trigger, force)
        announce(facts, decision)
        if holder is None or not decision.submit:
            return Triggered(facts, decision)
        return _submit(facts, decision, inputs, target, submitter(target), submissions, holder)


def _submit(
    facts: Facts,
    decision: Decision,
    inputs: Inputs,
    target: TriggerTarget,
    submitter: Submitter,
    submissions: Submissions,
    holder: str,
) -> Triggered:
    submission = submissions.plan(holder, inputs.key, target.value, decision.reason)
    # The last look at the lease: a process that stood still must not go on from here.
    submissions.note(submission.request_id, RunState.SUBMITTED, holder=holder)
    status = submitter.submit(submission)
    submissions.note(submission.request_id, status.state, run=status.run, error=status.error)
    return Triggered(facts, decision, submission, status)


def _settle(
    history: Sequence[Submission],
    submissions: Submissions,
    submitter: Callable[[TriggerTarget], Submitter],
    holder: str | None,
) -> list[Submission]:
    """Finds out how submissions ended whose end was not known; writes it down if it may."""
    settled = []
    for submission in history:
        if submission.state not in OPEN:
            settled.append(submission)
            continue
        # A submission that is unknown where it should have gone was never made.
        status = submitter(TriggerTarget(submission.target)).look(submission)
        status = status or RunStatus(RunState.PLANNED, "")
        if holder is not None:
            submissions.note(
                submission.request_id,
                status.state,
                run=status.run,
                error=status.error,
                holder=holder,
            )
        ended = None if status.state in OPEN else now()
        settled.append(
            replace(
                submission, state=status.state, run=status.run, error=status.error, concluded=ended
            )
        )
    return settled


def _lease(
    submissions: Submissions, settings: Settings, dry_run: bool
) -> AbstractContextManager[str | None]:
    if dry_run:
        return nullcontext()
    return submissions.lease(timedelta(minutes=settings.trigger.lease_minutes))


def _other_triggers(submissions: Submissions, dry_run: bool) -> list[str]:
    """Who else is at work, where this trigger has no lease."""
    lease = submissions.current_lease()
    if lease is not None:
        return [f"{lease.holder}, until {_time(lease.expires)}"]
    # A dry run asks for no lease. Any other trigger was refused it, whoever has ended since.
    return [] if dry_run else ["another one, which has ended since"]


def _named(submission: Submission) -> str:
    return submission.run or submission.request_id


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S} UTC"
