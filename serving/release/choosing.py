"""Which version of a folder of published models to take: the one that is in release."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from preprocessing.errors import UserError
from serving.release.clouds import is_object_storage, open_folder
from serving.release.database import database_file, shown_url
from serving.release.publishing import MODEL_FILE
from serving.release.settings import RELEASE_LABEL, sqlite_url
from serving.release.table import Releases
from storage import files

TABLE_FILE = "releases.db"
"""File of a release table in SQLite, in the folder above the one that models are published to."""


class NoVersionError(UserError, ValueError):
    """No version can be taken; the argument is `path` or `version`."""


@dataclass(frozen=True)
class Configured:
    """What the configuration says of releases.

    Attributes:
      model: Name of the model.
      root: Folder or URL with a folder of versions for each model.
      table: URL of the release table.
      named: Whether the configuration names the table itself, in `release.table`.
    """

    model: str
    root: str
    table: str
    named: bool


@dataclass(frozen=True)
class Table:
    """A release table and the model in it."""

    url: str
    model: str


@dataclass(frozen=True)
class Choice:
    """A version to take.

    Attributes:
      path: Folder or URL of the model.
      why: Why this one, for who asked; empty if there was nothing to choose.
      followed: The table that named it, which may name another one later; None: none did.
    """

    path: str
    why: str = ""
    followed: Table | None = None


def is_folder_of_versions(path: str) -> bool:
    """Whether a path may be one with versions below it, rather than a model or nothing."""
    if is_object_storage(path):
        return not _has_model(path)
    return files.is_folder(path) and not _has_model(path)


def choose_version(path: str, configured: Configured, version: str | None = None) -> Choice:
    """The version to take of a folder.

    Args:
      path: Folder or URL with numbered versions.
      configured: What the configuration says.
      version: Number of the version to take, or a label that stands on it; None: the one in
        release, or the newest where no release table is known.

    Raises:
      NoVersionError: There is no such version.
      ReleaseTableError: The release table cannot be read.
    """
    folder = files.absolute(path).rstrip("/")
    if version is not None and version.isascii() and version.isdecimal():
        return Choice(_require(folder, version.lstrip("0") or "0", "version"), "as --version asks")
    table = find_table(folder, configured)
    if table is None:
        if version is not None:
            raise NoVersionError(
                "labels stand in a release table, and none is known for this folder; name a "
                "number, or the table with --set release.table=URL",
                argument="version",
                value=version,
            )
        return Choice(_newest(folder), "the newest; no release table is known for this folder")
    label = version or RELEASE_LABEL
    standing = Releases(table.url).labelled(table.model, label)
    where = f"label {label} in {shown_url(table.url)}"
    if standing is not None:
        followed = table if version is None else None
        return Choice(_require(folder, str(standing.version), "path", where), where, followed)
    if version is not None:
        raise NoVersionError(
            f"there is no such label of {table.model} in {shown_url(table.url)}",
            argument="version",
            value=version,
        )
    return Choice(_newest(folder), f"the newest; no version has the {where}")


def find_table(folder: str, configured: Configured) -> Table | None:
    """The release table of a folder of versions, if one is known.

    That is the configured one if models are published to this folder by the configuration; or else
    the file `releases.db` that runs leave beside the folder of all models; or else the table that
    the configuration names, if a version in it lies in this folder.

    Args:
      folder: Folder or URL with numbered versions, absolute.
      configured: What the configuration says.

    Raises:
      ReleaseTableError: A table cannot be read.
    """
    name = folder.rpartition("/")[2]
    if _is_same(folder, files.join(configured.root, configured.model)):
        return _if_known(Table(configured.table, configured.model))
    if not files.is_remote(folder):
        beside = files.join(files.parent(files.parent(os.path.realpath(folder))), TABLE_FILE)
        if table := _if_known(Table(sqlite_url(beside), name)):
            return table
    if configured.named:
        for version in Releases(configured.table).versions(configured.model):
            if _is_same(files.parent(version.path), folder):
                return Table(configured.table, configured.model)
    return None


def _if_known(table: Table) -> Table | None:
    """The table, if it is there and knows the model."""
    file = database_file(table.url)
    if file is not None and not file.is_file():
        return None
    return table if Releases(table.url).labels(table.model) else None


def _is_same(one: str, other: str) -> bool:
    if files.is_remote(one) or files.is_remote(other):
        return one.rstrip("/") == other.rstrip("/")
    return os.path.realpath(one) == os.path.realpath(other)


def _require(folder: str, name: str, argument: str, why: str = "") -> str:
    path = files.join(folder, name)
    if not _has_model(path):
        named = f"version {name}, which the {why} names, is not there" if why else "is not there"
        raise NoVersionError(
            f"{named}: there is no {files.join(path, MODEL_FILE)}"
            + ("; take another one with --version" if why else ""),
            argument=argument,
            value=folder if why else name,
        )
    return path


def _newest(folder: str) -> str:
    if is_object_storage(folder):
        ends = f"/{MODEL_FILE}"
        names = {name.removesuffix(ends) for name in open_folder(folder).objects() if ends in name}
    else:
        try:
            names = {name for name in files.list_folder(folder) if _has_model(f"{folder}/{name}")}
        except OSError as error:
            raise NoVersionError(
                f"the folder cannot be read: {error.strerror}", argument="path", value=folder
            ) from None
    versions = [name for name in names if name.isascii() and name.isdecimal()]
    if not versions:
        raise NoVersionError(
            f"the folder holds neither {MODEL_FILE} nor numbered versions with it",
            argument="path",
            value=folder,
        )
    return files.join(folder, max(versions, key=int))


def _has_model(path: str) -> bool:
    if is_object_storage(path):
        return MODEL_FILE in open_folder(path).objects()
    return Path(path, MODEL_FILE).is_file()
