"""Feedback of applications, sound and with each fault that a line can have."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotation.redaction import RedactionSettings, redact
from benchmarks.fuzzing.attempts import Attack, WrongAnswerError
from benchmarks.fuzzing.values import mutate_bytes, mutate_values
from monitoring.cases import Case
from monitoring.feedback import Expected, RefusedLine, read_feedback
from serving.prediction.feedback import MAX_FEEDBACK_BYTES

SECRET = "DE89370400440532013000"  # noqa: S105 - an account that stands in every documentation
"""An IBAN in many of the texts, which redaction hides."""

_PLACES = ("BLUE BOTTLE", "🍕 CAFÉ GRÜN", "Jose\u0301 met Ann", "PAYPAL\u200b *SHOP")

EXPECTED = Expected(
    "transactions",
    frozenset({1_790_000_000, 1_790_000_001}),
    frozenset({"PARTY", "DATE"}),
    RedactionSettings(enabled=True),
)
"""What sound lines are about."""

_Values = dict[str, Any]


def feedback_lines(count: int, seed: int = 0, faulty: float = 0.5) -> Iterator[bytes]:
    """Lines without line feeds in them.

    Args:
      count: How many.
      seed: The same one gives the same lines.
      faulty: Share of the lines that have a fault.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    faults = list(FAULTS.values())
    for number in range(count):
        values = sound_values(chance)
        if chance.random() >= faulty:
            yield json.dumps(values, ensure_ascii=chance.random() < 0.5).encode()
        else:
            yield faults[number % len(faults)](values).replace(b"\n", b" ")


def sound_values(chance: random.Random) -> _Values:
    """A line without a fault."""
    name = chance.choice(_PLACES)
    number = f" {chance.randint(0, 10**6)}"
    text = f"{name}{number} {SECRET if chance.random() < 0.3 else '05/04'}"
    length, after = len(name), len(name) + len(number)
    became: Any = chance.choice(
        ("kept", "kept", "removed", {"label": "PARTY", "start": 0, "end": after})
    )
    party = {"label": "PARTY", "start": 0, "end": length, "score": chance.random()}
    added = [{"label": "DATE", "start": after + 1, "end": after + 6}]
    return {
        "model": EXPECTED.model,
        "version": chance.choice(sorted(EXPECTED.versions)),
        "text": text,
        "at": f"2026-03-{chance.randint(1, 28):02}T12:00:00+01:00",
        "suggestions": [{**party, "accepted": chance.random() < 0.8, "became": became}],
        "added": added if chance.random() < 0.5 else [],
        "slices": {"country": chance.choice(("DE", "FR"))},
    }


def attack_feedback(folder: Path, seed: int) -> Attack:
    """Single lines, sound, with known faults, and changed at random."""
    del folder
    return Attack(_inputs(seed), _attempt)


