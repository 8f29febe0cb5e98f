"""What an exported model answers with: the contract between the graph and everybody who asks it.

`models.export` writes graphs that keep it; the serving gate, the local server, the client, and the
predictors read it off here. An output is declared in `OUTPUTS` and computed in `models.export`; no
other file needs to know of it. Imports neither TensorFlow nor NumPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SIGNATURE_VERSION = 1
"""Grows when clients of before could no longer read the answers; the first number of the client."""

DEFAULT_SIGNATURE = "serving_default"
"""From texts to the entities in them; its input is `TEXT_INPUT`, its outputs are `OUTPUTS`."""

EVALUATION_SIGNATURE = "serving_examples"
"""The same for serialized tf.Examples, with one string for each of them."""

TOKENS_SIGNATURE = "serving_tokens"
"""The word pieces of texts."""

TEXT_INPUT = "text"
"""string[batch], UTF-8."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity that the model found.

    Attributes:
      label: Its label.
      text: The part of the text that it covers.
      start: First code point.
      end: Code point after the last.
      score: Probability, from 0 to 1, that label, start and end are right; of a model that was
        exported without calibration, the probability of its weakest word piece.
      accepted: Whether the score reaches the precision that the model was calibrated for; others
        are suggestions, for somebody to look at. False of a model that does not say.
    """

    label: str
    text: str
    start: int
    end: int
    score: float
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Prediction:
    """The model's answer for one text.

    Attributes:
      text: The text.
      entities: In the order of their start.
      cut_pieces: Word pieces at the end that were not looked at, because the text is too long.
    """

    text: str
    entities: list[Entity]
    cut_pieces: int = 0


@dataclass(frozen=True)
class Output:
    """An output of `serving_default`.

    Attributes:
      name: Its name.
      dtype: Name of its TensorFlow dtype.
      per_entity: Whether it is [batch, width], with a value for each entity of a text, where width
        is the largest number of entities in a text of the batch; otherwise it is [batch].
      fill: What rows with fewer entities are filled up with.
      optional: Whether models of earlier releases of this project lack it.
    """

    name: str
    dtype: str
    per_entity: bool = False
    fill: bytes | int | float | bool | None = None
    optional: bool = False


LABEL = Output("entity_label", "string", per_entity=True, fill=b"")
TEXT = Output("entity_text", "string", per_entity=True, fill=b"")
START = Output("entity_start", "int64", per_entity=True, fill=-1)
END = Output("entity_end", "int64", per_entity=True, fill=-1)
SCORE = Output("entity_score", "float32", per_entity=True, fill=0.0)
ACCEPTED = Output("entity_accepted", "bool", per_entity=True, fill=False, optional=True)
COUNT = Output("entity_count", "int64")
CUT_PIECES = Output("cut_pieces", "int64")

OUTPUTS = (LABEL, TEXT, START, END, SCORE, ACCEPTED, COUNT, CUT_PIECES)
"""All outputs of `serving_default`; a new one goes to the end of its kind."""

ENTITY_OUTPUTS = tuple(output for output in OUTPUTS if output.per_entity)
"""Those with a value for each entity, in the order of the fields of `Entity`."""

REQUIRED_OUTPUTS = frozenset(output.name for output in OUTPUTS if not output.optional)
"""Names of those that every model of this project has."""


def to_predictions(texts: Sequence[str], columns: Mapping[str, Sequence[Any]]) -> list[Prediction]:
    """Predictions from the outputs of `serving_default`.

    Args:
      texts: The texts that were asked for.
      columns: Each output by its name, as a sequence with an item for each text: a number, or for
        the outputs of entities a sequence of them, filled up or not. Strings are bytes in UTF-8.

    Raises:
      KeyError: An output that every model has is missing.
      ValueError: There are more or fewer rows than texts, or more entities counted than given.
    """
    counts, cut_pieces = columns[COUNT.name], columns[CUT_PIECES.name]
    if len(counts) != len(texts) or len(cut_pieces) != len(texts):
        raise ValueError(f"{len(counts)} answers for {len(texts)} texts")
    present = [output for output in ENTITY_OUTPUTS if output.name in columns or not output.optional]
    rows = zip(*(columns[output.name] for output in present), strict=True)
    predictions = []
    for text, count, cut, row in zip(texts, counts, cut_pieces, rows, strict=True):
        if not 0 <= count <= len(row[0]):
            raise ValueError(f"{count} entities in a row of {len(row[0])}")
        values = (
            [value.decode() for value in column[:count]]
            if output.dtype == "string"
            else column[:count]
            for output, column in zip(present, row, strict=True)
        )
        entities = [Entity(*entity) for entity in zip(*values, strict=True)]
        predictions.append(Prediction(text, entities, cut))
    return predictions


INT8_FOLDER = "int8"
"""Folder of the int8 model in that of the SavedModel; TF Serving does not look into it.

It holds `tagger.tflite` and a SavedModel of two functions, `word_pieces` and `entities`, which
stand before and after it; see `models.quantization`.
"""

TAGGER_FILE = "tagger.tflite"

ROW, ROWS = "row", "rows"
"""Signatures of the LiteRT model; see `models.quantization.quantize`."""

ROW_TOKENS = 64
"""Tokens of a row of the signature `rows`, in which short texts stand side by side."""

INT8_COLUMNS = tuple(output for output in ENTITY_OUTPUTS if output is not TEXT)
"""What `entities` gives after the row of each entity; earlier models lack the last ones."""
