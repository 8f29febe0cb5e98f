"""Speed from raw text to entities, ours and the peers', side by side: `make bench`.

Every contender has the same weights, those of the newest model that `make run` published, and runs
in a process of its own. They take turns, several times over, so that whatever else the machine does
hits all alike; medians and ratios count, not the figures of one run. Three ways of asking:

- `single`: one text at a time; percentiles of the latency;
- `stream`: batches of 64 as they come, which is what a server sees;
- `job`: batches of 64, for which everyone may sort the texts by length.

Printed, and written to runs/bench/inference.json.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "sample" / "span-1" / "all.jsonl"
RESULTS = ROOT / "runs" / "bench" / "inference.json"
PEERS_PYTHON = ROOT / "runs" / "bench" / "peers" / "bin" / "python"
PEERS = {
    "hf-pipeline": "pipeline",
    "hf-direct": "direct",
    "onnx": "onnx",
    "onnx-int8": "onnx-int8",
}
OURS = {"float32": "float32", "bfloat16": "bfloat16", "int8": "float32"}
"""Ours, and the export that each is found in."""

BATCH = 64
WAYS = ("single", "stream", "job")
LENGTHS = ("short", "sample", "long")


class Contender:
    """A process that predicts on request.

    Args:
      name: What the tables call it.
      command: Starts the process; it answers as `peers/token_classifier.py` does.
    """

    def __init__(self, name: str, command: Sequence[str | Path]) -> None:
        self.name = name
        process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._process, self._stdin, self._stdout = process, process.stdin, process.stdout
        self._answer()

    def measure(self, texts: Sequence[str], batch: int, *, sort: bool = False) -> dict[str, Any]:
        """Seconds of each batch, and the number of entities in all."""
        request = {"texts": list(texts), "batch": batch, "sort": sort}
        print(json.dumps(request), file=self._stdin, flush=True)
        return self._answer()

    def close(self) -> None:
        """Ends the process."""
        if self._stdin:
            self._stdin.close()
        self._process.wait(30)

    def _answer(self) -> dict[str, Any]:
        line = self._stdout.readline() if self._stdout else ""
        if not line:
            raise RuntimeError(f"{self.name} ended; start it by hand to see why")
        answer: dict[str, Any] = json.loads(line)
        return answer


def main() -> None:
    """Measures all contenders, or with `--serve` is one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=ROOT / "runs/local/serving/transactions")
    parser.add_argument("--encoder", default="bundled", help="what the model was made of")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=int, default=640, help="texts of a stream")
    parser.add_argument("--singles", type=int, default=100, help="texts asked one at a time")
    parser.add_argument("--without", nargs="*", default=[], help="contenders to leave out")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--int8", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.model, options.int8)
        return
    console = Console()
    with tempfile.TemporaryDirectory() as folder, console.status("preparing the models") as status:
        contenders = _start(options, Path(folder))
        try:
            results = _measure(contenders, options, lambda what: status.update(what))
        finally:
            for contender in contenders:
                contender.close()
    for way in WAYS:
        console.print(_table(results, way))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")


def serve(model_path: Path, int8: bool) -> None:
    """Answers requests on standard input with an exported model."""
    from serving.prediction.predictor import Predictor

    with _quiet():
        predictor = Predictor(model_path, int8=int8)
    print(json.dumps({"ready": str(model_path)}), flush=True)  # noqa: T201
    for line in sys.stdin:
        request = json.loads(line)
        texts = sorted(request["texts"], key=len) if request["sort"] else request["texts"]
        seconds, entities = [], 0
        for start in range(0, len(texts), request["batch"]):
            begun = time.perf_counter()
            predictions = predictor.predict(texts[start : start + request["batch"]])
            seconds.append(time.perf_counter() - begun)
            entities += sum(len(prediction.entities) for prediction in predictions)
        print(json.dumps({"seconds": seconds, "entities": entities}), flush=True)  # noqa: T201


def make_texts(count: int) -> dict[str, list[str]]:
    """Texts of three lengths: the first half of each, as they are, and three joined."""
    lines = SAMPLE.read_text("utf-8").split("\n")[: 3 * count]
    texts = [json.loads(line)["text"] for line in lines]
    return {
        "short": [" ".join(text.split()[:3]) for text in texts[:count]],
        "sample": texts[:count],
        "long": [" ".join(texts[3 * i : 3 * i + 3]) for i in range(count)],
    }


def _start(options: argparse.Namespace, folder: Path) -> list[Contender]:
    export_all(options.model, options.encoder, folder)
    names = [name for name in (*OURS, *PEERS) if name not in options.without]
    serve_command = [sys.executable, "-m", "benchmarks.inference", "--serve"]
    commands: dict[str, list[str | Path]] = {
        name: [*serve_command, "--model", folder / export, *(["--int8"] if name == "int8" else [])]
        for name, export in OURS.items()
    }
    program = ROOT / "benchmarks" / "peers" / "token_classifier.py"
    for name, kind in PEERS.items():
        commands[name] = [PEERS_PYTHON, program, kind, folder / "hugging_face"]
    return [Contender(name, commands[name]) for name in names]


