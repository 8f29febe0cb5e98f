"""Checking what callers give besides texts: spans, days and countries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeGuard

from enrichment.record import Known
from enrichment.values.countries import is_country
from models.export_format import Entity, Prediction
from preprocessing.errors import UserError
from preprocessing.spans import shown


class InputError(UserError, ValueError):
    """A row that no record can be made of; the message says which field and why."""


def check_text(value: object) -> str:
    """A text.

    Raises:
      InputError: It is no string, or has what no UTF-8 can hold.
    """
    if not isinstance(value, str):
        raise InputError(f"`text` is {shown(value)}, not a string")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError("`text` has a NUL or half of a surrogate pair")
    return value


def check_known(booked_on: object, country: object) -> Known:
    """The day and the country of a booking; empty values count as missing.

    Raises:
      InputError: The day is not an ISO 8601 date, or the country not an ISO 3166-1 alpha-2 code.
    """
    if booked_on in (None, ""):
        booked_on = None
    elif not isinstance(booked_on, str) or not _is_date(booked_on):
        raise InputError(f"`booked_on` is {shown(booked_on)}, not a date such as 2026-08-18")
    if country in (None, ""):
        country = None
    elif not isinstance(country, str) or not is_country(country.upper()):
        raise InputError(f"`country` is {shown(country)}, not a code such as DE")
    return Known(booked_on, country.upper() if isinstance(country, str) else None)


def check_prediction(row: Mapping[str, Any]) -> Prediction:
    """A text with entities that somebody else found.

    Args:
      row: Has `text`, and `entities` (objects with `label`, `start`, `end`, perhaps `score` and
        `accepted`) or `label` ([start, end, label]); offsets are code points.

    Raises:
      InputError: Something is missing or wrong.
    """
    text = check_text(row.get("text"))
    listed = row.get("entities", row.get("label"))
    if not isinstance(listed, list):
        raise InputError(f"`entities` is {shown(listed)}, not a list")
    entities = [_entity(text, item, number) for number, item in enumerate(listed)]
    return Prediction(text, sorted(entities, key=lambda entity: (entity.start, entity.end)))


def _entity(text: str, item: object, number: int) -> Entity:
    where = f"`entities` {number}"
    if isinstance(item, list) and len(item) == 3:
        item = dict(zip(("start", "end", "label"), item, strict=True))
    if not isinstance(item, dict):
        raise InputError(f"{where} is {shown(item)}, not an object")
    label, start, end = item.get("label"), item.get("start"), item.get("end")
    if not isinstance(label, str) or not label:
        raise InputError(f"{where}: `label` is {shown(label)}, not a string")
    if not _is_int(start) or not _is_int(end) or not 0 <= start < end <= len(text):
        raise InputError(
            f"{where}: {shown(start)} to {shown(end)} is not within {len(text)} code points"
        )
    score, accepted = item.get("score", 1.0), item.get("accepted", True)
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise InputError(f"{where}: `score` is {shown(score)}, not a number from 0 to 1")
    if not isinstance(accepted, bool):
        raise InputError(f"{where}: `accepted` is {shown(accepted)}, not true or false")
    return Entity(label, text[start:end], start, end, float(score), accepted)


def _is_int(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
