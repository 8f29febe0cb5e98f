from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotation.redaction import RedactionSettings, redact
from benchmarks.fuzzing.feedback_files import EXPECTED, FAULTS, SECRET, sound_values
from models.export_format import Entity, Prediction
from monitoring import feedback
from monitoring.answers import LoggedEntity
from monitoring.cases import Case, Source
from monitoring.feedback import RefusedLine, read_feedback, schema
from preprocessing.spans import Span
from serving.prediction import feedback as client_side
from serving.prediction.feedback import Correction, append_feedback, feedback_line

TEXT = "CARD 0412 CORNER BAKERY PORTLAND OR"
VERSION = 1_790_000_000
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
OPEN = replace(EXPECTED, redaction=RedactionSettings())
SCHEMA_FILE = Path(feedback.__file__).with_name("feedback.schema.json")


def read(*lines: str | bytes, expected: Any = OPEN) -> list[Case | RefusedLine]:
    raw = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    return list(read_feedback(io.BytesIO(raw), expected))


def answered(text: str, *entities: tuple[str, int, int]) -> Prediction:
    return Prediction(
        text,
        [Entity(label, text[start:end], start, end, 0.5, True) for label, start, end in entities],
    )


def test_what_the_client_writes_is_what_the_customer_said() -> None:
    answer = answered(TEXT, ("DATE", 5, 9), ("PARTY", 10, 16), ("PARTY", 24, 32))
    line = feedback_line(
        answer,
        model="transactions",
        version=VERSION,
        changed={1: Correction("PARTY", 10, 23)},
        removed=[2],
        added=[Correction("DATE", 33, 35)],
        slices={"country": "US"},
        at=AT,
    )
    assert read(line) == [
        Case(
            "transactions",
            VERSION,
            TEXT,
            (
                LoggedEntity("DATE", 5, 9, 0.5, True),
                LoggedEntity("PARTY", 10, 16, 0.5, True),
                LoggedEntity("PARTY", 24, 32, 0.5, True),
            ),
            (Span(5, 9, "DATE"), Span(10, 23, "PARTY"), Span(33, 35, "DATE")),
            Source.FEEDBACK,
            AT,
            {"country": "US"},
        )
    ]


@pytest.mark.parametrize(
    "said",
    [
        {"changed": {1: Correction("PARTY", 0, 4)}},
        {"removed": [-1]},
        {"removed": [0], "changed": {0: Correction("PARTY", 0, 4)}},
        {"added": [Correction("PARTY", 4, 4)]},
        {"added": [Correction("PARTY", 0, 99)]},
        {"at": datetime(2026, 3, 1)},
        {"slices": {"note": "x" * (64 << 10)}},
    ],
)
def test_the_client_refuses_what_cannot_be(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"entity|text|zone|bytes"):
        feedback_line(answered(TEXT, ("PARTY", 0, 4)), model="m", version=1, **said)


def test_lines_are_appended_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feedback.jsonl"
    append_feedback(path, '{"a":1}')
    append_feedback(path, '{"b":2}')
    with monkeypatch.context() as full:
        write = client_side.os.write
        full.setattr(client_side.os, "write", lambda to, content: write(to, content[:3]))
        with pytest.raises(OSError, match="no room"):
            append_feedback(path, '{"c":3}')
    append_feedback(path, '{"d":4}')
    assert path.read_text() == '{"a":1}\n{"b":2}\n{"d":4}\n'
    assert path.stat().st_mode & 0o077 == 0  # the texts are as customers have them


def test_offsets_of_applications_in_javascript_count_utf16_units() -> None:
    values = {
        "model": "transactions",
        "version": VERSION,
        "text": "🍕 PIZZA",
        "at": "2026-03-01T12:00:00Z",
        "unit": "utf16",
        "suggestions": [
            {
                "label": "DATE",
                "start": 0,
                "end": 2,
                "score": 1,
                "accepted": False,
                "became": "removed",
            }
        ],
        "added": [{"label": "PARTY", "start": 3, "end": 8}],
    }
    (case,) = read(json.dumps(values))
    assert isinstance(case, Case)
    assert case.answered == (LoggedEntity("DATE", 0, 1, 1.0, False),)
    assert case.right == (Span(2, 7, "PARTY"),)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_refused_with_a_reason(fault: str) -> None:
    raw = FAULTS[fault](sound_values(random.Random(0)))
    for expected in (OPEN, EXPECTED):
        (refused,) = read(raw.replace(b"\n", b" "), expected=expected)
        assert isinstance(refused, RefusedLine)
        assert refused.detail.strip()
        assert (refused.raw is None) == expected.redaction.enabled
    assert SECRET not in refused.to_json()


def test_no_reason_is_without_a_test() -> None:
    raws = [make(sound_values(random.Random(0))).replace(b"\n", b" ") for make in FAULTS.values()]
    reasons = {line.reason for line in read(*raws) if isinstance(line, RefusedLine)}
    assert reasons == {
        "not_json",
        "not_an_object",
        "invalid_utf8",
        "line_too_long",
        "nested_too_deep",
        "duplicate_key",
        "malformed",
        "empty_text",
        "other_model",
        "unknown_version",
        "span_outside_text",
        "span_empty",
        "span_blank",
        "span_splits_character",
        "unknown_label",
        "overlapping_spans",
    }


@given(
    st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b""))
    | st.text(max_size=60).map(json.dumps).map(str.encode)
)
def test_every_line_is_accepted_or_refused(raw: bytes) -> None:
    assert [type(line) for line in read(raw)] == [RefusedLine]


PRIVATE = (SECRET, "4111 1111 1111 1111", "ann.smith@example.com", "+49 170 1234567")
private = st.sampled_from(PRIVATE)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.one_of(private, words), min_size=1, max_size=6), st.data())
def test_nothing_that_is_to_be_hidden_is_kept(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    values = {
        "model": "transactions",
        "version": VERSION,
        "text": text,
        "at": "2026-03-01T12:00:00Z",
        "suggestions": [],
        # Mistakes that put a text where something else belongs.
        "added": data.draw(st.sampled_from([[], [{"label": text[:100], "start": 0, "end": 1}]])),
        "slices": data.draw(st.sampled_from([{}, {"note": text[:200]}, {text[:200]: "x"}])),
        **data.draw(st.sampled_from([{}, {}, {text: 1}])),
    }
    (told,) = read(json.dumps(values), expected=EXPECTED)
    if isinstance(told, RefusedLine):
        shown = told.to_json()
    else:
        assert told.text == redact(text, EXPECTED.redaction)
        shown = json.dumps([told.text, *told.slices.items()])
    hidden = [part for part in parts if part in PRIVATE]
    assert not any(part in shown for part in hidden)


def test_the_published_schema_is_that_of_the_code_and_takes_what_is_taken() -> None:
    published = json.loads(SCHEMA_FILE.read_text("utf-8"))
    assert published == schema()
    validator = jsonschema.Draft202012Validator(published)
    chance = random.Random(0)
    for _ in range(50):
        values = sound_values(chance)
        validator.validate(values)
        (told,) = read(json.dumps(values))
        assert isinstance(told, Case)
    for fault in ("no text", "unknown key", "became what", "score above 1", "too many slices"):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(json.loads(FAULTS[fault](values)))
