"""Files that hold annotations: finding them, cutting them into pieces, reading their lines.

What a line means is not known here; see `preprocessing.reading`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import translate
from glob import escape
from itertools import groupby
from pathlib import PurePosixPath
from typing import IO, Any, Literal, NamedTuple

from preprocessing import lines
from preprocessing.errors import UserError, one_line
from preprocessing.spans import OffsetUnit
from storage import files
from storage.archives import Archive, ArchiveError, open_archive

CHUNK_BYTES = 8 << 20
"""Size of the pieces into which a file is cut for parallel reading."""

SPAN_PLACEHOLDER = "{SPAN}"

PULL_FILE = "pull.json"
"""What `txner doccano pull` writes beside the lines that it pulled."""


class InputError(UserError, ValueError):
    """Annotations that cannot be read at all; the message names the path and what to do."""


class AnnotationFile(NamedTuple):
    """A file with annotations, or an archive of such.

    Attributes:
      path: Where it is.
      data_span: Number of its data span; 0 where the path has no `{SPAN}`.
    """

    path: str
    data_span: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file that one worker reads.

    Attributes:
      path: The file.
      member: Name within the archive, or None for a plain file.
      source: What records call it.
      annotator: Whose annotations these are, as far as the file's name tells.
      data_span: Number of the data span.
      start: First byte.
      end: Byte after the last, or -1 for the end of the file.
      first_line: Number of the first line in it, from 1.
      offset_unit: What the offsets in it count.
    """

    path: str
    member: str | None
    source: str
    annotator: str = ""
    data_span: int = 0
    start: int = 0
    end: int = -1
    first_line: int = 1
    offset_unit: OffsetUnit = OffsetUnit.UTF16

    @property
    def export(self) -> str:
        """The archive or the folder: what was exported together."""
        return self.path if self.member is not None else files.parent(self.path)


@dataclass(frozen=True, slots=True)
class PullInfo:
    """What is known of annotations that were pulled from a server.

    Attributes:
      offset_unit: What the project's offsets count.
      approved: Ids of the approved examples; None: all of them are.
      at: When they were pulled, in UTC, if that is said.
    """

    offset_unit: OffsetUnit
    approved: frozenset[str] | None
    at: datetime | None = None


def find_files(path: str, spans: Literal["all"] | Sequence[int] = "all") -> list[AnnotationFile]:
    """Files that hold the annotations.

    Args:
      path: A `.jsonl` file, an export `.zip`, a folder of these, or a glob pattern; any of them may
        contain `{SPAN}`, the place of a data span's number (`annotations/span-{SPAN}`).
      spans: Which data spans to take, where the path has `{SPAN}`.

    Returns:
      Files in the order of data span and name.

    Raises:
      InputError: Nothing matches, or the folder or the bucket cannot be read.
    """
    if not path:
        raise InputError("the name of the annotations is empty")
    with _readable(path):
        return _find_files(path, spans)


def _find_files(path: str, spans: Literal["all"] | Sequence[int]) -> list[AnnotationFile]:
    candidates = (
        _find_spans(path, spans)
        if SPAN_PLACEHOLDER in path
        else [AnnotationFile(path)]
        if files.exists(path)
        else [AnnotationFile(match) for match in files.glob(_literal_folders(path))]
    )
    found = []
    for candidate in candidates:
        if files.is_folder(candidate.path):
            names = filter(_is_annotation_file, files.list_folder(candidate.path))
            found += [candidate._replace(path=files.join(candidate.path, name)) for name in names]
        elif files.exists(candidate.path):
            found.append(candidate)
    if not found:
        raise InputError(_nothing_found(path))
    if unreadable := [file.path for file in found if not _is_annotation_file(file.path)]:
        raise InputError(
            f"{unreadable[0]}: annotations must be .jsonl files or a .zip of them; `txner convert "
            "--help` tells what else can be made such"
        )
    return list(dict.fromkeys(found))


def fingerprint(annotations: Iterable[AnnotationFile]) -> str:
    """SHA-256 over names and contents, which changes when and only when the data does."""
    digest = hashlib.sha256()
    paths = [file.path for file in annotations]
    pulls = {files.join(files.parent(path), PULL_FILE) for path in paths}
    for path in (*paths, *sorted(filter(files.exists, pulls))):
        content = hashlib.sha256()
        with _readable(path), files.open_binary(path) as stream:
            while block := stream.read(1 << 20):
                content.update(block)
        digest.update(f"{source_name(path)}\0{content.hexdigest()}\n".encode())
    return digest.hexdigest()


