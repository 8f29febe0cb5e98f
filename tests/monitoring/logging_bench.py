"""Answers to log, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from annotation.redaction import RedactionSettings
from models.export_format import Entity, Prediction
from monitoring.settings import Texts
from monitoring.shaping import Shaper, TextHash
from serving.prediction.answered import Answered

KEY = b"a key of tests alone"
AT = datetime(2026, 11, 28, 7, 30, tzinfo=UTC)
HIDING = RedactionSettings(enabled=True)


def shaper(texts: Texts = Texts.ALL, sample: float = 0.0) -> Shaper:
    return Shaper(TextHash(KEY), texts, sample, HIDING)


def prediction(text: str) -> Prediction:
    """One entity of the first half of a text, and one of the rest."""
    half = len(text) // 2
    entities = [
        Entity("PARTY", text[:half], 0, half, 0.75, accepted=True),
        Entity("DATE", text[half:], half, len(text), 0.5),
    ]
    return Prediction(text, entities if text else [], 3)


def answered(
    texts: Sequence[str],
    at: datetime = AT,
    model: str = "transactions",
    slices: dict[str, str] | None = None,
) -> Answered:
    return Answered(
        at=at.timestamp(),
        model=model,
        version=7,
        texts=len(texts),
        size=sum(map(len, texts)),
        seconds=0.25,
        slices=slices or {},
        predictions=lambda: [prediction(text) for text in texts],
    )
