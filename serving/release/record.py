"""What a run leaves about its model: whether it was published, and by which figures and checks."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Self

from evaluation.gates.cases import GATE as CASES
from evaluation.gates.checks import Check
from models.span_scoring import Figures, named_figures
from serving.release.records import Outcome
from storage import files

RECORD_FILE = "release_record.json"


@dataclass(frozen=True)
class ReleaseRecord:
    """The end of a run; written as JSON beside what was pushed.

    Attributes:
      outcome: Whether the model was published, was there already, or was rejected by a gate.
      version: Its version, unless it was rejected.
      path: Folder or URL of that version.
      labels: Labels that stand on it.
      figures: Evaluation figures by name, such as `micro/f1`.
      checks: The checks of all gates.
      held: Why a new version did not get its label; empty if it did.
    """

    outcome: Outcome
    version: int | None
    path: str | None
    labels: list[str]
    figures: dict[str, float]
    checks: list[Check]
    held: str = ""

    @property
    def published(self) -> bool:
        """Whether the model is among the published versions."""
        return self.outcome is not Outcome.REJECTED

    @property
    def span_figures(self) -> dict[str, Figures]:
        """Span figures of each label, `micro` and `macro`."""
        return named_figures(self.figures)

    @property
    def cases(self) -> dict[str, int]:
        """Counts of known cases by their names, such as `fixed`."""
        return {
            name.removeprefix(f"{CASES}/"): int(count)
            for name, count in self.figures.items()
            if name.startswith(f"{CASES}/")
        }

    def to_json(self) -> str:
        """The record as the text of a file."""
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Inverse of `to_json`.

        Raises:
          KeyError, TypeError, ValueError: It is not a record.
        """
        values = json.loads(text)
        return cls(
            outcome=Outcome(values["outcome"]),
            version=values["version"],
            path=values["path"],
            labels=values["labels"],
            figures=values["figures"],
            # Earlier versions left none, and what is published stays so without.
            checks=[Check(**check) for check in values.get("checks", ())],
            held=values.get("held", ""),
        )

    @classmethod
    def read(cls, folder: str) -> Self:
        """The record in the folder of a run.

        Raises:
          OSError: There is none.
          KeyError, TypeError, ValueError: It is not a record.
        """
        with files.open_binary(files.join(folder, RECORD_FILE)) as file:
            return cls.from_json(file.read().decode())