def export_all(model: Path, encoder: str, folder: Path) -> None:
    """Writes the weights of a published model as our graphs and for the peers."""
    with _quiet():
        import tensorflow as tf

        from benchmarks.hugging_face import restore_tagger, write_hugging_face
        from models.batching import SpecialTokens
        from models.export import ServingModel, TextGraph, export_model
        from models.export_format import INT8_FOLDER
        from models.quantization import export_int8
        from models.settings import Decoding, ExportDtype
        from models.trainer import in_dtype
        from models.windows import window_of
        from pipeline.config import load_settings
        from preprocessing.encoder_files import locate_encoder
        from preprocessing.tokenizer import WordPieceTokenizer
        from serving.prediction.predictor import find_model

        settings = load_settings()
        labels = settings.labels
        files = locate_encoder(encoder)
        tagger = restore_tagger(find_model(model), files, labels)
        tokenizer = WordPieceTokenizer(files)

        def transform(features: dict[str, Any]) -> dict[str, Any]:
            pieces = tokenizer(features["text"])
            return {**pieces._asdict(), "cut_pieces": tf.zeros_like(pieces.token_ids.row_lengths())}

        special = SpecialTokens.of(files)
        window = window_of(settings.encoder, files)
        text_graph = TextGraph(transform, labels, special, window, Decoding.CONSTRAINED)
        for dtype in ExportDtype:
            twin = in_dtype(tagger, files, tagger.classifier.units, dtype)
            export_model(ServingModel(twin, text_graph), str(folder / dtype))
        export_int8(tagger, text_graph, str(folder / ExportDtype.FLOAT32 / INT8_FOLDER))
        (folder / "hugging_face").mkdir()
        write_hugging_face(tagger, files, labels, folder / "hugging_face")


def _measure(
    contenders: Sequence[Contender], options: argparse.Namespace, show: Any
) -> list[dict[str, Any]]:
    texts = make_texts(options.texts)
    for contender in contenders:  # warm up, on every shape of input
        for length in LENGTHS:
            contender.measure(texts[length][:BATCH], BATCH)
            contender.measure(texts[length][:5], 1)
    seconds: dict[tuple[str, str, str], list[list[float]]] = defaultdict(list)
    entities: dict[tuple[str, str, str], int] = {}
    for done in range(options.rounds):
        for length in LENGTHS:
            for way in WAYS:
                asked = texts[length][: options.singles] if way == "single" else texts[length]
                for contender in contenders:
                    show(f"round {done + 1} of {options.rounds}: {way}, {length}, {contender.name}")
                    batch = 1 if way == "single" else BATCH
                    answer = contender.measure(asked, batch, sort=way == "job")
                    key = (way, length, contender.name)
                    seconds[key].append(answer["seconds"])
                    entities[key] = answer["entities"]
    return [
        {
            "way": way,
            "length": length,
            "contender": name,
            "entities": entities[way, length, name],
            **_figures(way, rounds, len(texts[length])),
        }
        for (way, length, name), rounds in seconds.items()
    ]


def _figures(way: str, rounds: Sequence[Sequence[float]], texts: int) -> dict[str, Any]:
    """Medians over the rounds, and their extremes."""
    if way == "single":
        quantiles = [statistics.quantiles(each, n=100) for each in rounds]
        return {
            f"p{percent}_ms": 1000 * statistics.median(each[percent - 1] for each in quantiles)
            for percent in (50, 95, 99)
        }
    rates = [texts / sum(each) for each in rounds]
    return {"texts_per_s": statistics.median(rates), "slowest": min(rates), "fastest": max(rates)}


def _table(results: Sequence[dict[str, Any]], way: str) -> Table:
    unit = "p50 ms" if way == "single" else "texts/s"
    table = Table(title=f"{way}: {unit}, and ratio to onnx", title_justify="left")
    table.add_column("contender")
    rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for result in results:
        if result["way"] == way:
            rows[result["contender"]][result["length"]] = result
    for length in LENGTHS:
        table.add_column(length, justify="right")
    table.add_column("entities", justify="right")
    for name, row in rows.items():
        cells = []
        for length in LENGTHS:
            figure = "p50_ms" if way == "single" else "texts_per_s"
            value = row[length][figure]
            base = rows["onnx"][length][figure] if "onnx" in rows else None
            shown = f"{value:,.1f}" if way == "single" else f"{value:,.0f}"
            cells.append(f"{shown} ({value / base:.2f})" if base else shown)
        table.add_row(name, *cells, str(row["sample"]["entities"]))
    return table


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keeps what libraries print off the screen."""
    screen, errors = os.dup(1), os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(screen, 1)
        os.dup2(errors, 2)


if __name__ == "__main__":
    main()
