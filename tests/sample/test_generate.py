"""The sample annotations are what their generator makes, and usable without exception."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rich.console import Console

from pipeline.config import load_settings
from pipeline.validation import validate_files

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


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
    report, rejects = validate_files([path], settings, 10, Console(quiet=True))
    assert rejects == []
    assert report.records == 16000
    for label in settings.labels:
        assert sum(spans[label] for spans in report.spans.values()) > 1000
