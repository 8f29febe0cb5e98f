"""The configuration: `configs/base.yaml`, files that override it, and `--set key.path=value`.

Each layer of the project owns the settings of its section; here they come together.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from annotation.settings import DoccanoSettings
from evaluation.gates.settings import EvaluationSettings, ServingCheckSettings
from evaluation.text_counts import ACCEPTED, ACCEPTED_KINDS, EVERY_LABEL
from models.settings import (
    FROM_ENCODER,
    ConfidenceSettings,
    Decoding,
    EncoderSettings,
    ExportSettings,
    TrainingSettings,
)
from models.span_scoring import MACRO, MICRO, RATIO_KINDS
from models.tuner_settings import TunerSettings
from monitoring.settings import MonitoringSettings
from pipeline.settings.beam import BeamSettings
from pipeline.settings.trigger import TriggerSettings
from pipeline.settings.vertex import VertexSettings
from preprocessing.errors import one_line
from preprocessing.novelty import PREFIX, novelty_labels
from preprocessing.secrets import hide_passwords
from preprocessing.settings import AugmentationSettings, ConfigError, DataSettings
from preprocessing.yaml_values import YamlError, parse_yaml
from serving.release.settings import RELEASE_LABEL, ReleaseSettings, sqlite_url
from serving.server.settings import ServerSettings
from storage import files

_SHOWN_CHARACTERS = 120
"""Characters of a `--set` that messages repeat."""


def _check_label(label: str) -> str:
    if label in (MICRO, MACRO, ACCEPTED, EVERY_LABEL):
        raise ValueError(f"{label!r} is what figures of several labels are called")
    if label != label.strip() or not label.isprintable() or not label:
        raise ValueError(f"{label!r} has unprintable characters or white space at its edges")
    return label


def check_folder(path: str) -> str:
    """A folder of artifacts, whose paths Beam, TFX and TensorFlow take for patterns.

    Raises:
      ValueError: Its name has signs of patterns in it, so that they would find nothing.
    """
    if special := sorted({c for c in path if c in "*?[]\\" or not c.isprintable()}):
        raise ValueError(
            f"{path!r} has {special[0]!r} in it, which programs take for a pattern; name a folder "
            "without * ? [ ] \\ and control characters"
        )
    return path


Label = Annotated[str, Field(max_length=100), AfterValidator(_check_label)]


class Settings(BaseModel):
    """The whole configuration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model_name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,62}$")]
    labels: Annotated[list[Label], Field(min_length=1)]
    output_root: Annotated[str, Field(min_length=1), AfterValidator(check_folder)]
    data: DataSettings
    encoder: EncoderSettings
    decoding: Decoding
    export: ExportSettings
    training: TrainingSettings
    augmentation: AugmentationSettings
    tuner: TunerSettings
    evaluation: EvaluationSettings
    serving: ConfidenceSettings
    serving_check: ServingCheckSettings
    release: ReleaseSettings
    doccano: DoccanoSettings
    monitoring: MonitoringSettings
    server: ServerSettings
    beam: BeamSettings
    vertex: VertexSettings
    trigger: TriggerSettings

    @model_validator(mode="after")
    def _check(self) -> Settings:
        if repeated := {label for label in self.labels if self.labels.count(label) > 1}:
            raise ValueError(f"labels: {sorted(repeated)[0]!r} is listed twice")
        for old, new in self.training.label_map.items():
            if new is not None and new not in self.labels:
                raise ValueError(f"training.label_map: {old!r} becomes {new!r}, which labels lacks")
        for section in ("min", "max_drop", "slice_min", "slice_max_drop"):
            for figure in getattr(self.evaluation, section):
                _check_figure(figure, f"evaluation.{section}", self.labels)
        for label in novelty_labels(self.evaluation.slices):
            if label not in self.labels:
                raise ValueError(
                    f"evaluation.slices: {PREFIX}{label}: there is no label {label!r}; there are "
                    f"{', '.join(self.labels)}"
                )
        return self

    @property
    def pipeline_root(self) -> str:
        """Folder of the artifacts of all runs."""
        return files.join(self.output_root, "pipeline")

    @property
    def metadata_path(self) -> str:
        """File of TFX's metadata store."""
        return files.join(self.output_root, "metadata.db")

    @property
    def tuning_root(self) -> str:
        """Folder of the results of the tuner's trials."""
        return files.join(self.output_root, "tuning")

    @property
    def release_root(self) -> str:
        """Folder or bucket that servers load from."""
        return self.release.root or files.join(self.output_root, "serving")

    @property
    def release_table(self) -> str:
        """URL of the database with the release table."""
        return self.release.table or sqlite_url(files.join(self.output_root, "releases.db"))

    def with_absolute_paths(self) -> Settings:
        """The same with local paths made absolute, so that no worker depends on where it runs."""
        data = self.data.model_copy(
            update={
                "path": files.absolute(self.data.path),
                "schema_path": files.absolute(self.data.schema_path),
            }
        )
        field_path = self.evaluation.field_path
        evaluation = self.evaluation.model_copy(
            update={"field_path": field_path and files.absolute(field_path)}
        )
        root = self.release.root
        release = self.release.model_copy(update={"root": root and files.absolute(root)})
        log, key_file = self.monitoring.log, self.monitoring.key_file
        monitoring = self.monitoring.model_copy(
            update={
                "log": log and files.absolute(log),
                "key_file": key_file and files.absolute(key_file),
            }
        )
        source = self.encoder.source
        if not files.is_remote(source) and files.is_folder(source):
            source = files.absolute(source)
        start = self.training.start_from
        named = start in (FROM_ENCODER, RELEASE_LABEL) or files.is_remote(start)
        if not named and files.is_folder(start):
            start = files.absolute(start)
        return self.model_copy(
            update={
                "output_root": files.absolute(self.output_root),
                "data": data,
                "evaluation": evaluation,
                "monitoring": monitoring,
                "release": release,
                "encoder": self.encoder.model_copy(update={"source": source}),
                "training": self.training.model_copy(update={"start_from": start}),
            }
        )


