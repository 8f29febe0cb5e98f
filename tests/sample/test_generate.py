"""The sample annotations are what their generator makes, and usable without exception."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.config import load_settings
from preprocessing.validation import validate_files

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
KEYS = {"id", "text", "label", "country", "kind", "template", "Comments"}
EDGE_WORDS = re.compile(
    r"(?:to|by|from|at) \S.*|.* (?:to|from|at|by|du|presso|il|da|von|naar|til|para)", re.IGNORECASE
)
DOMAIN = re.compile(r"[\w-]+\.(?:com|net|co\.uk|de|fr|es|it|nl|com\.au)", re.IGNORECASE)


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Read the committed sample."""
    with (SAMPLE / "span-1" / "all.jsonl").open(encoding="utf-8") as lines:
        return tuple(map(json.loads, lines))


@cache
def spans() -> dict[str, list[str]]:
    """Cut the texts of the spans out, by label; the offsets count UTF-16 units."""
    found = defaultdict(list)
    for row in rows():
        units = row["text"].encode("utf-16-le")
        for start, end, label in row["label"]:
            found[label].append(units[2 * start : 2 * end].decode("utf-16-le"))
    return dict(found)


def test_the_generator_makes_the_sample(tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    command = [sys.executable, SAMPLE / "generate.py", "--output", output]
    subprocess.run(command, check=True, capture_output=True)
    # Not ==, whose explanation of a difference takes minutes at this size.
    same = output.read_bytes() == (SAMPLE / "span-1" / "all.jsonl").read_bytes()
    assert same, "run data/sample/generate.py and commit its output"


def test_every_line_of_the_sample_is_usable() -> None:
    settings = load_settings()
    path = str(SAMPLE / "span-1" / "all.jsonl")
    result = validate_files([path], settings.labels, settings.data, limit=10)
    report = result.report
    assert result.rejects == []
    assert report.records == len(rows())
    for label in settings.labels:
        assert sum(spans[label] for spans in report.spans.values()) > 1000


def test_every_line_names_its_layout() -> None:
    # doccano wants the same keys, with strings, on every line.
    assert all(row.keys() == KEYS for row in rows())
    kinds = defaultdict(set)
    for row in rows():
        kinds[row["template"]].add(row["kind"])
    assert all(len(found) == 1 for found in kinds.values())
    assert len(kinds) > 1000


def test_no_layout_rules_the_sample() -> None:
    counts = defaultdict(int)
    for row in rows():
        counts[row["template"]] += 1
    assert max(counts.values()) < 0.05 * len(rows())


def test_texts_are_not_repeated() -> None:
    assert len({row["text"] for row in rows()}) == len(rows())


def test_words_that_lead_to_the_other_side_are_no_part_of_the_channel() -> None:
    assert [text for text in spans()["CHANNEL"] if EDGE_WORDS.fullmatch(text)] == []


def test_a_bare_domain_is_a_website() -> None:
    assert [text for text in spans()["PARTY"] if DOMAIN.fullmatch(text)] == []


def test_signs_before_a_number_are_outside() -> None:
    assert [text for text in spans()["REFERENCE"] if text.startswith(("#", "("))] == []


def test_times_are_dates() -> None:
    inside = sum(bool(re.search(r"\d[:.]\d\d$", text)) for text in spans()["DATE"])
    assert inside > 500
    for row in rows():
        for time in re.finditer(r"(?<![\d:.,])\d\d:\d\d:\d\d(?![\d:.])", row["text"]):
            near = [
                (start, end)
                for start, end, label in row["label"]
                if label == "DATE" and start <= time.end() and end >= time.start()
            ]
            assert near, row["text"]
