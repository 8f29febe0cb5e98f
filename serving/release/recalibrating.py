"""A published version with another confidence, as a new version with a record of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.confidence import Confidence
from models.recalibration import write_confidence
from serving.release.manifest import MANIFEST
from serving.release.publishing import copy_tree
from serving.release.pushing import PushResult, push_model
from serving.release.records import Version
from serving.release.table import Releases
from storage import files

RECALIBRATED = "recalibrated"
"""Key of a version's provenance: of which version it is, and by what audit."""

_ACCEPTANCE = "accepted/"
"""What figures begin with that another confidence changes."""


def write_recalibrated(source: str, target: str, confidence: Confidence) -> None:
    """Writes a copy of a model with another confidence; on failure nothing is left.

    Args:
      source: Folder or URL of the model.
      target: Folder to write, which must not be there.
      confidence: The new curve and thresholds.

    Raises:
      RecalibrationError: The model has no confidence that could be replaced.
      PublishError: The files cannot be read.
    """
    place = Path(files.absolute(target))
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name}-") as folder:
        copy = Path(folder) / "model"
        copy_tree(source, str(copy))
        # It lists the files as they were; publishing writes another one.
        (copy / MANIFEST).unlink(missing_ok=True)
        write_confidence(str(copy), confidence)
        copy.rename(place)


def publish_recalibrated(
    version: Version,
    confidence: Confidence,
    audit: Mapping[str, Any],
    *,
    root: str,
    label: str,
    releases: Releases,
) -> PushResult:
    """Publishes a version with another confidence as a new version.

    Its record has the figures of the version that it is made of, but for those of what is accepted,
    and the same origin, with that version and the audit besides.

    Args:
      version: What it is made of.
      confidence: The new curve and thresholds.
      audit: What the confidence was set by, for the record.
      root: Folder or URL below which each model has a folder of versions.
      label: Label for the new version.
      releases: The release table.

    Raises:
      RecalibrationError: The model has no confidence that could be replaced.
      PublishError: The files cannot be read or written.
    """
    metrics = {
        name: value for name, value in version.metrics.items() if not name.startswith(_ACCEPTANCE)
    }
    origin = {**version.provenance, RECALIBRATED: {"version": version.version, **audit}}
    with tempfile.TemporaryDirectory(prefix="txner-") as folder:
        copy = str(Path(folder) / "model")
        write_recalibrated(version.path, copy, confidence)
        return push_model(
            copy,
            model=version.model,
            root=root,
            label=label,
            releases=releases,
            checks=[],
            metrics=metrics,
            provenance=origin,
            data_profile=releases.data_profile(version.model, version.version),
        )
