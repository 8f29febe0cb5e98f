"""`txner trigger` as a scheduler calls it: a run, and then nothing to do until there is."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from tests.e2e.conftest import Project

pytestmark = pytest.mark.e2e

SETTINGS = (
    "output_root=runs/trigger",
    "data.path=annotations",
    "training.max_steps=3",
    "evaluation.min.micro/f1=0.0",
    "trigger.min_hours_between=0",
    "trigger.min_new_texts=20",
)
COMMAND = (
    "trigger",
    "--config",
    "configs/test.yaml",
    *(part for setting in SETTINGS for part in ("--set", setting)),
)


def trigger(project: Project, *arguments: str) -> Any:
    result = project.fork(*COMMAND, "--json", *arguments)
    assert result.code == 0, result.output + result.errors
    return json.loads(result.output)


def holding(values: Any, kind: str) -> dict[str, str]:
    return {entry["name"]: entry["figure"] for entry in values[kind] if entry["holds"]}


def test_a_run_and_then_only_what_is_new(project: Project) -> None:
    annotations = project.folder / "annotations"
    shutil.copytree(project.folder / "tests" / "data" / "annotations", annotations)
    first = trigger(project)
    assert holding(first, "reasons") == {"no released model": "no version"}
    assert first["submitted"]["state"] == "succeeded"
    (version,) = project.versions("trigger")

    idle = trigger(project)
    assert (idle["train"], idle["submitted"], idle["released_version"]) == (False, None, version)
    assert holding(idle, "reasons") == {}
    # The release table says what the version was made of, and so what a run would repeat.
    assert holding(idle, "blockers") == {"same inputs used": f"version {version}"}

    text = "ACH CREDIT NEWCOMER {} LTD"
    lines = [{"text": text.format(n), "label": [[11, 19, "PARTY"]]} for n in range(20)]
    (annotations / "new.jsonl").write_text("\n".join(map(json.dumps, lines)))
    planned = trigger(project, "--dry-run")
    assert holding(planned, "reasons") == {"new texts": "20"}
    assert planned["train"]
    assert planned["submitted"] is None
    assert project.versions("trigger") == [version]
