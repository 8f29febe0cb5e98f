"""How long the first request after loading takes, with and without the requests that are replayed.

Each way a fresh process loads the model, again and again: without any requests, which is what TF
Serving does with an export that has none; with the few texts that `txner serve` tries then; and
with the requests in `assets.extra/tf_serving_warmup_requests`. Run it with

    python -m benchmarks.first_request --model runs/local/serving/transactions
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from models.warmup import read_warmup
from serving.prediction.predictor import find_model
from serving.server.saved_model import WARMUP_TEXTS, ServableModel

WAYS = ("none", "few texts", "recorded")
REQUESTS = {
    "one text": ["DEBIT CARD PURCHASE 0412 HARBOR LIGHT BOOKS PORTLAND OR 97201"],
    "16 texts": [
        f"POS {number:04d} MARKET HALL {number} LEEDS 12.0{number % 10}" for number in range(16)
    ],
}
WARM_ROUNDS = 30
BOUND = 3.0
"""How many times the median of the warm ones the first request may take."""


def measure(path: str, way: str, request: str) -> dict[str, float]:
    """Milliseconds of loading with its requests, of the first request, and of the warm ones."""
    texts = {"text": np.array([text.encode() for text in REQUESTS[request]], object)}
    began = time.perf_counter()
    model = ServableModel(path)
    if way == "few texts":
        for rows in (1, len(WARMUP_TEXTS)):
            model.run("serving_default", {"text": np.array(WARMUP_TEXTS[:rows], object)})
    if way == "recorded":
        for signature, inputs in read_warmup(path):
            model.run(signature, inputs)
    times = [time.perf_counter()]
    for _ in range(1 + WARM_ROUNDS):
        model.run("serving_default", texts)
        times.append(time.perf_counter())
    first, *warm = (1e3 * (after - before) for before, after in pairwise(times))
    return {
        "loading": 1e3 * (times[0] - began),
        "first": first,
        "warm": statistics.median(warm),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line for each way; 1 if the first request after the recorded ones takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--model", required=True, help="a model with requests, or its versions")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--measure", nargs=2, metavar=("WAY", "REQUEST"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    path = str(find_model(options.model))
    if options.measure:
        sys.stdout.write(json.dumps(measure(path, *options.measure)) + "\n")
        return 0
    ratio = 0.0
    for request in REQUESTS:
        for way in WAYS:
            seen = [_in_a_process(path, way, request) for _ in range(options.rounds)]
            names = ("loading", "first", "warm")
            loading, first, warm = (statistics.median(one[name] for one in seen) for name in names)
            if way == "recorded":
                ratio = max(ratio, first / warm)
            sys.stdout.write(
                f"{request}, {way}: loaded after {loading / 1e3:.1f} s; first {first:.1f} ms, "
                f"warm {warm:.1f} ms, {first / warm:.1f} times\n"
            )
            sys.stdout.flush()
    return 0 if ratio <= BOUND else 1


def _in_a_process(path: str, way: str, request: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.first_request", "--model", path]
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    result = subprocess.run(
        [*command, "--measure", way, request],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    values: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return values


if __name__ == "__main__":
    sys.exit(main())
