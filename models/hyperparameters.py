"""Values that the tuner found, and what they do to the settings.

A value has the name of its setting, such as `training.learning_rate`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from models.settings import EncoderSettings, TrainingSettings
from preprocessing.settings import AugmentationSettings, SettingsError
from storage import files

REPORT_FILE = "tuning_report.json"

HYPERPARAMETERS_FILE = "best_hyperparameters.txt"
"""Where TFX's Tuner writes the best values: the configuration of KerasTuner's `HyperParameters`."""

Values = dict[str, int | float]
"""Values by the names of their settings."""

Section = TypeVar("Section", bound=BaseModel)


@dataclass(frozen=True)
class FinishedTrial:
    """One set of values, and how good they are.

    Attributes:
      number: Of the trial, from 1.
      values: What was tried.
      score: Micro F1 of the spans of the eval split, of the best epoch.
      seconds: Wall time.
    """

    number: int
    values: Values
    score: float
    seconds: float


@dataclass(frozen=True)
class TuningReport:
    """What the tuner did; written as JSON beside its results.

    Attributes:
      trials: All trials, in the order in which they ran.
      configured: The values of the configuration, which the tuner began with.
      tuner: The settings of the tuner.
    """

    trials: list[FinishedTrial]
    configured: Values
    tuner: dict[str, Any] = field(default_factory=dict)

    @property
    def best(self) -> FinishedTrial:
        """The trial with the highest score, the first of several."""
        return best_of(self.trials)

    def to_dict(self) -> dict[str, Any]:
        """The fields by name, and the best trial under `best`."""
        return {**asdict(self), "best": asdict(self.best)}

    def to_json(self) -> str:
        """The report as the text of a file."""
        return json.dumps(self.to_dict(), indent=2)

    @classmethod
    def read(cls, folder: str) -> TuningReport:
        """The report in a folder."""
        with files.open_binary(files.join(folder, REPORT_FILE)) as file:
            values = json.loads(file.read())
        trials = [FinishedTrial(**trial) for trial in values["trials"]]
        return cls(trials, values["configured"], values["tuner"])


def best_of(trials: Sequence[FinishedTrial]) -> FinishedTrial:
    """The trial with the highest score, the first of several."""
    return max(trials, key=lambda trial: (trial.score, -trial.number))


def read_hyperparameters(uri: str) -> Values:
    """The best values in the folder where TFX's Tuner wrote them."""
    with files.open_binary(files.join(uri, HYPERPARAMETERS_FILE)) as file:
        values: Values = json.loads(file.read())["values"]
    return values


def apply(
    hyperparameters: Mapping[str, Any] | None,
    training: TrainingSettings,
    encoder: EncoderSettings,
    augmentation: AugmentationSettings,
) -> tuple[TrainingSettings, EncoderSettings, AugmentationSettings]:
    """Settings with the values that the tuner found.

    Args:
      hyperparameters: `fn_args.hyperparameters` of TFX, the configuration of KerasTuner's
        `HyperParameters`; None: nothing was tuned.
      training: The configured settings.
      encoder: The same.
      augmentation: The same.

    Raises:
      SettingsError: A value belongs to no setting, or is none that the setting can have.
    """
    changes = overrides(hyperparameters["values"] if hyperparameters else {})
    changed = (
        _changed("training", training, changes),
        _changed("encoder", encoder, changes),
        _changed("augmentation", augmentation, changes),
    )
    if changes:
        raise SettingsError(f"hyperparameters: there is no section {sorted(changes)[0]!r} to tune")
    return changed


def overrides(values: Mapping[str, int | float]) -> dict[str, dict[str, int | float]]:
    """Values in the format of the configuration: by section, and by key."""
    sections: dict[str, dict[str, int | float]] = {}
    for name, value in values.items():
        section, _, key = name.partition(".")
        sections.setdefault(section, {})[key] = value
    return sections


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Names of settings for a person: without their section, unless two would be the same."""
    keys = {name: name.rpartition(".")[2] for name in names}
    counts = Counter(keys.values())
    return {name: key if counts[key] == 1 else name for name, key in keys.items()}


def shown(values: Mapping[str, int | float]) -> str:
    """Values in one line, for a person."""
    names = short_names(values)
    return ", ".join(f"{names[name]} {value:g}" for name, value in values.items())


def _changed(name: str, settings: Section, changes: dict[str, dict[str, int | float]]) -> Section:
    """Settings with the changes of their section, which are taken out of `changes`."""
    own = changes.pop(name, None)
    if own is None:
        return settings
    try:
        return type(settings).model_validate({**settings.model_dump(), **own})
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join([name, *map(str, fault["loc"])])
        raise SettingsError(f"hyperparameters: {key}: {fault['msg']}") from None
