"""Where training begins: the encoder, or a published model, found by label, number or place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.model_description import ModelDescription, StartingPointError
from models.settings import FROM_ENCODER
from pipeline.config import Settings
from preprocessing.encoder_files import locate_encoder
from serving.release.manifest import PublishError, digest
from serving.release.publishing import MODEL_FILE, build_manifest, verify_version
from serving.release.records import Version
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases
from storage import files

_MOST_DIGITS = 19
"""Of a version's number, in the database too."""


@dataclass(frozen=True)
class Start:
    """A published model that a training begins from.

    Attributes:
      name: For messages, such as `version 7 of transactions`.
      path: Its folder or URL.
      version: Its number in the release table; None where it was named by its place.
      digest: `serving.release.manifest.digest` of its files, by which TFX's cache sees another.
      description: What it is made of.
    """

    name: str
    path: str
    version: int | None
    digest: str
    description: ModelDescription

    def parameter(self) -> dict[str, Any]:
        """For the Trainer; see `models.starting_point.StartingPoint.of`."""
        return {**self.lineage(), "name": self.name, "description": self.description.to_dict()}

    def lineage(self) -> dict[str, Any]:
        """For the record of what is made of it."""
        return {"path": self.path, "version": self.version, "digest": self.digest}


def find_start(settings: Settings) -> Start | None:
    """The model that `training.start_from` names; None: the encoder.

    Raises:
      StartingPointError: There is no such model, its files are damaged, or nothing says what it is
        made of.
    """
    wanted = settings.training.start_from
    if wanted == FROM_ENCODER:
        return None
    if wanted == RELEASE_LABEL or wanted.isdecimal():
        return _from_table(settings, wanted)
    return _from_place(wanted)


def check_start(settings: Settings, start: Start | None) -> None:
    """Finds now, and not after minutes, whether training can begin there.

    Raises:
      StartingPointError: It cannot.
    """
    if start is None:
        return
    from models.starting_point import StartingPoint
    from models.starting_point import check_start as check

    source = settings.encoder.source
    point = StartingPoint(start.name, start.path, start.description)
    check(point, source, locate_encoder(source), settings.labels, settings.training.label_map)


def _from_table(settings: Settings, wanted: str) -> Start:
    releases, model = Releases(settings.release_table), settings.model_name
    by_label = wanted == RELEASE_LABEL
    # More digits than a version can have would be none of the database's numbers.
    number = int(wanted) if not by_label and len(wanted) < _MOST_DIGITS else 0
    version = releases.labelled(model, wanted) if by_label else releases.version(model, number)
    if version is None:
        missing = f"has the label {wanted}" if by_label else f"has the number {wanted}"
        raise StartingPointError(
            f"training.start_from: no version of {model} {missing} in {settings.release_table}; "
            "`txner release list` shows all, and `encoder` begins without one"
        )
    name = f"version {version.version} of {model}"
    faults = _faults(version.path)
    if faults:
        raise StartingPointError(
            f"training.start_from: the files of {name} are not what was published: {faults[0]}; "
            "begin with another version"
        )
    description = ModelDescription.read(version.path) or _recorded(version, name)
    return Start(name, version.path, version.version, version.digest, description)


def _from_place(path: str) -> Start:
    if not files.is_folder(path):
        raise StartingPointError(
            f"training.start_from: {path} is no folder, and neither {FROM_ENCODER}, "
            f"{RELEASE_LABEL}, nor the number of a version"
        )
    if not files.exists(files.join(path, MODEL_FILE)):
        raise StartingPointError(
            f"training.start_from: {path} has no {MODEL_FILE}; name the folder of one version"
        )
    name = f"the model in {path}"
    description = ModelDescription.read(path)
    if description is None:
        raise StartingPointError(
            f"training.start_from: {name} was exported by an earlier version, and nothing in it "
            "says what its labels are; name it by its number in the release table, which knows"
        )
    return Start(name, path, None, digest(build_manifest(path)), description)


def _recorded(version: Version, name: str) -> ModelDescription:
    """What the release table knows of a version that has no description of its own."""
    configuration = version.provenance.get("configuration", {})
    try:
        from models.starting_point import encoder_name

        return ModelDescription(
            encoder=encoder_name(configuration["encoder"]["source"]),
            labels=tuple(configuration["labels"]),
        )
    except (KeyError, TypeError):
        raise StartingPointError(
            f"training.start_from: neither {name} nor its entry in the release table says what its "
            "labels are; begin with another version"
        ) from None


def _faults(path: str) -> list[str]:
    try:
        return verify_version(path)
    except (PublishError, OSError) as error:
        return [str(error)]
