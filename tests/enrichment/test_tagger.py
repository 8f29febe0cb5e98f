from collections.abc import Sequence
from typing import Any, cast

import pytest

from enrichment.record import Known
from enrichment.tagger import Tagger
from models.export_format import Entity, Prediction
from serving.prediction.predictor import Predictor


class FirstWord:
    """Takes the first word of each text for a party."""

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        return [
            Prediction(text, [Entity("PARTY", text.split()[0], 0, len(text.split()[0]), 0.9)])
            for text in texts
        ]


TAGGER = Tagger(cast(Predictor, FirstWord()))


def names(records: Any) -> list[str]:
    return [record.counterparty.name for record in records]


def test_records_come_in_the_order_of_the_texts() -> None:
    assert names(TAGGER.records(["ELM A", "OAK B"])) == ["Elm", "Oak"]
    assert TAGGER.predict(["ELM A"])[0].entities[0].text == "ELM"
    with pytest.raises(ValueError, match="shorter"):
        TAGGER.records(["ELM A", "OAK B"], [Known()])


def test_a_stream_is_taken_a_window_at_a_time() -> None:
    rows = [(f"ELM{letter} X", Known()) for letter in "ABCDE"]
    assert names(TAGGER.records_stream(iter(rows), window=2)) == [
        *("Elma", "Elmb", "Elmc", "Elmd", "Elme")
    ]
