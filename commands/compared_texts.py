"""The texts that two versions are compared on, and those in which they differ."""

from __future__ import annotations

import json
from pathlib import Path

from commands.options import read_settings
from commands.output import fail, stderr
from preprocessing.records import Record


def plain_texts(path: Path) -> list[str]:
    """The texts of a file."""
    from preprocessing.texts import read_texts

    return [text.text for text in read_texts(path)]


def annotated_records(path: Path, config: Path | None, overrides: list[str] | None) -> list[Record]:
    """The annotated texts of a file; ends the command if there is none."""
    from evaluation.annotated import read_annotated

    records, rejects = read_annotated(str(path), read_settings(config, overrides).data)
    for reject in rejects:
        stderr().print(f"refused: {reject.source}:{reject.line}: {reject.detail}")
    if not records:
        fail(f"{path}: none of {len(rejects)} lines can be used")
    return records


def write_disagreements(path: Path, texts: list[str]) -> None:
    """Writes texts as `txner doccano push` takes them."""
    try:
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    except OSError as error:
        fail(f"--disagreements {path}: cannot write it: {error.strerror}")
    stderr().print(f"wrote {len(texts)} texts to {path}; txner doccano push {path} sends them")
