"""Time and peak memory of reading annotations: `make bench-ingest`.

Each figure is taken in a process of its own, on the sample annotations, repeated with other texts
until there are enough. Written to runs/bench/ingest.json.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from preprocessing.records import IngestReport

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample" / "span-1" / "all.jsonl"
RESULTS = ROOT / "runs" / "bench" / "ingest.json"
SIZES = (10_000, 100_000, 1_000_000)
MODES = ("validate", "ingest")


def main() -> None:
    """Runs all sizes, or with `--mode` one of them in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--mode", choices=MODES, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.mode:
        with _quiet():
            result = (
                _validate(options.file) if options.mode == "validate" else _ingest(options.file)
            )
        print(json.dumps(result))  # noqa: T201
        return
    console = Console()
    table = Table("what", "records", "seconds", "records/s", "MiB above start")
    results = []
    with tempfile.TemporaryDirectory() as folder, console.status("measuring") as status:
        for size in options.sizes:
            file = Path(folder, f"{size}.jsonl")
            write_annotations(file, size)
            for mode in MODES:
                status.update(f"{mode}: {size:,} records")
                command = [sys.executable, __file__, "--mode", mode, "--file", file]
                output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                result = {"what": mode, "records": size, **json.loads(output)}
                results.append(result)
                seconds, memory = result["seconds"], result["mib_above_start"]
                row = (f"{size:,}", f"{seconds:.1f}", f"{size / seconds:,.0f}", f"{memory:,.0f}")
                table.add_row(mode, *row)
            file.unlink()
    console.print(table)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def write_annotations(path: Path, count: int) -> None:
    """Writes the sample over and over, each time with another number at the end of the texts."""
    lines = SAMPLE.read_text("utf-8").split("\n")[:-1]
    with path.open("w", encoding="utf-8") as file:
        for index in range(count):
            line, lap = lines[index % len(lines)], index // len(lines)
            end = line.index('", "label"')
            file.write(line[:end] + (f" #{lap}" if lap else "") + line[end:] + "\n")


def _validate(path: Path) -> dict[str, Any]:
    from pipeline.config import load_settings
    from preprocessing.validation import validate_files

    settings = load_settings()
    before, started = _peak(), time.perf_counter()
    report = validate_files([str(path)], settings.labels, settings.data, limit=10).report
    seconds = time.perf_counter() - started
    _require_all(report)
    return {"seconds": seconds, "mib_above_start": _peak() - before}


def _ingest(path: Path) -> dict[str, Any]:
    from tfx.types.standard_artifacts import Examples

    from components.artifacts import Rejects
    from components.doccano_example_gen import DoccanoExampleGen
    from pipeline.config import load_settings
    from preprocessing.ingest_files import read_report

    settings = load_settings(None, [f"data.path={path}"])
    with tempfile.TemporaryDirectory() as folder:
        examples, rejects = Examples(), Rejects()
        examples.uri, rejects.uri = f"{folder}/examples", f"{folder}/rejects"
        parameters = {
            "data": settings.data.model_dump_json(),
            "labels": json.dumps(settings.labels),
            "data_fingerprint": "",
            "source_hash": "",
        }
        before, started = _peak(), time.perf_counter()
        DoccanoExampleGen.EXECUTOR_SPEC.executor_class().Do(
            {}, {"examples": [examples], "rejects": [rejects]}, parameters
        )
        seconds = time.perf_counter() - started
        _require_all(read_report(rejects.uri))
    return {"seconds": seconds, "mib_above_start": _peak() - before}


def _require_all(report: IngestReport) -> None:
    if report.rejected or report.merged:
        raise RuntimeError(f"not all records are read: {report.rejects}, {report.merged} merged")


def _peak() -> float:
    """Most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextlib.contextmanager
def _quiet() -> Any:
    """Keeps what libraries print off the screen."""
    errors = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(errors, 2)


if __name__ == "__main__":
    main()
