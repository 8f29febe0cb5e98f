"""spaCy's training data: `[text, {"entities": [[start, end, label]]}]`, and `Doc.to_json()`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from preprocessing.formats.texts import FormatError, Marked, read_list, read_span, read_text
from preprocessing.spans import shown


def is_example(value: object) -> bool:
    """Whether a value is a text with its entities, or a document."""
    if isinstance(value, list):
        return (
            len(value) == 2
            and isinstance(value[0], str)
            and isinstance(value[1], dict)
            and isinstance(value[1].get("entities"), list)
        )
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and isinstance(value.get("ents"), list)
    )


def read_example(value: object) -> Iterator[Marked]:
    """A text with its entities.

    Raises:
      FormatError: It is none, or its entities are none of its text.
    """
    if isinstance(value, dict):
        text = read_text(value)
        entities: list[Any] = [
            [entity.get("start"), entity.get("end"), entity.get("label")]
            if isinstance(entity, dict)
            else entity
            for entity in read_list(value, "ents")
        ]
    elif is_example(value) and isinstance(value, list):
        text, entities = value[0], value[1]["entities"]
    else:
        raise FormatError(f'{shown(value)} is not [text, {{"entities": [...]}}]')
    spans = []
    for entity in entities:
        # A fourth part is an id of a knowledge base.
        if not isinstance(entity, list) or len(entity) not in (3, 4):
            raise FormatError(f"{shown(entity)} is not a start, an end and a label")
        start, end, label = entity[:3]
        spans.append(read_span(start, end, label, text))
    yield Marked(text, spans)
