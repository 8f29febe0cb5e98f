from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from annotation.client import DoccanoClient
from annotation.push import push
from annotation.redaction import RedactionSettings
from annotation.selection import Selection
from monitoring.answers import LoggedEntity
from monitoring.case_store import CaseStore
from monitoring.cases import Source
from monitoring.corrected import add_corrections
from monitoring.feedback_spans import AnsweredBefore, conflicts, pull_feedback
from preprocessing.annotation_files import find_files
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record
from tests.annotation.conftest import FakeDoccano
from tests.monitoring.test_cases import AT, BAKERY, CITY, TEXT, made

MODEL = "transactions"
OTHER = "🍕 PIZZA 05/04 CORNER PLACE BERLIN"


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore(f"sqlite:///{tmp_path}/releases.db")


def read_span(folder: Path | None) -> list[Record]:
    """The texts of a data span, as a run reads them."""
    assert folder is not None
    plan = plan_reading(find_files(str(folder)), "auto")
    records = list(read_plan(plan, ReadOptions(None, approved_only=True, metadata_keys=("bank",))))
    assert all(isinstance(record, Record) for record in records)
    return [record for record in records if isinstance(record, Record)]


def test_what_customers_agree_on_is_a_data_span_that_a_run_reads(
    store: CaseStore, tmp_path: Path
) -> None:
    folder = str(tmp_path / "data" / "span-{SPAN}")
    told = made(BAKERY, slices={"bank": "x", "label": "no label", "id": "1"})
    store.add([told, replace(told, version=8), made(text=OTHER), made(source=Source.AUDIT)])
    store.add([made(BAKERY, text="contested " * 4), made(CITY, text="contested " * 4)])
    first = pull_feedback(store, MODEL, folder)
    assert (first.texts, first.spans, first.contested, first.decided) == (1, 0, 1, 1)
    store.remove(MODEL, [told.text_hash])
    store.add([told])
    second = pull_feedback(store, MODEL, folder)
    assert (second.texts, second.spans) == (1, 1)
    assert second.folder == tmp_path / "data" / "span-2"
    (record,) = read_span(second.folder)
    assert (record.text, record.spans) == (TEXT, (BAKERY,))
    assert (record.annotator, record.metadata) == ("feedback", (("bank", "x"),))
    (nothing,) = read_span(first.folder)
    assert (nothing.text, nothing.spans) == (OTHER, ())


def test_only_what_is_new_or_changed_is_pulled(store: CaseStore, tmp_path: Path) -> None:
    folder = str(tmp_path / "span-{SPAN}")
    store.add([made(BAKERY), made(BAKERY, text=OTHER)])
    assert pull_feedback(store, MODEL, folder).texts == 2
    assert pull_feedback(store, MODEL, folder).folder is None
    store.remove(MODEL, [made().text_hash])
    store.add([made(CITY)])
    again = pull_feedback(store, MODEL, folder)
    assert [record.spans for record in read_span(again.folder)] == [(CITY,)]
    assert not list(tmp_path.glob(".doccano*"))


def test_a_conflict_goes_to_doccano_and_comes_back_as_decided(
    store: CaseStore, tmp_path: Path, fake: FakeDoccano, client: DoccanoClient
) -> None:
    fake.project.labels = ["PARTY", "LOCATION"]
    suggested = (LoggedEntity("PARTY", 10, 23, 0.9876, False),)
    ours = [made(BAKERY, answered=suggested), made(BAKERY, CITY, answered=suggested)]
    store.add([*ours, ours[0], made(BAKERY, text=OTHER)])
    (conflict,) = conflicts(store, MODEL)
    text = conflict.to_text()
    assert text.fields == {
        "txner_told": "2x PARTY: CORNER BAKERY | 1x PARTY: CORNER BAKERY, LOCATION: PORTLAND"
    }
    sent = push(
        client,
        1,
        [text],
        predictor=AnsweredBefore([conflict]),
        model_version=str(conflict.version),
        selection=Selection.RANDOM,
    )
    assert sent.sent == 1
    (example,) = fake.project.examples
    assert example.spans["admin"] == [[10, 23, "PARTY"]]

    # An annotator adds the city and approves; the pull brings it back.
    line = {"id": 1, "text": TEXT, "label": [list(BAKERY), list(CITY)], **example.meta}
    (folder := tmp_path / "span-1").mkdir()
    (folder / "all.jsonl").write_text(json.dumps(line) + "\n")
    facts = {"offset_unit": "utf16", "approved_only": False, "confirmed_by": {"all.jsonl": [1]}}
    at = (AT + timedelta(days=1)).isoformat()
    (folder / "pull.json").write_text(json.dumps({**facts, "time": at}))
    plan = plan_reading(find_files(str(folder)), "auto")
    open_settings = RedactionSettings()
    done = add_corrections(plan, store, MODEL, {7}, open_settings)
    assert (done.added.new, done.skipped) == (1, {})
    assert list(conflicts(store, MODEL)) == []
    (decided,) = store.read(MODEL, sources={Source.CORRECTION})
    assert decided == made(
        BAKERY, CITY, answered=suggested, source=Source.CORRECTION, at=AT + timedelta(days=1)
    )
    assert {case.right for case in store.read(MODEL, contested=True)} == {(BAKERY,)}
    assert add_corrections(plan, store, MODEL, {7}, open_settings).added.repeated == 1


def test_corrections_that_are_no_cases_are_counted_by_why(store: CaseStore, tmp_path: Path) -> None:
    def line(identifier: int, suggestions: object, model: object = "7") -> str:
        keys = {"txner_suggestions": suggestions, "txner_model": model}
        return json.dumps({"id": identifier, "text": TEXT, "label": [list(BAKERY)], **keys})

    good = '[[10,23,"PARTY",0.5,true]]'
    lines = [
        line(1, good),
        line(2, good),
        line(3, good, "8"),
        line(4, good, ""),
        line(5, "?"),
        line(6, '[[10,99,"PARTY",0.5]]'),
        line(7, '[[10,23,"PARTY",7.5]]'),
        line(8, '[[10,23,"PARTY",0.5],[11,12,"DATE",0.5]]'),
        line(9, ""),
        json.dumps({"id": 10, "text": TEXT, "label": []}),
    ]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    confirmed = {"all.jsonl": [1, *range(3, 11)]}
    facts = {"offset_unit": "codepoint", "approved_only": False, "confirmed_by": confirmed}
    (tmp_path / "pull.json").write_text(json.dumps(facts))
    plan = plan_reading(find_files(str(tmp_path / "all.jsonl")), "auto")
    hidden = RedactionSettings(enabled=True, account_digits=4)
    done = add_corrections(plan, store, MODEL, {7, 9}, hidden)
    assert done.added.new == 1
    assert done.skipped == {
        "not approved yet": 1,
        "of a version that the release table does not know": 2,
        "cannot be read": 4,
    }
    (case,) = store.read(MODEL)
    assert case.text == TEXT.replace("0412", "0000")
