"""Runs a job: the shards that are not finished, on Beam."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import apache_beam as beam
from apache_beam.metrics.metric import MetricsFilter
from apache_beam.options.pipeline_options import PipelineOptions

from batch.folder import Folder, opened, pending, summary
from batch.plan import Plan
from batch.shard_log import LOG_NAMESPACE, LogTarget
from batch.worker import NAMESPACE, LoadModel, PredictShards, load_model
from storage import files
from storage.temporary import own_temporary_folder

GOES_ON = "the same command goes on with the shards that are not finished"

PROGRESS_SECONDS = 2.0
"""How often it is looked how far a job is."""

Report = Callable[[int, int], None]
"""Is told the number of rows that are done, and of all."""


def run_job(
    plan: Plan,
    output: str,
    flags: Sequence[str],
    *,
    load: LoadModel = load_model,
    log: LogTarget | None = None,
    report: Report,
) -> dict[str, Any]:
    """Does what is not done yet of a plan.

    Args:
      plan: The plan.
      output: Folder or URL; see `batch.folder.Folder`.
      flags: Of Beam.
      load: Loads the model in a worker.
      log: The prediction log to write to.
      report: Told how far it is.

    Returns:
      The summary, as in the file `summary.json`, in `new_rows` how many rows this run did, and with
      a log in `logged` and `not_logged` how many answers are in it and are not.

    Raises:
      BatchError: The folder has another plan, or is in use.
      OSError: Something cannot be read or written.
      RuntimeError: A worker failed, or the figures do not add up.
    """
    with opened(output, plan) as folder:
        earlier = folder.finished()
        todo = pending(plan, earlier)
        counted: dict[str, int] = {}
        logged: dict[str, int] = {}
        if todo:
            try:
                # Beam leaves folders behind when it hands a job to a server.
                with _watched(plan, folder, report), own_temporary_folder():
                    counted, logged = _on_beam(plan, folder, todo, flags, load, log)
            except KeyboardInterrupt:
                raise KeyboardInterrupt(GOES_ON) from None
            except Exception as error:
                error.add_note(GOES_ON)
                raise
        manifests = folder.finished()
        result = summary(plan, manifests.values())
        new = [manifests[shard.number] for shard in todo]
        _check_counters(
            counted,
            rows=sum(manifest.rows for manifest in new),
            predictions=sum(manifest.predictions for manifest in new),
            dead_letters=sum(manifest.dead for manifest in new),
        )
        files.write_json(folder.summary_file, result, indent=1)
        result["new_rows"] = sum(manifest.rows for manifest in new)
        if log is not None:
            result |= {name: logged.get(name, 0) for name in ("logged", "not_logged")}
        return result


def _on_beam(
    plan: Plan,
    folder: Folder,
    todo: Sequence[Any],
    flags: Sequence[str],
    load: LoadModel,
    log: LogTarget | None,
) -> tuple[dict[str, int], dict[str, int]]:
    """Predicts shards; what Beam counted of them and of the log, which some runners do not tell."""
    pipeline = beam.Pipeline(options=PipelineOptions(list(flags)))
    _ = (
        pipeline
        | "Shards" >> beam.Create(todo)
        # Without it one worker would do them all.
        | "Spread" >> beam.Reshuffle()
        | "Predict" >> beam.ParDo(PredictShards(plan.task, folder, load, log))
    )
    result = pipeline.run()
    result.wait_until_finish()
    return _counters(result, NAMESPACE), _counters(result, LOG_NAMESPACE)


def _counters(result: Any, namespace: str) -> dict[str, int]:
    counters = result.metrics().query(MetricsFilter().with_namespace(namespace))["counters"]
    return {
        counter.key.metric.name: counter.committed
        for counter in counters
        if counter.committed is not None
    }


def _check_counters(counted: dict[str, int], **wanted: int) -> None:
    """Compares Beam's metrics with the manifests.

    Raises:
      RuntimeError: They differ.
    """
    for name, count in counted.items():
        if count != wanted[name]:
            raise RuntimeError(f"Beam counted {count} {name}, the manifests {wanted[name]}")


@contextmanager
def _watched(plan: Plan, folder: Folder, report: Report) -> Iterator[None]:
    """Within the block, reports how far it is; files show it, wherever the workers are."""
    ended = threading.Event()

    def watch() -> None:
        while True:
            done = sum(manifest.rows for manifest in folder.finished().values())
            report(done, plan.rows)
            if ended.wait(PROGRESS_SECONDS):
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
