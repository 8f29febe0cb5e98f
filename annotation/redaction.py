"""Hides private data in a text before it leaves for annotation.

A second redaction finds nothing new, whatever the text is. That is why finders go by the shape of
the text, which a mask keeps (a digit stays a digit, a letter a letter), and by keys of fields,
which are never masked. Check digits do change under a mask, so numbers that have them are masked
whole or not at all (`annotation.numbers.whole_units`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from annotation.fields import SEPA_KEYS, names
from annotation.finds import Kind, Redaction
from annotation.numbers import Unit, accounts, card_numbers, ibans, phones, whole_units
from preprocessing.characters import Kind as CharacterKind
from preprocessing.characters import kind as character_kind
from preprocessing.graphemes import Break, grapheme_break


class RedactionSettings(BaseModel):
    """What to hide.

    Attributes:
      enabled: Whether anything is hidden at all.
      card_numbers: Payment card numbers (13 to 19 digits with a right check digit).
      accounts: Runs of digits, IBANs and US social security numbers.
      emails: E-mail addresses and payment addresses such as `ann@bank`.
      phones: International and North American telephone numbers.
      names: The values of fields that hold the name of a party.
      account_digits: Length from which a run of digits counts as an account.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    enabled: bool = False
    card_numbers: bool = True
    accounts: bool = True
    emails: bool = True
    phones: bool = True
    names: bool = True
    account_digits: Annotated[int, Field(ge=4, le=34, strict=True)] = 8


def redact(text: str, settings: RedactionSettings) -> str:
    """`text` with everything that `find_private` finds masked, character by character.

    Digits become the zero of their script, upper-case letters `X`, other letters `x`, and marks
    and Korean letters fixed ones of their kind; the rest stays. So the result has as many code
    points, UTF-16 units and grapheme clusters as `text`, at the same places, and offsets stand.
    A second call changes nothing.

    Args:
      text: Any text without unpaired surrogates.
      settings: What to hide; unless `enabled`, the text is returned as it is.
    """
    pieces = []
    done = 0
    for start, end, _ in find_private(text, settings):
        pieces += [text[done:start], _masked(text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def find_private(text: str, settings: RedactionSettings) -> list[Redaction]:
    """What `redact` hides, in order; no two overlap, and what is masked already is left out.

    Where finds overlap, they are one, of the kind of the longest. Characters that cannot be seen
    hide nothing: they are passed over, none is masked, and no find begins or ends with one. The
    time taken is proportional to the length of the text.

    Args:
      text: Any text without unpaired surrogates.
      settings: What to hide; unless `enabled`, nothing is found.
    """
    if not settings.enabled:
        return []
    if text.isascii():
        return _find_visible(text, settings)
    visible = [index for index, character in enumerate(text) if _is_visible(character)]
    found = _find_visible("".join(text[index] for index in visible), settings)
    return [Redaction(visible[start], visible[end - 1] + 1, kind) for start, end, kind in found]


def _find_visible(text: str, settings: RedactionSettings) -> list[Redaction]:
    found: list[Redaction] = []
    units: list[Unit] = []
    if settings.phones:
        found += phones(text)
    if settings.emails:
        found += _emails(text)
    if settings.names:
        found += names(text)
    if settings.accounts:
        found += accounts(text, settings.account_digits)
        units += ibans(text)
    if settings.card_numbers:
        units += card_numbers(text)
    merged = _merge([*found, *whole_units(units, _merge(found))])
    return [item for item in merged if text[item.start : item.end] != _masked_part(text, item)]


def _merge(found: Iterable[Redaction]) -> list[Redaction]:
    """`found` in order, overlapping items joined under the kind of the longest of them."""
    order = list(Kind)
    merged: list[Redaction] = []
    longest = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end, order.index(item.kind))):
        length = item.end - item.start
        if not merged or item.start >= merged[-1].end:
            merged.append(item)
            longest = length
            continue
        start, end, kind = merged[-1]
        if length > longest:
            longest, kind = length, item.kind
        merged[-1] = Redaction(start, max(end, item.end), kind)
    return merged


# Masks


def _masked_part(text: str, item: Redaction) -> str:
    return _masked(text[item.start : item.end])


def _masked(text: str) -> str:
    return "".join(map(_mask, text))


@cache
def _masks() -> dict[tuple[str, Break, bool], str]:
    """What stands for a letter or a mark, by major category, break and whether beyond U+FFFF.

    Each mask is of the class that it stands for, so that it takes as many UTF-16 units and joins
    to its neighbours in the same way. The few characters of other classes are not masked.
    """
    masks = ["x", "\U0001d431", "\u1100", "\u1161", "\u11a8", "\uac00", "\uac01"]
    masks += ["\u0301", "\U0001d167", "\u0903", "\U00011002", "\u102b", "\U00011145"]
    return {_mask_class(mask): mask for mask in masks}


def _mask_class(character: str) -> tuple[str, Break, bool]:
    major = unicodedata.category(character)[0]
    return major, grapheme_break(character), character > "\uffff"


@cache
def _mask(character: str) -> str:
    if not _is_visible(character):
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        # The digits of a script follow each other from its zero (a Unicode stability policy).
        return chr(ord(character) - unicodedata.decimal(character))
    if category in ("Lu", "Lt"):
        return "X" if character <= "\uffff" else "\U0001d417"
    if category[0] in "LM":
        return _masks().get(_mask_class(character), character)
    return character


def _is_visible(character: str) -> bool:
    return character_kind(character) is not CharacterKind.INVISIBLE


def _emails(text: str) -> Iterator[Redaction]:
    """Addresses, found from each `@` outwards: a pattern would start at every character."""
    at = text.find("@")
    while at >= 0:
        following = text.find("@", at + 1)
        start = at
        while start and _in_address(text[start - 1], "._%+'-"):
            start -= 1
        end = at + 1
        while end < len(text) and _in_address(text[end], ".-"):
            end += 1
        for key in SEPA_KEYS.finditer(text, start, at):
            start = key.end()
        following_key = SEPA_KEYS.search(text, at + 1, end + 1)
        end = following_key.start() if following_key else end
        domain = text[at + 1 : end].rstrip(".-")
        if "." not in domain:
            # A payment address, ann@bank; banks print its neighbours after and before a hyphen.
            domain = domain.partition("-")[0]
            start = max(start, text.rfind("-", start, at) + 1)
        while start < at and not _in_address(text[start], ""):
            start += 1
        if start < at and _is_domain(domain):
            yield Redaction(start, at + 1 + len(domain), Kind.EMAIL)
        at = following


def _in_address(character: str, signs: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in signs


def _is_domain(domain: str) -> bool:
    """Whether it can be a mail domain or the name of a bank, but no exchange rate."""
    last = domain.rpartition(".")[2]
    return domain[:1].isalpha() or ("." in domain and len(last) > 1 and last.isalpha())
