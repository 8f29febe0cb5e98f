"""Reads doccano's export: a zip of JSONL files, one for all members or one for each."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from annotation.errors import DoccanoError
from annotation.records import Project
from preprocessing import lines, reading
from preprocessing.errors import one_line
from preprocessing.spans import RejectError
from storage.archives import ArchiveError, open_archive

MAX_MEMBERS = 1000
"""Most files in an export; a project that is not collaborative has one for each member."""

_CONTENT = ("text", "data", "label", "labels", "cats", "entities", "relations")
"""Keys of a line that are compared; the others are metadata and comments."""


class LineKey(NamedTuple):
    """What tells a line from all others: its file, and its id as JSON."""

    file: str
    id: str


@dataclass(frozen=True)
class ExportedLine:
    """A line of an export.

    Attributes:
      key: Its file and id.
      raw: Its bytes, without the line end.
      content: Digest of its text, its spans, and their unit.
      spans: Number of spans of each label.
    """

    key: LineKey
    raw: bytes
    content: bytes
    spans: Counter[str]


def read_export(archive: Path, max_bytes: int = 1 << 30) -> Iterator[tuple[str, int, bytes]]:
    """The lines of an export, without unpacking anything to a path that the archive names.

    Args:
      archive: The zip file.
      max_bytes: Most bytes that its files may have together, unpacked.

    Yields:
      Name of the file in the archive, number of the line from 1, and the line without its end.
      Blank lines are left out; but a file always comes once as `(name, 0, b"")`, first, so that
      one without lines is known too.

    Raises:
      DoccanoError: The archive is damaged, or larger than allowed.
    """
    try:
        with archive.open("rb") as file, open_archive(file, as_packed=True) as opened:
            if len(opened.names) > MAX_MEMBERS:
                raise DoccanoError(
                    f"the export has {len(opened.names)} files; {MAX_MEMBERS} may be"
                )
            left = max_bytes
            for name in opened.names:
                yield name, 0, b""
                with opened.open(name) as stream:
                    for line in lines.read_lines(stream):
                        left -= line.size
                        if left < 0:
                            raise DoccanoError(
                                f"the export has more than {max_bytes >> 20} MiB; "
                                "doccano.max_export_mb bounds it"
                            )
                        if line.is_too_long:
                            raise DoccanoError(
                                f"{name}:{line.number}: the line is longer than "
                                f"{lines.MAX_LINE_BYTES >> 20} MiB"
                            )
                        if line.raw.strip():
                            yield name, line.number, line.raw
    except ArchiveError as error:
        raise DoccanoError(f"the export is damaged: {one_line(str(error))}") from None


def exported_lines(archive: Path, project: Project, max_bytes: int) -> Iterator[ExportedLine]:
    """The lines of a project's export.

    Args:
      archive: The zip file.
      project: The project, which has the unit of the offsets.
      max_bytes: Most bytes that the files may have together, unpacked.

    Raises:
      DoccanoError: The archive cannot be read, a line is not doccano's, or two have one id.
    """
    seen: set[LineKey] = set()
    for member, number, raw in read_export(archive, max_bytes):
        if number == 0:
            continue
        line = parse_line(raw, file_name(member), f"{member}:{number}", project.offset_unit.value)
        if line.key in seen:
            raise DoccanoError(
                f"{member}:{number}: another example has the id {line.key.id} too; examples with "
                "metadata named `id` hide the ids that doccano gives: delete that metadata"
            )
        seen.add(line.key)
        yield line


def members(archive: Path, max_bytes: int) -> list[str]:
    """Names of an export's files without `.jsonl`, as they are on disk, sorted.

    Raises:
      DoccanoError: The archive cannot be read.
    """
    names = {
        file_name(member).removesuffix(".jsonl")
        for member, number, _ in read_export(archive, max_bytes)
        if number == 0
    }
    return sorted(names)


def parse_line(raw: bytes, file: str, where: str, unit: str) -> ExportedLine:
    """A line of an export.

    Args:
      raw: Its bytes, without the line end.
      file: Name of the file on disk.
      where: File and line, for messages.
      unit: What its offsets count.

    Raises:
      DoccanoError: It is not one that doccano exports.
    """
    try:
        values = reading.parse_line(raw)
    except RejectError as error:
        raise DoccanoError(f"{where}: {error.detail}") from None
    if values.get("id") is None:
        raise DoccanoError(f"{where}: the line has no id")
    identifier = values["id"]
    if isinstance(identifier, float) and identifier.is_integer():
        identifier = int(identifier)  # pandas makes floats of integers when a row lacks the key
    if not isinstance(identifier, int | str):
        raise DoccanoError(f"{where}: the id is neither a number nor a string")
    content = [unit]
    for key in _CONTENT:
        value = values.get(key)
        parts = value if isinstance(value, list) else [value]
        # The server gives spans in no particular order.
        content.append(json.dumps([key, sorted(json.dumps(part) for part in parts)]))
    digest = hashlib.blake2b("\n".join(content).encode(), digest_size=16).digest()
    return ExportedLine(LineKey(file, json.dumps(identifier)), raw, digest, _count_spans(values))


def _count_spans(values: dict[str, Any]) -> Counter[str]:
    """Spans of each label, in any of the shapes that doccano exports."""
    labels: Counter[str] = Counter()
    for key in ("label", "labels", "entities"):
        spans = values.get(key)
        for span in spans if isinstance(spans, list) else ():
            if isinstance(span, dict):
                labels[str(span.get("label"))] += 1
            elif isinstance(span, list) and len(span) == 3:
                labels[str(span[2])] += 1
    return labels


def file_name(member: str) -> str:
    """Name on disk for a file of the export, different for different ones.

    The names of users are in it, and an archive may hold any name.
    """
    stem = member.removesuffix(".jsonl")
    clean = re.sub(r"[^\w@.+-]", "_", stem).lstrip(".")
    if clean != stem or not stem or len(stem.encode()) > 200 or not member.endswith(".jsonl"):
        mark = hashlib.sha256(member.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        clean = f"{clean.encode()[:180].decode('utf-8', 'ignore')}-{mark}".lstrip("-")
    return f"{clean}.jsonl"
