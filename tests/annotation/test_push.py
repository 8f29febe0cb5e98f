from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from annotation import push as push_module
from annotation.client import DoccanoClient
from annotation.errors import DoccanoError
from annotation.push import check_field_names, push
from annotation.selection import Selection
from commands.main import app
from models.export_format import Entity, Prediction
from preprocessing.graphemes import grapheme_boundaries
from preprocessing.spans import OffsetUnit, Span, from_code_points, to_code_points, widen
from preprocessing.texts import Text
from tests.annotation.conftest import TOKEN, FakeDoccano

TEXTS = st.text(
    st.sampled_from("aé😀\u0301\u200d🏽👩🇩🇪क्षि\r\n\u1100\u1161")
    | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=20,
)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text and spans of it, in code points."""
    text = draw(TEXTS)
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, len(text))), "PARTY"))
    return text, spans


class FakeModel:
    """Finds the entities that it is told, as (start, end, label, score) of a text."""

    def __init__(self, entities: Callable[[str], list[tuple[int, int, str, float]]]) -> None:
        self.entities = entities
        self.seen: list[str] = []

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        self.seen += texts
        return [
            Prediction(
                text,
                [Entity(e[2], text[e[0] : e[1]], e[0], e[1], e[3]) for e in self.entities(text)],
            )
            for text in texts
        ]


def scored(scores: dict[str, list[float]]) -> FakeModel:
    """A model that finds an entity for each score."""
    return FakeModel(lambda text: [(n, n + 1, "PARTY", s) for n, s in enumerate(scores[text])])


@given(texts_with_spans())
def test_grapheme_offsets_count_clusters_and_refuse_parts_of_them(
    case: tuple[str, list[Span]],
) -> None:
    text, spans = case
    boundaries = grapheme_boundaries(text)
    for span in spans:
        if {span.start, span.end} <= set(boundaries):
            (there,) = from_code_points(text, [span], OffsetUnit.GRAPHEME)
            assert (boundaries[there.start], boundaries[there.end]) == (span.start, span.end)
        else:
            message = rf"span \[{span.start}, {span.end}, 'PARTY'\] begins or ends within"
            with pytest.raises(ValueError, match=message):
                from_code_points(text, [span], OffsetUnit.GRAPHEME)
        wide = widen(text, span)
        assert wide.start <= span.start < span.end <= wide.end
        assert to_code_points(
            text, from_code_points(text, [wide], OffsetUnit.GRAPHEME), OffsetUnit.GRAPHEME
        ) == [wide]
        # No boundary lies between an edge and where it was moved to.
        assert not [b for b in boundaries if wide.start < b <= span.start]
        assert not [b for b in boundaries if span.end <= b < wide.end]


@pytest.mark.parametrize("name", ["id", "txner_score"])
def test_names_that_doccano_or_a_push_uses_are_refused(name: str) -> None:
    with pytest.raises(DoccanoError, match=f"keep_fields {name}: doccano or txner uses this"):
        check_field_names(["n", name])
    check_field_names(["n", "s"])


def test_what_is_sent(fake: FakeDoccano, client: DoccanoClient) -> None:
    fake.project.add("there already")
    model = FakeModel(lambda _: [(2, 6, "PARTY", 0.123456), (0, 1, "DATE", 1.0)])
    texts = [
        Text("😀 BLUE", {"doc_id": "7"}),
        Text("there already", {"doc_id": "8"}),
        Text("😀 BLUE", {"doc_id": "9"}),
    ]
    done = push(client, 1, texts, predictor=model, model_version="17")
    assert (done.given, done.repeated, done.present, done.sent) == (3, 1, 1, 1)
    assert model.seen == ["😀 BLUE"]
    example = fake.project.examples[-1]
    assert example.text == "😀 BLUE"
    assert example.spans["admin"] == [[0, 2, "DATE"], [3, 7, "PARTY"]]
    assert example.meta == {
        "doc_id": "7",
        "txner_model": "17",
        "txner_suggestions": '[[0,1,"DATE",1.0,false],[2,6,"PARTY",0.1235,false]]',
        "txner_score": "0.1235",
    }
    assert push(client, 1, texts).sent == 0


def test_graphemes_are_widened_and_the_better_of_two_is_kept(
    fake: FakeDoccano, client: DoccanoClient
) -> None:
    fake.project.grapheme_mode = True
    # "e" and its accent are one cluster; two suggestions share it.
    found = [(2, 4, "PARTY", 0.6), (4, 6, "DATE", 0.9), (7, 8, "DATE", 0.5)]
    done = push(client, 1, [Text("😀 xe\u0301y z")], predictor=FakeModel(lambda _: found))
    assert (done.widened, done.dropped) == (1, 1)
    assert fake.project.examples[0].spans["admin"] == [[3, 5, "DATE"], [6, 7, "DATE"]]


def test_without_a_model(fake: FakeDoccano, client: DoccanoClient) -> None:
    assert push(client, 1, [Text("x"), Text("y")]).sent == 2
    for example in fake.project.examples:
        assert example.spans["admin"] == []
        assert set(example.meta.values()) == {""}
    with pytest.raises(DoccanoError, match="selection low-score: needs a model's scores"):
        push(client, 1, [Text("x")], selection=Selection.LOW_SCORE)


SCORES = {"sure": [0.99], "doubtful": [0.9, 0.45], "none": [], "low": [0.1], "fair": [0.6, 0.7]}


@pytest.mark.parametrize(
    ("selection", "order"),
    [
        (Selection.UNCERTAIN, ["doubtful", "fair", "low", "sure", "none"]),
        (Selection.LOW_SCORE, ["low", "doubtful", "fair", "sure", "none"]),
    ],
)
@pytest.mark.parametrize("limit", [None, 1, 3])
def test_what_is_chosen(
    fake: FakeDoccano,
    client: DoccanoClient,
    selection: Selection,
    order: list[str],
    limit: int | None,
) -> None:
    texts = [Text(text) for text in SCORES]
    push(client, 1, texts, predictor=scored(SCORES), selection=selection, limit=limit)
    assert [example.text for example in fake.project.examples] == order[:limit]


@pytest.mark.parametrize("selection", [Selection.UNCERTAIN, Selection.LOW_SCORE])
@pytest.mark.parametrize(
    ("limit", "pool", "asked"), [(3, None, 2000), (None, None, 3000), (3, 50, 50), (90, 50, 90)]
)
def test_a_few_of_many_texts_are_chosen_from_a_part_of_them(
    client: DoccanoClient, selection: Selection, limit: int | None, pool: int | None, asked: int
) -> None:
    model = FakeModel(lambda _: [])
    texts = [Text(f"text {number}") for number in range(3000)]
    done = push(
        client,
        1,
        texts,
        predictor=model,
        selection=selection,
        limit=limit,
        pool=pool,
        dry_run=True,
    )
    assert len(model.seen) == asked
    assert len(done.rows) == (limit or 3000)


def test_labels_that_the_project_lacks_are_found_before_all_is_scored(
    client: DoccanoClient,
) -> None:
    model = FakeModel(lambda _: [(0, 1, "OTHER", 0.9)])
    texts = [Text(f"text {number}") for number in range(3000)]
    with pytest.raises(DoccanoError, match="lacks the label"):
        push(client, 1, texts, predictor=model, selection=Selection.UNCERTAIN)
    assert len(model.seen) <= 64


def test_a_random_choice_is_that_of_its_seed(fake: FakeDoccano, client: DoccanoClient) -> None:
    texts = [Text(f"text {number}") for number in range(40)]
    model = FakeModel(lambda _: [])

    def chosen(seed: int) -> list[str]:
        done = push(client, 1, texts, predictor=model, limit=10, seed=seed, dry_run=True)
        return [row.text for row in done.rows]

    assert chosen(1) == chosen(1) != chosen(2)
    assert len(set(chosen(1))) == 10
    # Only the chosen ones cost a prediction.
    assert len(model.seen) == 40
    assert fake.count("POST") == 0


def test_labels_that_the_project_lacks(fake: FakeDoccano, client: DoccanoClient) -> None:
    model = FakeModel(lambda _: [(0, 1, "SHOP", 0.5), (1, 2, "PARTY", 0.5), (2, 3, "CITY", 0.5)])
    with pytest.raises(
        DoccanoError, match=r"create_labels: project 1 lacks the label\(s\) 'CITY', 'SHOP' of"
    ):
        push(client, 1, [Text("text")], predictor=model)
    dry = push(client, 1, [Text("text")], predictor=model, create_labels=True, dry_run=True)
    assert dry.created_labels == ["CITY", "SHOP"]
    assert (fake.project.labels, fake.project.examples) == (["PARTY", "DATE"], [])
    push(client, 1, [Text("text")], predictor=model, create_labels=True)
    assert fake.project.labels == ["PARTY", "DATE", "CITY", "SHOP"]
    assert len(fake.project.examples) == 1


@pytest.mark.parametrize(
    ("rows", "size", "uploads"), [(3, 1 << 20, 4), (100, 300, 4), (100, 1, 10)]
)
def test_uploads_are_bounded(
    fake: FakeDoccano,
    client: DoccanoClient,
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
    size: int,
    uploads: int,
) -> None:
    monkeypatch.setattr(push_module, "BATCH_ROWS", rows)
    monkeypatch.setattr(push_module, "BATCH_BYTES", size)
    done = push(client, 1, [Text(f"text {number}") for number in range(10)])
    assert done.sent == len(fake.project.examples) == 10
    assert len({example.upload_name for example in fake.project.examples}) == uploads


def drop_one(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return rows[1:]


def repeat(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows + rows]


def move_spans(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "label": [[s + 1, e + 1, n] for s, e, n in row["label"]]} for row in rows]


def lose_spans(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "label": row["label"][:1]} for row in rows]


def change_text(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "text": row["text"].replace("é", "Ã©")} for row in rows]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (drop_one, "has 29 of 30 examples that were sent"),
        (repeat, "has 60 of 30 examples that were sent"),
        (move_spans, r"has other spans in example \d+ than were sent: .*, not \[\[0, 1, 'PARTY'\]"),
        (lose_spans, r"has other spans in example \d+ than were sent"),
        (change_text, r"changed the text 'caf\\xe9"),
    ],
)
def test_what_the_server_has_is_compared_with_what_was_sent(
    fake: FakeDoccano, client: DoccanoClient, change: Any, message: str
) -> None:
    fake.project.add("another's")
    fake.faults.change_import = change
    model = FakeModel(lambda _: [(0, 1, "PARTY", 0.5), (2, 3, "DATE", 0.5)])
    with pytest.raises(DoccanoError, match=message):
        push(client, 1, [Text(f"café {number}") for number in range(30)], predictor=model)


def test_examples_of_others_do_not_disturb_the_comparison(
    fake: FakeDoccano, client: DoccanoClient
) -> None:
    def add_others(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for number in range(20):
            fake.project.add(f"another's {number}")
        return rows

    fake.faults.change_import = add_others
    assert push(client, 1, [Text("x"), Text("y")]).sent == 2


def test_a_failure_says_what_was_sent_before(
    fake: FakeDoccano, client: DoccanoClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_module, "BATCH_ROWS", 2)

    def fail_later(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        fake.faults.task_error = "disk full" if len(fake.project.examples) >= 4 else None
        return rows

    fake.faults.change_import = fail_later
    texts = [Text(f"text {number}") for number in range(8)]
    with pytest.raises(DoccanoError, match="import failed: disk full; 4 examples were sent before"):
        push(client, 1, texts)
    fake.faults.task_error = fake.faults.change_import = None
    # What did arrive is not sent a second time.
    assert push(client, 1, texts).sent + len({e.text for e in fake.project.examples[:6]}) == 8
    assert len({example.text for example in fake.project.examples}) == 8


def test_only_redacted_texts_leave(fake: FakeDoccano, client: DoccanoClient) -> None:
    def redact(text: str) -> str:
        return "".join("0" if character.isdigit() else character for character in text)

    model = FakeModel(lambda _: [(0, 3, "PARTY", 0.5)])
    texts = [Text("😀AB 123"), Text("😀AB 456"), Text("CD 7")]
    done = push(client, 1, texts, predictor=model, redact=redact)
    assert (done.sent, done.repeated) == (2, 1)
    assert {e.text: e.spans["admin"] for e in fake.project.examples} == {
        "😀AB 000": [[0, 4, "PARTY"]],
        "CD 0": [[0, 3, "PARTY"]],
    }
    assert push(client, 1, texts, redact=redact).present == 3
    with pytest.raises(ValueError, match="redaction changed the length"):
        push(client, 1, texts, redact=lambda text: text[1:])


def run(fake: FakeDoccano, *arguments: str) -> Result:
    settings = [f"--set=doccano.server={fake.url}", "--set=doccano.project=1"]
    return CliRunner().invoke(
        app, ["doccano", "push", *settings, *arguments], env={"DOCCANO_TOKEN": TOKEN}
    )


def test_the_command(fake: FakeDoccano, tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    rows = [{"what": f"[b]text {number}[/b]", "doc": number, "x": 1} for number in range(12)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    options = ("--column", "what", "--keep-fields", "doc", str(path))
    dry = run(fake, "--dry-run", *options)
    assert (dry.exit_code, dry.stderr) == (0, "")
    assert "[b]text " in dry.stdout
    assert "… and 2 more" in dry.stdout
    assert "12 would be sent to project 1 (transactions)" in dry.stdout
    assert fake.project.examples == []
    done = run(fake, *options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "12 texts: 0 given twice, 0 already there, 12 sent to project 1" in done.stdout
    assert {example.meta["doc"] for example in fake.project.examples} == {str(n) for n in range(12)}
    assert all("x" not in example.meta for example in fake.project.examples)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--model", "no"], "--model no: there is no such folder"),
        (["--select", "uncertain"], "--select uncertain: needs a model's scores"),
        (["--set=doccano.project=7"], "there is no project 7"),
        (["--keep-fields", "a"], "have no fields to keep"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(
    fake: FakeDoccano, tmp_path: Path, more: list[str], message: str
) -> None:
    (tmp_path / "a.txt").write_text("text\n")
    result = run(fake, *more, str(tmp_path / "a.txt"))
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert message in line
    assert fake.project.examples == []
