"""Writes the answers of a shard to the prediction log."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from batch.plan import Plan
from models.export_format import Prediction
from monitoring.answers import LoggedAnswer
from monitoring.log_files import write_answers
from monitoring.settings import MonitoringSettings
from monitoring.shaping import Shaper
from serving.prediction.answered import Answered

LOG_NAMESPACE = "txner.log"
"""Of the metrics `logged` and `not_logged`."""

FILE_ROWS = 20_000
"""Answers of a file at most, but for those of one window."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogTarget:
    """Where the answers of a job are logged.

    Attributes:
      folder: Folder or URL of the log.
      model: Name of the model.
      version: Its version; 0 of a model that has no number.
      job: Tells the files of jobs apart; the same for a job that goes on.
      settings: What is logged of them.
      key: Of the hashes.
    """

    folder: str
    model: str
    version: int
    job: str
    settings: MonitoringSettings
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, plan: Plan, folder: str, settings: MonitoringSettings, key: bytes) -> LogTarget:
        """For a plan: a model `…/transactions/1795179238` is version 1795179238 of transactions."""
        name, version = plan.task.published or (plan.task.model.rpartition("/")[2], 0)
        job = hashlib.sha256(json.dumps(plan.to_json(), sort_keys=True).encode()).hexdigest()[:16]
        return cls(
            folder,
            name,
            version,
            job,
            settings,
            key,
        )


class ShardLog:
    """The log of a shard.

    Args:
      target: Where it is written.
      shard: Number of the shard.

    Attributes:
      written: Answers in the log.
      lost: Answers that are not, because it could not be written.
    """

    def __init__(self, target: LogTarget, shard: int) -> None:
        self._target = target
        self._shaper = Shaper.of(target.settings, target.key)
        self._name = f"batch-{target.job}-{shard:06d}"
        self._files = 0
        self._answers: list[LoggedAnswer] = []
        self.written = 0
        self.lost = 0

    def add(self, predictions: Sequence[Prediction], seconds: float) -> None:
        """Takes the answers of a window, and the time that it took."""
        answered = Answered(
            at=time.time(),
            model=self._target.model,
            version=self._target.version,
            texts=len(predictions),
            size=0,
            seconds=seconds,
            slices={},
            predictions=lambda: predictions,
        )
        self._answers += self._shaper.answers(answered)
        if len(self._answers) >= FILE_ROWS:
            self.write()

    def write(self) -> None:
        """Writes what was taken; a log that cannot be written stops no job."""
        answers, self._answers = self._answers, []
        if not answers:
            return
        self._files += 1
        try:
            write_answers(self._target.folder, answers, f"{self._name}-{self._files:03d}")
        except OSError as error:
            self.lost += len(answers)
            _log.warning("prediction log %s: %s", self._target.folder, error)
        else:
            self.written += len(answers)
