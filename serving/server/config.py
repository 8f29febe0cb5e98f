"""Which models and versions a server serves: by a `models.conf`, or by a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from preprocessing.errors import UserError
from serving.release import models_conf
from serving.release.models_conf import (
    PLATFORM,
    AllVersions,
    LatestVersions,
    ModelConfigError,
    ModelEntry,
    SpecificVersions,
)
from storage import files


class ServerConfigError(UserError, ValueError):
    """A configuration that cannot be used; the message names what is wrong."""


@dataclass(frozen=True)
class ServedModel(ModelEntry):
    """One model of a server; its `base_path` is absolute.

    Attributes:
      folders: Folders of versions, for a model that has no folder of versions; empty otherwise.
      answers: The label whose version answers requests that name none; "": the newest does. With
        one, labels move when their version is loaded, instead of being refused before.
    """

    folders: Mapping[int, str] = field(default_factory=dict)
    answers: str = ""


ServerConfig = tuple[ServedModel, ...]
ConfigSource = Callable[[], ServerConfig]
"""Gives the configuration as it is now. It is called again and again, in a thread of its own, and
raises ServerConfigError."""


class ConfigFile:
    """A `models.conf` that is read again whenever it has changed.

    Args:
      path: The file. It should be replaced in one step (written beside it, then renamed).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content: bytes | None = None
        self._config: ServerConfig = ()

    def __call__(self) -> ServerConfig:
        """The configuration.

        Raises:
          ServerConfigError: The file cannot be read, or is wrong.
        """
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise ServerConfigError(f"{self._path}: {error.strerror}") from None
        # The content and not its time tells a change: two changes may come within one tick.
        if content != self._content:
            self._config = parse_config(content, str(self._path))
            self._content = content
        return self._config


def parse_config(content: bytes, name: str) -> ServerConfig:
    """The models of a `ModelServerConfig` in text format.

    Args:
      content: The text, UTF-8.
      name: What messages call it.

    Raises:
      ServerConfigError: It is malformed, or two models have one name.
    """
    try:
        entries = models_conf.read(content, name)
    except ModelConfigError as error:
        raise ServerConfigError(str(error)) from None
    if not entries:
        raise ServerConfigError(f"{name}: `model_config_list` names no model")
    models = tuple(_served(entry, name) for entry in entries)
    names = [model.name for model in models]
    if twice := sorted({model for model in names if names.count(model) > 1}):
        raise ServerConfigError(f"{name}: two models have the name {twice[0]}")
    return models


def _served(entry: ModelEntry, name: str) -> ServedModel:
    """A model as this server can serve it.

    Raises:
      ServerConfigError: It cannot.
    """
    if not entry.name or not entry.base_path:
        raise ServerConfigError(f"{name}: each model needs a `name` and a `base_path`")
    if not files.is_remote(entry.base_path) and not Path(entry.base_path).is_absolute():
        raise ServerConfigError(
            f"{name}: model {entry.name}: `base_path` {entry.base_path} must be absolute"
        )
    if entry.platform not in ("", PLATFORM):
        raise ServerConfigError(
            f"{name}: model {entry.name}: there is no platform {entry.platform!r}; "
            f'`model_platform` must be "{PLATFORM}"'
        )
    if isinstance(entry.policy, SpecificVersions) and not entry.policy.versions:
        raise ServerConfigError(f"{name}: model {entry.name}: `specific` names no version")
    return ServedModel(entry.name, entry.base_path, entry.policy, entry.labels)


def version_number(name: str) -> int | None:
    """The version that a folder of this name holds; None if it is none, as for TF Serving."""
    if not (name.isascii() and name.isdecimal()) or len(name.lstrip("0")) > 19:
        return None
    number = int(name)
    return number if number < 1 << 63 else None


def find_versions(base_path: str) -> dict[int, str]:
    """Folders with a complete model below a folder, by version.

    Raises:
      OSError: The folder cannot be listed.
    """
    return {
        number: files.join(base_path, name)
        for name in files.list_folder(base_path)
        if (number := version_number(name)) is not None
        # Publishers write it last: without it, a version is not there yet.
        and files.exists(files.join(base_path, name, "saved_model.pb"))
    }


def choose_versions(model: ServedModel) -> dict[int, str]:
    """Folders of the versions that a model's configuration asks for, as far as they exist.

    Raises:
      OSError: The folder of versions cannot be listed.
    """
    folders = dict(model.folders) or find_versions(model.base_path)
    match model.policy:
        case AllVersions():
            wanted = set(folders)
        case SpecificVersions(versions):
            wanted = set(folders) & versions
        case LatestVersions(count):
            wanted = set(sorted(folders)[-count:])
    return {version: folders[version] for version in sorted(wanted)}


def config_of_path(path: str | Path) -> ServedModel:
    """The configuration of a server for one path.

    Args:
      path: The folder or URL of a model, or of its versions, of which the newest is served.
    """
    folder = files.absolute(str(path)).rstrip("/")
    above, _, own = folder.rpartition("/")
    if not files.exists(files.join(folder, "saved_model.pb")):
        return ServedModel(own, folder)
    version, name = version_number(own), above.rpartition("/")[2]
    if version is None:
        version, name = 1, own
    return ServedModel(name, above, folders={version: folder})
