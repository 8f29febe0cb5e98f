"""What should be served by the release table, and the way there from what is served now.

TF Serving applies the labels of a new file before it loads anything. A label on a version that is
not loaded yet makes it refuse the whole file, again at every poll, so the version is never loaded
(`ServerCore::ReloadConfig` in tensorflow_serving/model_servers/server_core.cc; serving issue 1608).
A change therefore goes in steps: load, then label, then unload.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from serving.release import models_conf
from serving.release.models_conf import ModelConfigError, ModelEntry, SpecificVersions
from serving.release.settings import RELEASE_LABEL
from serving.release.table import Releases
from storage import files


def pinned(
    name: str, base_path: str, versions: Iterable[int], labels: Mapping[str, int]
) -> ModelEntry:
    """A model with the versions to load by number.

    Args:
      name: Name of the model.
      base_path: Folder or URL of its versions.
      versions: The versions to load.
      labels: The version that each label stands on.

    Raises:
      ModelConfigError: A label stands on a version that is not loaded.
    """
    entry = ModelEntry(name, base_path, SpecificVersions(frozenset(versions)), dict(labels))
    return _require_loaded(entry)


def read_pinned(text: str, source: str = "models.conf") -> ModelEntry | None:
    """The only model of a configuration such as `txner release render` writes.

    Args:
      text: Contents of a `models.conf`.
      source: Its name, for messages.

    Returns:
      The model, or None if the file has none.

    Raises:
      ModelConfigError: It is not a configuration, has several models, does not say which versions
        are loaded, or has a label on another version.
    """
    entries = models_conf.read(text, source)
    if not entries:
        return None
    if len(entries) > 1:
        names = ", ".join(entry.name for entry in entries)
        raise ModelConfigError(f"{source}: has several models ({names}); give one with one model")
    (entry,) = entries
    if not isinstance(entry.policy, SpecificVersions):
        raise ModelConfigError(
            f"{source}: does not say which versions are loaded (model_version_policy: specific)"
        )
    return pinned(entry.name, entry.base_path, entry.versions, entry.labels)


def desired_config(releases: Releases, model: str, base_path: str | None = None) -> ModelEntry:
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
    return pinned(model, base_path.rstrip("/"), wanted, labels)


def plan_transition(current: ModelEntry | None, desired: ModelEntry) -> list[ModelEntry]:
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
        current = pinned(desired.name, desired.base_path, (), {})
    if (current.name, current.base_path) != (desired.name, desired.base_path):
        raise ModelConfigError(
            f"the current configuration is of {current.name} in {current.base_path}, the new one "
            f"of {desired.name} in {desired.base_path}; a running server cannot go from one to the "
            "other: render without --current, and start the servers anew"
        )
    both = (*current.versions, *desired.versions)
    steps = [
        pinned(desired.name, desired.base_path, both, current.labels),
        pinned(desired.name, desired.base_path, both, desired.labels),
        desired,
    ]
    plan: list[ModelEntry] = []
    for step in steps:
        if step != (plan[-1] if plan else current):
            plan.append(step)
    return plan


def _require_loaded(entry: ModelEntry) -> ModelEntry:
    for label, version in sorted(entry.labels.items()):
        if version not in entry.versions:
            raise ModelConfigError(
                f"{entry.name}: label {label} stands on version {version}, which is not loaded"
            )
    return entry


def _common_folder(releases: Releases, model: str, versions: set[int]) -> str:
    """The folder that all of the versions lie in."""
    folders = {
        files.parent(version.path): version.version
        for version in releases.versions(model)
        if version.version in versions
    }
    if len(folders) > 1:
        listed = "; ".join(f"{number} in {folder}" for folder, number in sorted(folders.items()))
        raise ModelConfigError(
            f"versions of {model} lie in different folders, but TF Serving loads a model from one: "
            f"{listed}"
        )
    return next(iter(folders))
