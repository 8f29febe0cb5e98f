"""Throws hostile inputs at whatever takes inputs from outside, and counts what became of them.

Nothing may end in an exception that is not for the user, in a wrong exit code, in an answer that is
wrong, or lose a record. Run it with

    python -m benchmarks.fuzz --seconds 30 --seed 0

The inputs are the same for the same seed; how many are tried depends on the machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.fuzzing.annotation_files import (
    attack_archives,
    attack_conversions,
    attack_lines,
)
from benchmarks.fuzzing.attempts import Attack, Tally, WrongAnswerError, attack
from benchmarks.fuzzing.configurations import attack_commands, attack_configurations
from benchmarks.fuzzing.feedback_files import attack_feedback
from benchmarks.fuzzing.text_files import attack_text_files
from pipeline.consoles import visible

if TYPE_CHECKING:
    from serving.prediction.predictor import Predictor

ENCODER = "tests/data/tfhub_bert_tiny/1"


@dataclass
class Models:
    """The models that texts and requests are thrown at, made or loaded when they are needed.

    Attributes:
      folder: Where they may be made.
      paths: Folders of models; none: tiny ones are made.
    """

    folder: Path
    paths: Sequence[Path] = ()

    @cached_property
    def folders(self) -> Sequence[Path]:
        """Folders of the models."""
        if self.paths:
            return self.paths
        from tests.exported import export_planted_model, export_random_model

        (made := self.folder / "random").mkdir()
        exported = export_random_model(made, ENCODER)
        (planted := self.folder / "planted").mkdir()
        return (exported.path, export_planted_model(planted, exported, ENCODER))

    def predictors(self) -> dict[str, Predictor]:
        """Each of them, and its int8 model where it has one."""
        from models.export_format import INT8_FOLDER
        from serving.prediction.predictor import Predictor, find_model

        predictors = {}
        for path in map(find_model, self.folders):
            predictors[str(path)] = Predictor(path)
            if (path / INT8_FOLDER).is_dir():
                predictors[f"{path} (int8)"] = Predictor(path, int8=True)
        return predictors


Make = Callable[[Path, int, Models], "Iterator[Attack]"]


def _of_files(make: Callable[[Path, int], Attack]) -> Make:
    def attacks(folder: Path, seed: int, _models: Models) -> Iterator[Attack]:
        yield make(folder, seed)

    return attacks


def _texts(_folder: Path, seed: int, models: Models) -> Iterator[Attack]:
    from benchmarks.fuzzing.texts import attack_model

    yield attack_model(models.predictors(), seed)


@contextmanager
def _server(folder: Path, models: Models) -> Iterator[tuple[str, str]]:
    """A server with a model; its addresses for HTTP and for gRPC."""
    import tensorflow_text  # noqa: F401 - registers ops of the graph

    from benchmarks.fuzzing.server_requests import NAME
    from serving.prediction.predictor import find_model
    from tests.serving.server.running_server import publish_versions, run_in_thread, write_config

    base_path = publish_versions(find_model(models.folders[0]), folder / NAME, [1])
    write_config(folder / "models.conf", base_path, "all {}", {"release": 1})
    with run_in_thread(folder / "models.conf") as running:
        yield running.http, running.grpc


def _rest(folder: Path, seed: int, models: Models) -> Iterator[Attack]:
    from benchmarks.fuzzing.server_requests import attack_rest, require_answer

    with _server(folder, models) as (url, _):
        yield attack_rest(url, seed)
        require_answer(url)


def _grpc(folder: Path, seed: int, models: Models) -> Iterator[Attack]:
    from benchmarks.fuzzing.server_requests import attack_grpc, require_answer

    with _server(folder, models) as (url, address):
        yield attack_grpc(address, seed)
        require_answer(url)


KINDS: dict[str, Make] = {
    "lines": _of_files(attack_lines),
    "archives": _of_files(attack_archives),
    "conversions": _of_files(attack_conversions),
    "text-files": _of_files(attack_text_files),
    "feedback": _of_files(attack_feedback),
    "configurations": _of_files(attack_configurations),
    "commands": _of_files(attack_commands),
    "texts": _texts,
    "rest": _rest,
    "grpc": _grpc,
}
"""Gives an attack; what stands behind its `yield` is done when the attack is over."""


def run(
    kind: str, folder: Path, models: Models, *, seed: int, seconds: float, count: int | None = None
) -> Tally:
    """Throws the inputs of one kind.

    Args:
      kind: One of `KINDS`.
      folder: An empty folder.
      models: What texts and requests are thrown at.
      seed: Of the inputs.
      seconds: For how long.
      count: Stops after so many inputs, too.
    """
    attacks = KINDS[kind](folder, seed, models)
    tally = attack(kind, next(attacks), seconds=seconds, count=count)
    try:
        next(attacks, None)
    except WrongAnswerError as error:
        tally.add_fault("after all of them", str(error))
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; the exit code is 0 if there is no fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="for each kind")
    parser.add_argument("--count", type=int, help="most inputs of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    parser.add_argument("--model", type=Path, nargs="*", default=(), help="tiny ones if none")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    console = Console(markup=False, highlight=False)
    with tempfile.TemporaryDirectory(prefix="txner-fuzz-") as place:
        models = Models(Path(place), [path.absolute() for path in options.model])
        tallies = []
        for kind in options.only:
            (folder := Path(place) / kind).mkdir()
            limits = {"seconds": options.seconds, "count": options.count}
            tallies.append(run(kind, folder, models, seed=options.seed, **limits))
            if console.is_terminal:
                console.print(f"{kind}: {tallies[-1].tried:,} tried", style="dim")
    _print(tallies, console, options.seed)
    return 1 if any(tally.faulty for tally in tallies) else 0


def _print(tallies: Sequence[Tally], console: Console, seed: int) -> None:
    table = Table(
        "kind", *("tried", "refused", "faults", "seconds", "slowest, s"),
        title=f"hostile inputs, seed {seed}", box=box.SIMPLE,
    )  # fmt: skip
    for column in table.columns[1:]:
        column.justify = "right"
    for tally in tallies:
        counts = (f"{number:,}" for number in (tally.tried, tally.refused, tally.faulty))
        table.add_row(tally.kind, *counts, f"{tally.seconds:.0f}", f"{tally.slowest:.2f}")
    console.print(table)
    for tally in tallies:
        for fault in tally.faults:
            console.print(f"{tally.kind} {fault.number}: {visible(fault.what)}", soft_wrap=True)
            console.print(f"    {visible(fault.input)}", soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
