"""The plan of a job: how its files are cut into shards, and what is done with them.

A plan depends on nothing but the files and the settings. So a second run makes the same one, and
whatever differs shows that it is another job.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from batch.parquet_files import count_rows
from batch.rows import BatchError, Columns
from batch.text_files import RawRow, csv_rows, jsonl_rows, read_header
from models.export_format import INT8_FOLDER, TAGGER_FILE
from preprocessing.spans import shown
from storage import files

PLAN_VERSION = 1
"""Of the plan file, and of how files are cut."""

ANY_SERVER = "any"
"""What the plan file says of a server that predicts."""

SUFFIXES = (".csv", ".jsonl", ".ndjson", ".parquet")
"""What the name of an input may end in."""

OutputFormat = Literal["parquet", "jsonl", "csv"]


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a file that is done as a whole.

    Attributes:
      number: Its place among all shards, from 0.
      path: The file.
      start: Byte at which its first row begins; of Parquet the number of that row, from 0.
      end: The same of the row after its last.
      line: Line of the first row, from 1; of Parquet the number of that row, from 1.
      rows: How many rows it has.
    """

    number: int
    path: str
    start: int
    end: int
    line: int
    rows: int


@dataclass(frozen=True, slots=True)
class Task:
    """What is done with each row.

    Attributes:
      model: Folder or URL of the exported model.
      model_version: What is written with each row.
      int8: Whether the model's int8 twin predicts.
      columns: What is read of a row.
      format: Of the output.
      with_text: Whether the text is written, too.
      server: Address of the server that predicts, host:port; None: the worker itself does.
    """

    model: str
    model_version: str
    int8: bool
    columns: Columns
    format: OutputFormat
    with_text: bool = False
    server: str | None = None

    @property
    def published(self) -> tuple[str, int] | None:
        """Name and version of the model; None if it is not in a folder of versions."""
        above, _, last = self.model.rpartition("/")
        if not (last.isascii() and last.isdecimal()):
            return None
        return above.rpartition("/")[2], int(last)

    @property
    def with_record(self) -> bool:
        """Whether records are written beside the spans."""
        return self.columns.known


@dataclass(frozen=True, slots=True)
class Plan:
    """A job.

    Attributes:
      task: What is done.
      model_hash: Of what the model is; see `model_hash`.
      inputs: SHA-256 of each file, by its path.
      shard_rows: Most rows of a shard.
      shards: All of them.
    """

    task: Task
    model_hash: str
    inputs: dict[str, str]
    shard_rows: int
    shards: list[Shard]

    @property
    def rows(self) -> int:
        """Rows of all shards."""
        return sum(shard.rows for shard in self.shards)

    def to_json(self) -> dict[str, Any]:
        """The plan file."""
        values = {"plan": PLAN_VERSION, **asdict(self)}
        if self.task.server is not None:
            # A job goes on when the server has moved.
            values["task"]["server"] = ANY_SERVER
        return values


def make_plan(task: Task, patterns: Sequence[str], shard_rows: int) -> Plan:
    """Cuts files into shards; reads each of them once or twice.

    Args:
      task: What is to be done.
      patterns: Paths or URLs with `*`, `?` and `[...]`.
      shard_rows: Most rows of a shard.

    Raises:
      BatchError: There is no row, or a file that cannot be used.
    """
    paths = [files.absolute(path) for path in dict.fromkeys(files.expand(patterns))]
    if not paths:
        raise BatchError(f"no file matches {', '.join(patterns)}", argument="input")
    shards: list[Shard] = []
    inputs: dict[str, str] = {}
    for path in paths:
        try:
            cuts = list(_cut(path, task.columns, shard_rows))
            inputs[path] = _sha256(path)
        except OSError as error:
            raise BatchError(f"{path}: cannot read it: {error.strerror or error}") from None
        shards += [Shard(len(shards) + n, path, *cut) for n, cut in enumerate(cuts)]
    if not shards:
        raise BatchError(f"there is no row in {', '.join(paths[:5])}", argument="input")
    return Plan(task, model_hash(task.model, int8=task.int8), inputs, shard_rows, shards)


def difference(plan: Plan, stored: Any) -> str | None:
    """In what a plan differs from one that was written; None if in nothing.

    Args:
      plan: The plan.
      stored: The content of a plan file.
    """
    if not isinstance(stored, dict):
        return "the file is no plan"
    for name, now, before in _pairs(plan.to_json(), stored):
        if now != before:
            if isinstance(now, str | int | None) and isinstance(before, str | int | None):
                return f"{name} was {shown(before)} and is {shown(now)}"
            return f"{name} is not the same"
    return None


def model_hash(path: str, *, int8: bool) -> str:
    """SHA-256 of a model's graph and of the checksums of its weights, or of its int8 twin as well.

    Raises:
      BatchError: There is no such model.
    """
    names = ["saved_model.pb", "variables/variables.index"]
    if int8:
        names.append(f"{INT8_FOLDER}/{TAGGER_FILE}")
    try:
        hashes = [_sha256(files.join(path, *name.split("/"))) for name in names]
    except OSError:
        wanted = "no int8 model; it was exported with `export.int8: false`"
        has_float = files.exists(files.join(path, names[0]))
        raise BatchError(
            wanted if int8 and has_float else "there is no model", argument="model", value=path
        ) from None
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def _pairs(plan: dict[str, Any], stored: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Names of values, those of the plan and those that are stored; the shards come last."""
    for name, value in plan.items():
        before = stored.get(name)
        if isinstance(value, dict) and isinstance(before, dict):
            for key in sorted(value.keys() | before.keys()):
                yield f"{name}.{key}", value.get(key), before.get(key)
        else:
            yield name, value, before


def _cut(path: str, columns: Columns, shard_rows: int) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, first line and rows of the shards of a file; see `Shard`."""
    suffix = _suffix(path)
    with files.open_binary(path) as stream:
        if suffix == ".parquet":
            total = count_rows(stream, path, columns)
            for start in range(0, total, shard_rows):
                end = min(start + shard_rows, total)
                yield start, end, start + 1, end - start
            return
        raw: Iterator[RawRow[Any]]
        if suffix == ".csv":
            header = read_header(stream, path, columns)
            raw = csv_rows(stream, header.end, header.lines + 1, header.delimiter)
        else:
            raw = jsonl_rows(stream)
        start, line, rows = 0, 1, 0
        for row in raw:
            if rows == shard_rows:
                yield start, row.offset, line, rows
                rows = 0
            if rows == 0:
                start, line = row.offset, row.line
            rows += 1
        if rows:
            yield start, files.size(path), line, rows


def _suffix(path: str) -> str:
    for suffix in SUFFIXES:
        if path.lower().endswith(suffix):
            return suffix
    raise BatchError(f"{path}: the name must end in {', '.join(SUFFIXES)}", argument="input")


def _sha256(path: str) -> str:
    with files.open_binary(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
