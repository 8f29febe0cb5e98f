"""What a training run did, as a record that can be read without TensorFlow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from pydantic import TypeAdapter

from models.reliability import CalibrationReport
from storage import files

REPORT_FILE = "training_report.json"

WORTHWHILE_GAIN = 0.01
"""Span F1 that the last epoch must have added, if a longer training is to be advised."""

_NAMED_OFFENDERS = 5


@dataclass
class AlignmentReport:
    """What the encoder's word pieces cannot express, counted over one split.

    Attributes:
      texts: Texts seen.
      cut_texts: Texts longer than the encoder takes, whose end was left out.
      lost_spans: Spans that tags do not give back exactly: beyond the cut, or with a boundary
        inside a word piece.
      offenders: Ids of the first texts concerned.
    """

    texts: int = 0
    cut_texts: int = 0
    lost_spans: int = 0
    offenders: list[str] = field(default_factory=list)


@dataclass
class TrainingReport:
    """What a training run did; written as JSON beside its logs.

    Attributes:
      epochs: For each epoch its figures on both splits.
      best_epoch: Number, from 1, of the epoch whose weights were kept; 0: those of the last one,
        because none had a right span.
      planned_epochs: How many epochs there would have been without an early end; 0: not known.
      steps: Optimizer steps done.
      examples: Training examples in an epoch.
      seconds: Wall time of the steps, evaluation left out.
      resumed: Whether it went on where a run before it was killed.
      devices: Devices that took part.
      precision: Keras dtype policy.
      alignment: For each split, what word pieces could not express.
      calibration: How far the scores of entities can be trusted.
    """

    epochs: list[dict[str, float]] = field(default_factory=list)
    best_epoch: int = 0
    planned_epochs: int = 0
    steps: int = 0
    examples: int = 0
    seconds: float = 0.0
    resumed: bool = False
    devices: list[str] = field(default_factory=list)
    precision: str = ""
    alignment: dict[str, AlignmentReport] = field(default_factory=dict)
    calibration: CalibrationReport | None = None

    def to_dict(self) -> dict[str, Any]:
        """The fields by name, down to plain values."""
        return asdict(self)

    def to_json(self) -> str:
        """The report as the text of a file."""
        return json.dumps(self.to_dict(), indent=2)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Inverse of `to_json`.

        Raises:
          ValueError: It is not a report.
        """
        report: Self = TypeAdapter(cls).validate_json(text)
        return report

    @classmethod
    def read(cls, folder: str) -> Self:
        """The report in the folder of a run.

        Raises:
          OSError: There is none.
          ValueError: It is not a report.
        """
        with files.open_binary(files.join(folder, REPORT_FILE)) as file:
            return cls.from_json(file.read().decode())

    def warnings(self) -> Iterator[str]:
        """What a person should know: what could not be learned, and whether training was short."""
        for split, alignment in self.alignment.items():
            parts = []
            if alignment.cut_texts:
                parts.append(
                    f"{alignment.cut_texts} texts are longer than encoder.max_pieces and cut"
                )
            if alignment.lost_spans:
                parts.append(f"{alignment.lost_spans} spans begin or end inside a word piece")
            if parts:
                ids = ", ".join(alignment.offenders[:_NAMED_OFFENDERS])
                yield f"{split} split: {'; '.join(parts)}; first ids: {ids}"
        rates = list(dict.fromkeys(e["learning_rate"] for e in self.epochs if "learning_rate" in e))
        if len(rates) > 1:
            yield (
                f"training with a learning rate of {rates[-2]:.2g} came to nothing and began again "
                f"with {rates[-1]:.2g}: set training.learning_rate to that"
            )
        if (gain := self._last_gain()) >= WORTHWHILE_GAIN:
            yield (
                f"the best epoch was the last of {self.planned_epochs}, better than any before it "
                f"by {gain:.4f}: train longer, with a greater training.epochs or "
                "training.min_steps"
            )
        yield from self._never_accepted()

    def _last_gain(self) -> float:
        """By how much the last planned epoch is better than all before it; 0 if it is not."""
        last_rate = self.epochs[-1].get("learning_rate") if self.epochs else None
        attempt = [epoch for epoch in self.epochs if epoch.get("learning_rate") == last_rate]
        scores = [epoch.get("span_f1", 0.0) for epoch in attempt]
        ran_to_the_end = 1 < self.planned_epochs == len(scores)
        if not ran_to_the_end or self.best_epoch != len(self.epochs):
            return 0.0
        return scores[-1] - max(scores[:-1])

    def _never_accepted(self) -> Iterator[str]:
        if self.calibration is None:
            return
        labels = [
            label
            for label, figures in self.calibration.labels.items()
            if figures.threshold is not None and figures.threshold > 1
        ]
        if labels:
            yield (
                f"no entity of {', '.join(labels)} will be accepted: a precision of "
                f"{self.calibration.target_precision:g} (serving.target_precision) cannot be shown "
                "with so few right ones in the eval split; see docs/confidence.md"
            )
