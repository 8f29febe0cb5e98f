"""The sample annotations are what their generator makes, and usable without exception."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.config import load_settings
from preprocessing.validation import validate_files

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
    result = validate_files([path], settings.labels, settings.data, limit=10)
    report = result.report
    assert result.rejects == []
    assert report.records == 16000
    for label in settings.labels:
        assert sum(spans[label] for spans in report.spans.values()) > 1000
