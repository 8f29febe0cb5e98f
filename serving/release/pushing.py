"""Decides whether a model is published, and does it: gates, files, release table, label."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from evaluation.gates.checks import Check
from serving.release.manifest import PublishError, digest
from serving.release.publishing import (
    ABANDONED_AFTER,
    build_manifest,
    publish_version,
    remove_leftovers,
    verify_version,
)
from serving.release.records import Outcome
from serving.release.table import Releases
from storage import files

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PushResult:
    """What became of a model.

    Attributes:
      outcome: Whether it was published, was there already, or was rejected by a gate.
      version: Its version, unless it was rejected.
      path: Where that version lies.
      labels: Labels that stand on the version.
      held: Why a new version did not get its label; empty if it did.
    """

    outcome: Outcome
    version: int | None = None
    path: str | None = None
    labels: tuple[str, ...] = ()
    held: str = ""


@dataclass(frozen=True)
class _Record:
    """What is written down with a version."""

    metrics: Mapping[str, Any]
    provenance: Mapping[str, Any]
    data_profile: Mapping[str, Any] | None


def push_model(
    model_path: str,
    *,
    model: str,
    root: str,
    label: str,
    releases: Releases,
    checks: Sequence[Check],
    metrics: Mapping[str, Any],
    provenance: Mapping[str, Any],
    data_profile: Mapping[str, Any] | None = None,
) -> PushResult:
    """Publishes a model if all checks passed, and puts a label on it, unless that is on hold.

    A model whose very files are published already is left alone, and so are its labels: somebody
    may have taken them off it.

    Args:
      model_path: Folder of the SavedModel.
      model: Name of the model.
      root: Folder or URL below which each model has a folder of versions.
      label: Label for the new version.
      releases: The release table.
      checks: Results of all gates.
      metrics: Evaluation figures by name.
      provenance: Code, data and configuration.
      data_profile: `preprocessing.data_profile.DataProfile` of the data, as a dictionary.

    Raises:
      PublishError: The files could not be copied.
    """
    model_root = files.join(root, model)
    _settle_unfinished(releases, model)
    record = _Record(metrics, provenance, data_profile)
    result = _push(model_path, model, model_root, label, releases, checks, record)
    releases.record_run(
        model,
        result.outcome,
        version=result.version,
        checks=[asdict(check) for check in checks],
        provenance=provenance,
    )
    return result


def _push(
    model_path: str,
    model: str,
    model_root: str,
    label: str,
    releases: Releases,
    checks: Sequence[Check],
    record: _Record,
) -> PushResult:
    if not all(check.passed for check in checks):
        return PushResult(Outcome.REJECTED)
    model_digest = digest(build_manifest(model_path))
    known = releases.find(model, model_digest)
    if known is not None and not verify_version(known.path):
        if record.data_profile is not None:
            releases.set_data_profile(model, known.version, record.data_profile)
        labels = tuple(releases.labels_of(model, known.version))
        return PushResult(Outcome.UNCHANGED, known.version, known.path, labels)
    version = releases.begin_version(
        model,
        model_root,
        label=label,
        model_digest=model_digest,
        metrics=record.metrics,
        provenance=record.provenance,
        data_profile=record.data_profile,
    )
    publish_version(model_path, model_root, version.version)
    releases.finish_version(model, version.version)
    labels = tuple(releases.labels_of(model, version.version))
    hold = None if label in labels else releases.holds(model).get(label)
    held = f"label {label} is on hold {hold}" if hold else ""
    return PushResult(Outcome.PUBLISHED, version.version, version.path, labels, held)


def _settle_unfinished(releases: Releases, model: str) -> None:
    """Completes or forgets versions whose publisher was killed."""
    for version in releases.unfinished(model):
        if not verify_version(version.path):
            releases.finish_version(model, version.version)
        elif datetime.now(UTC) - version.created > ABANDONED_AFTER:
            try:
                remove_leftovers(version.path, older_than=ABANDONED_AFTER)
            except PublishError as error:
                # They take space and nothing else; a publisher may have no right to delete.
                _log.warning("files of an incomplete version stay: %s", error)
            releases.forget_version(model, version.version)
