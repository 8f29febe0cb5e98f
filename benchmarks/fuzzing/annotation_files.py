"""Hostile files of annotations, doccano's and other tools', thrown at whoever reads them."""

from __future__ import annotations

import codecs
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.fuzzing.archives import damaged_archives
from benchmarks.fuzzing.attempts import Attack, WrongAnswerError
from benchmarks.fuzzing.lines import hostile_lines
from benchmarks.fuzzing.other_tools import hostile_file
from pipeline.config import load_settings
from preprocessing.annotation_files import AnnotationFile, plan_chunks
from preprocessing.formats.files import convert
from preprocessing.formats.recognition import Kind
from preprocessing.reading import ReadOptions, read_chunks
from preprocessing.records import IngestReport, Reject
from preprocessing.settings import DataSettings
from preprocessing.spans import OffsetUnit, Reason
from preprocessing.validation import validate_files

LABELS = ("PARTY", "DATE")

_ENDLESS = 1 << 62

_CHANGES: tuple[dict[str, Any], ...] = (
    {},
    {"offset_unit": "utf16"},
    {"offset_unit": "grapheme", "unlabelled": "reject"},
    {"offset_unit": "codepoint", "annotators": {"merge": "majority", "prefer": []}},
    {
        "offset_unit": "utf16",
        "group_by": ["id", "layout"],
        "annotators": {"merge": "prefer", "prefer": ["bob"]},
    },
    {"approved_only": True},
)
"""Of the `data` section of the configuration."""

_NEVER_CONVERTED = {
    Reason.NOT_JSON,
    Reason.NOT_AN_OBJECT,
    Reason.NO_TEXT,
    Reason.NO_SPAN_LIST,
    Reason.MALFORMED_SPAN,
    Reason.SPAN_OUTSIDE_TEXT,
}
"""What a line that was converted must not be refused for, unless it was taken as it was."""


class _File(NamedTuple):
    content: bytes
    settings: DataSettings


def attack_lines(folder: Path, seed: int) -> Attack:
    """Files of hostile lines, read as `txner validate` does: each line must be accounted for."""

    def inputs() -> Iterator[_File]:
        chance, settings = random.Random(seed), _settings()  # noqa: S311 - no secret
        while True:
            lines = list(hostile_lines(chance.choice((0, 1, 3, 12, 40)), chance.getrandbits(32)))
            lines += [b""] * chance.choice((0, 0, 3))
            lines += chance.choices(lines or [b""], k=chance.choice((0, 0, 2)))
            chance.shuffle(lines)
            yield _File(_joined(lines, chance), chance.choice(settings))

    def attempt(file: _File) -> bool:
        path = folder / "all.jsonl"
        path.write_bytes(file.content)
        report = _validated([path], file.settings)
        content = file.content.removeprefix(codecs.BOM_UTF8)
        filled = sum(bool(line.strip()) for line in content.split(b"\n"))
        if report.records != filled:
            raise WrongAnswerError(f"{report.records} records of {filled} lines")
        return 0 < report.records == report.rejected

    return Attack(inputs(), attempt)


def attack_archives(folder: Path, seed: int) -> Attack:
    """Damaged archives, read as `txner validate` does."""

    def inputs() -> Iterator[_File]:
        chance, settings = random.Random(seed), _settings()  # noqa: S311 - no secret
        members = {
            "all.jsonl": b"\n".join(hostile_lines(20, seed)),
            "bob.jsonl": b"\n".join(hostile_lines(3, seed + 1)),
            "notes/é.jsonl": b"",
        }
        for _, content in damaged_archives(members, _ENDLESS, seed):
            yield _File(content, chance.choice(settings))

    def attempt(file: _File) -> bool:
        path = folder / "export.zip"
        path.write_bytes(file.content)
        report = _validated([path], file.settings)
        return 0 < report.records == report.rejected

    return Attack(inputs(), attempt)


def attack_conversions(folder: Path, seed: int) -> Attack:
    """Files of other tools, at `convert`; what it writes must be lines that can be read."""

    def inputs() -> Iterator[tuple[Kind, bytes]]:
        chance = random.Random(seed)  # noqa: S311 - no secret
        while True:
            kind = chance.choice(list(Kind))
            content = hostile_file(kind, chance)
            yield kind if chance.random() < 0.9 else chance.choice(list(Kind)), content

    def attempt(given: tuple[Kind, bytes]) -> bool:
        kind, content = given
        source, target = folder / "foreign.json", folder / "converted.jsonl"
        source.write_bytes(content)
        converted = convert([source], kind, tags=("O", "B-PARTY", "I-PARTY"))
        try:
            target.write_bytes("".join(f"{line}\n" for line in converted.lines).encode())
        except UnicodeEncodeError:
            return True  # the command says so
        chunks = plan_chunks([AnnotationFile(str(target))])
        by_code_point = [replace(chunk, offset_unit=OffsetUnit.CODEPOINT) for chunk in chunks]
        for entry in read_chunks(by_code_point, ReadOptions(None)):
            if isinstance(entry, Reject) and entry.reason in _NEVER_CONVERTED - _taken(kind):
                raise WrongAnswerError(f"converted to a line that is refused: {entry.detail}")
        return False

    return Attack(inputs(), attempt)


def _taken(kind: Kind) -> set[Reason]:
    """What may be wrong with lines that are taken as they are."""
    return {Reason.MALFORMED_SPAN, Reason.SPAN_OUTSIDE_TEXT} if kind is Kind.JSON else set()


def _joined(lines: Sequence[bytes], chance: random.Random) -> bytes:
    """The content of a file."""
    end = chance.choice((b"\n", b"\n", b"\r\n"))
    content = end.join(lines) + chance.choice((end, b""))
    if chance.random() < 0.1:
        content = codecs.BOM_UTF8 + content
    if chance.random() < 0.03:
        content = content.decode("utf-8", "replace").encode("utf-16")
    return content


def _settings() -> list[DataSettings]:
    base = load_settings().data.model_dump()
    return [DataSettings.model_validate({**base, **changes}) for changes in _CHANGES]


def _validated(paths: Sequence[Path], settings: DataSettings) -> IngestReport:
    report = validate_files(list(map(str, paths)), LABELS, settings, limit=50).report
    kept = report.examples.total() + report.rejected + report.merged
    if report.records != kept:
        raise WrongAnswerError(
            f"{report.records} records, but {report.examples.total()} examples + "
            f"{report.rejected} rejects + {report.merged} merged"
        )
    json.loads(report.to_json())
    return report
