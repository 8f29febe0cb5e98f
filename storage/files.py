"""Local paths and `gs://` URLs behind the same few calls; files are read and written whole.

TensorFlow, which knows buckets, is imported only when a path is remote: checking a local file must
not cost its start-up.
"""

from __future__ import annotations

import errno
import glob as local_glob
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from storage import whole


def is_remote(path: str) -> bool:
    """Whether `path` is a URL such as `gs://bucket/folder`."""
    return "://" in path


def join(root: str, *parts: str) -> str:
    """Joins folder and names with `/`, which is right for Linux paths and for buckets."""
    return "/".join([root.rstrip("/"), *parts])


def parent(path: str) -> str:
    """The folder that a path is in; "." for a bare name."""
    folder, _, _ = path.rpartition("/")
    return folder or ("/" if path.startswith("/") else ".")


def absolute(path: str) -> str:
    """`path` from the root of the file system, if it is local."""
    # Not pathlib's `expanduser`, which fails on a user whom the machine does not know.
    return path if is_remote(path) else str(Path(os.path.expanduser(path)).absolute())  # noqa: PTH111


def exists(path: str) -> bool:
    """Whether there is a file or a folder; a name that no file can have is none.

    Raises:
      OSError: The bucket does not tell.
    """
    return bool(_remotely("exists", path)) if is_remote(path) else os.path.exists(path)  # noqa: PTH110


def is_folder(path: str) -> bool:
    """Whether `path` is a folder; see `exists`."""
    return bool(_remotely("isdir", path)) if is_remote(path) else os.path.isdir(path)  # noqa: PTH112


def is_local_file(path: str | Path) -> bool:
    """Whether `path` is a file on a disk; see `exists`."""
    return os.path.isfile(path)  # noqa: PTH113


def list_folder(path: str) -> list[str]:
    """Names directly in a folder, sorted.

    Raises:
      OSError: They cannot be read.
    """
    if is_remote(path):
        return sorted(name.rstrip("/") for name in _remotely("listdir", path))
    return sorted(entry.name for entry in Path(path).iterdir())


def glob(pattern: str) -> list[str]:
    """Paths that match a pattern of `*`, `?` and `[...]`, sorted."""
    if is_remote(pattern):
        return sorted(_remotely("glob", pattern))
    return sorted(local_glob.glob(pattern))  # noqa: PTH207 - pathlib has no absolute patterns


def expand(patterns: Iterable[str]) -> list[str]:
    """Paths that match any of several patterns, in the order of the patterns; see `glob`."""
    return [path for pattern in patterns for path in glob(pattern)]


def open_binary(path: str) -> IO[bytes]:
    """Opens a file for reading; it can seek.

    Raises:
      OSError: It cannot be opened, or is a pipe, which cannot seek and may never end.
    """
    if is_remote(path):
        from storage import remote

        return remote.open_binary(path)
    if Path(path).is_fifo():
        raise OSError(errno.ESPIPE, "is a pipe, not a file", path)
    return Path(path).open("rb")


def read_json(path: str) -> dict[str, Any] | None:
    """The object in a JSON file, or None if there is no file."""
    if not exists(path):
        return None
    with open_binary(path) as file:
        values: dict[str, Any] = json.loads(file.read())
        return values


def make_folder(path: str) -> None:
    """Makes a folder and those above it, unless they are there.

    Raises:
      OSError: It cannot be made.
    """
    if is_remote(path):
        _remotely("makedirs", path)
    else:
        Path(path).mkdir(parents=True, exist_ok=True)


def write_bytes(path: str, content: bytes) -> None:
    """Writes a file whole or not at all, in place of one that is there; makes its folder.

    Raises:
      OSError: It cannot be written.
    """
    make_folder(parent(path))
    if is_remote(path):
        # An object gets its content when the upload ends, and has the former one until then.
        from storage import remote

        with remote.os_errors(path), remote.gfile.GFile(path, "wb") as file:
            file.write(content)
    else:
        whole.write(Path(path), content)


def write_text(path: str, text: str) -> None:
    """`write_bytes` of text in UTF-8."""
    write_bytes(path, text.encode())


def write_json(path: str, values: Any, *, indent: int | None = None) -> None:
    """`write_bytes` of an object as JSON."""
    write_text(path, json.dumps(values, indent=indent) + "\n")


def delete(path: str) -> None:
    """Deletes a file.

    Raises:
      OSError: It cannot be deleted; `FileNotFoundError` if there is none.
    """
    if is_remote(path):
        _remotely("remove", path)
    else:
        Path(path).unlink()


@contextmanager
def create(path: str) -> Iterator[IO[bytes]]:
    """A file for writing piece by piece, on the disk when the block ends; makes its folder.

    Until then others see a part of it; one that is there already is overwritten.

    Raises:
      OSError: It cannot be written.
    """
    make_folder(parent(path))
    if is_remote(path):
        from storage import remote

        with remote.os_errors(path), remote.gfile.GFile(path, "wb") as stream:
            yield cast("IO[bytes]", stream)
        return
    with Path(path).open("wb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def size(path: str) -> int:
    """Length of a file in bytes."""
    return int(_remotely("stat", path).length) if is_remote(path) else Path(path).stat().st_size


def _remotely(function: str, path: str) -> Any:
    """Calls a function of TensorFlow's with a path."""
    from storage import remote

    with remote.os_errors(path):
        return getattr(remote.gfile, function)(path)