def plan_chunks(
    annotations: Iterable[AnnotationFile], chunk_bytes: int = CHUNK_BYTES
) -> Iterator[Chunk]:
    """Cuts files into pieces of whole lines that can be read independently.

    Members of archives stay whole, because they cannot be read from the middle.

    Raises:
      InputError: A file cannot be read, or an archive holds no annotations.
    """
    for path, data_span in annotations:
        source = source_name(path)
        if path.endswith(".zip"):
            with _open_archive(path) as archive:
                members = [name for name in archive.names if name.endswith(".jsonl")]
                others = [name for name in archive.names if name not in members]
            if not members:
                held = f", but {one_line(', '.join(others[:3]))}" if others else ""
                raise InputError(f"{path}: the archive holds no .jsonl file{held}")
            for member in sorted(members):
                yield Chunk(
                    path, member, f"{source}/{member}", PurePosixPath(member).stem, data_span
                )
            continue
        annotator = PurePosixPath(path).stem
        with _readable(path), files.open_binary(path) as stream:
            start, first_line = 0, 1
            while True:
                block = stream.read(chunk_bytes)
                end = start + len(block)
                if len(block) < chunk_bytes:
                    yield Chunk(path, None, source, annotator, data_span, start, -1, first_line)
                    break
                # The piece ends after the line that the block breaks off in.
                rest = lines.skip_line(stream)
                count = block.count(b"\n") + (1 if rest else 0)
                end += rest
                yield Chunk(path, None, source, annotator, data_span, start, end, first_line)
                start, first_line = end, first_line + count


def open_chunks(
    chunks: Iterable[Chunk],
) -> Iterator[tuple[Chunk, Iterator[tuple[int, bytes]]]]:
    """Chunks, and the lines of each that hold anything.

    An archive is opened once for all its members that follow each other: to read the list of its
    members for each of them would take time by the square of their number.

    Args:
      chunks: The chunks, in the order in which they are read.

    Yields:
      The chunk; and of its lines the numbers, from 1, and the bytes without line ends. They must be
      read before the next chunk is asked for. A line that is too long comes as
      `preprocessing.lines.Line.raw` has it.

    Raises:
      InputError: An archive is damaged or needs a password; also raised by the lines.
    """
    for archive_path, group in groupby(chunks, lambda chunk: chunk.member and chunk.path):
        if not archive_path:
            for chunk in group:
                with _readable(chunk.path), files.open_binary(chunk.path) as stream:
                    stream.seek(chunk.start)
                    yield chunk, _filled_lines(stream, chunk)
            continue
        # Its list was checked when the chunks were planned.
        with _open_archive(archive_path, check=False) as archive:
            for chunk in group:
                yield chunk, _member_lines(archive, chunk)


def read_heads(chunks: Iterable[Chunk], size: int) -> Iterator[tuple[Chunk, bytes]]:
    """The first bytes of each file or member that begins in one of the chunks.

    Raises:
      InputError: An archive is damaged or needs a password.
    """
    beginnings = (chunk for chunk in chunks if chunk.first_line == 1)
    for archive_path, group in groupby(beginnings, lambda chunk: chunk.member and chunk.path):
        if not archive_path:
            for chunk in group:
                with _readable(chunk.path), files.open_binary(chunk.path) as stream:
                    head = stream.read(size)
                yield chunk, head
            continue
        with _open_archive(archive_path, check=False) as archive:
            for chunk in group:
                with _open_member(archive, chunk) as stream:
                    yield chunk, stream.read(size)


def read_lines(chunk: Chunk) -> Iterator[tuple[int, bytes]]:
    """The lines of one chunk; see `open_chunks`."""
    for _, numbered in open_chunks([chunk]):
        yield from numbered


def read_pull(chunk: Chunk) -> PullInfo | None:
    """What is known of the pull that a chunk comes from, or None if it was not pulled.

    Raises:
      InputError: The file beside it cannot be read.
    """
    path = files.join(files.parent(chunk.path), PULL_FILE)
    with _readable(path):
        if chunk.member is not None or not files.exists(path):
            return None
    try:
        with _readable(path), files.open_binary(path) as stream:
            values: Any = json.loads(stream.read())
        # Members of a project that is not collaborative approve each for themselves.
        ids = values["confirmed_by"].get(PurePosixPath(chunk.path).name, ())
        approved = None if values["approved_only"] else frozenset(map(str, ids))
        told = values.get("time")
        at = datetime.fromisoformat(told).astimezone(UTC) if told is not None else None
        return PullInfo(OffsetUnit(values["offset_unit"]), approved, at)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: not what `txner doccano pull` wrote ({error!r})") from None


