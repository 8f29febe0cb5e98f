"""Tells by the beginning of a file which tool wrote it."""

from __future__ import annotations

import json
import shlex
from enum import StrEnum
from typing import Any

from preprocessing.doccano import read_shape
from preprocessing.formats import conll, hugging_face, label_studio, prodigy, spacy
from preprocessing.spans import RejectError, check_shape

HEAD_BYTES = 1 << 16
"""How much of a file tells what it is."""


class Kind(StrEnum):
    """What `txner convert` reads."""

    JSON = "json"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    SPACY = "spacy"
    HUGGING_FACE = "hugging-face"
    CONLL = "conll"


NAMES = {
    Kind.JSON: "a JSON array or pretty-printed JSON, not JSON Lines",
    Kind.LABEL_STUDIO: "Label Studio's JSON",
    Kind.PRODIGY: "Prodigy's JSON Lines",
    Kind.SPACY: "spaCy's training data",
    Kind.HUGGING_FACE: "Hugging Face's tokens and tags",
    Kind.CONLL: "words and tags in columns (CoNLL)",
}
"""As messages name them."""


def advice(kind: Kind, path: str) -> str:
    """What a file is, and the command that converts it."""
    command = shlex.join(["txner", "convert", kind, path, "--to", "annotations.jsonl"])
    return f"this is {NAMES[kind]}; convert it: {command}"


def recognise_value(value: object) -> Kind | None:
    """The tool that writes such values; None for doccano's, and if none that is known does."""
    if _is_doccano(value):
        return None
    if spacy.is_example(value):
        return Kind.SPACY
    if label_studio.is_task(value):
        return Kind.LABEL_STUDIO
    if hugging_face.is_row(value):
        return Kind.HUGGING_FACE
    return Kind.PRODIGY if prodigy.is_task(value) else None


def _is_doccano(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    try:
        spans = read_shape(value).spans
        for span in spans[:1]:
            check_shape(span)
    except RejectError:
        return False
    return True


def recognise(head: bytes) -> Kind | None:
    """The tool that wrote a file.

    Args:
      head: Its first bytes, up to `HEAD_BYTES`.

    Returns:
      None for JSON Lines of doccano's shapes, and for whatever is not known.
    """
    # The last character may be cut off.
    text = head.decode("utf-8-sig", "ignore").lstrip(" \t\r\n")
    if not text.startswith(("[", "{")):
        return _recognise_columns(text)
    value, end = _decode(text, 0)
    if end:
        if isinstance(value, list) and recognise_value(value) is None:
            # An array; a line of JSON Lines is an object.
            return _of_array(value[0] if value else None)
        kind = recognise_value(value)
        is_pretty = "\n" in text[:end].strip()
        return kind or (Kind.JSON if is_pretty else None)
    if text.startswith("["):  # longer than what was read
        start = len(text) - len(text[1:].lstrip(" \t\r\n"))
        element, _ = _decode(text, start)
        return _of_array(element)
    # An object that is cut off, or not JSON at all, such as `{'text': ...}`.
    first, _, rest = text.partition("\n")
    return Kind.JSON if first.strip() == "{" and rest.lstrip().startswith('"') else None


def _of_array(element: Any) -> Kind:
    return recognise_value(element) or Kind.JSON


def _decode(text: str, at: int) -> tuple[Any, int]:
    """A value and its end; None and 0 if there is none."""
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, 0


def _recognise_columns(text: str) -> Kind | None:
    lines = [line for line in text.split("\n")[:20] if line.strip()][:3]
    return Kind.CONLL if lines and all(map(conll.is_column_line, lines)) else None
