"""Texts with entities, written as `{PARTY:BLUE DOOR CAFE} in {LOCATION:Bern}`."""

from __future__ import annotations

import re

from models.export_format import Entity, Prediction

_ENTITY = re.compile(r"\{(\w+):([^}]*)\}")


def marked(text: str, score: float = 0.9, accepted: bool = True) -> Prediction:
    """The text without marks, and its entities."""
    plain, entities, position = "", [], 0
    for found in _ENTITY.finditer(text):
        plain += text[position : found.start()]
        start = len(plain)
        plain += found[2]
        entities.append(Entity(found[1], found[2], start, len(plain), score, accepted))
        position = found.end()
    return Prediction(plain + text[position:], entities)
