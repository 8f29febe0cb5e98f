"""A model and an enricher together: from texts to records in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from enrichment.enricher import Enricher
from enrichment.record import Known, Record
from models.export_format import Prediction
from serving.prediction.predictor import Predictor

NOTHING_KNOWN = Known()


class Tagger:
    """A loaded model that gives entities or whole records.

    Args:
      predictor: The model.
      enricher: Makes the records; None: with the starter directory, without rules of the house.
    """

    def __init__(self, predictor: Predictor, enricher: Enricher | None = None) -> None:
        self._predictor = predictor
        self._enricher = enricher or Enricher()

    @classmethod
    def load(
        cls, path: str | Path, *, int8: bool = False, enricher: Enricher | None = None
    ) -> Tagger:
        """Loads the model at a path.

        Args:
          path: See `serving.prediction.predictor.find_model`.
          int8: Whether to use the int8 model of the export.
          enricher: As above.

        Raises:
          ModelNotFoundError: There is no model, or it does not have this project's signature.
        """
        return cls(Predictor(path, int8=int8), enricher)

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """The entities of all texts, in their order."""
        return self._predictor.predict(texts)

    def records(self, texts: Sequence[str], known: Sequence[Known] = ()) -> list[Record]:
        """The records of all texts, in their order.

        Args:
          texts: The texts.
          known: What the caller knows of each text besides; empty: nothing.

        Raises:
          ValueError: There are more or fewer of `known` than of texts.
        """
        predictions = self.predict(texts)
        beside = known or [NOTHING_KNOWN] * len(texts)
        return [
            self._enricher.record(prediction, one)
            for prediction, one in zip(predictions, beside, strict=True)
        ]

    def records_stream(
        self, rows: Iterable[tuple[str, Known]], window: int = 1024
    ) -> Iterator[Record]:
        """Records of any number of texts, in their order, holding `window` at a time."""
        iterator = iter(rows)
        while batch := list(islice(iterator, window)):
            yield from self.records([text for text, _ in batch], [known for _, known in batch])
