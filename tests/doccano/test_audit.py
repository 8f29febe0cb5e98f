"""An audit through a real doccano: what it exports of the metadata is what was sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annotation.client import DoccanoClient
from annotation.pull import pull
from annotation.push import AUDIT_KEY, push
from monitoring.audit_sample import AnsweredEntity, AnsweredText, draw
from monitoring.audits import AuditName, AuditNote, read_audits, send_audit, week_of
from monitoring.live_precision import live_precision
from preprocessing.annotation_files import find_files
from preprocessing.reading import plan_reading
from preprocessing.settings import AnnotatorSettings, MergeRule
from preprocessing.spans import OffsetUnit, Span, from_code_points
from preprocessing.texts import Text
from tests.doccano.server import Account

TEXTS = 30


@pytest.mark.parametrize("grapheme_mode", [False, True])
def test_an_audit_and_what_comes_back(
    admin: Account, client: DoccanoClient, tmp_path: Path, grapheme_mode: bool
) -> None:
    project = admin.create_project("audit", grapheme_mode=grapheme_mode)
    unit = OffsetUnit.GRAPHEME if grapheme_mode else OffsetUnit.UTF16
    since, until = week_of(date(2026, 11, 18))
    audit = AuditName(model="transactions", version=17, since=since, until=until)
    entities = (AnsweredEntity(2, 6, "PARTY", 0.98, 3), AnsweredEntity(7, 9, "DATE", 0.4, 0))
    texts = [
        AnsweredText(f"😀 Café 05 e\u0301 {n:03}", f"{n:08x}", 3, entities, {"bank": "Ä 1"})
        for n in range(100)
    ]
    drawn = draw(texts, TEXTS, str(audit))
    # The project has one of them, and others besides.
    push(client, project, [Text(drawn[5].text.text), Text("something else")])
    done, there = send_audit(client, project, audit, drawn, create_labels=True)
    assert (done.sent, there) == (TEXTS, 0)
    assert send_audit(client, project, audit, drawn)[1] == TEXTS

    stored = [e for e in admin.examples(project) if e["meta"].get(AUDIT_KEY)]
    first = next(one for one in drawn if one.text.text == stored[0]["text"])
    note = AuditNote.parse(stored[0]["meta"][AUDIT_KEY], stored[0]["text"])
    assert note == AuditNote.of(first, audit, TEXTS)
    wanted = from_code_points(first.text.text, [Span(2, 6, "PARTY"), Span(7, 9, "DATE")], unit)
    spans = sorted(admin.spans(project, stored[0]["id"]), key=lambda span: span["start_offset"])
    places = [(span["start_offset"], span["end_offset"]) for span in spans]
    assert places == [(span.start, span.end) for span in wanted]

    # Twenty are approved; of four the accepted entity is taken away.
    for number, example in enumerate(stored[:20]):
        if number < 4:
            marked = admin.spans(project, example["id"])
            (party,) = [s for s in marked if s["start_offset"] == wanted[0].start]
            admin.delete_span(project, example["id"], party["id"])
        admin.approve(project, example["id"])
    folder = str(tmp_path / "span-{SPAN}")
    pull(client, project, folder, approved_only=False)
    plan = plan_reading(find_files(folder), "auto")
    (found,) = read_audits(plan, AnnotatorSettings(merge=MergeRule.STRICT, prefer=()))
    assert (found.name, found.sent, found.waiting, found.unusable) == (audit, TEXTS, 10, [])
    figures = live_precision(found.judged)
    assert (figures.everything.texts, figures.everything.right) == (20, 16)
    assert figures.everything.value == pytest.approx(0.8)
    assert set(figures.slices) == {"bank=Ä 1"}
    assert {case.right for case in found.cases} == {
        (Span(2, 6, "PARTY"), Span(7, 9, "DATE")),
        (Span(7, 9, "DATE"),),
    }
