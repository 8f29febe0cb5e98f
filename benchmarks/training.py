"""Training speed, ours and the peers', side by side: `make bench-training`.

Examples a second, and the most memory that the process had, for

- `ours`: the Trainer component's training, without augmentation, as the peers have none;
- `ours-configured`: the same as it is configured;
- `hf`: Hugging Face's `Trainer`, which pads each batch to its longest text;
- `hf-grouped`: the same with texts of similar length in a batch;
- `spacy`: its `ner`, which has no such encoder, and is much smaller.

Each has a process of its own. They take turns, several times over, so that whatever else the
machine does hits all alike; medians and ratios count, not the figures of one run. The first steps
are not counted, nor is reading, tokenizing beforehand, or evaluation. Printed, and written to
runs/bench/training.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import contenders, ours
from benchmarks.contenders import ROOT, ContenderError, Show
from benchmarks.corpus import Corpus, read_corpus
from benchmarks.quality import add_common_options, names
from pipeline.config import Settings, load_settings
from preprocessing.annotation_files import InputError
from preprocessing.encoder_files import EncoderError, locate_encoder
from preprocessing.settings import ConfigError

RESULTS = ROOT / "runs" / "bench" / "training.json"
FOLDER = ROOT / "runs" / "bench" / "training"

GROUPED = 50
"""Batches within which Hugging Face sorts by length: a multiple of them is as long as any other."""

OURS = ("ours", "ours-configured")
PEERS = {
    "hf": ("hf_trainer", {"sampling": "random"}),
    "hf-grouped": ("hf_trainer", {"sampling": "group_by_length"}),
    "spacy": ("spacy_ner", {}),
}
BASES = ("hf", "hf-grouped")
"""What ratios are given to."""


def main() -> None:
    """Measures all contenders."""
    options = parse_options()
    console = Console(highlight=False)
    try:
        settings = load_settings(options.config, options.set)
        corpus = read_corpus(
            options.data or [settings.data.path],
            settings.data,
            options.labels,
            options.max_train,
            options.max_eval,
        )
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        paths = corpus.write(FOLDER)
        console.print(f"{len(corpus.train)} texts to learn from; {options.steps} steps are counted")
        if options.steps % GROUPED:
            console.print(
                f"[yellow]warning:[/] with {options.steps} steps, no multiple of {GROUPED}, "
                "hf-grouped has longer or shorter texts than the others",
                soft_wrap=True,
            )
        with console.status("") as status:
            jobs = prepare(options, settings, corpus, paths, status.update)
            rounds = measure(jobs, options.rounds, status.update)
    except (ConfigError, InputError, EncoderError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(2)
    except ContenderError as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(1)
    results = {name: summarize(of_name) for name, of_name in rounds.items()}
    console.print(table_of(results))
    written = {
        "data": {"paths": options.data, **corpus.counts()},
        "settings": {
            "training": settings.training.model_dump(mode="json"),
            "overrides": options.set,
            **{key: getattr(options, key) for key in ("batch_size", "threads", "steps", "warmup")},
        },
        "contenders": {
            name: {**results[name], "rounds": of_name} for name, of_name in rounds.items()
        },
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    console.print(f"written to {options.output}", soft_wrap=True)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_common_options(parser)
    parser.set_defaults(max_eval=200)
    parser.add_argument("--rounds", type=int, default=3, help="(%(default)s)")
    parser.add_argument("--steps", type=int, default=100, help="that count (%(default)s)")
    parser.add_argument("--warmup", type=int, default=10, help="steps before them (%(default)s)")
    everyone = [*OURS, *PEERS]
    parser.add_argument("--contenders", type=names, default=everyone, help=",".join(everyone))
    parser.add_argument("--output", type=Path, default=RESULTS, help="the JSON file to write")
    options = parser.parse_args(arguments)
    if unknown := set(options.contenders) - set(everyone):
        parser.error(f"--contenders: {sorted(unknown)[0]} is none of {', '.join(everyone)}")
    if options.steps < 1 or options.warmup < 1 or options.rounds < 1:
        parser.error("--steps, --warmup and --rounds must be at least 1")
    return options


def prepare(
    options: argparse.Namespace,
    settings: Settings,
    corpus: Corpus,
    paths: Mapping[str, str],
    show: Show,
) -> dict[str, tuple[list[str], dict[str, Any]]]:
    """Command and job of each contender."""
    training = settings.training
    job = {
        **{split: paths[split] for split in ("train", "eval")},
        "labels": list(corpus.labels),
        "seed": training.seed,
        **{key: getattr(options, key) for key in ("threads", "batch_size", "steps", "warmup")},
    }
    jobs: dict[str, tuple[list[str], dict[str, Any]]] = {}
    if any(name in OURS for name in options.contenders):
        root = FOLDER / "pipeline"
        given = ours.overrides(paths["annotations"], corpus.labels, root, given=options.set)
        # The shortest training that leaves what the Transform component writes.
        short = ["training.max_steps=1", "training.epochs=1", "export.int8=false"]
        ours.run_pipeline(
            options.config,
            [*given, *short],
            root,
            options.threads,
            lambda told: show(f"ours: {told}"),
        )
        config = str(options.config) if options.config else None
        own = {**job, **ours.transformed(root), "config": config}
        plain = [*given, "augmentation.probability=0"]
        jobs["ours"] = (contenders.ours("train"), {**own, "settings": plain})
        jobs["ours-configured"] = (contenders.ours("train"), {**own, "settings": given})
    theirs = {
        **job,
        "encoder": str(locate_encoder(settings.encoder.source).path),
        "learning_rate": training.learning_rate,
        "warmup_fraction": training.warmup_fraction,
        "weight_decay": training.weight_decay,
        "clip_norm": training.gradient_clip_norm,
    }
    for name, (program, more) in PEERS.items():
        if name in options.contenders:
            jobs[name] = (contenders.peer(program), {**theirs, **more})
    return {name: jobs[name] for name in options.contenders}


def measure(
    jobs: Mapping[str, tuple[list[str], dict[str, Any]]], rounds: int, show: Show
) -> dict[str, list[dict[str, Any]]]:
    """What each contender says in each round."""
    found = defaultdict(list)
    for number in range(1, rounds + 1):
        for name, (command, job) in jobs.items():
            what = f"round {number} of {rounds}: {name}"
            show(what)
            folder = FOLDER / f"{name}-{number}"
            answer = contenders.run_job(
                command, job, folder, lambda told, what=what: show(f"{what}, step {told}")
            )
            found[name].append(answer)
    return found


def summarize(rounds: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Medians over the rounds, and the extremes of the speed."""
    rates = [each["examples"] / each["seconds"] for each in rounds]
    costs = [1000 * each["cpu_seconds"] / each["examples"] for each in rounds]
    return {
        "examples_per_s": statistics.median(rates),
        "slowest": min(rates),
        "fastest": max(rates),
        "cpu_ms_per_text": statistics.median(costs),
        "examples_per_step": sum(each["examples"] for each in rounds)
        / sum(each["steps"] for each in rounds),
        "seconds": statistics.median(each["seconds"] for each in rounds),
        "wall_s": statistics.median(each["wall_s"] for each in rounds),
        "peak_mb": max(each["peak_mb"] for each in rounds),
    }


def table_of(results: Mapping[str, Mapping[str, float]]) -> Table:
    """The results, with ratios to Hugging Face's."""
    title = "Training: medians of the rounds"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("contender", no_wrap=True)
    bases = [base for base in BASES if base in results]
    columns = ["texts/s", "min", "max", *("/" + base.removeprefix("hf-") for base in bases)]
    columns += ["per step", "CPU ms", "peak MB"]
    for column in columns:
        table.add_column(column, justify="right")
    for name, row in results.items():
        ratios = [row["examples_per_s"] / results[base]["examples_per_s"] for base in bases]
        table.add_row(
            name,
            *(f"{row[key]:,.1f}" for key in ("examples_per_s", "slowest", "fastest")),
            *(f"{ratio:.2f}" for ratio in ratios),
            f"{row['examples_per_step']:.1f}",
            f"{row['cpu_ms_per_text']:.1f}",
            f"{row['peak_mb']:,.0f}",
        )
    return table


if __name__ == "__main__":
    main()
