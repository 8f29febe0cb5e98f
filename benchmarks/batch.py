"""Speed and memory of `txner batch`, beside a bare loop over the same sorted texts.

    python -m benchmarks.batch --model runs/local/serving/transactions --int8

For each size the sample annotations, repeated with other numbers, are written as JSON Lines, and
predicted by the command in a process of its own, from its start to its end. What it is compared
with is the way `job` of `benchmarks.inference`: the same model and the same texts, sorted by
length and in batches, in a process that has loaded the model already. Written to
runs/bench/batch.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.inference import BATCH, SAMPLE, Contender

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "runs" / "bench" / "batch.json"
SIZES = (10_000, 100_000, 1_000_000)
COMPARED = 20_000
"""Most texts of the bare loop."""


def main() -> None:
    """Runs all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=ROOT / "runs/local/serving/transactions")
    parser.add_argument("--int8", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--shard-rows", type=int, default=20_000)
    options = parser.parse_args()
    console = Console()
    table = Table("rows", "seconds", "rows/s", "of the bare loop", "peak MiB")
    results = []
    with tempfile.TemporaryDirectory() as folder, console.status("measuring") as status:
        for size in options.sizes:
            file = Path(folder, f"{size}.jsonl")
            with file.open("w", encoding="utf-8") as lines:
                for number, text in enumerate(texts(size)):
                    lines.write(json.dumps({"key": number, "text": text}) + "\n")
            status.update(f"the bare loop, {min(size, COMPARED):,} texts")
            bare = bare_loop(options.model, min(size, COMPARED), int8=options.int8)
            status.update(f"txner batch, {size:,} rows")
            result = {"rows": size, "bare_rows_per_s": bare, **run_batch(options, file)}
            results.append(result)
            rate = size / result["seconds"]
            table.add_row(
                f"{size:,}",
                f"{result['seconds']:.1f}",
                f"{rate:,.0f}",
                f"{rate / bare:.0%}",
                f"{result['peak_mib']:,.0f}",
            )
            file.unlink()
    console.print(table)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def texts(count: int) -> Iterator[str]:
    """The texts of the sample over and over, each time with another number at the end."""
    sample = [json.loads(line)["text"] for line in SAMPLE.read_text("utf-8").split("\n")[:-1]]
    for number in range(count):
        lap = number // len(sample)
        yield sample[number % len(sample)] + (f" #{lap}" if lap else "")


def bare_loop(model: Path, count: int, *, int8: bool) -> float:
    """Texts a second of the loop, the model being loaded and warm."""
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.inference", "--serve"]
    command += ["--model", model, *(["--int8"] if int8 else [])]
    contender = Contender("ours", command)
    try:
        asked = list(texts(count))
        contender.measure(asked[: 4 * BATCH], BATCH, sort=True)
        return count / sum(contender.measure(asked, BATCH, sort=True)["seconds"])
    finally:
        contender.close()


def run_batch(options: argparse.Namespace, file: Path) -> dict[str, Any]:
    """Seconds and peak memory of the command on a file.

    Raises:
      RuntimeError: It failed.
    """
    command = [sys.executable, "-m", "commands.main", "batch", "--model", str(options.model)]
    command += ["--input", str(file), "--output", str(file.with_suffix(".out"))]
    command += ["--shard-rows", str(options.shard_rows), *(["--int8"] if options.int8 else [])]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return {"seconds": time.perf_counter() - begun, "peak_mib": usage.ru_maxrss / 1024}


if __name__ == "__main__":
    main()
