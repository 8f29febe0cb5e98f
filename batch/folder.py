"""The folder that a job writes to, and what is finished in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from batch.plan import OutputFormat, Plan, Shard, difference
from batch.rows import BatchError
from storage import files, locks

PREDICTIONS = "predictions"
SHARDS = "shards"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What became of the rows of a shard. It is written last: a shard without one is not finished.

    Attributes:
      shard: Number of the shard.
      rows: Rows that were read.
      predictions: Rows that have a prediction.
      dead_letters: Rows that have none, by reason.
    """

    shard: int
    rows: int
    predictions: int
    dead_letters: dict[str, int] = field(default_factory=dict)

    @property
    def dead(self) -> int:
        """Rows without a prediction."""
        return sum(self.dead_letters.values())


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder.

    Attributes:
      path: Its path or URL, absolute.
      format: Of the predictions.
      shards: How many shards there are.
    """

    path: str
    format: OutputFormat
    shards: int

    @property
    def plan_file(self) -> str:
        """What the job is."""
        return files.join(self.path, "plan.json")

    @property
    def summary_file(self) -> str:
        """What became of all rows; written when all shards are finished."""
        return files.join(self.path, "summary.json")

    def predictions_file(self, shard: int) -> str:
        """The predictions of a shard."""
        return files.join(self.path, PREDICTIONS, f"part-{self._of(shard)}.{self.format}")

    def dead_letters_file(self, shard: int) -> str:
        """The rows of a shard that have no prediction; there is no file if all have one."""
        return files.join(self.path, f"dead-letters-{self._of(shard)}.jsonl")

    def manifest_file(self, shard: int) -> str:
        """The manifest of a shard."""
        return files.join(self.path, SHARDS, f"{shard:05}.json")

    def finish(self, manifest: Manifest, predictions: bytes, dead_letters: bytes) -> None:
        """Writes all files of a shard, each whole or not at all, and the manifest last.

        Raises:
          OSError: They cannot be written.
        """
        files.write_bytes(self.predictions_file(manifest.shard), predictions)
        if dead_letters:
            files.write_bytes(self.dead_letters_file(manifest.shard), dead_letters)
        files.write_json(self.manifest_file(manifest.shard), asdict(manifest))

    def finished(self) -> dict[int, Manifest]:
        """Manifests of the shards that are finished, by number.

        Raises:
          BatchError: A file of a finished shard is gone or damaged.
        """
        folder = files.join(self.path, SHARDS)
        names = files.list_folder(folder) if files.is_folder(folder) else []
        found = {}
        for name in names:
            if name.endswith(".json") and not name.startswith("."):
                manifest = self._read(files.join(folder, name))
                found[manifest.shard] = manifest
        return found

    def _read(self, path: str) -> Manifest:
        try:
            manifest = Manifest(**(files.read_json(path) or {}))
        except (ValueError, TypeError):
            raise BatchError(
                f"{path} is damaged; delete it, and the same command does that shard again"
            ) from None
        wanted = [self.predictions_file(manifest.shard)]
        if manifest.dead:
            wanted.append(self.dead_letters_file(manifest.shard))
        for file in wanted:
            if not files.exists(file):
                raise BatchError(
                    f"{file} is gone, and {path} says that it was written; delete that, too, "
                    "and the same command does the shard again"
                )
        return manifest

    def _of(self, shard: int) -> str:
        return f"{shard:05}-of-{self.shards:05}"


@contextmanager
def opened(path: str, plan: Plan) -> Iterator[Folder]:
    """A folder with the plan in it, which no other process of this machine uses meanwhile.

    Args:
      path: Path or URL.
      plan: The plan; it is written unless the same one is there.

    Raises:
      BatchError: There is another plan, or another process is at work.
      OSError: The folder cannot be used.
    """
    folder = Folder(files.absolute(path).rstrip("/"), plan.task.format, len(plan.shards))
    if files.is_remote(folder.path):
        _write_plan(folder, plan)
        yield folder
        return
    files.make_folder(folder.path)
    try:
        with locks.exclusive(Path(folder.path), wait=False, required=False):
            _write_plan(folder, plan)
            _remove_leftovers(Path(folder.path))
            yield folder
    except locks.LockedError:
        raise BatchError("another process writes to it", argument="output", value=path) from None


def pending(plan: Plan, finished: Iterable[int]) -> Sequence[Shard]:
    """Shards that are not finished."""
    done = set(finished)
    return [shard for shard in plan.shards if shard.number not in done]


def summary(plan: Plan, manifests: Iterable[Manifest]) -> dict[str, Any]:
    """What became of all rows, checked against the plan.

    Raises:
      RuntimeError: The figures do not add up.
    """
    by_number = {manifest.shard: manifest for manifest in manifests}
    reasons: Counter[str] = Counter()
    for shard in plan.shards:
        manifest = by_number.get(shard.number)
        if manifest is None or manifest.rows != shard.rows:
            raise RuntimeError(f"shard {shard.number} has not the {shard.rows} rows of the plan")
        if manifest.predictions + manifest.dead != manifest.rows:
            raise RuntimeError(f"shard {shard.number}: rows are not predictions and dead letters")
        reasons.update(manifest.dead_letters)
    return {
        "rows": plan.rows,
        "predictions": sum(manifest.predictions for manifest in by_number.values()),
        "dead_letters": reasons.total(),
        "reasons": dict(sorted(reasons.items())),
        "shards": len(plan.shards),
        "model_version": plan.task.model_version,
    }


def _write_plan(folder: Folder, plan: Plan) -> None:
    try:
        stored = files.read_json(folder.plan_file)
    except ValueError:
        stored = {}
    if stored is None:
        files.write_text(folder.plan_file, json.dumps(plan.to_json(), indent=1) + "\n")
    elif differs := difference(plan, stored):
        raise BatchError(
            f"{folder.plan_file} is of another job: {differs}; name another --output, or delete "
            "that folder"
        )


def _remove_leftovers(folder: Path) -> None:
    """Removes the temporary files of a run that was killed while it wrote them."""
    for name in (".", PREDICTIONS, SHARDS):
        for file in (folder / name).glob(".*.*-*"):
            if file.is_file():
                file.unlink(missing_ok=True)
