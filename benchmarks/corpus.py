"""Annotated texts for benchmarks: read as a run reads them, and written for every contender."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from preprocessing.annotation_files import InputError, find_files
from preprocessing.annotators import group_by_text, settle
from preprocessing.reading import ReadOptions, plan_reading, read_plan
from preprocessing.records import Record, Reject
from preprocessing.settings import DataSettings
from preprocessing.splits import divide


@dataclass(frozen=True)
class Corpus:
    """Annotated texts in two splits.

    Attributes:
      train: To learn from.
      eval: To compare with.
      labels: The labels.
      refused: How many lines could not be used.
    """

    train: tuple[Record, ...]
    eval: tuple[Record, ...]
    labels: tuple[str, ...]
    refused: int

    def write(self, folder: Path) -> dict[str, str]:
        """Writes the texts as JSONL, offsets in code points.

        Args:
          folder: Where to; it must exist.

        Returns:
          Paths of `train` and `eval`, and of `annotations`, a folder with all of them.
        """
        (folder / "annotations").mkdir(exist_ok=True)
        paths = {split: folder / f"{split}.jsonl" for split in ("train", "eval")}
        paths["all"] = folder / "annotations" / "all.jsonl"
        texts = {"train": self.train, "eval": self.eval, "all": (*self.train, *self.eval)}
        for name, records in texts.items():
            write_records(records, paths[name])
        paths["annotations"] = paths.pop("all").parent
        return {name: str(path.absolute()) for name, path in paths.items()}

    def counts(self) -> dict[str, Any]:
        """What there is, for a report."""
        counts: dict[str, Any] = {"labels": list(self.labels), "refused_lines": self.refused}
        for name, records in (("train", self.train), ("eval", self.eval)):
            spans = Counter(span.label for record in records for span in record.spans)
            counts[name] = {
                "texts": len(records),
                "spans": {label: spans[label] for label in self.labels},
            }
        return counts


def read_corpus(
    paths: Sequence[str],
    data: DataSettings,
    labels: Sequence[str] | None = None,
    max_train: int | None = None,
    max_eval: int | None = None,
) -> Corpus:
    """Reads annotations as a run does, in the same splits.

    Args:
      paths: Files, folders or globs, as in `data.path` of the configuration.
      data: Settings of the data; their path does not count.
      labels: Labels to keep; spans of others are left out. None: all that occur, by frequency.
      max_train: Most texts to learn from; the same ones each time, and all of fewer among more.
      max_eval: Most texts to compare with.

    Raises:
      InputError: There is nothing to learn from or to compare with.
    """
    lines = _read(paths, data)
    records = _settled(lines, data)
    if labels is None:
        counted = Counter(span.label for record in records for span in record.spans)
        labels = [label for label, _ in counted.most_common()]
    kept = [
        replace(record, spans=tuple(span for span in record.spans if span.label in labels))
        for record in records
    ]
    splits = divide(kept, data)
    for split, part in splits.items():
        if not any(record.spans for record in part):
            raise InputError(
                f"{', '.join(paths)}: of {len(lines)} lines {len(part)} are texts for {split}, "
                f"and none of them has a span labelled {', '.join(labels) or 'at all'}"
            )
    return Corpus(
        train=tuple(choose(splits["train"], max_train)),
        eval=tuple(choose(splits["eval"], max_eval)),
        labels=tuple(labels),
        refused=sum(not isinstance(line, Record) for line in lines),
    )


def read_records(paths: Sequence[str], data: DataSettings) -> list[Record]:
    """All texts of annotations, each once, without a split.

    Args:
      paths: As for `read_corpus`.
      data: Settings of the data; their path does not count.

    Raises:
      InputError: There are none, or they cannot be read.
    """
    records = _settled(_read(paths, data), data)
    if not records:
        raise InputError(f"{', '.join(paths)}: no line can be used")
    return records


def write_records(records: Iterable[Record], path: Path) -> None:
    """Writes texts as JSONL, offsets in code points."""
    path.write_text("".join(map(_line, records)), "utf-8", newline="\n")


def choose(records: Sequence[Record], count: int | None) -> list[Record]:
    """A number of records, decided by their texts, so that fewer are among more."""
    if count is None or count >= len(records):
        return list(records)
    return sorted(records, key=_chance)[:count]


def _read(paths: Sequence[str], data: DataSettings) -> list[Record | Reject]:
    options = ReadOptions(
        None, data.unlabelled, data.approved_only, metadata_keys=data.metadata_keys
    )
    found = [file for path in paths for file in find_files(path, data.spans)]
    return list(read_plan(plan_reading(found, data.offset_unit), options))


def _settled(lines: Iterable[Record | Reject], data: DataSettings) -> list[Record]:
    groups = group_by_text(line for line in lines if isinstance(line, Record))
    return [record for group in groups for record in settle(group, data.annotators).records[:1]]


def _chance(record: Record) -> bytes:
    # Salted, because the split is made with a hash of the text too.
    return hashlib.blake2b(b"chosen/" + record.text.encode(), digest_size=16).digest()


def _line(record: Record) -> str:
    spans: Iterable[tuple[Any, ...]] = map(tuple, record.spans)
    return json.dumps({"id": record.id, "text": record.text, "label": list(spans)}) + "\n"
