"""Span F1, ours and the peers', on any annotations: `make bench-quality`.

Three contenders learn from the same texts and predict the same others, once for each seed:

- `ours`: the pipeline as a user runs it, and the model that it publishes;
- `hf`: Hugging Face's token classification with `Trainer`, from the same encoder weights;
- `spacy`: its `ner`, from scratch.

The split is the project's own. All three choose their best epoch on the eval split, and are scored
on it by exact spans of characters; seqeval has to find the same figures. Printed, and written to
runs/bench/quality.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import contenders, ours
from benchmarks.contenders import ROOT, ContenderError, Show
from benchmarks.corpus import Corpus, read_corpus
from benchmarks.scoring import DisagreementError, compare, has_tags, read_predictions, score
from models.span_scoring import MACRO, MICRO, Figures
from pipeline.config import Settings, load_settings
from preprocessing.annotation_files import InputError
from preprocessing.encoder_files import EncoderError, locate_encoder
from preprocessing.settings import ConfigError

RESULTS = ROOT / "runs" / "bench" / "quality.json"
FOLDER = ROOT / "runs" / "bench" / "quality"
OURS, HUGGING_FACE, SPACY = "ours", "hf", "spacy"


@dataclass(frozen=True)
class Contest:
    """What is the same for all.

    Attributes:
      corpus: The texts.
      paths: Where they are written.
      settings: The configuration.
      options: Of the command line.
    """

    corpus: Corpus
    paths: Mapping[str, str]
    settings: Settings
    options: argparse.Namespace

    def job(self, seed: int, folder: Path) -> dict[str, Any]:
        """What every contender is told."""
        training, options = self.settings.training, self.options
        return {
            **{split: self.paths[split] for split in ("train", "eval")},
            "labels": list(self.corpus.labels),
            "predictions": str(folder / "predictions.jsonl"),
            "encoder": str(locate_encoder(self.settings.encoder.source).path),
            "seed": seed,
            "threads": options.threads,
            "epochs": training.epochs,
            "batch_size": options.batch_size,
            "learning_rate": options.hf_learning_rate or training.learning_rate,
            "warmup_fraction": training.warmup_fraction,
            "weight_decay": training.weight_decay,
            "clip_norm": training.gradient_clip_norm,
        }


Train = Callable[[Contest, int, Path, Show], dict[str, Any]]


def train_ours(contest: Contest, seed: int, folder: Path, show: Show) -> dict[str, Any]:
    """Runs the pipeline and predicts with what it publishes."""
    options = contest.options
    # One folder for all seeds: what comes before training is the same, and taken from the cache.
    root = FOLDER / OURS
    settings = ours.overrides(
        contest.paths["annotations"],
        contest.corpus.labels,
        root,
        f"training.seed={seed}",
        "export.int8=false",
        given=options.set,
    )
    begun = time.perf_counter()
    summary = ours.run_pipeline(options.config, settings, root, options.threads, show)
    wall_s = time.perf_counter() - begun
    job = {**contest.job(seed, folder), "model": summary["model_path"]}
    contenders.run_job(contenders.ours("predict"), job, folder, show)
    report = summary["training"]
    lost = {split: counts["lost_spans"] for split, counts in report["alignment"].items()}
    return {
        "wall_s": wall_s,
        "lost": lost,
        "training_s": report["seconds"],
        "best_epoch": report["best_epoch"],
    }


def train_hugging_face(contest: Contest, seed: int, folder: Path, show: Show) -> dict[str, Any]:
    """Fine-tunes with PyTorch."""
    command = contenders.peer("hf_trainer")
    return contenders.run_job(command, contest.job(seed, folder), folder, show)


def train_spacy(contest: Contest, seed: int, folder: Path, show: Show) -> dict[str, Any]:
    """Trains spaCy's `ner`."""
    job = contest.job(seed, folder)
    job["epochs"] = contest.options.spacy_epochs or job["epochs"]
    return contenders.run_job(contenders.peer("spacy_ner"), job, folder, show)


CONTENDERS: dict[str, Train] = {
    OURS: train_ours,
    HUGGING_FACE: train_hugging_face,
    SPACY: train_spacy,
}


