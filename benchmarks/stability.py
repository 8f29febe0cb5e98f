"""Whether training falls over: `python -m benchmarks.stability`, data sets × rates × seeds.

Data sets are made of the sample, so that nothing has to be fetched:

- `sample`: all of it;
- `few`: 300 texts of it;
- `sparse`: with the rarest labels only, so that two thirds of the texts have no entity;
- `two-labels`: with the two most frequent labels only.

`--corpus NAME=PATH` adds annotations of one's own, each with all labels that occur in them.

Each training is noted in runs/bench/stability/trainings.jsonl when it ends, and is not done again
while the settings are the same, so that a sweep can be done in pieces: with other `--data-sets`,
`--rates`, `--seeds`. The table has all that is noted for these settings.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import mean
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import ours
from benchmarks.contenders import ROOT
from benchmarks.corpus import read_corpus
from benchmarks.journal import note, read_journal
from benchmarks.quality import names
from pipeline.config import Settings, load_settings
from pipeline.local import read_schema
from pipeline.provenance import gather
from preprocessing.annotation_files import InputError
from preprocessing.encoder_files import EncoderError
from preprocessing.settings import ConfigError

FOLDER = ROOT / "runs" / "bench" / "stability"
JOURNAL = FOLDER / "trainings.jsonl"

SAMPLE = "data/sample/span-{SPAN}"
FEW = 300
RARE = ("PROCESSOR", "AMOUNT", "WEBSITE", "PHONE")
FREQUENT = ("PARTY", "CHANNEL")

COLLAPSED = 0.5
"""Span F1, as a share of the best of its data set, below which a training has fallen over."""


@dataclass(frozen=True)
class DataSet:
    """Annotations to train on.

    Attributes:
      path: As `data.path`.
      labels: Labels that are kept; None: all that occur.
      texts: Most texts to learn from; None: all.
    """

    path: str
    labels: tuple[str, ...] | None = None
    texts: int | None = None


DATA_SETS = {
    "sample": DataSet(SAMPLE),
    "few": DataSet(SAMPLE, texts=FEW),
    "sparse": DataSet(SAMPLE, labels=RARE),
    "two-labels": DataSet(SAMPLE, labels=FREQUENT),
}


@dataclass(frozen=True)
class Training:
    """How a training ended.

    Attributes:
      data_set: Name of the data set.
      rate: The configured learning rate.
      seed: Its seed.
      settings: What else it was configured with.
      texts: Texts that it learned from.
      f1: Span F1 of the best epoch on the eval split; 0 if there is none.
      epochs: Epochs in all.
      best_epoch: Number of the best, from 1.
      rates: The rates of its attempts; more than one: it began again.
      seconds: Of its steps.
    """

    data_set: str
    rate: float
    seed: int
    settings: dict[str, Any]
    texts: int = 0
    f1: float = 0.0
    epochs: int = 0
    best_epoch: int = 0
    rates: list[float] = field(default_factory=list)
    seconds: float = 0.0


def main() -> None:
    """Does what is not noted yet, and shows all."""
    options = parse_options()
    console = Console(highlight=False)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["TF_NUM_INTRAOP_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(options.threads)
    try:
        settings = load_settings(options.config, options.set)
        rates = options.rates or [settings.training.learning_rate]
        noted = read_journal(JOURNAL, Training)
        shown = []
        for name, data_set in options.chosen.items():
            key = settings_key(settings, data_set)
            examples: tuple[Path, tuple[str, ...]] | None = None
            for rate in rates:
                for seed in options.seeds:
                    known = find(noted, name, rate, seed, key)
                    if known is None:
                        console.print(f"{name}, rate {rate:g}, seed {seed}", markup=False)
                        examples = examples or prepare(name, data_set, options, settings)
                        planned = Training(name, rate, seed, key)
                        known = train(planned, *examples, settings)
                        note(JOURNAL, known)
                    shown.append(known)
    except (ConfigError, InputError, EncoderError) as error:
        console.print(str(error), style="red", soft_wrap=True, markup=False)
        sys.exit(2)
    console.print(table_of(shown))
    fallen = len(collapsed(shown))
    again = sum(len(training.rates) > 1 for training in shown)
    console.print(f"{len(shown)} trainings: {fallen} fell over, {again} began again")
    console.print(f"all are in {JOURNAL}", soft_wrap=True, markup=False)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of the command line; `chosen` has the data sets by name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", type=Path, help="base configuration unless given")
    parser.add_argument("--set", action="append", default=[], help="settings, as for txner run")
    parser.add_argument("--data-sets", type=names, help=f"of {', '.join(DATA_SETS)}; all")
    parser.add_argument("--corpus", action="append", default=[], help="NAME=PATH, one more")
    parser.add_argument("--rates", type=_numbers, help="learning rates; the configured one")
    parser.add_argument("--seeds", type=_whole, default=[1, 2, 3], help="(1,2,3)")
    parser.add_argument("--texts", type=int, help="most texts of each data set to learn from")
    parser.add_argument("--epochs", type=int, help="in place of the configured ones")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="(%(default)s)")
    options = parser.parse_args(arguments)
    everything = dict(DATA_SETS)
    for corpus in options.corpus:
        name, separator, path = corpus.partition("=")
        if not (name and separator and path):
            parser.error(f"--corpus: {corpus!r} is not NAME=PATH")
        everything[name] = DataSet(path)
    added = [name for name in everything if name not in DATA_SETS]
    chosen = [*(options.data_sets or ([] if added else DATA_SETS)), *added]
    if unknown := [name for name in chosen if name not in everything]:
        parser.error(f"--data-sets: there is no {unknown[0]!r}; there are {', '.join(everything)}")
    options.chosen = {
        name: _at_most(everything[name], options.texts) for name in dict.fromkeys(chosen)
    }
    if options.epochs is not None:
        options.set.append(f"training.epochs={options.epochs}")
    return options


def train(planned: Training, root: Path, labels: Sequence[str], settings: Settings) -> Training:
    """Trains once.

    Args:
      planned: Its data set, rate, and seed.
      root: Output folder of a pipeline that has the examples.
      labels: The labels.
      settings: Everything else.
    """
    import keras
    import tensorflow as tf
    import tensorflow_text  # noqa: F401 - registers the ops of the graph
    import tensorflow_transform as tft

    from models.trainer import TrainingData, fit
    from models.training_loop import NothingLearnedError

    examples = ours.transformed(root)
    data = TrainingData(
        transform_output=tft.TFTransformOutput(examples["transform_graph"]),
        train_files=tf.io.gfile.glob(examples["examples"] + "/Split-train/*"),
        eval_files=tf.io.gfile.glob(examples["examples"] + "/Split-eval/*"),
        labels=list(labels),
    )
    chosen = {"learning_rate": planned.rate, "seed": planned.seed}
    with tempfile.TemporaryDirectory() as folder:
        try:
            fitted = fit(
                data,
                encoder_settings=settings.encoder,
                settings=settings.training.model_copy(update=chosen),
                augmentation=settings.augmentation,
                decoding=settings.decoding,
                run_path=folder,
            )
        except NothingLearnedError:
            return planned
        finally:
            keras.utils.clear_session(free_memory=True)
    report = fitted.report
    return replace(
        planned,
        texts=report.examples,
        f1=fitted.best_f1,
        epochs=len(report.epochs),
        best_epoch=report.best_epoch,
        rates=list(dict.fromkeys(epoch["learning_rate"] for epoch in report.epochs)),
        seconds=report.seconds,
    )


def prepare(
    name: str, data_set: DataSet, options: argparse.Namespace, settings: Settings
) -> tuple[Path, tuple[str, ...]]:
    """Runs the pipeline up to what is trained on; returns its root, and the labels."""
    folder = FOLDER / f"{name}-{data_set.texts or 'all'}"
    corpus = read_corpus(
        [data_set.path],
        settings.data,
        data_set.labels,
        data_set.texts,
        # As a run would have it: a share of what it learns from.
        data_set.texts and max(1, int(data_set.texts * settings.data.eval_fraction)),
    )
    folder.mkdir(parents=True, exist_ok=True)
    annotations = corpus.write(folder)["annotations"]
    root = folder / "pipeline"
    given = ours.overrides(annotations, corpus.labels, root, given=options.set)
    run_transform(load_settings(options.config, given).with_absolute_paths())
    return root, corpus.labels


def run_transform(settings: Settings) -> None:
    """Runs the pipeline up to the Transform component; what is there already is taken."""
    from tfx.orchestration import metadata
    from tfx.orchestration.local.local_dag_runner import LocalDagRunner

    from pipeline.graph import RunContext, build_transform_pipeline

    context = RunContext(gather(settings), read_schema(settings.data.schema_path), "")
    pipeline = build_transform_pipeline(settings, context)
    Path(settings.output_root).mkdir(parents=True, exist_ok=True)
    pipeline.metadata_connection_config = metadata.sqlite_metadata_connection_config(
        settings.metadata_path
    )
    LocalDagRunner().run(pipeline)


def settings_key(settings: Settings, data_set: DataSet) -> dict[str, Any]:
    """What a training depends on besides rate and seed, down to plain values."""
    training = settings.training.model_dump(mode="json", exclude={"learning_rate", "seed"})
    return {
        "training": training,
        "encoder": settings.encoder.model_dump(mode="json"),
        "augmentation": settings.augmentation.model_dump(mode="json"),
        "data_set": json.loads(json.dumps(asdict(data_set))),
    }


def find(
    noted: Iterable[Training], name: str, rate: float, seed: int, key: dict[str, Any]
) -> Training | None:
    """The training that was done with these settings."""
    wanted = (name, rate, seed, key)
    return next((t for t in noted if (t.data_set, t.rate, t.seed, t.settings) == wanted), None)


def collapsed(trainings: Sequence[Training]) -> list[Training]:
    """Those that fell over: they found nothing, or much less than the best on the same data."""
    best: dict[str, float] = defaultdict(float)
    for training in trainings:
        best[training.data_set] = max(best[training.data_set], training.f1)
    return [t for t in trainings if t.f1 == 0 or t.f1 < COLLAPSED * best[t.data_set]]


def table_of(trainings: Sequence[Training]) -> Table:
    """Span F1 by data set, rate and seed."""
    table = Table(title="Span F1, eval split", title_justify="left", box=box.SIMPLE_HEAD)
    for column in ("data set", "texts", "rate", "mean", "min", "by seed", "epochs", "s", ""):
        table.add_column(column, justify="left" if column in ("data set", "by seed") else "right")
    groups: dict[tuple[str, float], list[Training]] = defaultdict(list)
    for training in trainings:
        groups[training.data_set, training.rate].append(training)
    fallen = collapsed(trainings)
    for (name, rate), group in groups.items():
        scores = [training.f1 for training in group]
        again = sum(len(training.rates) > 1 for training in group)
        count = sum(training in fallen for training in group)
        marks = [f"{count} fell over"] * bool(count) + [f"{again} began again"] * bool(again)
        table.add_row(
            name,
            str(max(training.texts for training in group)),
            f"{rate:g}",
            f"{mean(scores):.4f}",
            f"{min(scores):.4f}",
            " ".join(f"{score:.3f}" for score in scores),
            f"{mean(training.epochs for training in group):.0f}",
            f"{mean(training.seconds for training in group):.0f}",
            ", ".join(marks),
        )
    return table


def _at_most(data_set: DataSet, texts: int | None) -> DataSet:
    if texts is None or (data_set.texts is not None and data_set.texts <= texts):
        return data_set
    return replace(data_set, texts=texts)


def _numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


def _whole(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


if __name__ == "__main__":
    main()
