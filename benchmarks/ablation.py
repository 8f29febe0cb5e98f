"""What each part of the training is worth: the same training with one part less, or another.

Takes what the Transform component of a run wrote (`make run`), and trains on it as the Trainer
does:

    python -m benchmarks.ablation --evaluate held_out.jsonl

Each variant is trained from the same weights with each seed, exported, and compared on the eval
split, and on the annotations of other files if there are any. `runs/bench/ablation.json` gets the
figures.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.ours import transformed
from models.span_scoring import MICRO
from pipeline.config import Settings, load_settings
from preprocessing.settings import SettingsError

OUTPUT = Path("runs/bench/ablation.json")

CHARACTERS = ("duplicate", "delete", "transpose", "typo")
"""Rates of augmentation that are typing errors."""

VARIANTS: dict[str, tuple[str, ...]] = {
    "as configured": (),
    "greedy": ("decoding=greedy",),
    "no augmentation": ("augmentation.probability=0",),
    "greedy without augmentation": ("augmentation.probability=0", "decoding=greedy"),
    "no swapped entities": ("augmentation.swap=0",),
    "no typing errors": tuple(f"augmentation.{name}=0" for name in CHARACTERS),
    "no other digits": ("augmentation.digits=0",),
    "no other case": tuple(f"augmentation.case.{case}=0" for case in ("upper", "lower", "title")),
    "all texts varied": ("augmentation.probability=1",),
    "layer decay 0.85": ("training.layer_decay=0.85",),
    "embeddings frozen": ("training.frozen_layers=1",),
}
"""Settings that differ, by the name of the variant."""


def main() -> None:
    """Trains all variants and prints their figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--config", type=Path, default=Path("configs/local.yaml"))
    parser.add_argument("--set", action="append", default=[], help="for all variants")
    parser.add_argument("--run", type=Path, help="output folder of a run; that of the settings")
    parser.add_argument("--evaluate", nargs="*", default=[], help="further annotations")
    parser.add_argument("--variants", help="names, with commas between; all")
    parser.add_argument("--tuned", help="file of `txner tune`, a variant more")
    parser.add_argument("--seeds", default="1")
    options = parser.parse_args()
    variants = dict(VARIANTS)
    if options.tuned:
        variants["tuned"] = (f"tuner.file={options.tuned}",)
    if options.variants:
        chosen = [name.strip() for name in options.variants.split(",")]
        if unknown := [name for name in chosen if name not in variants]:
            sys.exit(f"--variants: there is no {unknown[0]!r}; there are: {', '.join(variants)}")
        variants = {name: variants[name] for name in chosen}
    try:
        base = load_settings(options.config, options.set)
        settings = {
            name: load_settings(options.config, [*options.set, *changes])
            for name, changes in variants.items()
        }
    except SettingsError as error:
        sys.exit(f"error: {error}")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logging.disable(logging.WARNING)
    examples = transformed(options.run or Path(base.output_root))
    seeds = [int(seed) for seed in options.seeds.split(",")]
    console = Console()
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in settings}
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(settings) * len(seeds))
        for seed in seeds:
            for names in together(settings):
                progress.update(task, description=f"{', '.join(names)}, seed {seed}")
                group = {name: settings[name] for name in names}
                for name, figures in measure(group, seed, examples, options.evaluate).items():
                    found[name].append({"seed": seed, **figures})
                progress.advance(task, len(names))
                _write(found)
    console.print(table(found, options.evaluate))
    console.print(f"written to {OUTPUT}")


def together(settings: Mapping[str, Settings]) -> list[list[str]]:
    """Names of variants in groups that share a training: they differ in decoding only."""
    groups: dict[str, list[str]] = {}
    for name, variant in settings.items():
        groups.setdefault(variant.model_dump_json(exclude={"decoding"}), []).append(name)
    return list(groups.values())


def measure(
    variants: Mapping[str, Settings], seed: int, examples: dict[str, str], files: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Trains a tagger, exports it as each variant decodes, and evaluates that.

    Args:
      variants: Settings by name, which differ in decoding only.
      seed: Of the training.
      examples: As from `benchmarks.ours.transformed`.
      files: Annotations to evaluate with, beside the eval split.

    Returns:
      For each variant micro F1 of the `eval` split and of each file, and `seconds` of the training.
    """
    import keras
    import tensorflow as tf
    import tensorflow_text  # noqa: F401 - registers the ops of the graph
    import tensorflow_transform as tft

    from evaluation.annotated import evaluate_file
    from models.confidence import Confidence
    from models.settings import ExportDtype, ExportSettings
    from models.trainer import TrainingData, export_fitted, fit
    from serving.prediction.predictor import Predictor

    settings = next(iter(variants.values()))
    data = TrainingData(
        transform_output=tft.TFTransformOutput(examples["transform_graph"]),
        train_files=tf.io.gfile.glob(examples["examples"] + "/Split-train/*"),
        eval_files=tf.io.gfile.glob(examples["examples"] + "/Split-eval/*"),
        labels=settings.labels,
    )
    export = ExportSettings(dtype=ExportDtype.FLOAT32, int8=False)
    confidence = Confidence.uncalibrated(len(settings.labels))
    figures: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        fitted = fit(
            data,
            encoder_settings=settings.encoder,
            settings=settings.training.model_copy(update={"seed": seed}),
            augmentation=settings.augmentation,
            decoding=settings.decoding,
            run_path=f"{folder}/run",
        )
        for name, variant in variants.items():
            evaluation = fitted.evaluation.with_decoding(variant.decoding)
            f1 = evaluation.counts().figures(data.labels)[MICRO].f1
            figures[name] = {"eval": f1, "seconds": fitted.report.seconds}
            path = f"{folder}/{variant.decoding}"
            export_fitted(fitted, data, variant.decoding, confidence, export, path)
            for file in files:
                predictor = Predictor(Path(path))
                result = evaluate_file(predictor.predict_stream, file, settings.data)
                figures[name][file] = result.figures[MICRO].f1
    keras.utils.clear_session(free_memory=True)
    return figures


def table(found: dict[str, list[dict[str, Any]]], files: Sequence[str]) -> Table:
    """The figures, and how far each is from that of the first variant."""
    result = Table(title="Micro F1", title_justify="left")
    result.add_column("variant")
    columns = ["eval", *files]
    for name in columns:
        result.add_column(Path(name).stem, justify="right")
        result.add_column("", justify="right")
    result.add_column("s", justify="right")
    first = next(iter(found.values()))
    for name, runs in found.items():
        cells = []
        for column in columns:
            figure, reference = (mean(run[column] for run in each) for each in (runs, first))
            cells += [f"{figure:.4f}", "" if runs is first else f"{figure - reference:+.4f}"]
        result.add_row(name, *cells, f"{mean(run['seconds'] for run in runs):.0f}")
    return result


def _write(found: dict[str, list[dict[str, Any]]]) -> None:
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
