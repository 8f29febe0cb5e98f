"""The serving gate: tries an exported model in a fresh process, and holds it against the bounds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from evaluation.gates import servable_process, serving_ops
from evaluation.gates.checks import Check, at_most
from evaluation.gates.settings import ServingCheckSettings
from evaluation.latency import Latency

GATE = "serving"


def run_check(model_path: str, settings: ServingCheckSettings) -> list[Check]:
    """Tries a model in a fresh process, and holds what it says against the bounds."""
    command = [
        sys.executable,
        "-m",
        servable_process.__name__,
        model_path,
        json.dumps(settings.requests),
    ]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "2"}
    try:
        process = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=settings.timeout_seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [_failed(f"no answer within {settings.timeout_seconds:g} s")]
    if process.returncode != 0:
        last = process.stderr.strip().splitlines()[-1:] or ["no message"]
        return [_failed(f"the process ended with code {process.returncode}: {last[0]}")]
    return to_checks(json.loads(process.stdout.strip().splitlines()[-1]), settings.max_p95_ms)


def to_checks(result: dict[str, Any], max_p95_ms: float) -> list[Check]:
    """What `servable_process.check` found, as checks."""
    ops, faults = result["unservable_ops"], result["faults"]
    lacking = f"TF Serving {serving_ops.pinned().release} lacks {', '.join(ops)}" if ops else ""
    return [
        at_most(GATE, "ops that TF Serving lacks", len(ops), 0, lacking),
        at_most(GATE, "faults in answers", len(faults), 0, "; ".join(faults)),
        at_most(GATE, "p95_ms", Latency.of(result["latencies_ms"]).p95_ms, max_p95_ms),
    ]


def _failed(detail: str) -> Check:
    return Check(GATE, "loads and answers", 0.0, ">= 1", False, detail)
