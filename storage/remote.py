"""TensorFlow's file systems, which know buckets, with the errors of Python's own files.

Importing this module loads TensorFlow.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

import tensorflow as tf

gfile = tf.io.gfile

_BUFFER = 1 << 20

_NUMBERS = {
    tf.errors.NotFoundError: errno.ENOENT,
    tf.errors.PermissionDeniedError: errno.EACCES,
    tf.errors.UnauthenticatedError: errno.EACCES,
    tf.errors.UnimplementedError: errno.EPROTONOSUPPORT,
    tf.errors.AlreadyExistsError: errno.EEXIST,
}


@contextmanager
def os_errors(path: str) -> Iterator[None]:
    """Raises what TensorFlow has against a path as an `OSError` with its message."""
    try:
        yield
    except tf.errors.OpError as error:
        number = _NUMBERS.get(type(error), errno.EIO)
        raise OSError(number, " ".join(error.message.split()), path) from error


def open_binary(path: str) -> IO[bytes]:
    """Opens a file for reading; it can seek. Errors may come only when something is read."""
    return cast("IO[bytes]", io.BufferedReader(_File(path), _BUFFER))


class _File(io.RawIOBase):
    def __init__(self, path: str) -> None:
        self._path = path
        with os_errors(path):
            self._file: Any = gfile.GFile(path, "rb")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        with os_errors(self._path):
            content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with os_errors(self._path):
            self._file.seek(offset, whence)
            return int(self._file.tell())

    def tell(self) -> int:
        with os_errors(self._path):
            return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
