"""Annotations exported by doccano: finding the files, and reading them line by line.

Reading yields a `Record` for each usable line and a `Reject` for each other one, so that the two
together always number the lines that hold anything.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import translate
from pathlib import PurePosixPath
from typing import IO, Any, Literal

from preprocessing import files
from preprocessing.records import Record, Reject
from preprocessing.settings import Unlabelled
from preprocessing.spans import OffsetUnit, Reason, RejectError, check_spans, shown

MAX_LINE_BYTES = 1 << 20
"""A longer line is refused: a transaction is short, and memory must stay bounded."""

CHUNK_BYTES = 8 << 20
"""Size of the pieces into which a file is cut for parallel reading."""

SPAN_PLACEHOLDER = "{SPAN}"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class InputError(ValueError):
    """Annotations that cannot be read at all; the message names the path and what to do."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a file that one worker reads.

    Attributes:
      path: The file.
      member: Name within the archive, or None for a plain file.
      source: What records call it.
      start: First byte.
      end: Byte after the last, or -1 for the end of the file.
      first_line: Number of the first line in it, from 1.
    """

    path: str
    member: str | None
    source: str
    start: int = 0
    end: int = -1
    first_line: int = 1


@dataclass(frozen=True)
class ReadOptions:
    """How lines become records.

    Attributes:
      labels: Known labels, or None if any will do.
      offset_unit: What the offsets count.
      unlabelled: What becomes of records without spans.
    """

    labels: tuple[str, ...] | None
    offset_unit: OffsetUnit
    unlabelled: Unlabelled


def find_files(path: str, spans: Literal["all"] | Sequence[int] = "all") -> list[str]:
    """Files that hold the annotations.

    Args:
      path: A `.jsonl` file, an export `.zip`, a folder of these, or a glob pattern; any of them may
        contain `{SPAN}`, the place of a data span's number (`annotations/span-{SPAN}`).
      spans: Which data spans to take, where the path has `{SPAN}`.

    Returns:
      Paths in the order of span number and name.

    Raises:
      InputError: Nothing matches.
    """
    candidates = (
        _find_spans(path, spans)
        if SPAN_PLACEHOLDER in path
        else [path]
        if files.exists(path)
        else files.glob(path)
    )
    found = []
    for candidate in candidates:
        if files.is_folder(candidate):
            names = [name for name in files.list_folder(candidate) if _is_annotation_file(name)]
            found += [files.join(candidate, name) for name in names]
        elif files.exists(candidate):
            found.append(candidate)
    if not found:
        raise InputError(_nothing_found(path))
    if unreadable := [name for name in found if not _is_annotation_file(name)]:
        raise InputError(f"{unreadable[0]}: annotations must be .jsonl files or a .zip of them")
    return list(dict.fromkeys(found))


def fingerprint(paths: Iterable[str]) -> str:
    """SHA-256 over names and contents, which changes when and only when the data does."""
    digest = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256()
        with files.open_binary(path) as stream:
            while block := stream.read(1 << 20):
                content.update(block)
        digest.update(f"{_source_name(path)}\0{content.hexdigest()}\n".encode())
    return digest.hexdigest()


def plan_chunks(paths: Iterable[str], chunk_bytes: int = CHUNK_BYTES) -> Iterator[Chunk]:
    """Cuts files into pieces of whole lines that can be read independently.

    Members of archives stay whole, because they cannot be read from the middle.

    Raises:
      InputError: A file cannot be read, or an archive holds no annotations.
    """
    for path in paths:
        source = _source_name(path)
        if path.endswith(".zip"):
            with _open_archive(path) as archive:
                members = [info.filename for info in archive.infolist() if _is_member(info)]
            if not members:
                raise InputError(f"{path}: the archive holds no .jsonl file")
            for member in sorted(members):
                yield Chunk(path, member, f"{source}/{member}")
            continue
        with files.open_binary(path) as stream:
            start, first_line = 0, 1
            while True:
                block = stream.read(chunk_bytes)
                end = start + len(block)
                if len(block) < chunk_bytes:
                    yield Chunk(path, None, source, start, -1, first_line)
                    break
                # The piece ends after the line that the block breaks off in.
                rest = _skip_line(stream)
                lines = block.count(b"\n") + (1 if rest else 0)
                end += rest
                yield Chunk(path, None, source, start, end, first_line)
                start, first_line = end, first_line + lines


def read_chunk(chunk: Chunk, options: ReadOptions) -> Iterator[Record | Reject]:
    """Every line of `chunk` as a record or as a reject; blank lines are no lines.

    Raises:
      InputError: An archive is damaged or needs a password.
    """
    for number, raw in _read_lines(chunk):
        try:
            yield parse_line(raw, chunk.source, number, options)
        except RejectError as error:
            yield Reject(error.reason, error.detail, chunk.source, number, raw, error.label)


def read_files(paths: Iterable[str], options: ReadOptions) -> Iterator[Record | Reject]:
    """Every line of the files, in order, as a record or as a reject."""
    for chunk in plan_chunks(paths):
        yield from read_chunk(chunk, options)


def parse_line(raw: bytes, source: str, line: int, options: ReadOptions) -> Record:
    """One line of an export: `{"id": …, "text": "…", "label": [[start, end, "LABEL"], …], …}`.

    Args:
      raw: The line, without its line end.
      source: Name of the file.
      line: Number of the line, from 1.
      options: Labels and units to expect.

    Raises:
      RejectError: The line cannot be used.
    """
    values = _parse_json(raw)
    text = values.get("text")
    if not isinstance(text, str):
        what = "no `text`" if text is None else f"`text` is {shown(text)}, not a string"
        raise RejectError(Reason.NO_TEXT, what)
    if not text or text.isspace():
        raise RejectError(Reason.EMPTY_TEXT, "`text` is empty or white space")
    if "\0" in text:
        raise RejectError(Reason.NUL_CHARACTER, f"`text` has a NUL at {text.index(chr(0))}")
    if not _is_well_formed(text):
        raise RejectError(Reason.LONE_SURROGATE, "`text` has half of a surrogate pair")
    raw_spans = values.get("label")
    if not isinstance(raw_spans, list):
        what = "no `label` list" if raw_spans is None else f"`label` is {shown(raw_spans)}"
        raise RejectError(Reason.NO_SPAN_LIST, f"{what}; a list of [start, end, label] is wanted")
    spans, trimmed = check_spans(text, raw_spans, options.labels, options.offset_unit)
    if not spans and options.unlabelled is Unlabelled.REJECT:
        raise RejectError(Reason.UNLABELLED, "no span is marked")
    return Record(
        _record_id(values.get("id"), source, line), text, tuple(spans), source, line, trimmed
    )


def _parse_json(raw: bytes) -> dict[str, Any]:
    if len(raw) > MAX_LINE_BYTES:
        raise RejectError(Reason.LINE_TOO_LONG, f"the line is longer than {MAX_LINE_BYTES} bytes")
    try:
        decoded = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RejectError(
            Reason.INVALID_UTF8, f"byte {error.start} of the line is not UTF-8"
        ) from None
    try:
        values = json.loads(decoded)
    except (ValueError, RecursionError) as error:
        raise RejectError(Reason.NOT_JSON, f"not JSON: {error}") from None
    if not isinstance(values, dict):
        raise RejectError(Reason.NOT_AN_OBJECT, f"{shown(values)} is not a JSON object")
    return values


def _record_id(value: object, source: str, line: int) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # doccano's export turns integers into floats when a row lacks the key
    identifier = "" if value is None else str(value)
    return identifier if identifier and _is_well_formed(identifier) else f"{source}:{line}"


def _is_well_formed(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_lines(chunk: Chunk) -> Iterator[tuple[int, bytes]]:
    number = chunk.first_line
    with _open_chunk(chunk) as stream:
        left = chunk.end - chunk.start if chunk.end >= 0 else None
        while left is None or left > 0:
            # Lines end at \n alone: doccano writes U+2028 and U+0085 as they are.
            raw = stream.readline(MAX_LINE_BYTES + 2)
            if not raw:
                break
            consumed = len(raw)
            if not raw.endswith(b"\n") and len(raw) == MAX_LINE_BYTES + 2:
                consumed += _skip_line(stream)
            if left is not None:
                left -= consumed
            if number == 1:
                raw = raw.removeprefix(BYTE_ORDER_MARK)
            raw = raw.removesuffix(b"\n").removesuffix(b"\r")
            if raw.strip():
                yield number, raw
            number += 1


def _skip_line(stream: IO[bytes]) -> int:
    """Reads to the end of the line; returns the number of bytes read."""
    skipped = 0
    while part := stream.readline(1 << 20):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


@contextmanager
def _open_chunk(chunk: Chunk) -> Iterator[IO[bytes]]:
    if chunk.member is None:
        with files.open_binary(chunk.path) as stream:
            stream.seek(chunk.start)
            yield stream
        return
    with _open_archive(chunk.path) as archive:
        try:
            with archive.open(chunk.member) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:
            raise InputError(f"{chunk.path}: cannot read {chunk.member}: {error}") from error


@contextmanager
def _open_archive(path: str) -> Iterator[zipfile.ZipFile]:
    with files.open_binary(path) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except zipfile.BadZipFile as error:
            raise InputError(f"{path}: not a zip archive ({error})") from error
        with archive:
            yield archive


def _is_member(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return not info.is_dir() and info.filename.endswith(".jsonl") and "__MACOSX" not in parts


def _is_annotation_file(name: str) -> bool:
    return name.endswith((".jsonl", ".zip")) and not PurePosixPath(name).name.startswith(".")


def _source_name(path: str) -> str:
    """The last folder and the file's name, which tells `span-1/all.jsonl` from `span-2/all.jsonl`.

    The whole path is left out, so that the data's fingerprint does not depend on where it lies.
    """
    name = "/".join(PurePosixPath(path).parts[-2:]) if "/" in path else path
    return name.encode("utf-8", "backslashreplace").decode()


def _find_spans(path: str, spans: Literal["all"] | Sequence[int]) -> list[str]:
    """Paths with a number for `{SPAN}`, in the order of the numbers, not of the names."""
    if path.count(SPAN_PLACEHOLDER) > 1:
        raise InputError(f"{path}: {SPAN_PLACEHOLDER} may stand only once in data.path")
    marked = path.replace(SPAN_PLACEHOLDER, "\0")
    pattern = re.compile(translate(marked).replace("\0", r"(\d+)"))
    numbered = [
        (int(found[1]), match)
        for match in files.glob(path.replace(SPAN_PLACEHOLDER, "[0-9]*"))
        if (found := pattern.match(match))
    ]
    if spans == "all":
        return [match for _, match in sorted(numbered)]
    present = sorted({number for number, _ in numbered})
    if missing := sorted(set(spans) - set(present)):
        raise InputError(f"{path}: there is no data span {missing[0]}; there are {present}")
    return [match for number, match in sorted(numbered) if number in spans]


def _nothing_found(path: str) -> str:
    if not files.is_folder(path):
        return f"no file matches data.path {path}"
    numbered = [name for name in files.list_folder(path) if re.search(r"\d+$", name)]
    spans = f"{re.sub('[0-9]+$', SPAN_PLACEHOLDER, numbered[0])}" if numbered else ""
    hint = f"; if they are data spans, write {files.join(path, spans)}" if spans else ""
    return f"{path}: the folder has no .jsonl or .zip file in it{hint}"
