"""Artifact types that TFX does not have.

Their names are the paths by which the steps of a compiled job import them.
"""

from __future__ import annotations

from tfx.types.artifact import Artifact


class Rejects(Artifact):
    """Annotation lines that were refused, and the report on all lines.

    `rejects-*.jsonl` has a line for each, `report.json` is a `preprocessing.reading.IngestReport`.
    """

    TYPE_NAME = "components.Rejects"


class GateChecks(Artifact):
    """Result of a gate: `checks.json`, a list of `evaluation.gates.checks.Check`."""

    TYPE_NAME = "components.GateChecks"