def _filled_lines(stream: IO[bytes], chunk: Chunk) -> Iterator[tuple[int, bytes]]:
    size = chunk.end - chunk.start if chunk.end >= 0 else None
    with _readable(chunk.path):
        for line in lines.read_lines(stream, first_number=chunk.first_line, max_bytes=size):
            if line.raw.strip():
                yield line.number, line.raw


def _member_lines(archive: Archive, chunk: Chunk) -> Iterator[tuple[int, bytes]]:
    with _open_member(archive, chunk) as stream:
        yield from _filled_lines(stream, chunk)


@contextmanager
def _open_member(archive: Archive, chunk: Chunk) -> Iterator[IO[bytes]]:
    try:
        with archive.open(chunk.member or "") as stream:
            yield stream
    except ArchiveError as error:
        name = one_line(chunk.member or "")
        raise InputError(f"{chunk.path}: cannot read {name}: {one_line(str(error))}") from error


@contextmanager
def _open_archive(path: str, *, check: bool = True) -> Iterator[Archive]:
    with _readable(path), files.open_binary(path) as stream:
        try:
            with open_archive(stream, check=check) as archive:
                yield archive
        except ArchiveError as error:
            message = f"{path}: not a zip archive that can be read ({one_line(str(error))})"
            raise InputError(message) from error


@contextmanager
def _readable(path: str) -> Iterator[None]:
    """Raises what the system or a bucket has against reading a path as an `InputError`."""
    try:
        yield
    except OSError as error:
        reason = one_line(error.strerror or str(error))
        raise InputError(f"{error.filename or path}: cannot be read: {reason}") from error


def _is_annotation_file(name: str) -> bool:
    return name.endswith((".jsonl", ".zip")) and not PurePosixPath(name).name.startswith(".")


def source_name(path: str) -> str:
    """The last folder and the file's name, which tells `span-1/all.jsonl` from `span-2/all.jsonl`.

    The whole path is left out, so that the data's fingerprint does not depend on where it lies.
    """
    name = "/".join(PurePosixPath(path).parts[-2:]) if "/" in path else path
    return name.encode("utf-8", "backslashreplace").decode()


def _find_spans(path: str, spans: Literal["all"] | Sequence[int]) -> list[AnnotationFile]:
    """Paths with a number for `{SPAN}`, in the order of the numbers, not of the names."""
    if path.count(SPAN_PLACEHOLDER) > 1:
        raise InputError(f"{path}: {SPAN_PLACEHOLDER} may stand only once in data.path")
    numbered = _numbered(_literal_folders(path, with_number=True)) or _numbered(
        _literal_folders(path)
    )
    numbered.sort(key=lambda file: (file.data_span, file.path))
    if spans == "all":
        return numbered
    present = sorted({file.data_span for file in numbered})
    if missing := sorted(set(spans) - set(present)):
        raise InputError(f"{path}: there is no data span {missing[0]}; there are {present}")
    return [file for file in numbered if file.data_span in spans]


def _numbered(pattern: str) -> list[AnnotationFile]:
    """What matches a pattern with a number for `{SPAN}`."""
    regex = re.compile(translate(pattern.replace(SPAN_PLACEHOLDER, "\0")).replace("\0", r"(\d+)"))
    return [
        AnnotationFile(path, int(match[1]))
        for path in files.glob(pattern.replace(SPAN_PLACEHOLDER, "[0-9]*"))
        if (match := regex.match(path))
    ]


def _literal_folders(path: str, *, with_number: bool = False) -> str:
    """A pattern in which the folders at its beginning that are there mean themselves.

    `[1]` in the name of a folder is no set of characters, as long as there is such a folder.

    Args:
      path: A pattern, perhaps with `{SPAN}`.
      with_number: Whether the part with `{SPAN}` means itself too, but for the number.
    """
    if files.is_remote(path):
        return path  # each question would ask the bucket, and objects are seldom called so
    parts = path.split("/")
    for index, part in enumerate(parts):
        if SPAN_PLACEHOLDER in part:
            parts[index] = escape(part) if with_number else part
            break
        if not files.exists("/".join(parts[: index + 1]) or "/"):
            break
    else:
        index = len(parts)
    return "/".join([*map(escape, parts[:index]), *parts[index:]])


def _nothing_found(path: str) -> str:
    if not files.is_folder(path):
        return f"no file matches data.path {path}"
    numbered = [name for name in files.list_folder(path) if re.search(r"\d+$", name)]
    spans = f"{re.sub('[0-9]+$', SPAN_PLACEHOLDER, numbered[0])}" if numbered else ""
    hint = f"; if they are data spans, write {files.join(path, spans)}" if spans else ""
    return f"{path}: the folder has no .jsonl or .zip file in it{hint}"
