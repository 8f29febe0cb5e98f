"""Records a second on one core, without a model: from entities in texts to lines of JSON.

Texts are those of the sample annotations, each once, so that hardly anything can be kept from one
to the next but what also repeats in real files. `python -m benchmarks.records`
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from statistics import median

from rich.console import Console

from enrichment.enricher import Enricher
from models.export_format import Entity, Prediction

SAMPLE = Path("data/sample/span-1/all.jsonl")
WARM_UP = 200
CHUNKS = 6


def read(path: Path) -> list[Prediction]:
    """Texts and their annotated entities."""
    predictions = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"]
            entities = [
                Entity(label, text[start:end], start, end, 1.0, True)
                for start, end, label in sorted(row["label"])
            ]
            predictions.append(Prediction(text, entities))
    return predictions


def main() -> None:
    """Prints records a second of processor time, in chunks, and the seconds to get ready."""
    parser = argparse.ArgumentParser(description=__doc__)
    console = Console(highlight=False)
    parser.add_argument("--data", type=Path, default=SAMPLE)
    arguments = parser.parse_args()
    predictions = read(arguments.data)
    start = time.process_time()
    enricher = Enricher()
    for prediction in predictions[:WARM_UP]:
        enricher.record(prediction)
    console.print(f"ready after {time.process_time() - start:.1f} s")
    rest = predictions[WARM_UP:]
    size = len(rest) // CHUNKS
    speeds = []
    for number in range(CHUNKS):
        chunk = rest[number * size : (number + 1) * size]
        start = time.process_time()
        for prediction in chunk:
            json.dumps(enricher.record(prediction).to_json())
        speeds.append(len(chunk) / (time.process_time() - start))
    listed = ", ".join(f"{speed:,.0f}" for speed in speeds)
    console.print(f"records a second, {size:,} at a time: {listed}")
    console.print(f"median {median(speeds):,.0f}, best {max(speeds):,.0f}")


if __name__ == "__main__":
    main()
