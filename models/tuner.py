"""Looks for better settings: KerasTuner's Bayesian optimization over short trainings.

A trial is a whole training, whose score is the span F1 of its best epoch. The result of a trial is
written down at once, so that a search that was cut off goes on after its last finished trial: the
same seed asks for the same values again, and those that were tried have their score already.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import keras
import keras_tuner
import tensorflow as tf
from keras_tuner.engine import base_tuner, trial
from keras_tuner.errors import FatalError
from threadpoolctl import threadpool_limits

from models.hyperparameters import FinishedTrial, TuningReport, Values, apply, best_of, shown
from models.progress import report_result, report_stage
from models.settings import Decoding, EncoderSettings, TrainingSettings
from models.starting_point import StartingPoint
from models.trainer import TrainingData, fit
from models.tuner_settings import SearchRange, TunerSettings
from preprocessing.settings import AugmentationSettings, SettingsError
from storage import files

OBJECTIVE = "span_f1"

JOURNAL_FILE = "trials.json"

logger = logging.getLogger(__name__)


class TrialFailedError(FatalError):
    """A trial failed, or has no score.

    KerasTuner would go on with the next one, and end well even if all of them failed; from this
    error it does not.
    """


class UnusableTrialError(TrialFailedError, SettingsError):
    """A trial failed because settings cannot be used together."""


Score = Callable[[int, Values], float]
"""Trains with values; given the number of the trial, from 1, and its values."""


@dataclass(frozen=True)
class Trainings:
    """Trains with values, and tells how good the result is.

    Attributes:
      data: What to train on, and to evaluate on.
      encoder: The configured settings.
      training: The same.
      augmentation: The same.
      decoding: How tags are chosen.
      folder: Where TensorBoard's logs go, a folder for each trial.
      start: A published model that each trial begins from; None: the encoder.
    """

    data: TrainingData
    encoder: EncoderSettings
    training: TrainingSettings
    augmentation: AugmentationSettings
    decoding: Decoding
    folder: str
    start: StartingPoint | None = None

    def score(self, number: int, values: Values) -> float:
        """Span F1 on the eval split, of the best epoch."""
        training, encoder, augmentation = apply(
            {"values": values}, self.training, self.encoder, self.augmentation
        )
        try:
            score: float = fit(
                self.data,
                encoder_settings=encoder,
                settings=training,
                augmentation=augmentation,
                decoding=self.decoding,
                run_path=files.join(self.folder, f"trial-{number:03d}"),
                checkpoint_path=None,
                start=self.start,
                # The rate is what is looked for; one at which nothing is learned has the score 0.
                restarts=0,
            ).best_f1
            return score
        finally:
            # Each trial builds a model of its own, of which nothing is needed any more.
            keras.utils.clear_session(free_memory=True)

    def configured(self, names: Sequence[str]) -> Values:
        """The values that the configuration has for some settings."""
        sections = {
            "training": self.training.model_dump(),
            "encoder": self.encoder.model_dump(),
            "augmentation": self.augmentation.model_dump(),
        }
        parts = {name: name.partition(".") for name in names}
        return {name: sections[section][key] for name, (section, _, key) in parts.items()}


class Journal:
    """The finished trials of a search, in a file.

    Args:
      path: The file, local or in a bucket.

    Raises:
      SettingsError: The file is there, but is not such a record.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self.trials: list[FinishedTrial] = []
        try:
            recorded = files.read_json(path)
            if recorded is not None:
                self.trials = [FinishedTrial(**entry) for entry in recorded["trials"]]
        except (KeyError, TypeError, ValueError):
            raise SettingsError(
                f"{path}: is not a record of finished trials; delete it to begin the search anew"
            ) from None

    def find(self, values: Mapping[str, int | float]) -> FinishedTrial | None:
        """The trial that had these values."""
        return next((found for found in self.trials if found.values == values), None)

    def add(self, finished: FinishedTrial) -> None:
        """Writes a trial down."""
        self.trials.append(finished)
        trials = [asdict(each) for each in self.trials]
        files.write_json(self._path, {"trials": trials}, indent=2)


