"""Hostile files of other annotation tools."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from benchmarks.fuzzing.lines import TEXTS
from benchmarks.fuzzing.values import mutate_bytes, mutate_values
from preprocessing.formats.recognition import Kind

_TAGS = ("O", "B-PARTY", "I-PARTY", "E-PARTY", "S-DATE", "L-DATE", "U-DATE", "B-[/x]")


def hostile_file(kind: Kind, chance: random.Random) -> bytes:
    """A file that is almost what a tool writes."""
    if kind is Kind.CONLL:
        content = _columns(chance)
    else:
        values = [_VALUES[kind](chance) for _ in range(chance.choice((0, 1, 1, 2, 5)))]
        for _ in range(chance.choice((0, 0, 1, 3))):
            values = mutate_values(values, chance)
        content = _laid_out(values, chance)
    return mutate_bytes(content, chance) if chance.random() < 0.3 else content


def _laid_out(values: Any, chance: random.Random) -> bytes:
    is_ascii = chance.random() < 0.5
    layout = chance.choice(("array", "pretty", "lines"))
    if layout == "lines" and isinstance(values, list):
        text = "\n".join(json.dumps(value, ensure_ascii=is_ascii) for value in values)
    else:
        text = json.dumps(values, ensure_ascii=is_ascii, indent=2 if layout == "pretty" else None)
    return text.encode("utf-8", "surrogatepass")


def _span(text: str, chance: random.Random) -> tuple[int, int, str]:
    start, end = sorted(chance.randint(0, len(text)) for _ in range(2))
    return start, end, chance.choice(("PARTY", "DATE", "[/x]", ""))


def _doccano(chance: random.Random) -> Any:
    text = chance.choice(TEXTS)
    return {"id": 1, "text": text, "label": [list(_span(text, chance))]}


def _label_studio(chance: random.Random) -> Any:
    text = chance.choice(TEXTS)
    start, end, label = _span(text, chance)
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    if chance.random() < 0.5:
        return {"id": 1, "text": text, "label": [value], "annotator": 1}
    region = {"type": "labels", "value": value, "from_name": "label", "to_name": "text"}
    annotation = {"result": [region], "was_cancelled": chance.random() < 0.2}
    return {"id": 1, "data": {"text": text}, "annotations": [annotation]}


def _prodigy(chance: random.Random) -> Any:
    text = chance.choice(TEXTS)
    start, end, label = _span(text, chance)
    span = {"start": start, "end": end, "label": label}
    answer = chance.choice(("accept", "accept", "reject", "ignore"))
    return {"text": text, "spans": [span], "_input_hash": 7, "answer": answer}


def _spacy(chance: random.Random) -> Any:
    text = chance.choice(TEXTS)
    start, end, label = _span(text, chance)
    if chance.random() < 0.5:
        return [text, {"entities": [[start, end, label]]}]
    return {"text": text, "ents": [{"start": start, "end": end, "label": label}]}


def _hugging_face(chance: random.Random) -> Any:
    tokens = chance.choice(TEXTS).split(" ")
    numbers = chance.random() < 0.5
    tags = [chance.randint(0, 3) if numbers else chance.choice(_TAGS) for _ in tokens]
    return {"tokens": tokens, chance.choice(("ner_tags", "tags")): tags}


def _columns(chance: random.Random) -> bytes:
    between = chance.choice(("\t", " ", "   "))
    lines = []
    for _ in range(chance.choice((0, 1, 5, 20))):
        word = chance.choice((*"ab", "Grün", "\u200b", "-DOCSTART-", "", "🍕", "\u2028"))
        cells = [word, *chance.choices(("_", "NN", ""), k=chance.choice((0, 1, 2)))]
        lines.append(between.join([*cells, chance.choice((*_TAGS, "X-", "0", ""))]))
        if chance.random() < 0.2:
            lines.append("")
    return chance.choice(("\n", "\r\n")).join(lines).encode()


_VALUES: dict[Kind, Callable[[random.Random], Any]] = {
    Kind.JSON: _doccano,
    Kind.LABEL_STUDIO: _label_studio,
    Kind.PRODIGY: _prodigy,
    Kind.SPACY: _spacy,
    Kind.HUGGING_FACE: _hugging_face,
}