def main() -> None:
    """Trains all contenders with all seeds, and compares."""
    options = parse_options()
    console = Console(highlight=False)
    try:
        settings = load_settings(options.config, effective_settings(options))
        corpus = read_corpus(
            options.data or [settings.data.path],
            settings.data,
            options.labels,
            options.max_train,
            options.max_eval,
        )
        # Of a run that was before this one nothing may be taken for this one's.
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        contest = Contest(corpus, corpus.write(FOLDER), settings, options)
        console.print(describe(contest), soft_wrap=True)
        runs = train_all(contest, console)
    except (ConfigError, InputError, EncoderError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(2)
    except (ContenderError, DisagreementError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(1)
    for table in (averages_table(runs), labels_table(runs, corpus.labels)):
        console.print(table)
    console.print(f"written to {options.output}", soft_wrap=True)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_common_options(parser)
    parser.add_argument("--seeds", type=numbers, default=[1, 2, 3], help="such as 1,2,3")
    parser.add_argument("--epochs", type=int, help="of all contenders; otherwise training.epochs")
    parser.add_argument("--spacy-epochs", type=int, help="of spaCy, which begins from scratch")
    parser.add_argument("--hf-learning-rate", type=float, help="otherwise training.learning_rate")
    parser.add_argument(
        "--contenders", type=names, default=list(CONTENDERS), help=",".join(CONTENDERS)
    )
    parser.add_argument("--output", type=Path, default=RESULTS, help="the JSON file to write")
    options = parser.parse_args(arguments)
    if unknown := set(options.contenders) - set(CONTENDERS):
        parser.error(f"--contenders: {sorted(unknown)[0]} is none of {', '.join(CONTENDERS)}")
    return options


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark and of that of speed."""
    parser.add_argument(
        "--data",
        nargs="+",
        metavar="FILE_OR_FOLDER",
        help="annotations as doccano exports them; otherwise data.path",
    )
    parser.add_argument("--labels", type=names, help="such as PER,LOC; otherwise all that occur")
    parser.add_argument("--max-train", type=int, metavar="N", help="texts to learn from")
    parser.add_argument("--max-eval", type=int, metavar="N", help="texts to compare with")
    parser.add_argument("--batch-size", type=int, default=32, help="of the peers (%(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="of each contender (%(default)s)")
    parser.add_argument(
        "--config", type=Path, default=Path("configs/local.yaml"), help="ours (%(default)s)"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="override one key of it"
    )


def names(text: str) -> list[str]:
    """Names that stand between commas."""
    return [name.strip() for name in text.split(",") if name.strip()]


def numbers(text: str) -> list[int]:
    """Numbers that stand between commas."""
    return [int(name) for name in names(text)]


def effective_settings(options: argparse.Namespace) -> list[str]:
    """What the command line says of the configuration, as for `--set`."""
    if options.epochs:
        options.set = [*options.set, f"training.epochs={options.epochs}"]
    return list(options.set)


def describe(contest: Contest) -> str:
    """What is compared, in a line."""
    corpus, training = contest.corpus, contest.settings.training
    spans = sum(len(record.spans) for record in corpus.eval)
    return (
        f"{len(corpus.train)} texts to learn from, {len(corpus.eval)} to compare with "
        f"({spans} spans, {len(corpus.labels)} labels); {training.epochs} epochs, "
        f"seeds {', '.join(map(str, contest.options.seeds))}"
    )


def train_all(contest: Contest, console: Console) -> dict[str, list[dict[str, Any]]]:
    """Trains and scores every contender with every seed.

    Returns:
      For each contender its runs; they are written too, after each.
    """
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in contest.options.contenders}
    with console.status("") as status:
        for seed in contest.options.seeds:
            for name in runs:
                what = f"{name}, seed {seed}"
                status.update(what)
                folder = FOLDER / f"{name}-{seed}"
                folder.mkdir()
                run = CONTENDERS[name](
                    contest, seed, folder, lambda told, what=what: status.update(f"{what}: {told}")
                )
                figures, checked = judge(contest, seed, folder)
                run |= {"seed": seed, "figures": figures, "checked_texts": checked}
                runs[name].append(run)
                console.print(f"{what}: micro F1 {figures[MICRO].f1:.4f}, {run['wall_s']:.0f} s")
                write(contest, runs)
    return runs


def judge(contest: Contest, seed: int, folder: Path) -> tuple[dict[str, Figures], int]:
    """Scores what a contender predicted.

    Returns:
      The figures, and the number of texts on which seqeval found the same ones.

    Raises:
      DisagreementError: It found others.
    """
    records, labels = contest.corpus.eval, contest.corpus.labels
    predicted = read_predictions(folder / "predictions.jsonl")
    pairs = [
        (record, spans)
        for record, spans in zip(records, predicted, strict=True)
        if has_tags(record.spans) and has_tags(spans)
    ]
    check = folder / "seqeval"
    check.mkdir()
    job = {**contest.job(seed, check), **write_pairs(pairs, check)}
    theirs = contenders.run_job(contenders.peer("seqeval_figures"), job, check)["figures"]
    compare(score(*zip(*pairs, strict=True), labels), theirs)
    return score(records, predicted, labels), len(pairs)


def write_pairs(pairs: Sequence[tuple[Any, Any]], folder: Path) -> dict[str, str]:
    """Writes annotated and predicted spans; the paths, by what a job calls them."""
    rows = [({"text": record.text, "label": record.spans}, spans) for record, spans in pairs]
    paths = {name: folder / f"{name}.jsonl" for name in ("eval", "predictions")}
    for path, column in zip(paths.values(), zip(*rows, strict=True), strict=True):
        path.write_text("".join(json.dumps(row) + "\n" for row in column), "utf-8")
    return {name: str(path) for name, path in paths.items()}


def write(contest: Contest, runs: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """Writes what there is so far."""
    options = contest.options
    result = {
        "data": {"paths": options.data, **contest.corpus.counts()},
        "settings": {
            "training": contest.settings.training.model_dump(mode="json"),
            "overrides": options.set,
            "encoder": contest.settings.encoder.source,
            "batch_size": options.batch_size,
            "threads": options.threads,
            "spacy_epochs": options.spacy_epochs,
            "hf_learning_rate": options.hf_learning_rate,
        },
        "contenders": {
            name: {
                "micro_f1": spread([run["figures"][MICRO].f1 for run in of_name]),
                "macro_f1": spread([run["figures"][MACRO].f1 for run in of_name]),
                "runs": [
                    {**run, "figures": {k: asdict(v) for k, v in run["figures"].items()}}
                    for run in of_name
                ],
            }
            for name, of_name in runs.items()
            if of_name
        },
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def spread(values: Sequence[float]) -> dict[str, float]:
    """Mean, standard deviation and extremes; of a single value the deviation is 0."""
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return {
        "mean": statistics.mean(values),
        "deviation": deviation,
        "min": min(values),
        "max": max(values),
    }


def averages_table(runs: Mapping[str, Sequence[dict[str, Any]]]) -> Table:
    """Micro and macro figures of each contender."""
    title = "Spans, eval split: mean ± deviation over seeds; lost: not expressible"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("contender")
    columns = ("micro F1", "min", "max", "P", "R", "macro F1", "lost")
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    for name, of_name in runs.items():
        micro = [run["figures"][MICRO] for run in of_name]
        f1 = spread([entry.f1 for entry in micro])
        table.add_row(
            name,
            f"{f1['mean']:.4f} ± {f1['deviation']:.4f}",
            f"{f1['min']:.4f}",
            f"{f1['max']:.4f}",
            f"{statistics.mean(entry.precision for entry in micro):.4f}",
            f"{statistics.mean(entry.recall for entry in micro):.4f}",
            f"{statistics.mean(run['figures'][MACRO].f1 for run in of_name):.4f}",
            str(of_name[0]["lost"]["eval"]),
        )
    return table


def labels_table(runs: Mapping[str, Sequence[dict[str, Any]]], labels: Sequence[str]) -> Table:
    """F1 of each label."""
    title = "F1 of each label, mean over seeds"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("label")
    for name in (*runs, "spans"):
        table.add_column(name, justify="right")
    for label in labels:
        entries = [[run["figures"][label] for run in of_name] for of_name in runs.values()]
        means = [f"{statistics.mean(entry.f1 for entry in row):.4f}" for row in entries]
        table.add_row(label, *means, str(entries[0][0].support))
    return table


if __name__ == "__main__":
    main()
