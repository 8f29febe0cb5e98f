"""Reads and writes `models.conf`: which versions a server loads, and what labels mean.

It is the file that TF Serving takes as `--model_config_file`: a `ModelServerConfig` proto as text,
see https://www.tensorflow.org/tfx/serving/serving_config. Whatever TF Serving reads is read; what
is made of it can be stricter, see `serving.release.transitions` and `serving.server.config`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from preprocessing.errors import UserError

PLATFORM = "tensorflow"

_HEADER = "# Written by `txner release render`.\n"


class ModelConfigError(UserError, ValueError):
    """A configuration of TF Serving that cannot be used or made."""


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
class ModelEntry:
    """What a server is told about a model.

    Attributes:
      name: Name of the model, by which requests call it.
      base_path: Folder or URL of its versions, as the server sees it.
      policy: The versions to load.
      labels: The version that each label stands on.
      platform: Kind of the model; "" is TF Serving's default.
    """

    name: str
    base_path: str
    policy: VersionPolicy = LatestVersions()
    labels: Mapping[str, int] = field(default_factory=dict)
    platform: str = PLATFORM

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions that the policy names, ascending; none if it does not name any."""
        named = self.policy.versions if isinstance(self.policy, SpecificVersions) else ()
        return tuple(sorted(named))


def read(content: str | bytes, source: str) -> tuple[ModelEntry, ...]:
    """The models of a configuration, in its order.

    Args:
      content: The file's text, or its bytes in UTF-8.
      source: Its name, for messages.

    Raises:
      ModelConfigError: It is not a configuration; the message says where in the text.
    """
    from google.protobuf import text_format
    from tensorflow_serving.config.model_server_config_pb2 import ModelServerConfig

    try:
        text = content.decode() if isinstance(content, bytes) else content
        message = text_format.Parse(text, ModelServerConfig())
    except (text_format.ParseError, UnicodeDecodeError) as error:
        raise ModelConfigError(f"{source}: not a configuration of TF Serving: {error}") from None
    return tuple(
        ModelEntry(
            entry.name,
            entry.base_path,
            _read_policy(entry.model_version_policy),
            dict(entry.version_labels),
            entry.model_platform,
        )
        for entry in message.model_config_list.config
    )


def write(*entries: ModelEntry) -> str:
    """The text of a configuration: the same for the same models.

    Raises:
      ModelConfigError: TF Serving would read something else from it.
    """
    from google.protobuf import text_format
    from tensorflow_serving.config.model_server_config_pb2 import ModelServerConfig

    message = ModelServerConfig()
    for entry in entries:
        added = message.model_config_list.config.add(
            name=entry.name, base_path=entry.base_path, model_platform=entry.platform
        )
        _write_policy(entry.policy, added.model_version_policy)
        for label, version in sorted(entry.labels.items()):
            added.version_labels[label] = version
    text = _HEADER + str(text_format.MessageToString(message))
    if read(text, "models.conf") != entries:
        names = ", ".join(entry.name for entry in entries)
        raise ModelConfigError(f"{names}: the configuration is not read as it was written")
    return text


def _read_policy(message: Any) -> VersionPolicy:
    match message.WhichOneof("policy_choice"):
        case "all":
            return AllVersions()
        case "specific":
            return SpecificVersions(frozenset(message.specific.versions))
        case _:
            # A policy without a choice is `latest`, and without a number the latest one.
            return LatestVersions(max(1, message.latest.num_versions))


def _write_policy(policy: VersionPolicy, message: Any) -> None:
    match policy:
        case AllVersions():
            message.all.SetInParent()
        case SpecificVersions(versions):
            message.specific.SetInParent()
            message.specific.versions.extend(sorted(versions))
        case LatestVersions(count):
            message.latest.num_versions = count