class _Oracle(keras_tuner.oracles.BayesianOptimizationOracle):
    """KerasTuner's, which begins with values that are given, and tries none twice.

    Args:
      ranges: The values to try, by the names of the settings.
      first: The values of the first trial; None: such as any other's.
      settings: How many trials, and the seed.
    """

    def __init__(
        self, ranges: Mapping[str, SearchRange], first: Values | None, settings: TunerSettings
    ) -> None:
        super().__init__(
            objective=keras_tuner.Objective(OBJECTIVE, "max"),
            max_trials=settings.trials,
            num_initial_points=settings.random_trials,
            seed=settings.seed + 1,  # 0 would mean another one each time
            hyperparameters=_space(ranges),
            allow_new_entries=False,
            tune_new_entries=True,
        )
        self.verbose = 0
        self._ranges = ranges
        self._first = first

    def populate_space(self, trial_id: str) -> dict[str, Any]:
        """The values of the next trial; see KerasTuner."""
        if not self.trials and self._first is not None:
            return {"status": trial.TrialStatus.RUNNING, "values": self._first}
        # Products of small matrices, thousands of them: several threads only get in each other's
        # way, and ten times slower.
        with threadpool_limits(1):
            found = self._tidy(super().populate_space(trial_id))
        if found["values"] in [each.hyperparameters.values for each in self.trials.values()]:
            # The same values would have the same score again.
            found = self._tidy(self._random_populate_space())
        return found

    def _tidy(self, found: dict[str, Any]) -> dict[str, Any]:
        values = found["values"]
        if values is not None:
            values = {name: self._ranges[name].nearest(value) for name, value in values.items()}
        return {**found, "values": values}


class SpanTuner(base_tuner.BaseTuner):
    """Runs trials one after the other, as KerasTuner asks for them.

    Args:
      settings: The settings of the tuner.
      configured: The configured values of what is tuned, tried first if they are in the space.
      score: Trains with values.
      journal: The trials that finished before, and those that finish now.
    """

    def __init__(
        self, settings: TunerSettings, configured: Values, score: Score, journal: Journal
    ) -> None:
        # KerasTuner wants to keep a state of its own, which nobody needs afterwards.
        self._own_folder = tempfile.TemporaryDirectory(prefix="txner-tuner-")
        ranges = settings.space.ranges
        outside = {n: value for n, value in configured.items() if not ranges[n].has(value)}
        super().__init__(
            oracle=_Oracle(ranges, None if outside else configured, settings),
            directory=self._own_folder.name,
            project_name="search",
            overwrite=True,
        )
        self._settings = settings
        self._configured = configured
        self._score = score
        self._journal = journal
        self._finished: list[FinishedTrial] = []
        if outside:
            report_result(
                f"the configured values are not tried, because tuner.space has no {shown(outside)}"
            )

    def run_trial(self, trial: Any) -> float:
        """Trains with a trial's values, unless that was done before; the score.

        Raises:
          TrialFailedError: The training failed, or its result has no score.
        """
        number, values = len(self._finished) + 1, dict(trial.hyperparameters.values)
        report_stage(f"trial {number} of {self._settings.trials}")
        known = self._journal.find(values)
        if known is None:
            finished = self._train(number, values)
            self._journal.add(finished)
        else:
            finished = replace(known, number=number)
        self._finished.append(finished)
        report_result(self._line(finished, known=known is not None))
        return finished.score

    def report(self) -> TuningReport:
        """The results of all trials.

        Raises:
          TrialFailedError: There was none, or KerasTuner has one that did not end well.
        """
        failed = [
            each
            for each in self.oracle.trials.values()
            if each.status != trial.TrialStatus.COMPLETED or each.score is None
        ]
        if failed or not self._finished:
            which = ", ".join(str(int(each.trial_id) + 1) for each in failed) or "no trial ran"
            raise TrialFailedError(f"the search ended with trials that have no score: {which}")
        tuner = self._settings.model_dump(mode="json", exclude={"enabled", "file"})
        return TuningReport(self._finished, self._configured, tuner)

    def _train(self, number: int, values: Values) -> FinishedTrial:
        name = f"trial {number} of {self._settings.trials} ({shown(values)})"
        started = time.monotonic()
        try:
            score = self._score(number, values)
        except SettingsError as error:
            raise UnusableTrialError(f"{name} failed: {error}") from error
        except Exception as error:
            message = " ".join(str(error).split())
            raise TrialFailedError(f"{name} failed: {type(error).__name__}: {message}") from error
        if score is None or not 0 <= score <= 1:  # NaN neither
            raise TrialFailedError(f"{name} has no score: its {OBJECTIVE} is {score}")
        return FinishedTrial(number, values, float(score), time.monotonic() - started)

    def _line(self, finished: FinishedTrial, *, known: bool) -> str:
        best = best_of(self._finished)
        took = "known from before" if known else f"{finished.seconds:.0f} s"
        return (
            f"trial {finished.number:>2} of {self._settings.trials}: F1 {finished.score:.4f}, "
            f"best {best.score:.4f} (trial {best.number}), {took}; {shown(finished.values)}"
        )