def _check_figure(figure: str, key: str, labels: Sequence[str]) -> None:
    name, _, kind = figure.rpartition("/")
    if name == ACCEPTED and kind in ACCEPTED_KINDS:
        return
    if name not in {*labels, MICRO, MACRO, EVERY_LABEL} or kind not in RATIO_KINDS:
        kinds = " | ".join(RATIO_KINDS)
        raise ValueError(
            f"{key}: {figure!r} is not <label>/<{kinds}> of a configured label, {MICRO}, {MACRO} "
            f"or {EVERY_LABEL}, nor {ACCEPTED}/<{' | '.join(ACCEPTED_KINDS)}>"
        )


@dataclass(frozen=True)
class _Layer:
    """One source of settings and its name in messages."""

    name: str
    values: dict[str, Any]


def load_settings(config: Path | None = None, overrides: Sequence[str] = ()) -> Settings:
    """Settings from the base configuration, a file that overrides it, and single keys.

    Args:
      config: A YAML file with the keys that differ from `configs/base.yaml`; it may name another
        one in `tuner.file`, which lies over it.
      overrides: `key.path=value`, the value in YAML.

    Raises:
      ConfigError: A file is missing or is not YAML, or a key is unknown or of the wrong type.
    """
    layers = [_base_layer()]
    if config is not None:
        layers.append(_Layer(str(config), _parse_yaml(_read(config), str(config))))
    above = [_override_layer(override) for override in overrides]
    layers = [*layers, *_tuned_layer([*layers, *above]), *above]
    try:
        return Settings.model_validate(_merged(layers))
    except ValidationError as error:
        raise ConfigError("\n".join(_describe(fault, layers) for fault in error.errors())) from None


def _base_layer() -> _Layer:
    base = resources.files("configs").joinpath("base.yaml")
    return _Layer("configs/base.yaml", _parse_yaml(base.read_text("utf-8"), "configs/base.yaml"))


def _tuned_layer(layers: Sequence[_Layer]) -> list[_Layer]:
    """The file with settings that the tuner found, if one is named."""
    location = ("tuner", "file")
    tuner = _merged(layers).get("tuner")
    name = tuner.get("file") if isinstance(tuner, Mapping) else None
    if not name or not isinstance(name, str):
        return []  # anything but a name is refused with the other faults
    if not files.is_local_file(name):
        raise ConfigError(
            f"{_source(location, layers)}: tuner.file: there is no file {name}; "
            "txner tune writes one"
        )
    layer = _Layer(name, _parse_yaml(_read(Path(name)), name))
    if _has(layer.values, location):
        raise ConfigError(f"{name}: tuner.file: a file that is named there cannot name another")
    return [layer]


def _merged(layers: Sequence[_Layer]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for layer in layers:
        merged = _merge(merged, layer.values)
    return merged


def _read(path: Path) -> str:
    try:
        if path.is_fifo() and not str(path).startswith("/dev/fd/"):
            # Nobody may ever write into it. (A shell's `<(…)` is a pipe too, and somebody does.)
            raise ConfigError(f"{path}: cannot read the configuration: it is a pipe, not a file")
        return path.read_text("utf-8")
    except ConfigError:
        raise
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise ConfigError(f"{path}: the configuration is not UTF-8") from None
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"{path}: cannot read the configuration: {reason}") from None


