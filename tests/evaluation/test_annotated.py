from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.annotated import Acceptance, Evaluation, evaluate_file
from models.export_format import Entity, Prediction
from models.span_scoring import MICRO
from pipeline.config import load_settings
from preprocessing.annotation_files import InputError
from preprocessing.records import Reject

Writer = Callable[..., Path]
DATA = load_settings().data
TEXTS = ("COFFEE 05/04", "TEA 06/04", "SOUP 07/04")
LINES = [
    {"text": text, "label": [[0, text.index(" "), "PARTY"], [len(text) - 5, len(text), "DATE"]]}
    for text in TEXTS
]


def stream(
    accepted: Callable[[Entity], bool], wrong: str = ""
) -> Callable[..., Iterator[Prediction]]:
    """A model that finds the parties, under another label in texts that begin with `wrong`."""

    def predict_stream(texts: Iterable[str]) -> Iterator[Prediction]:
        for text in texts:
            end = text.index(" ")
            label = "DATE" if wrong and text.startswith(wrong) else "PARTY"
            entity = Entity(label, text[:end], 0, end, 0.9)
            entity = replace(entity, accepted=accepted(entity))
            yield Prediction(text, [entity])

    return predict_stream


def test_spans_are_compared_with_annotated_ones(write_jsonl: Writer) -> None:
    result = evaluate_file(stream(lambda _: True, "TEA"), str(write_jsonl(LINES)), DATA)
    assert (result.examples, result.rejects) == (3, 0)
    party, date, micro = (result.figures[name] for name in ("PARTY", "DATE", MICRO))
    assert (party.precision, party.support) == (1.0, 3)
    assert party.recall == pytest.approx(2 / 3)
    assert (date.precision, date.recall, date.support) == (0.0, 0.0, 3)
    assert micro.precision == pytest.approx(2 / 3)
    assert result.acceptance == Acceptance(entities=3, accepted=3, right=2)


def test_only_accepted_entities_count_as_accepted(write_jsonl: Writer) -> None:
    accepted = stream(lambda entity: entity.text != "SOUP", "TEA")
    result = evaluate_file(accepted, str(write_jsonl(LINES)), DATA)
    assert result.acceptance == Acceptance(entities=3, accepted=2, right=1)


def test_lines_that_cannot_be_used_are_handed_out_and_counted(write_jsonl: Writer) -> None:
    refused: list[Reject] = []
    seen: list[str] = []

    def watch(texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            seen.append(text)
            yield text

    path = str(write_jsonl([LINES[0], b"{", LINES[1]]))
    result = evaluate_file(stream(lambda _: False), path, DATA, refuse=refused.append, watch=watch)
    assert (result.examples, result.rejects) == (2, 1)
    assert [reject.line for reject in refused] == [2]
    assert sorted(seen) == sorted(TEXTS[:2])


def test_nothing_to_compare_with_is_an_error(write_jsonl: Writer) -> None:
    with pytest.raises(InputError, match="none of 1 lines can be used"):
        evaluate_file(stream(lambda _: True), str(write_jsonl([b"{"])), DATA)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_acceptance_in_words(entities: int, accepted: int, right: int) -> None:
    accepted, right = min(accepted, entities), min(right, accepted, entities)
    line = Acceptance(entities, accepted, right).line
    if accepted:
        assert line.startswith(f"accepted: {accepted} of {entities} entities (")
        assert line.endswith(f"{right / accepted:.4f} of them right")
    else:
        assert line == f"accepted: none of {entities} entities"


def test_the_result_is_json(write_jsonl: Writer) -> None:
    result = evaluate_file(stream(lambda _: True), str(write_jsonl(LINES)), DATA)
    assert isinstance(result, Evaluation)
    values = result.to_dict()
    assert values["figures"]["PARTY"]["support"] == 3
    assert values["acceptance"] == {"entities": 3, "accepted": 3, "right": 3}
