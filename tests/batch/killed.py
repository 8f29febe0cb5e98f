"""A run that ends itself by SIGKILL: `python -m tests.batch.killed PLACE FOLDER`.

PLACE is `predicting`, in the third shard, or `writing`, when the third shard's predictions are
written and its manifest is not.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from batch import folder as folder_module
from batch.job import run_job
from batch.plan import make_plan
from pipeline.beam import beam_pipeline_args
from pipeline.config import load_settings
from storage import files
from tests.batch.jobs import load, load_killing, make_task

SHARD_ROWS = 10


def main(place: str, folder: Path) -> None:
    """Runs it until it is over."""
    if place == "writing":
        folder_module.files.write_json = _killing(files.write_json)  # type: ignore[attr-defined]
    plan = make_plan(make_task(folder), [f"{folder}/in.jsonl"], SHARD_ROWS)
    flags = beam_pipeline_args(load_settings())
    loading = load_killing if place == "predicting" else load
    run_job(plan, f"{folder}/out", flags, load=loading, report=lambda _done, _total: None)


def _killing(write: Any) -> Any:
    written = 0

    def write_json(path: str, values: Any, **options: Any) -> None:
        nonlocal written
        written += 1
        if written == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        write(path, values, **options)

    return write_json


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
