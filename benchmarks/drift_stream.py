"""A stream of bank texts whose mix shifts from day to day, for `benchmarks.drift`.

Texts are made by the sample's generator with a seed of their own. What the first model learns from
has nothing of what comes later: a country, a bank's format, and processors of payments.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contenders import ROOT
from preprocessing.spans import Span

KNOWN, COUNTRY, FORMAT, PROCESSOR = KINDS = ("known", "country", "format", "processor")

NEW_COUNTRY = "IN"
NEW_FORMAT = "sepa"
NEW_PROCESSORS = ("SUMUP", "ZETTLE", "KLARNA")

GENERATOR = ROOT / "data" / "sample" / "generate.py"
POOL_SEED = 71

Row = dict[str, Any]
"""A line of the generator's: `text`, `label` with offsets in UTF-16 units, `country`, `kind`."""


@dataclass(frozen=True)
class Shift:
    """Something new in the stream.

    Attributes:
      kind: Of `KINDS`.
      day: When it comes, from 0.
      share: Its share of the texts from then on.
    """

    kind: str
    day: int
    share: float


def kind_of(row: Row) -> str:
    """Which part of the stream a text belongs to."""
    if row["country"] == NEW_COUNTRY:
        return COUNTRY
    if row["kind"] == NEW_FORMAT:
        return FORMAT
    processors = (text.upper() for text, label in labelled(row) if label == "PROCESSOR")
    if any(name in text for text in processors for name in NEW_PROCESSORS):
        return PROCESSOR
    return KNOWN


def labelled(row: Row) -> Iterator[tuple[str, str]]:
    """The annotated parts of a text, with their labels."""
    for span in spans_of(row):
        yield row["text"][span.start : span.end], span.label


def spans_of(row: Row) -> list[Span]:
    """The spans of a row, in code points."""
    units = row["text"].encode("utf-16-le")
    return [
        Span(_code_points(units, start), _code_points(units, end), label)
        for start, end, label in row["label"]
    ]


def _code_points(units: bytes, offset: int) -> int:
    return len(units[: 2 * offset].decode("utf-16-le"))


def read_rows(path: Path) -> list[Row]:
    """The lines of a file of the generator's."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Writes lines as the generator does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def first_annotations(sample: Sequence[Row], texts: int) -> list[Row]:
    """What the first model learns from: some texts of the sample, with nothing new."""
    known = [row for row in sample if kind_of(row) == KNOWN]
    chosen = random.Random(0)  # noqa: S311 - no secret
    return chosen.sample(known, min(texts, len(known)))


def make_pool(path: Path, count: int) -> list[Row]:
    """Texts for the stream, which the sample does not have; made unless they are there.

    Args:
      path: File for them.
      count: How many.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".new")
        command = [sys.executable, str(GENERATOR), "--count", str(count)]
        command += ["--seed", str(POOL_SEED), "--output", str(made)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        made.rename(path)
    return read_rows(path)


def days(
    pool: Sequence[Row],
    excluded: set[str],
    *,
    count: int,
    texts: int,
    shifts: Sequence[Shift],
    seed: int,
) -> list[list[Row]]:
    """The texts of each day. No text comes twice.

    Args:
      pool: Texts to draw from.
      excluded: Texts that are left out: those that the first model learned from.
      count: Number of days.
      texts: Texts a day.
      shifts: What is new, and when.
      seed: Of the draw.

    Raises:
      ValueError: The pool is too small.
    """
    rng = random.Random(seed)  # noqa: S311 - no secret
    left: Mapping[str, list[Row]] = {kind: [] for kind in KINDS}
    for row in rng.sample(list(pool), len(pool)):
        if row["text"] not in excluded:
            left[kind_of(row)].append(row)
    stream = []
    for day in range(count):
        mix = {shift.kind: shift.share for shift in shifts if shift.day <= day}
        kinds = [_draw_kind(rng, mix) for _ in range(texts)]
        try:
            stream.append([left[kind].pop() for kind in kinds])
        except IndexError:
            raise ValueError(f"day {day}: the pool has no more texts of a kind") from None
    return stream


def _draw_kind(rng: random.Random, mix: Mapping[str, float]) -> str:
    at = rng.random()
    for kind, share in mix.items():
        if at < share:
            return kind
        at -= share
    return KNOWN
