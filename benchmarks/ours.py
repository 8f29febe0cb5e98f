"""This project as a contender: `python -m benchmarks.ours TASK JOB`, and the pipeline's run.

TASK is `predict`, with an exported model, or `train`, which times the training of the Trainer
component on what the Transform component wrote.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.contenders import ROOT, ContenderError, Show, run_logged
from benchmarks.peers.contender import Job, Stopwatch

GATES_OPEN = (
    "evaluation.min.micro/f1=0",
    "evaluation.max_drop.micro/f1=1",
    "evaluation.max_int8_drop=1",
    "serving_check.max_p95_ms=60000",
    "data.max_unlabelled_fraction=1",
    "data.min_spans_per_label=0",
    "evaluation.min_texts=0",
    "evaluation.min_spans_per_label=0",
)
"""A benchmark wants the model, however good it is."""


def overrides(
    annotations: str, labels: Sequence[str], root: Path, *more: str, given: Sequence[str] = ()
) -> list[str]:
    """Settings of a run on a corpus, as for `--set`.

    Args:
      annotations: Folder with the annotations, offsets in code points.
      labels: Their labels.
      root: Folder for the outputs.
      more: Further settings.
      given: Those that somebody gave on the command line; the ones above lie over them.
    """
    return [
        *given,
        f"data.path={json.dumps(annotations)}",
        "data.offset_unit=codepoint",
        f"labels={json.dumps(list(labels))}",
        f"output_root={json.dumps(str(root))}",
        *GATES_OPEN,
        *more,
    ]


def run_pipeline(
    config: Path | None, settings: Sequence[str], root: Path, threads: int, show: Show
) -> dict[str, Any]:
    """Runs the pipeline as a user does.

    Args:
      config: As for `--config`.
      settings: As for `--set`.
      root: The output folder that they name.
      threads: How many threads it may use.
      show: Is told that it runs.

    Returns:
      The run's summary.

    Raises:
      ContenderError: The run failed, or its model was not published.
    """
    root.mkdir(parents=True, exist_ok=True)
    show("the pipeline")
    command = [sys.executable, "-m", "commands.main", "run"]
    command += ["--config", str(config)] if config else []
    command += [part for setting in settings for part in ("--set", setting)]
    run_logged(command, root / "run.txt", threads)
    summary: dict[str, Any] = json.loads((root / "summary.json").read_text("utf-8"))
    if not summary["published"]:
        raise ContenderError(f"{root / 'summary.json'}: the model was not published")
    return summary


def main() -> None:
    """Does a task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=("predict", "train"))
    parser.add_argument("job")
    options = parser.parse_args()
    job = Job(options.job)
    {"predict": predict, "train": train}[options.task](job)


def predict(job: Job) -> None:
    """Predicts the eval split with an exported model."""
    from serving.prediction.predictor import Predictor

    predictor = Predictor(job["model"])
    texts = [text["text"] for text in job.texts("eval")]
    spans = []
    for done, prediction in enumerate(predictor.predict_stream(texts), 1):
        job.progress(done, len(texts))
        spans.append([[e.start, e.end, e.label] for e in prediction.entities])
    job.predicted(spans)
    job.answer()


def train(job: Job) -> None:
    """Times as many steps of training as asked; evaluation does not count."""
    import tensorflow as tf
    import tensorflow_text  # noqa: F401 - registers the ops of the graph
    import tensorflow_transform as tft

    from models import trainer
    from pipeline.config import load_settings

    tf.config.threading.set_intra_op_parallelism_threads(job["threads"])
    tf.config.threading.set_inter_op_parallelism_threads(job["threads"])
    config = job["config"]
    settings = load_settings(config and Path(config), job["settings"])
    stopwatch = Stopwatch(job)
    # The loop takes its batches from here, so this is where a step begins and ends.
    trainer.TrainingBatches = timed(trainer.TrainingBatches, stopwatch)  # type: ignore[misc]
    steps = job["warmup"] + job["steps"]
    with tempfile.TemporaryDirectory() as folder:
        trainer.fit(
            trainer.TrainingData(
                transform_output=tft.TFTransformOutput(job["transform_graph"]),
                train_files=tf.io.gfile.glob(job["examples"] + "/Split-train/*"),
                eval_files=tf.io.gfile.glob(job["examples"] + "/Split-eval/*"),
                labels=settings.labels,
            ),
            encoder_settings=settings.encoder,
            settings=settings.training.model_copy(update={"epochs": steps, "max_steps": steps}),
            augmentation=settings.augmentation,
            decoding=settings.decoding,
            run_path=folder,
        )
    job.answer(**stopwatch.figures())


def timed(batches: type[Any], stopwatch: Stopwatch) -> type[Any]:
    """A kind of `TrainingBatches` that tells a stopwatch when a batch was learned."""

    class Timed(batches):  # type: ignore[misc]
        def epoch(self, number: int) -> Any:
            return _TimedEpoch(super().epoch(number), stopwatch)

    return Timed


class _TimedEpoch:
    """An epoch's batches; the next one is asked for when the last is learned."""

    def __init__(self, dataset: Any, stopwatch: Stopwatch) -> None:
        self._dataset = dataset
        self._stopwatch = stopwatch

    def skip(self, count: int) -> _TimedEpoch:
        return _TimedEpoch(self._dataset.skip(count), self._stopwatch)

    def __iter__(self) -> Iterator[Any]:
        for batch in self._dataset:
            yield batch
            self._stopwatch.step(int(batch.texts))


def newest(folder: Path) -> Path:
    """The newest artifact in a folder of them, which are numbered.

    Raises:
      ContenderError: There is none.
    """
    found = [entry for entry in folder.glob("*") if entry.name.isdecimal()]
    if not found:
        raise ContenderError(f"{folder}: there is no artifact of the pipeline")
    return max(found, key=lambda entry: int(entry.name))


def transformed(root: Path) -> dict[str, str]:
    """What the Transform component of a run wrote, as `train` wants it."""
    outputs = root / "pipeline" / "Transform"
    return {
        "transform_graph": str(newest(outputs / "transform_graph")),
        "examples": str(newest(outputs / "transformed_examples")),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
