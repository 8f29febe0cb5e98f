"""A model without TensorFlow, for tests of the server."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from tensorflow.core.framework import types_pb2

from models.export_format import OUTPUTS
from serving.server.request_batching import Tensors

DTYPES = {
    "bool": types_pb2.DT_BOOL,
    "float32": types_pb2.DT_FLOAT,
    "int64": types_pb2.DT_INT64,
    "string": types_pb2.DT_STRING,
}

ACCEPTED = "PARTY"
"""The label whose entities are accepted."""


class WordModel:
    """Finds a few words, at offsets in code points.

    Args:
      words: For each label a word and its score, in the order of the answer.
      says_what_is_accepted: False for a model of an earlier release.
    """

    def __init__(
        self, words: Mapping[str, tuple[str, float]], *, says_what_is_accepted: bool = True
    ) -> None:
        self._words = words
        self._says_what_is_accepted = says_what_is_accepted
        shape = SimpleNamespace(unknown_rank=False, dim=[SimpleNamespace(size=-1)])
        outputs = {
            output.name: SimpleNamespace(dtype=DTYPES[output.dtype])
            for output in OUTPUTS
            if output.name in self._answer([])
        }
        text = SimpleNamespace(dtype=types_pb2.DT_STRING, tensor_shape=shape)
        definition = SimpleNamespace(inputs={"text": text}, outputs=outputs)
        self.signatures: dict[str, Any] = {"serving_default": definition}

    def batchable(self, signature: str) -> bool:
        return True

    def run(self, signature: str, inputs: Tensors) -> Tensors:
        return self._answer([text.decode() for text in inputs["text"]])

    def _answer(self, texts: list[str]) -> Tensors:
        rows = [
            [
                (text.index(word), label, word, score)
                for label, (word, score) in self._words.items()
                if word in text
            ]
            for text in texts
        ]
        width = max(map(len, rows), default=0)
        padded = [row + [(-1, "", "", 0.0)] * (width - len(row)) for row in rows]
        fields = {
            "entity_start": [[start for start, *_ in row] for row in padded],
            "entity_end": [
                [start + len(word) if word else -1 for start, _, word, _ in row] for row in padded
            ],
            "entity_score": [[score for *_, score in row] for row in padded],
            "entity_accepted": [[label == ACCEPTED for _, label, *_ in row] for row in padded],
        }
        strings = {
            "entity_label": [[label.encode() for _, label, *_ in row] for row in padded],
            "entity_text": [[word.encode() for _, _, word, _ in row] for row in padded],
        }
        shape = (len(texts), width)
        return {
            **{
                name: np.array(values, bool if name == "entity_accepted" else None).reshape(shape)
                for name, values in fields.items()
                if name != "entity_accepted" or self._says_what_is_accepted
            },
            **{name: np.array(v, dtype=object).reshape(shape) for name, v in strings.items()},
            "entity_count": np.array([len(row) for row in rows]),
            "cut_pieces": np.zeros(len(texts), int),
        }


def nothing_wrong(path: str) -> list[str]:
    """Verifies the files of such a model, which has none."""
    return []
