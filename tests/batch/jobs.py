"""Small jobs: a task, files with every kind of bad row, and models that need no TensorFlow."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from batch.plan import Task
from batch.rows import Columns
from models.export_format import Entity, Prediction

COLUMNS = Columns("text", "key")

DIRTY = [
    b"nope\n",
    b"[1]\n",
    b'{"key": 1}\n',
    b'{"key": 2, "text": null}\n',
    b'{"key": 3, "text": 3}\n',
    b'{"text": "no key"}\n',
    b'{"key": [], "text": "x"}\n',
    b'{"key": "4", "text": "\xff"}\n',
    b'{"key": "5", "text": "\\u0000"}\n',
    b'{"key": "6", "text": "\\ud800"}\n',
    b"\n",
    b'{"key": "7", "text": "' + b"x" * (16 << 20) + b'"}\n',
]
"""Lines of which none can be predicted; the blank one is no row."""

DIRTY_ROWS = len(DIRTY) - 1


class FirstWords:
    """A model that finds the first word of each text."""

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        return [
            Prediction(text, [Entity("PARTY", word, 0, len(word), 0.5, True)])
            for text in texts
            for word in [text.split(" ")[0]]
        ]


class Failing(FirstWords):
    """Fails when it is asked for the third time, or ends its process."""

    def __init__(self, *, kills: bool) -> None:
        self._asked = 0
        self._kills = kills

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        self._asked += 1
        if self._asked == 3:
            if self._kills:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError("the third shard fails")
        return super().predict(texts)


def load(task: Task) -> FirstWords:
    return FirstWords()


def load_failing(task: Task) -> FirstWords:
    return Failing(kills=False)


def load_killing(task: Task) -> FirstWords:
    return Failing(kills=True)


def make_task(folder: Path, **changes: object) -> Task:
    """A task with the files of a model, whose content does not matter."""
    model = folder / "model" / "1"
    (model / "variables").mkdir(parents=True, exist_ok=True)
    (model / "saved_model.pb").write_bytes(b"graph")
    (model / "variables" / "variables.index").write_bytes(b"weights")
    values = {"int8": False, "columns": COLUMNS, "format": "jsonl", **changes}
    return Task(str(model), "1", **values)  # type: ignore[arg-type]


def write_input(path: Path, rows: int, dirty: Sequence[bytes] = ()) -> None:
    """Writes numbered rows, with bad ones in between."""
    lines = [
        json.dumps({"key": number, "text": f"row{number} shop"}).encode() + b"\n"
        for number in range(100, 100 + rows)
    ]
    for number, line in enumerate(dirty):
        lines.insert(2 * number + 1, line)
    path.write_bytes(b"".join(lines))