def make_tuner(trainings: Trainings, settings: TunerSettings, journal: Journal) -> SpanTuner:
    """A tuner that trains.

    Args:
      trainings: What to train with, and on what.
      settings: The settings of the tuner.
      journal: The trials that finished before.
    """
    configured = trainings.configured(list(settings.space.ranges))
    training = trainings.training
    if settings.max_steps is not None:
        steps = min(settings.max_steps, training.max_steps or settings.max_steps)
        training = training.model_copy(update={"max_steps": steps})
    trainings = replace(trainings, training=training)
    return SpanTuner(settings, configured, trainings.score, journal)


def search_key(data: TrainingData, settings: Mapping[str, Any]) -> str:
    """A name for searches whose trials have the same scores for the same values.

    Args:
      data: Its files count by what is in them, wherever they lie.
      settings: Everything else that a score depends on, as JSON has it.
    """
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    for paths in (data.train_files, data.eval_files):
        digest.update(b"split")
        for path in sorted(paths):
            with files.open_binary(path) as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    return digest.hexdigest()[:16]


def part_of(paths: Sequence[str], fraction: float, folder: str) -> list[str]:
    """Files with a share of the examples, evenly taken from all of them.

    Args:
      paths: TFRecord files, compressed with gzip.
      fraction: The share, above 0; 1: the files themselves.
      folder: Where to write.
    """
    if fraction == 1:
        return list(paths)
    path = files.join(folder, "part-of-train.gz")
    with tf.io.TFRecordWriter(path, "GZIP") as writer:
        for record in _evenly(sorted(paths), fraction):
            writer.write(record)
    return [path]


def _evenly(paths: Sequence[str], fraction: float) -> Iterator[bytes]:
    records = tf.data.TFRecordDataset(paths, compression_type="GZIP")
    for number, record in enumerate(records.as_numpy_iterator()):
        if math.floor((number + 1) * fraction) > math.floor(number * fraction):
            yield record


def _space(ranges: Mapping[str, SearchRange]) -> keras_tuner.HyperParameters:
    """The ranges as KerasTuner knows them."""
    space = keras_tuner.HyperParameters()
    for name, values in ranges.items():
        if few := values.values:
            # KerasTuner's own steps miss the end of a range of fractions.
            space.Choice(name, few, ordered=True)
        elif isinstance(values.min, int) and isinstance(values.max, int):
            space.Int(name, values.min, values.max, sampling=values.scale.value)
        else:
            space.Float(name, values.min, values.max, sampling=values.scale.value)
    return space