def _parse_yaml(text: str, name: str) -> dict[str, Any]:
    try:
        values = parse_yaml(text)
    except YamlError as error:
        raise ConfigError(f"{name}: not YAML: {error}") from None
    if values is None:
        return {}
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise ConfigError(f"{name}: the configuration must be a mapping of keys to values")
    return values


def _override_layer(override: str) -> _Layer:
    name = f"--set {one_line(hide_passwords(override), _SHOWN_CHARACTERS)}"
    path, separator, text = override.partition("=")
    keys = path.strip().split(".")
    if not separator or not all(keys):
        raise ConfigError(f"{name}: must be key.path=value, such as training.epochs=1")
    try:
        value = parse_yaml(text)
    except YamlError as error:
        raise ConfigError(f"{name}: the value is not YAML: {error}") from None
    for key in reversed(keys):
        value = {key: value}
    return _Layer(name, value)


def _merge(base: Mapping[str, Any], override: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the keys of `override` laid over it; lists are replaced, not joined."""
    merged = dict(base)
    for key, value in override.items():
        below = merged.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        merged[key] = _merge(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _describe(fault: Any, layers: Sequence[_Layer]) -> str:
    message = fault["msg"].removeprefix("Value error, ")
    location = [str(part) for part in fault["loc"]]
    if not location:
        # A fault between keys; its message begins with the key.
        key, _, message = message.partition(": ")
        source = _source(key.split("."), layers)
        return f"{source}: {key}: {message}"
    key = _known_keys(location, layers)
    source = _source(key, layers)
    if fault["type"] == "extra_forbidden":
        return f"{source}: unknown key {'.'.join(location)}{_suggestion(location)}"
    # Messages of our own say themselves what they do not like.
    value = "" if fault["type"] == "value_error" else f", not {_shown(fault['input'])}"
    return f"{source}: {'.'.join(key)}: {message}{value}"


def _shown(value: object) -> str:
    """A value of the wrong kind, for a message."""
    try:
        whole = repr(value)
    except (ValueError, RecursionError):  # numbers of thousands of digits
        whole = reprlib.repr(value)
    # Passwords are hidden first: a part of one would not be known for one.
    return one_line(hide_passwords(whole), _SHOWN_CHARACTERS)


def _suggestion(location: Sequence[str]) -> str:
    """Keys that may have been meant instead of an unknown one, as the end of a message."""
    *above, wrong = location
    known = list(_key_paths(Settings))
    # The same name elsewhere: `epochs` for `training.epochs`.
    meant = [key for key in known if key.split(".")[-1] == wrong]
    highest = min((key.count(".") for key in meant), default=0)
    meant = [key for key in meant if key.count(".") == highest]
    if not meant:
        # One that is spelled alike, first in the same section.
        beside = [key for key in known if key.split(".")[:-1] == above]
        names = {key.split(".")[-1]: key for key in [*known, *beside]}
        here = get_close_matches(wrong, [key.split(".")[-1] for key in beside], n=1, cutoff=0.6)
        anywhere = get_close_matches(wrong, names, n=1, cutoff=0.75)
        meant = [names[name] for name in here or anywhere]
    return f"; did you mean {' or '.join(meant[:3])}?" if meant else ""


def _key_paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """All keys of a section and of those below it."""
    for name, entry in model.model_fields.items():
        yield f"{prefix}{name}"
        below = entry.annotation
        if isinstance(below, type) and issubclass(below, BaseModel):
            yield from _key_paths(below, f"{prefix}{name}.")


def _source(location: Sequence[str], layers: Sequence[_Layer]) -> str:
    """Name of the topmost layer that sets a key."""
    return next(layer.name for layer in reversed(layers) if _has(layer.values, location))


def _known_keys(location: Sequence[str], layers: Sequence[_Layer]) -> list[str]:
    """The longest beginning of `location` that is a key somewhere.

    pydantic appends names of its own for items of lists and members of unions.
    """
    for length in range(len(location), 0, -1):
        if any(_has(layer.values, location[:length]) for layer in layers):
            return list(location[:length])
    return list(location)


def _has(values: Any, location: Sequence[str]) -> bool:
    for key in location:
        if not isinstance(values, Mapping) or key not in values:
            return False
        values = values[key]
    return True
