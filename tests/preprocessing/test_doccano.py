"""Recorded exports of all shapes, with what must come out of each."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import load_settings
from preprocessing.annotation_files import InputError, find_files
from preprocessing.annotators import group_by_text, settle
from preprocessing.doccano import read_shape
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record, Reject
from preprocessing.settings import DataSettings
from preprocessing.spans import Reason, RejectError

SAMPLES = json.loads((Path(__file__).parents[1] / "data" / "doccano_samples.json").read_text())
LABELS = ("PARTY", "DATE", "PROCESSOR")


def write(sample: dict[str, Any], folder: Path, *, zipped: bool) -> Path:
    """The sample as a folder, or as the archive that doccano sends."""
    folder /= "export"
    folder.mkdir()
    members = {name: content.encode() for name, content in sample["files"].items()}
    if not zipped:
        for name, content in members.items():
            (folder / name).write_bytes(content)
        return folder
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return folder / "all.zip"


@pytest.mark.parametrize("zipped", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("sample", SAMPLES, ids=[sample["name"] for sample in SAMPLES])
def test_what_comes_out_of_an_export(sample: dict[str, Any], tmp_path: Path, zipped: bool) -> None:
    path = write(sample, tmp_path, zipped=zipped)
    defaults = load_settings().data.model_dump()
    settings = DataSettings.model_validate({**defaults, **sample.get("settings", {})})
    files = find_files(str(path))
    if "error" in sample:
        with pytest.raises(InputError) as error:
            plan_reading(files, settings.offset_unit)
        assert sample["error"] in str(error.value)
        assert str(path) in str(error.value)
        return

    plan = plan_reading(files, settings.offset_unit)
    (decision,) = plan.units.values()
    assert sample["unit"] in ("any", decision.unit)
    if sample["unit"] == "any":
        assert decision.why == "cannot tell, all units agree"

    options = ReadOptions(LABELS, settings.unlabelled, settings.approved_only)
    lines = list(read_plan(plan, options))
    rejects = [line for line in lines if isinstance(line, Reject)]
    groups = group_by_text(line for line in lines if isinstance(line, Record))
    settled = [settle(group, settings.annotators) for group in groups]
    rejects += [reject for text in settled for reject in text.rejects]
    records = [described(record) for text in settled for record in text.records]
    assert sorted(records) == sorted(sample["records"])
    assert sorted([Path(r.source).name, r.line, r.reason] for r in rejects) == sample["rejects"]
    assert sum(text.merged for text in settled) == sample.get("merged", 0)


def described(record: Record) -> list[Any]:
    """Id, what the spans cover, and intents, as the samples have it."""
    # A record without an id is called by its place, which is another one within an archive.
    name = record.id.replace(f"{record.source}:", "export/all.jsonl:")
    spans = [[record.text[span.start : span.end], span.label] for span in record.spans]
    return [name, spans, *([list(record.intents)] if record.intents else [])]


def test_there_are_as_many_as_promised() -> None:
    assert len(SAMPLES) >= 40
    assert len({sample["name"] for sample in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize(
    ("values", "reason", "named"),
    [
        ({}, Reason.NO_TEXT, "no `text` and no `data`"),
        ({"text": None, "data": 7}, Reason.NO_TEXT, "`data` is 7, not a string"),
        ({"text": "a"}, Reason.NO_SPAN_LIST, "no `label`, `labels` or `entities`"),
        ({"text": "a", "labels": "x"}, Reason.NO_SPAN_LIST, "`labels` is 'x'"),
    ],
)
def test_what_is_missing_is_named(values: dict[str, Any], reason: Reason, named: str) -> None:
    with pytest.raises(RejectError) as error:
        read_shape(values)
    assert error.value.reason == reason
    assert named in error.value.detail
