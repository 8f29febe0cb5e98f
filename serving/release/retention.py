"""Which versions are not needed any more, and giving them up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from serving.release.moves import needed
from serving.release.records import Status, Version
from serving.release.removal import remove_version
from serving.release.table import Releases


@dataclass(frozen=True)
class Plan:
    """What to do with the versions of a model.

    Attributes:
      begun: Versions that were given up before, and whose files may still be there.
      removed: Versions to give up, oldest first.
      stay: Why each other published version stays.
      unused_since: When each version was published, or had a label last.
    """

    begun: Sequence[Version]
    removed: Sequence[Version]
    stay: Mapping[int, str]
    unused_since: Mapping[int, datetime]


def plan_pruning(
    releases: Releases, model: str, *, keep: int, older_than: timedelta, now: datetime
) -> Plan:
    """Which versions to give up.

    A version stays if a label stands on it, if it is the one that a label would be rolled back to,
    if it is one of the newest, or if it was published, or had a label, not long ago. Versions that
    are being published are left alone.

    Args:
      releases: The release table.
      model: Name of the model.
      keep: How many of the newest versions stay.
      older_than: How long a version must have been without use.
      now: The time.
    """
    versions = releases.versions(model)
    published = [version for version in versions if version.status is Status.PUBLISHED]
    numbers = {version.version for version in published}
    history = releases.history(model)
    reasons = needed(releases.labels(model), history, numbers)
    used = {version.version: version.created for version in published}
    for move in history:
        for number in (move.from_version, move.to_version):
            if move.moved and number in used:
                used[number] = max(used[number], move.at)
    newest = sorted(numbers)[len(numbers) - min(keep, len(numbers)) :]
    stay = {number: reasons[number] for number in sorted(numbers & reasons.keys())}
    for number in newest:
        stay.setdefault(number, f"one of the newest {keep}")
    for number, since in used.items():
        if since > now - older_than:
            stay.setdefault(number, f"in use until {since:%Y-%m-%d %H:%M} UTC")
    return Plan(
        begun=[version for version in versions if version.status is Status.RETIRING],
        removed=[version for version in published if version.version not in stay],
        stay=stay,
        unused_since=used,
    )


def prune(releases: Releases, plan: Plan, why: str, tell: Callable[[Version, bool], None]) -> None:
    """Gives versions up, and deletes their files, one after another.

    First in the release table, where each is looked at again: what has got a label meanwhile stays.
    Killed at any point, the rest is done by the next call.

    Args:
      releases: The release table.
      plan: What to do.
      why: The reason, for the history.
      tell: Takes each version, and whether it was deleted.

    Raises:
      serving.release.manifest.PublishError: Files cannot be deleted.
    """
    for version in plan.begun:
        _delete(releases, version)
        tell(version, True)
    for version in plan.removed:
        gone = releases.retire(version.model, version.version, why)
        if gone:
            _delete(releases, version)
        tell(version, gone)


def _delete(releases: Releases, version: Version) -> None:
    remove_version(version.path, version.version)
    releases.note_retired(version.model, version.version)
