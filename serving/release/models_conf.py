"""TF Serving's `models.conf`: which versions are loaded, and which label stands on which.

TF Serving applies the labels of a new file before it loads anything. A label on a version that is
not loaded yet makes it refuse the whole file, again at every poll, so the version is never loaded
(`ServerCore::ReloadConfig` in tensorflow_serving/model_servers/server_core.cc; serving issue 1608).
A change therefore goes in steps: load, then label, then unload.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from preprocessing.errors import UserError
from serving.release.records import RELEASE_LABEL
from serving.release.table import Releases
from storage import files

PLATFORM = "tensorflow"

_HEADER = "# Written by `txner release render`.\n"


class ModelConfigError(UserError, ValueError):
    """A configuration of TF Serving that cannot be used or made."""


@dataclass(frozen=True)
class ModelConfig:
    """What TF Serving is told about a model.

    Attributes:
      name: Name of the model.
      base_path: Folder or URL of its versions, as the server sees it.
      versions: The versions to load, ascending.
      labels: The version that each label stands on.
    """

    name: str
    base_path: str
    versions: tuple[int, ...]
    labels: Mapping[str, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "versions", tuple(sorted(set(self.versions))))
        for label, version in sorted(self.labels.items()):
            if version not in self.versions:
                raise ModelConfigError(
                    f"{self.name}: label {label} stands on version {version}, which is not loaded"
                )


def desired_config(releases: Releases, model: str, base_path: str | None = None) -> ModelConfig:
    """What should be served by the release table.

    Every labelled version is loaded, and the one that the label `release` stood on before, so that
    a rollback only has to move the label.

    Args:
      releases: The release table.
      model: Name of the model.
      base_path: Where the server finds the versions; None: where they were published.

    Raises:
      ModelConfigError: No version has a label, or versions lie in different folders.
    """
    labels = releases.labels(model)
    if not labels:
        raise ModelConfigError(
            f"no version of {model} has a label, so there is nothing to serve; "
            "publish a model, or promote a version"
        )
    wanted = set(labels.values())
    previous = releases.previous_version(model, RELEASE_LABEL)
    if RELEASE_LABEL in labels and previous is not None:
        wanted.add(previous)
    if base_path is None:
        base_path = _common_folder(releases, model, wanted)
    return ModelConfig(model, base_path.rstrip("/"), tuple(wanted), labels)


def plan_transition(current: ModelConfig | None, desired: ModelConfig) -> list[ModelConfig]:
    """Configurations to apply one after the other, each when the one before is loaded.

    First all old and new versions with the old labels, then the new labels, then without the
    versions that are not needed any more. Steps that would change nothing are left out. No step
    puts a label on a version that the step before does not load, and none drops a version that has
    a label in the step before.

    Args:
      current: What the server has now; None: nothing of this model.
      desired: What it should have in the end.

    Returns:
      The steps, the last of which is `desired`; none if that is what the server has.

    Raises:
      ModelConfigError: The two are of different models or folders.
    """
    if current is None:
        current = ModelConfig(desired.name, desired.base_path, (), {})
    if (current.name, current.base_path) != (desired.name, desired.base_path):
        raise ModelConfigError(
            f"the current configuration is of {current.name} in {current.base_path}, the new one "
            f"of {desired.name} in {desired.base_path}; a running server cannot go from one to the "
            "other: render without --current, and start the servers anew"
        )
    both = (*current.versions, *desired.versions)
    steps = [
        ModelConfig(desired.name, desired.base_path, both, current.labels),
        ModelConfig(desired.name, desired.base_path, both, desired.labels),
        desired,
    ]
    plan: list[ModelConfig] = []
    for step in steps:
        if step != (plan[-1] if plan else current):
            plan.append(step)
    return plan


def render(config: ModelConfig) -> str:
    """The text of `models.conf`: the same for the same configuration.

    Raises:
      ModelConfigError: TF Serving would read something else from it.
    """
    from google.protobuf import text_format
    from tensorflow_serving.config.model_server_config_pb2 import ModelServerConfig

    message = ModelServerConfig()
    entry = message.model_config_list.config.add(
        name=config.name, base_path=config.base_path, model_platform=PLATFORM
    )
    entry.model_version_policy.specific.versions.extend(config.versions)
    for label, version in sorted(config.labels.items()):
        entry.version_labels[label] = version
    rendered = _HEADER + str(text_format.MessageToString(message))
    if parse(rendered) != config:
        raise ModelConfigError(f"{config.name}: the configuration is not read as it was written")
    return rendered


def parse(text: str, source: str = "models.conf") -> ModelConfig | None:
    """The reverse of `render`.

    Args:
      text: Contents of a `models.conf`.
      source: Its name, for messages.

    Returns:
      The configuration, or None if the file has no model.

    Raises:
      ModelConfigError: It is not a configuration, or not one such as `render` writes.
    """
    from google.protobuf import text_format
    from tensorflow_serving.config.model_server_config_pb2 import ModelServerConfig

    try:
        message = text_format.Parse(text, ModelServerConfig())
    except text_format.ParseError as error:
        raise ModelConfigError(f"{source}: not a configuration of TF Serving: {error}") from None
    entries: list[Any] = list(message.model_config_list.config)
    if not entries:
        return None
    if len(entries) > 1:
        names = ", ".join(entry.name for entry in entries)
        raise ModelConfigError(f"{source}: has several models ({names}); give one with one model")
    (entry,) = entries
    if entry.model_version_policy.WhichOneof("policy_choice") != "specific":
        raise ModelConfigError(
            f"{source}: does not say which versions are loaded (model_version_policy: specific)"
        )
    return ModelConfig(
        name=entry.name,
        base_path=entry.base_path,
        versions=tuple(entry.model_version_policy.specific.versions),
        labels=dict(entry.version_labels),
    )


def _common_folder(releases: Releases, model: str, versions: set[int]) -> str:
    """The folder that all of the versions lie in."""
    folders = {
        files.parent(version.path): version.version
        for version in releases.versions(model)
        if version.version in versions
    }
    if len(folders) > 1:
        found = "; ".join(f"{number} in {folder}" for folder, number in sorted(folders.items()))
        raise ModelConfigError(
            f"versions of {model} lie in different folders, but TF Serving loads a model from one: "
            f"{found}"
        )
    return next(iter(folders))
