"""Reads `models.conf`, the file that tells a server which versions to load and what labels mean.

It is the file that TF Serving takes as `--model_config_file`: a `ModelServerConfig` proto as text,
see https://www.tensorflow.org/tfx/serving/serving_config.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from preprocessing.errors import UserError
from storage import files


class ServerConfigError(UserError, ValueError):
    """A configuration that cannot be used; the message names what is wrong."""


@dataclass(frozen=True)
class LatestVersions:
    """The newest versions.

    Attributes:
      count: How many.
    """

    count: int = 1


@dataclass(frozen=True)
class AllVersions:
    """Every version that there is."""


@dataclass(frozen=True)
class SpecificVersions:
    """Versions by number."""

    versions: frozenset[int]


VersionPolicy = LatestVersions | AllVersions | SpecificVersions


@dataclass(frozen=True)
class ModelConfig:
    """One model of a server.

    Attributes:
      name: What requests call it.
      base_path: Absolute path or URL of the folder with its versions.
      policy: Which versions to load.
      labels: Version of each label.
      folders: Folders of versions, for a model that has no folder of versions; empty otherwise.
    """

    name: str
    base_path: str
    policy: VersionPolicy = LatestVersions()
    labels: Mapping[str, int] = field(default_factory=dict)
    folders: Mapping[int, str] = field(default_factory=dict)


ServerConfig = tuple[ModelConfig, ...]
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
    from google.protobuf import text_format
    from tensorflow_serving.config.model_server_config_pb2 import ModelServerConfig

    try:
        proto = text_format.Parse(content.decode(), ModelServerConfig())
    except (text_format.ParseError, UnicodeDecodeError) as error:
        raise ServerConfigError(f"{name}: {error}") from None
    if not proto.model_config_list.config:
        raise ServerConfigError(f"{name}: `model_config_list` names no model")
    models = []
    for model in proto.model_config_list.config:
        if not model.name or not model.base_path:
            raise ServerConfigError(f"{name}: each model needs a `name` and a `base_path`")
        if not files.is_remote(model.base_path) and not Path(model.base_path).is_absolute():
            raise ServerConfigError(
                f"{name}: model {model.name}: `base_path` {model.base_path} must be absolute"
            )
        if model.model_platform not in ("", "tensorflow"):
            raise ServerConfigError(
                f"{name}: model {model.name}: there is no platform {model.model_platform!r}; "
                '`model_platform` must be "tensorflow"'
            )
        policy = _policy(model.model_version_policy, f"{name}: model {model.name}")
        models.append(ModelConfig(model.name, model.base_path, policy, dict(model.version_labels)))
    names = [model.name for model in models]
    if twice := sorted({model for model in names if names.count(model) > 1}):
        raise ServerConfigError(f"{name}: two models have the name {twice[0]}")
    return tuple(models)


def _policy(proto: object, name: str) -> VersionPolicy:
    choice = proto.WhichOneof("policy_choice")  # type: ignore[attr-defined]
    if choice == "all":
        return AllVersions()
    if choice == "specific":
        versions = frozenset(proto.specific.versions)  # type: ignore[attr-defined]
        if not versions:
            raise ServerConfigError(f"{name}: `specific` names no version")
        return SpecificVersions(versions)
    # A policy without a choice is `latest`, and without a number the latest one.
    return LatestVersions(max(1, proto.latest.num_versions))  # type: ignore[attr-defined]


def find_versions(base_path: str) -> dict[int, str]:
    """Folders with a complete model below a folder, by version.

    Raises:
      OSError: The folder cannot be listed.
    """
    return {
        int(name): files.join(base_path, name)
        for name in files.list_folder(base_path)
        if name.isascii()
        and name.isdecimal()
        # Publishers write it last: without it, a version is not there yet.
        and files.exists(files.join(base_path, name, "saved_model.pb"))
    }


def choose_versions(model: ModelConfig) -> dict[int, str]:
    """Folders of the versions that a model's configuration asks for, as far as they exist.

    Raises:
      OSError: The folder of versions cannot be listed.
    """
    found = dict(model.folders) or find_versions(model.base_path)
    match model.policy:
        case AllVersions():
            wanted = set(found)
        case SpecificVersions(versions):
            wanted = set(found) & versions
        case LatestVersions(count):
            wanted = set(sorted(found)[-count:])
    return {version: found[version] for version in sorted(wanted)}


def config_of_path(path: Path) -> ModelConfig:
    """The configuration of a server for one path.

    Args:
      path: The folder of a model, or of its versions, of which the newest is served.
    """
    folder = path.expanduser().absolute()
    if not (folder / "saved_model.pb").is_file():
        return ModelConfig(folder.name, str(folder))
    if folder.name.isascii() and folder.name.isdecimal():
        version, name = int(folder.name), folder.parent.name
    else:
        version, name = 1, folder.name
    return ModelConfig(name, str(folder.parent), folders={version: str(folder)})
