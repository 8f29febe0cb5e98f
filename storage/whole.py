"""Files on a local disk that appear whole or not at all, also if the machine loses power."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Writes a file in one step: whoever opens it sees the old content or the new one.

    Args:
      path: The file; its folder must exist.
      content: All of its bytes.
      replace: Whether a file that is there already is replaced.

    Raises:
      FileExistsError: There is a file, and it is not to be replaced.
      OSError: It cannot be written; what was there is as before.
    """
    # In the same folder, because a rename does not cross file systems; with a name of its own,
    # because two processes may write the file at the same time.
    temporary = path.with_name(f".{path.name[:200]}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with created(temporary) as stream:
            stream.write(content)
        if replace:
            temporary.replace(path)
        else:
            # Unlike a rename this fails if somebody wrote the file meanwhile.
            path.hardlink_to(temporary)
        sync_folder(path.parent)
    except OSError as error:
        # Nobody knows the temporary name.
        if error.filename == str(temporary):
            error.filename = str(path)
        raise
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def created(path: Path) -> Iterator[IO[bytes]]:
    """A new file, on the disk when the block ends.

    Raises:
      FileExistsError: There is one already.
      OSError: It cannot be written.
    """
    with path.open("xb") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until names that were given in a folder are on the disk.

    Raises:
      OSError: The folder cannot be opened, or the disk fails.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
