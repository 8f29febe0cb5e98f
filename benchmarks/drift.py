"""What the closed loop gives when traffic changes: `python -m benchmarks.drift`.

A stream of sample texts whose mix shifts from day to day: a new country, a bank's new format, new
processors. The first model knows nothing of these. With the loop off it answers to the end. With
the loop on, each day's answers go to the prediction log; `txner monitor`'s comparison tells when
the traffic has changed; then an oracle annotates a part of the day's texts, and the pipeline
trains on with them (`training.start_from: release`, `data.weights`) and publishes.

Everything is kept in runs/bench/drift, and what is there is not done again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from benchmarks import ours
from benchmarks.contenders import ROOT
from benchmarks.drift_stream import (
    Row,
    spans_of,
    write_rows,
)
from models.export_format import Prediction
from models.span_scoring import MICRO, SpanCounts
from preprocessing.spans import Span

FOLDER = ROOT / "runs" / "bench" / "drift"
SAMPLE = ROOT / "data" / "sample" / "span-1" / "all.jsonl"
LABELS = (
    "PARTY",
    "PROCESSOR",
    "CHANNEL",
    "LOCATION",
    "WEBSITE",
    "PHONE",
    "DATE",
    "REFERENCE",
    "AMOUNT",
)


@dataclass(frozen=True)
class Day:
    """How a day's answers were.

    Attributes:
      day: From 0.
      version: What answered.
      f1: Micro F1 over the day's texts.
      accepted: Entities that were accepted.
      right: Of these, with start, end and label of an annotated one.
      entities: Entities found.
      alarm: What the monitor said; "": nothing.
      annotated: Texts that were annotated at the end of the day.
    """

    day: int
    version: int
    f1: float
    accepted: int
    right: int
    entities: int
    alarm: str = ""
    annotated: int = 0

    @property
    def precision(self) -> float:
        """Of the accepted entities."""
        return self.right / self.accepted if self.accepted else 1.0


def judge(day: int, version: int, rows: Sequence[Row], answers: Sequence[Prediction]) -> Day:
    """Compares a day's answers with the annotations."""
    counts = SpanCounts()
    accepted = right = 0
    for row, answer in zip(rows, answers, strict=True):
        gold = spans_of(row)
        found = [Span(e.start, e.end, e.label) for e in answer.entities]
        counts.add(gold, found)
        taken = {s for s, e in zip(found, answer.entities, strict=True) if e.accepted}
        accepted += len(taken)
        right += len(taken & set(gold))
    f1 = counts.figures(LABELS)[MICRO].f1
    return Day(day, version, f1, accepted, right, sum(counts.predicted.values()))


class Pipeline:
    """The pipeline of the simulated product: its data spans, and the versions it published.

    Args:
      root: Its folder.
      options: Of the command line.
      console: Is told what runs.
    """

    def __init__(self, root: Path, options: argparse.Namespace, console: Console) -> None:
        self._root = root
        self._options = options
        self._console = console

    @property
    def outputs(self) -> Path:
        """Its `output_root`."""
        return self._root / "outputs"

    def annotated(self, span: int, rows: Sequence[Row]) -> None:
        """Adds a data span."""
        write_rows(rows, self._root / "data" / f"span-{span}" / "all.jsonl")

    def train(self, span: int) -> Path:
        """Trains on the spans up to one, and publishes; returns the folder of the version.

        What was trained on these spans before is taken as it is.
        """
        done = self._root / f"published-{span}.json"
        if not done.exists():
            more = ["data.offset_unit=utf16", "data.group_by=[template]"]
            if span > 1:
                weights = {"span-1": self._options.replayed}
                weights |= {f"span-{number}": self._options.weight for number in range(2, span + 1)}
                more += ["training.start_from=release", f"data.weights={json.dumps(weights)}"]
                more += [f"training.min_steps={self._options.steps}"]
            given = ours.overrides(
                str(self._root / "data" / "span-{SPAN}"),
                LABELS,
                self.outputs,
                *more,
                given=["data.spans=all", *self._options.set],
            )
            summary = ours.run_pipeline(
                self._options.config, given, self.outputs, self._options.threads, self._say
            )
            done.write_text(json.dumps(summary, indent=1), "utf-8")
        summary = json.loads(done.read_text("utf-8"))
        return Path(summary["model_path"])

    def _say(self, what: str) -> None:
        self._console.print(what, markup=False)
