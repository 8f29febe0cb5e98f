"""Tests of audits on their way to annotators and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotation.client import DoccanoClient
from annotation.pull import pull
from annotation.push import AUDIT_KEY, push
from annotation.redaction import RedactionSettings, find_private, redact
from monitoring.answers import LoggedAnswer, LoggedEntity
from monitoring.audit_sample import AnsweredEntity, AnsweredText, Drawn, draw, frame_of
from monitoring.audits import (
    AuditError,
    AuditName,
    AuditNote,
    read_audits,
    send_audit,
    week_of,
)
from monitoring.cases import Source
from monitoring.live_precision import live_precision
from preprocessing.annotation_files import InputError, find_files
from preprocessing.reading import ReadingPlan, plan_reading
from preprocessing.settings import AnnotatorSettings, MergeRule
from preprocessing.spans import Span
from preprocessing.texts import Text
from tests.annotation.conftest import FakeDoccano, FakeExample
from tests.annotation.conftest import client as client
from tests.annotation.conftest import fake as fake

SINCE, UNTIL = week_of(datetime(2026, 11, 18, tzinfo=UTC).date())
AUDIT = AuditName(model="transactions", version=17, since=SINCE, until=UNTIL)
STRICT = AnnotatorSettings(merge=MergeRule.STRICT, prefer=())


def drawn(count: int, name: str = "SHOP") -> list[Drawn]:
    """Texts with an accepted and a suggested entity."""
    entities = (AnsweredEntity(0, 4, "PARTY", 0.98, 1), AnsweredEntity(5, 8, "DATE", 0.5, 0))
    texts = [
        AnsweredText(f"{name} {n:03} X", f"{n:08x}", 1, entities, {"country": "DE"})
        for n in range(100)
    ]
    return draw(texts, count, str(AUDIT))


def pulled(client: DoccanoClient, folder: Path, approved_only: bool = True) -> ReadingPlan:
    """All that was pulled so far."""
    pull(client, 1, str(folder / "span-{SPAN}"), approved_only=approved_only)
    return plan_reading(find_files(str(folder / "span-{SPAN}")), "auto")


def audit_examples(fake: FakeDoccano) -> list[FakeExample]:
    return [example for example in fake.project.examples if example.meta.get(AUDIT_KEY)]


def test_a_week_has_a_name() -> None:
    assert str(AUDIT) == "transactions/17/2026-W47"
    assert (SINCE.isoformat(), (UNTIL - SINCE).days) == ("2026-11-16T00:00:00+00:00", 7)
    other = AUDIT.model_copy(update={"until": datetime(2026, 11, 20, tzinfo=UTC)})
    assert other.period == "2026-11-16T00:00:00+00:00--2026-11-20T00:00:00+00:00"


def test_what_comes_back_is_what_was_drawn_and_approved(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    sample = drawn(20)
    done, there = send_audit(client, 1, AUDIT, sample)
    assert (done.sent, there) == (20, 0)
    examples = audit_examples(fake)
    assert [example.text for example in examples] == [one.text.text for one in sample]
    assert all(example.spans["admin"] == [[0, 4, "PARTY"], [5, 8, "DATE"]] for example in examples)
    # Two right, one with another label, one with nothing right; the others nobody looked at.
    for example in examples[:4]:
        example.approved_by.add("admin")
    examples[2].spans["admin"] = [[0, 4, "DATE"]]
    examples[3].spans["admin"] = []
    (audit,) = read_audits(pulled(client, tmp_path), STRICT)
    assert (audit.name, audit.sent, len(audit.judged)) == (AUDIT, 20, 4)
    figures = live_precision(audit.judged)
    assert (figures.everything.accepted, figures.everything.right) == (4, 2)
    assert set(figures.slices) == {"country=DE"}
    assert [case.right for case in audit.cases] == [
        (Span(0, 4, "PARTY"), Span(5, 8, "DATE")),
        (Span(0, 4, "PARTY"), Span(5, 8, "DATE")),
        (Span(0, 4, "DATE"),),
        (),
    ]
    case = audit.cases[0]
    assert (case.model, case.version, case.source) == ("transactions", 17, Source.AUDIT)
    assert [(one.label, one.accepted) for one in case.answered] == [
        ("PARTY", True),
        ("DATE", False),
    ]

    # What was not approved then is now; the newest of what was pulled counts.
    examples[4].approved_by.add("admin")
    examples[3].spans["admin"] = [[0, 4, "PARTY"]]
    (audit,) = read_audits(pulled(client, tmp_path), STRICT)
    figures = live_precision(audit.judged)
    assert (figures.everything.accepted, figures.everything.right) == (5, 4)


def test_untouched_suggestions_are_not_right_answers(client: DoccanoClient, tmp_path: Path) -> None:
    send_audit(client, 1, AUDIT, drawn(5))
    (audit,) = read_audits(pulled(client, tmp_path, approved_only=False), STRICT)
    assert (audit.sent, audit.judged, audit.waiting) == (5, [], 5)


def test_an_audit_can_be_sent_again_but_not_another_of_its_name(
    fake: FakeDoccano, client: DoccanoClient
) -> None:
    sample = drawn(10)
    send_audit(client, 1, AUDIT, sample[:4])
    done, there = send_audit(client, 1, AUDIT, sample)
    assert (done.sent, there) == (6, 4)
    done, there = send_audit(client, 1, AUDIT, sample)
    assert (done.sent, there, len(fake.project.examples)) == (0, 10, 10)
    with pytest.raises(AuditError, match=r"10 texts of the audit .* that are not drawn now"):
        send_audit(client, 1, AUDIT, drawn(10, name="CAFE"))
    last_week = AUDIT.model_copy(update={"since": UNTIL, "until": week_of(UNTIL.date())[1]})
    assert send_audit(client, 1, last_week, sample, blind=True)[0].sent == 10
    assert all(example.spans["admin"] == [] for example in fake.project.examples[10:])


def test_texts_that_the_project_has_are_not_missing_from_the_sample(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    sample = drawn(10)
    push(client, 1, [Text(one.text.text) for one in sample])
    # Somebody annotated them before, and found all wrong; they were chosen for that.
    for example in fake.project.examples:
        example.approved_by.add("admin")
    assert send_audit(client, 1, AUDIT, sample)[0].sent == 10
    for example in audit_examples(fake):
        example.approved_by.add("admin")
    (audit,) = read_audits(pulled(client, tmp_path), STRICT)
    assert live_precision(audit.judged).everything.value == 1


def test_metadata_that_are_not_what_was_sent_are_named(
    fake: FakeDoccano, client: DoccanoClient, tmp_path: Path
) -> None:
    send_audit(client, 1, AUDIT, drawn(3))
    example = audit_examples(fake)[1]
    example.approved_by.add("admin")
    note = json.loads(example.meta[AUDIT_KEY])
    for damaged, told in (
        ("{", "Invalid JSON"),
        (json.dumps({**note, "weight": 0}), "its weight"),
        (json.dumps({**note, "entities": [[0, 400, "PARTY", 0.9, 1]]}), "is no entity of the text"),
        (json.dumps({k: v for k, v in note.items() if k != "audit"}), "audit: Field required"),
        (json.dumps({**note, "answers": 0}), "below 1"),
    ):
        example.meta[AUDIT_KEY] = damaged
        folder = tmp_path / told.replace(":", "")
        folder.mkdir()
        with pytest.raises(InputError, match=rf"all.jsonl:1: txner_audit cannot be read: .*{told}"):
            read_audits(pulled(client, folder), STRICT)


@st.composite
def private_answers(draw_value: st.DrawFn) -> list[LoggedAnswer]:
    """Answers to texts with private data, from a log without redaction."""
    secret = st.sampled_from(
        [
            "4111 1111 1111 1111",
            "DE89370400440532013000",
            "ann.smith@example.com",
            "+1 415 555 2671",
            "INDN: MARY JONES",
            "123-45-6789",
        ]
    )
    words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
    answers = []
    for number in range(draw_value(st.integers(1, 6))):
        text = " ".join(["PAY", draw_value(words), draw_value(secret), draw_value(words)])
        answers.append(
            LoggedAnswer(
                SINCE,
                "transactions",
                17,
                f"{number:08x}",
                text,
                (LoggedEntity("PARTY", 0, 3, 0.99, True),),
                1.0,
                {"customer": draw_value(secret)},
            )
        )
    return answers


@given(private_answers())
@settings(max_examples=100, deadline=None)
def test_nothing_private_leaves(answers: list[LoggedAnswer]) -> None:
    hidden = RedactionSettings(enabled=True)
    frame = frame_of(answers, 17, partial(redact, settings=hidden))
    for one in draw(frame.texts, 10, str(AUDIT)):
        assert not find_private(one.text.text, hidden)
        note = json.loads(AuditNote.of(one, AUDIT, 10).model_dump_json())
        assert not [v for v in note["slices"].values() if find_private(v, hidden)]
        # Nothing else of the text is in the note.
        assert one.text.text not in json.dumps(note, ensure_ascii=False)


def export(path: Path, lines: Sequence[dict[str, Any]]) -> ReadingPlan:
    """A data span with approved lines, as a pull writes it."""
    path.mkdir()
    rows = [{"id": n, **line} for n, line in enumerate(lines)]
    (path / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (path / "pull.json").write_text(
        json.dumps({"offset_unit": "codepoint", "approved_only": True, "confirmed_by": {}})
    )
    return plan_reading(find_files(str(path)), "auto")


def test_skewed_annotations_do_not_change_the_figures(tmp_path: Path) -> None:
    """Most of what is wrong is annotated for other reasons too; the interval does not care."""
    chance = np.random.default_rng(5)
    wrong = chance.random(2000) < 0.04
    entity = AnsweredEntity(0, 4, "PARTY", 0.98, 1)
    texts = [AnsweredText(f"SHOP {n}", f"{n:08x}", 1, (entity,)) for n in range(2000)]
    truth = 1 - wrong.mean()

    def judged(text: str) -> list[list[Any]]:
        return [] if wrong[int(text.split()[1])] else [[0, 4, "PARTY"]]

    # Chosen by uncertainty and by complaints: all that is wrong, and little else.
    others = [
        {"text": text.text, "label": judged(text.text), "txner_suggestions": "[]", AUDIT_KEY: ""}
        for text in texts
        if wrong[int(text.text.split()[1])] or chance.random() < 0.01
    ]
    rounds, covered = 60, 0
    values = []
    for number in range(rounds):
        until = datetime(2026, 11, 23, 0, 0, number, tzinfo=UTC)
        audit = AUDIT.model_copy(update={"until": until})
        sample = draw(texts, 150, str(audit))
        lines = [
            {
                "text": one.text.text,
                "label": judged(one.text.text),
                AUDIT_KEY: AuditNote.of(one, audit, 150).model_dump_json(),
            }
            for one in sample
        ]
        chance.shuffle(mixed := [*others, *lines])  # type: ignore[arg-type]
        (found,) = read_audits(export(tmp_path / str(number), mixed), STRICT)
        figure = live_precision(found.judged).everything
        low, high = figure.interval()
        covered += low <= truth <= high
        values.append(figure.value)
    # Of 60 audits 57 hold the truth on average; fewer than 52 by chance once in a hundred times.
    assert covered >= 52
    assert abs(np.mean(values) - truth) < 4 * np.std(values) / np.sqrt(rounds)
