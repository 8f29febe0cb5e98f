"""Runs the int8 model of an export: LiteRT between the two halves of the text graph."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from models.export_format import (
    COUNT,
    CUT_PIECES,
    END,
    ENTITY_OUTPUTS,
    INT8_COLUMNS,
    INT8_FOLDER,
    ROW,
    ROW_TOKENS,
    ROWS,
    START,
    TAGGER_FILE,
    TEXT,
)
from storage import files

NOT_ATTENDED = np.float32(-1e9)


class Packing(NamedTuple):
    """Where texts stand in rows of `width` tokens.

    Attributes:
      rows: Number of rows.
      starts: int64[texts], the first place of each text, counted over all rows.
    """

    rows: int
    starts: np.ndarray


class Int8Model:
    """The int8 model in an exported model's folder.

    It can be called by several threads, one after the other.

    Args:
      path: Folder or URL of the exported model.
      threads: Threads that one call may use; all processors that this process has if None.

    Raises:
      FileNotFoundError: The export has no int8 model.
      OSError, ValueError: It cannot be read.
    """

    def __init__(self, path: str, threads: int | None = None) -> None:
        import tensorflow as tf
        import tensorflow_text  # noqa: F401 - registers the ops of the graph
        from ai_edge_litert.interpreter import Interpreter

        folder = files.join(path, INT8_FOLDER)
        if not files.exists(files.join(folder, TAGGER_FILE)):
            raise FileNotFoundError(
                f"{path} has no int8 model; it was exported with `export.int8: false`"
            )
        with files.open_binary(files.join(folder, TAGGER_FILE)) as file:
            content = file.read()
        self._to_tensor = tf.convert_to_tensor
        # The object is kept: its constants live as long as it does.
        self._text_graph = tf.saved_model.load(folder)
        # Straight to the graph, past what finds the one that fits the arguments.
        (self._word_pieces,) = self._text_graph.word_pieces.concrete_functions
        (self._entities,) = self._text_graph.entities.concrete_functions
        self._interpreter = Interpreter(
            model_content=content, num_threads=threads or len(os.sched_getaffinity(0))
        )
        self._row = self._interpreter.get_signature_runner(ROW)
        self._rows = self._interpreter.get_signature_runner(ROWS)
        self._num_tags = int(self._row.get_output_details()["logits"]["shape"][-1])
        self._lock = threading.Lock()
        # Memory is laid out, and the library says so, in the first call.
        self([b"", b""])

    def __call__(self, text: Sequence[bytes]) -> dict[str, np.ndarray]:
        """What the signature `serving_default` of the exported model gives, as arrays.

        Args:
          text: UTF-8; also as a string tensor.
        """
        pieces = self._word_pieces(self._to_tensor(text, "string"))
        texts, token_ids, splits, start, end, cut_pieces, *places = pieces
        logits = self._logits(token_ids.numpy(), splits.numpy())
        # In a model of an earlier release of this project each text is one window.
        places = places or [splits]
        found = self._entities(self._to_tensor(logits), *places, start, end)
        row, *columns = (values.numpy() for values in found)
        return {**_by_row(texts.numpy(), row, *columns), CUT_PIECES.name: cut_pieces.numpy()}

    def _logits(self, token_ids: np.ndarray, splits: np.ndarray) -> np.ndarray:
        """Tag scores, float32[tokens, tags].

        Args:
          token_ids: int32[tokens], one window after the other.
          splits: int64[windows + 1], where each begins.
        """
        with self._lock:
            if len(splits) == 2:
                return self._one(token_ids)
            # A row holds most windows several times over; longer ones are taken one by one.
            lengths = np.diff(splits)
            short = lengths <= ROW_TOKENS
            logits = np.empty((len(token_ids), self._num_tags), np.float32)
            for number in np.flatnonzero(~short):
                window = slice(splits[number], splits[number + 1])
                logits[window] = self._one(token_ids[window])
            if short.any():
                of_short = np.repeat(short, lengths)
                logits[of_short] = self._many(token_ids[of_short], lengths[short])
            return logits

    def _one(self, token_ids: np.ndarray) -> np.ndarray:
        logits: np.ndarray = self._row(token_ids=token_ids)["logits"]
        return logits

    def _many(self, token_ids: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """The same for texts of `lengths` tokens, none longer than a row."""
        packing = pack(lengths, ROW_TOKENS)
        grid = (packing.rows, ROW_TOKENS)
        first = np.cumsum(lengths) - lengths
        places = np.arange(len(token_ids)) - np.repeat(first, lengths)
        slots = places + np.repeat(packing.starts, lengths)

        def spread(values: np.ndarray) -> np.ndarray:
            """Values of tokens in the places of the rows, and 0 on padding."""
            spread_out = np.zeros(packing.rows * ROW_TOKENS, np.int32)
            spread_out[slots] = values
            return spread_out

        # Tokens attend to those of their own text, and padding, text 0, to padding.
        text = spread(np.repeat(np.arange(1, len(lengths) + 1), lengths)).reshape(grid)
        attended = text[:, None, :, None] == text[:, None, None, :]
        bias = np.where(attended, np.float32(0), NOT_ATTENDED)
        answer = self._rows(token_ids=spread(token_ids), positions=spread(places), bias=bias)
        logits: np.ndarray = answer["logits"][slots]
        return logits


def _by_row(texts: np.ndarray, row: np.ndarray, *columns: np.ndarray) -> dict[str, np.ndarray]:
    """Entities on one axis as `serving_default` gives them: by row, filled up.

    Args:
      texts: object[batch], the texts in UTF-8.
      row: int64[entities], the text that each entity is in.
      *columns: `INT8_COLUMNS`, each of shape [entities]; earlier models lack the last ones.
    """
    values = {output.name: column for output, column in zip(INT8_COLUMNS, columns, strict=False)}
    counts = np.bincount(row, minlength=len(texts))
    shape = (len(texts), int(counts.max(initial=0)))
    column = np.arange(len(row)) - (np.cumsum(counts) - counts)[row]
    decoded = [text.decode() for text in texts]
    places = (row, values[START.name], values[END.name])
    covered = np.empty(len(row), object)
    covered[:] = [
        decoded[r][s:e].encode() for r, s, e in zip(*(p.tolist() for p in places), strict=True)
    ]
    values[TEXT.name] = covered
    answer = {}
    for output in ENTITY_OUTPUTS:
        if output.name in values:
            filled = np.full(shape, output.fill, values[output.name].dtype)
            filled[row, column] = values[output.name]
            answer[output.name] = filled
    answer[COUNT.name] = counts.astype(np.int64)
    return answer


def pack(lengths: np.ndarray, width: int) -> Packing:
    """Puts texts side by side into rows: the longest first, each into the first row with room.

    First-fit decreasing needs at most 11/9 of the rows that are needed, and one (Johnson 1973).

    Args:
      lengths: int64[texts], each from 1 to `width`.
      width: Tokens of a row.
    """
    starts = np.empty(len(lengths), np.int64)
    room: list[int] = []
    first_with_room = dict.fromkeys(range(width + 1), 0)
    for number in np.argsort(-lengths, kind="stable").tolist():
        length = int(lengths[number])
        # Rows only fill up: one without room for this length has none for it later.
        row = first_with_room[length]
        while row < len(room) and room[row] < length:
            row += 1
        first_with_room[length] = row
        if row == len(room):
            room.append(width)
        starts[number] = row * width + width - room[row]
        room[row] -= length
    return Packing(len(room), starts)
