"""A large file of feedback in which every second line has a fault: `make bench-feedback`.

Accepted and refused lines must be all lines, each kind of fault must be refused, and the same file
again must add nothing. Times are those of the processor, so that other work
on the machine does not count. Written to runs/bench/feedback.json.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.fuzzing.feedback_files import EXPECTED, SECRET, feedback_lines
from monitoring.case_store import CaseStore
from monitoring.feedback_file import FeedbackReport, add_feedback
from serving.release.settings import sqlite_url

RESULTS = Path(__file__).resolve().parent.parent / "runs" / "bench" / "feedback.json"


def main() -> int:
    """Prints the table; the exit code is 0 if nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--faulty", type=float, default=0.5, help="share of the lines")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as place, console.status("adding feedback"):
        folder = Path(place)
        file, rejects = folder / "feedback.jsonl", folder / "rejects.jsonl"
        with file.open("wb") as stream:
            for line in feedback_lines(options.lines, options.seed, options.faulty):
                stream.write(line + b"\n")
        store = CaseStore(sqlite_url(str(folder / "releases.db")))
        results = []
        for lap in ("first", "again"):
            before, started = _peak(), time.process_time()
            report = add_feedback(file, rejects, EXPECTED, store)
            seconds = time.process_time() - started
            written = len(rejects.read_bytes().splitlines())
            memory = _peak() - before
            results.append({"lap": lap, **_figures(report, seconds, memory, written)})
        faults = _faults(results, options.lines)
        if any(SECRET in case.text for case in store.read(EXPECTED.model)):
            faults.append("a case holds what is to be hidden")
    table = Table("", "lines", "accepted", "new", "refused", "in the file", "CPU s", "MiB more")
    for result in results:
        table.add_row(*(f"{value:,}" if isinstance(value, int) else str(value)
                        for key, value in result.items() if key != "by_reason"))  # fmt: skip
    console.print(table)
    console.print(results[0]["by_reason"])
    for fault in faults:
        console.print(f"fault: {fault}", style="red")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    return 1 if faults else 0


def _figures(report: FeedbackReport, seconds: float, memory: float, written: int) -> dict[str, Any]:
    return {
        "lines": report.lines,
        "accepted": report.accepted,
        "new": report.new,
        "refused": report.refused.total(),
        "written": written,
        "cpu_seconds": round(seconds, 1),
        "mib": round(memory),
        "by_reason": dict(report.refused.most_common()),
    }


def _faults(results: list[dict[str, Any]], lines: int) -> list[str]:
    faults = []
    for result in results:
        if result["accepted"] + result["refused"] != lines:
            faults.append(f"{result['accepted']} + {result['refused']} are not {lines} lines")
        if result["written"] != result["refused"]:
            faults.append(f"the file of refused lines has {result['written']} lines")
    if results[1]["new"]:
        faults.append(f"the second time {results[1]['new']} lines were new")
    return faults


def _peak() -> float:
    """MiB of memory that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
