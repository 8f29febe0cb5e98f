"""Zip archives from anywhere: whatever is wrong with one is one kind of error.

`zipfile` trusts an archive: damaged members end in a dozen kinds of exceptions, of two members of
one name it opens the second twice, and each opening reads the whole list of members again.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

_END_SIGNATURE, _END_SIZE, _MAX_COMMENT = b"PK\x05\x06", 22, 0xFFFF
"""Of the record at the end of an archive, which has the number of its members."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,  # bzip2's, and that of a disk
    RuntimeError,  # passwords; NotImplementedError, of versions and methods, is one too
    ValueError,  # offsets before the beginning; UnicodeDecodeError, of names, is one too
    OverflowError,
    IndexError,
    MemoryError,  # a dictionary of lzma that nobody has room for
)
"""What `zipfile` raises on archives that are not as they should be."""


class ArchiveError(Exception):
    """An archive, or a member of one, that cannot be read; the message tells the reason."""


class Archive:
    """An open archive; see `open_archive`.

    Attributes:
      names: Names of the files in it, without folders; in the order of the archive, each different.
    """

    def __init__(self, archive: zipfile.ZipFile, *, as_packed: bool) -> None:
        self._archive = archive
        self._infos = {
            info.filename: info
            for info in archive.infolist()
            # Not `is_dir()`, which fails on a member without a name.
            if not info.filename.endswith("/") and (as_packed or not _is_of_macos(info.filename))
        }
        self.names: Sequence[str] = tuple(self._infos)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Opens a member for reading from its beginning.

        Args:
          name: One of `names`.

        Raises:
          ArchiveError: It cannot be read; also raised by the stream.
        """
        try:
            member = self._archive.open(self._infos[name])
        except KeyError:
            raise ArchiveError("there is no such member") from None
        except _DAMAGE as error:
            raise ArchiveError(_reason(error)) from error
        with io.BufferedReader(_Member(member), 1 << 16) as stream:
            yield stream


class _Member(io.RawIOBase):
    """A member's bytes, with one kind of error."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            content = self._member.read(len(buffer))
        except _DAMAGE as error:
            raise ArchiveError(_reason(error)) from error
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        self._member.close()
        super().close()


@contextmanager
def open_archive(
    stream: IO[bytes], *, check: bool = True, as_packed: bool = False
) -> Iterator[Archive]:
    """Reads the list of an archive's members.

    Args:
      stream: The archive; it can seek.
      check: Whether to hold the list against the members, which reads a bit of each.
      as_packed: Whether to take what macOS adds, such as `__MACOSX/._all.jsonl`, for a file too:
        in archives that programs made, a name like this is one.

    Raises:
      ArchiveError: It is no archive, or has two members of one name: which of them counts, programs
        do not agree on.
    """
    try:
        opened = zipfile.ZipFile(stream)
    except _DAMAGE as error:
        raise ArchiveError(_reason(error)) from error
    with opened:
        archive = Archive(opened, as_packed=as_packed)
        if check:
            _check_list(opened, stream)
        if "" in archive.names:
            raise ArchiveError("damaged: a member has no name")
        named = Counter(info.filename for info in opened.infolist())
        if twice := [name for name in archive.names if named[name] > 1]:
            raise ArchiveError(
                f"{named[twice[0]]} members are named {twice[0]!a}; unpack it, and rename them"
            )
        yield archive


def _check_list(archive: zipfile.ZipFile, stream: IO[bytes]) -> None:
    """Holds the list of members against what else the archive says of them.

    A damaged list may have fewer, or other names, which would hide members from their readers.
    """
    infos = archive.infolist()
    try:
        stream.seek(0, io.SEEK_END)
        stream.seek(max(0, stream.tell() - _END_SIZE - _MAX_COMMENT))
        tail = stream.read()
        at = len(tail) - _END_SIZE
        if not (tail.startswith(_END_SIGNATURE, at) and tail.endswith(b"\0\0")):
            at = tail.rfind(_END_SIGNATURE)
        (count,) = struct.unpack_from("<H", tail, at + 10)
    except _DAMAGE as error:
        raise ArchiveError(_reason(error)) from error
    # 0xFFFF: the number stands elsewhere, because it is larger than can be written here.
    if count not in (len(infos) & 0xFFFF, 0xFFFF):
        raise ArchiveError(f"damaged: {count} members were packed, and its list has {len(infos)}")
    for info in infos:
        try:
            archive.open(info).close()  # compares the names in the list and in front of the member
        except RuntimeError:
            pass  # of passwords and methods: who reads this member will be told
        except _DAMAGE as error:
            raise ArchiveError(f"{info.filename!a}: {_reason(error)}") from error


def _is_of_macos(name: str) -> bool:
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith("._")


def _reason(error: BaseException) -> str:
    return str(error) or type(error).__name__