def _inputs(seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    faults = list(FAULTS.values())
    while True:
        values = sound_values(chance)
        if chance.random() < 0.3:
            raw = chance.choice(faults)(values)
        else:
            for _ in range(chance.choice((0, 1, 1, 2))):
                values = mutate_values(values, chance)
            raw = json.dumps(values).encode()
            raw = mutate_bytes(raw, chance) if chance.random() < 0.3 else raw
        yield raw.replace(b"\n", b" ")


def _attempt(raw: bytes) -> bool:
    found = list(read_feedback(io.BytesIO(raw + b"\n"), EXPECTED))
    if len(found) != 1:
        raise WrongAnswerError(f"{len(found)} results for one line")
    (told,) = found
    if isinstance(told, RefusedLine):
        if not told.detail.strip() or told.number != 1:
            raise WrongAnswerError("the refusal does not say why, or where")
        if SECRET in told.to_json():
            raise WrongAnswerError("the refusal shows what is to be hidden")
        return True
    _require_hidden(told)
    return False


def _require_hidden(case: Case) -> None:
    shown = (case.text, *case.slices, *case.slices.values())
    if any(text != redact(text, EXPECTED.redaction) for text in shown):
        raise WrongAnswerError("a case holds what is to be hidden")


def _with(**changes: Any) -> Callable[[_Values], bytes]:
    return lambda values: json.dumps({**values, **changes}).encode()


def _without(key: str) -> Callable[[_Values], bytes]:
    return lambda values: json.dumps(
        {name: value for name, value in values.items() if name != key}
    ).encode()


def _suggesting(**changes: Any) -> Callable[[_Values], bytes]:
    """A line whose first suggestion has other values."""

    def change(values: _Values) -> bytes:
        first = {**values["suggestions"][0], **changes}
        return json.dumps({**values, "suggestions": [first]}).encode()

    return change


def _adding(*spans: Mapping[str, Any]) -> Callable[[_Values], bytes]:
    return _with(added=[dict(span) for span in spans])


def _span(label: Any, start: Any, end: Any) -> dict[str, Any]:
    return {"label": label, "start": start, "end": end}


def _and(entry: bytes) -> Callable[[_Values], bytes]:
    """A line with another entry at its end."""
    return lambda values: json.dumps(values).encode()[:-1] + b"," + entry + b"}"


def _raw(content: bytes) -> Callable[[_Values], bytes]:
    return lambda _: content


FAULTS: dict[str, Callable[[_Values], bytes]] = {
    "blank": _raw(b"  "),
    "no JSON": lambda values: json.dumps(values).encode()[:-3],
    "no object": _raw(json.dumps([SECRET]).encode()),
    "not UTF-8": lambda values: json.dumps(values).encode().replace(b"2026", b"\xff\xfe"),
    "UTF-16": lambda values: json.dumps(values).encode("utf-16").replace(b"\n", b" "),
    "too long": _with(text="x" * MAX_FEEDBACK_BYTES),
    "nested": _and(b'"x":' + b"[" * 200 + b"]" * 200),
    "key twice": _and(b'"text":"x"'),
    "unknown key": _with(**{SECRET: 1}),
    "no text": _without("text"),
    "no time": _without("at"),
    "no version": _without("version"),
    "no suggestions": _without("suggestions"),
    "text is a number": _with(text=7),
    "text is empty": _with(text=""),
    "text is blank": _with(text=" \t", suggestions=[], added=[]),
    "NUL": _with(text="BLUE\0BOTTLE 12345"),
    "half a pair": _with(text="BLUE\ud800BOTTLE 12345"),
    "no zone": _with(at="2026-03-01T12:00:00"),
    "no time at all": _with(at=f"yesterday {SECRET}"),
    "time is a number": _with(at=1_790_000_000),
    "time of long ago": _with(at="0001-01-01T00:00:00+14:00"),
    "other model": _with(model="other"),
    "unknown version": _with(version=7),
    "version is a string": _with(version="1790000000"),
    "version is huge": _with(version=10**30),
    "version is true": _with(version=True),
    "score above 1": _suggesting(score=1.5),
    "score is NaN": _suggesting(score=float("nan")),
    "accepted is a string": _suggesting(accepted="yes"),
    "became what": _suggesting(became="eaten"),
    "became nothing": _suggesting(became=None),
    "suggestion beyond the text": _suggesting(end=5000, became="removed"),
    "suggestion is empty": _suggesting(start=3, end=3, became="removed"),
    "suggestion ends before its start": _suggesting(start=4, end=3, became="removed"),
    "suggestions overlap": lambda values: json.dumps(
        {**values, "suggestions": [{**values["suggestions"][0], "became": "removed"}] * 2}
    ).encode(),
    "span beyond the text": _adding(_span("DATE", 1, 5000)),
    "span is empty": _adding(_span("DATE", 1, 1)),
    "span is negative": _adding(_span("DATE", -1, 4)),
    "span is a list": _with(added=[[0, 4, "DATE"]]),
    "offset is a float": _adding(_span("DATE", 0.0, 4)),
    "unknown label": _adding(_span("DAET", 0, 4)),
    "label with a NUL": _adding(_span("DA\0TE", 0, 4)),
    "spans overlap": _adding(_span("DATE", 0, 4), _span("PARTY", 2, 6)),
    "span of a blank": _with(text="BLUE   BOTTLE", suggestions=[], added=[_span("DATE", 4, 6)]),
    "span splits a pair": _with(
        text="🍕 PIZZA", unit="utf16", suggestions=[], added=[_span("PARTY", 1, 4)]
    ),
    "unknown unit": _with(unit="bytes"),
    "slice is a number": _with(slices={"country": 7}),
    "too many slices": _with(slices={str(number): "x" for number in range(21)}),
    "long slice": _with(slices={"country": "x" * 201}),
}
"""Each fault that a line can have: makes a faulty line of the values of a sound one."""
