"""The texts that two versions are compared on, and those in which they differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from commands.options import read_settings
from commands.output import fail, stderr
from preprocessing.records import Record

if TYPE_CHECKING:
    from evaluation.paired import Paired
    from models.export_format import Prediction


def plain_texts(path: Path) -> list[str]:
    """The texts of a file."""
    from preprocessing.texts import read_texts

    return [text.text for text in read_texts(path)]


def annotated_records(path: Path, config: Path | None, overrides: list[str] | None) -> list[Record]:
    """The annotated texts of a file, with the metadata that `evaluation.slices` names.

    Ends the command if there is none.
    """
    from evaluation.annotated import read_annotated
    from preprocessing.novelty import metadata_slices

    settings = read_settings(config, overrides)
    keys = metadata_slices(settings.evaluation.slices)
    records, rejects = read_annotated(str(path), settings.data, keys)
    for reject in rejects:
        stderr().print(f"refused: {reject.source}:{reject.line}: {reject.detail}")
    if not records:
        fail(f"{path}: none of {len(rejects)} lines can be used")
    return records


def paired_slices(
    records: Sequence[Record],
    baseline: Sequence[Prediction],
    candidate: Sequence[Prediction],
    config: Path | None,
    overrides: list[str] | None,
) -> dict[str, Paired]:
    """Slices of annotated texts of at least `evaluation.min_slice_texts`; see `compare_slices`."""
    from evaluation.paired import compare_slices

    least = read_settings(config, overrides).evaluation.min_slice_texts
    return compare_slices(records, baseline, candidate, least)


def write_disagreements(path: Path, texts: list[str]) -> None:
    """Writes texts as `txner doccano push` takes them."""
    try:
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    except OSError as error:
        fail(f"--disagreements {path}: cannot write it: {error.strerror}")
    stderr().print(f"wrote {len(texts)} texts to {path}; txner doccano push {path} sends them")
