"""What a run leaves in its artifacts, read by the types that its components wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from models.hyperparameters import REPORT_FILE as TUNING_REPORT
from models.hyperparameters import TuningReport
from models.training_report import REPORT_FILE as TRAINING_REPORT
from models.training_report import TrainingReport
from preprocessing.ingest_files import REPORT_FILE as INGEST_REPORT
from preprocessing.ingest_files import ingest_warnings, read_report
from preprocessing.records import IngestReport
from serving.release.record import RECORD_FILE, ReleaseRecord
from storage import files

# Types of artifacts by their names, because importing TFX takes ten seconds.
REJECTS = "components.Rejects"
MODEL = "Model"
MODEL_RUN = "ModelRun"
TUNER_RESULTS = "TunerResults"
PUSHED_MODEL = "PushedModel"
SCHEMA = "Schema"


@dataclass(frozen=True)
class RunResults:
    """What the components of a run wrote down; None for those that it did not reach.

    Attributes:
      rejects_uri: Folder of the refused lines, or "".
      ingest: Counts of the lines that were read.
      training: What the training did.
      tuning: What the trials scored.
      release: Whether the model was published.
    """

    rejects_uri: str = ""
    ingest: IngestReport | None = None
    training: TrainingReport | None = None
    tuning: TuningReport | None = None
    release: ReleaseRecord | None = None

    @classmethod
    def read(cls, artifacts: Mapping[str, str]) -> Self:
        """Reads the artifacts of a run.

        Args:
          artifacts: Their folders by the names of their types.

        Raises:
          KeyError, TypeError, ValueError: A file is not what its component writes.
        """
        rejects = _folder(artifacts, REJECTS, INGEST_REPORT)
        training = _folder(artifacts, MODEL_RUN, TRAINING_REPORT)
        tuning = _folder(artifacts, TUNER_RESULTS, TUNING_REPORT)
        return cls(
            rejects_uri=rejects or "",
            ingest=None if rejects is None else read_report(rejects),
            training=None if training is None else TrainingReport.read(training),
            tuning=None if tuning is None else TuningReport.read(tuning),
            release=read_release(artifacts),
        )

    def warnings(self) -> Iterator[str]:
        """What a person should know although no gate failed."""
        if self.ingest is not None:
            yield from ingest_warnings(self.ingest, self.rejects_uri)
        if self.training is not None:
            yield from self.training.warnings()


def read_release(artifacts: Mapping[str, str]) -> ReleaseRecord | None:
    """The end of a run, or None if it did not come so far.

    Raises:
      KeyError, TypeError, ValueError: It is not a record.
    """
    pushed = _folder(artifacts, PUSHED_MODEL, RECORD_FILE)
    return None if pushed is None else ReleaseRecord.read(pushed)


def _folder(artifacts: Mapping[str, str], type_name: str, file_name: str) -> str | None:
    """The folder of an artifact, or None if its component has not written this file."""
    uri = artifacts.get(type_name)
    return uri if uri is not None and files.exists(files.join(uri, file_name)) else None
