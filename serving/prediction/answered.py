"""What clients and servers tell of the requests that were answered, to whoever keeps a log.

Neither shapes nor writes anything: on the path of a request an answer is only handed on.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from models.export_format import Prediction

SLICES_HEADER = "x-txner-slices"
"""gRPC metadata or HTTP header: what the caller says of the texts, as `country=GB&bank=Acme`."""

MAX_SLICES = 8
"""Keys that a request may give."""

MAX_SLICE_CHARACTERS = 100
"""Code points of a key or a value."""

UNREADABLE = {"slices": "unreadable"}
"""In place of a header that is not what it should be, so that it shows where slices are used."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that a model answered.

    Attributes:
      at: When, in seconds since 1970 in UTC.
      model: Name of the model.
      version: The version that answered.
      texts: How many texts there were.
      size: Length of all texts together, in code points or bytes; bounds what a queue may hold.
      seconds: How long the request took.
      slices: What the caller says of the texts.
      predictions: Makes the texts and what was found in them; that takes time, and may raise.
    """

    at: float
    model: str
    version: int
    texts: int
    size: int
    seconds: float
    slices: Mapping[str, str]
    predictions: Callable[[], Sequence[Prediction]]


OnAnswer = Callable[[Answered], None]
"""Is told each answer, in the thread that answers; must return at once."""


def tell(on_answer: OnAnswer, answered: Callable[[], Answered]) -> None:
    """Hands an answer on; whatever goes wrong with that is logged, and fails no request."""
    try:
        on_answer(answered())
    except Exception:
        _log.exception("an answer was not taken by %r", on_answer)


def slices_to_header(slices: Mapping[str, str]) -> str:
    """The value of `SLICES_HEADER`, in ASCII.

    Raises:
      ValueError: There are more keys than `MAX_SLICES`, or one is empty, too long, or no Unicode.
    """
    if not _are_allowed(slices):
        raise ValueError(
            f"slices may have {MAX_SLICES} keys, each, like its value, of 1 to "
            f"{MAX_SLICE_CHARACTERS} characters; not {dict(slices)!r}"
        )
    return urlencode(slices)


def slices_of_header(header: str | None) -> Mapping[str, str]:
    """Inverse of `slices_to_header`; `UNREADABLE` of what it would not make."""
    if not header:
        return {}
    try:
        slices = dict(parse_qsl(header, strict_parsing=True, max_num_fields=MAX_SLICES))
    except ValueError:
        return UNREADABLE
    return slices if slices and _are_allowed(slices) else UNREADABLE


def _are_allowed(slices: Mapping[str, str]) -> bool:
    parts = [part for pair in slices.items() for part in pair]
    return len(slices) <= MAX_SLICES and all(
        # Lone surrogates, as bytes that are no UTF-8 come, have no place in files.
        0 < len(part) <= MAX_SLICE_CHARACTERS and not _SURROGATE.search(part)
        for part in parts
    )
