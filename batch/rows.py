"""A row of an input: what is predicted, or why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from enrichment.checks import InputError, check_known
from enrichment.record import Known
from preprocessing.errors import UserError
from preprocessing.spans import shown

NOTHING_KNOWN = Known()

KNOWN_FIELDS = ("booked_on", "country")
"""Columns that records use where they are there."""


class BatchError(UserError, ValueError):
    """A job that cannot be done as it was asked for; the message names the file and what to do."""


class Reason(StrEnum):
    """Why a row has no prediction."""

    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    NOT_CSV = "not_csv"
    FIELD_COUNT = "field_count"
    NO_TEXT = "no_text"
    BAD_TEXT = "bad_text"
    NO_KEY = "no_key"
    BAD_KEY = "bad_key"
    BAD_FIELD = "bad_field"
    DAMAGED = "damaged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row.

    Attributes:
      reason: The kind of it, to be counted.
      detail: The same for a person.
    """

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What is taken from a row.

    Attributes:
      text: Column, or field of an object, with the text.
      key: The one with what tells rows apart for whoever uses the predictions.
      known: Whether `KNOWN_FIELDS` are taken, too.
    """

    text: str
    key: str
    known: bool = False

    @property
    def names(self) -> list[str]:
        """All of them."""
        return list(dict.fromkeys([self.key, self.text, *(KNOWN_FIELDS if self.known else ())]))


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
      number: The line in which it begins, or in Parquet its number in the file; from 1.
      key: Its key, as far as it has one.
      text: What is predicted; "" of a faulty row.
      known: What it says besides.
      fault: Why it cannot be predicted; None if it can.
    """

    number: int
    key: str | None = None
    text: str = ""
    known: Known = NOTHING_KNOWN
    fault: Fault | None = None


def check_row(number: int, values: Mapping[str, Any] | Fault, columns: Columns) -> Row:
    """A row from its values by column, or from what was wrong before there were any."""
    if isinstance(values, Fault):
        return Row(number, fault=values)
    key = _key(values.get(columns.key), columns.key)
    if isinstance(key, Fault):
        return Row(number, fault=key)
    text = values.get(columns.text)
    if fault := _text_fault(text, columns.text):
        return Row(number, key, fault=fault)
    if not columns.known:
        return Row(number, key, str(text))
    try:
        known = check_known(*(values.get(name) for name in KNOWN_FIELDS))
    except InputError as error:
        return Row(number, key, fault=Fault(Reason.BAD_FIELD, str(error)))
    return Row(number, key, str(text), known)


def _key(value: object, column: str) -> str | Fault:
    """A key as a string; whole numbers are written in decimal."""
    if value is None or value == "":
        return Fault(Reason.NO_KEY, f"{shown(column)} is missing or empty")
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return str(value)
        except ValueError:  # Python writes no more than some thousand digits
            return Fault(Reason.BAD_KEY, f"{shown(column)} is too large a number")
    if not isinstance(value, str):
        return Fault(Reason.BAD_KEY, f"{shown(column)} is {shown(value)}, not a string")
    if not _is_clean(value):
        return Fault(Reason.BAD_KEY, f"{shown(column)} has a NUL or half of a surrogate pair")
    return value


def _text_fault(value: object, column: str) -> Fault | None:
    if value is None or value == "":
        return Fault(Reason.NO_TEXT, f"{shown(column)} is missing or empty")
    if not isinstance(value, str):
        return Fault(Reason.BAD_TEXT, f"{shown(column)} is {shown(value)}, not a string")
    if value.isspace():
        return Fault(Reason.NO_TEXT, f"{shown(column)} is nothing but white space")
    if not _is_clean(value):
        return Fault(Reason.BAD_TEXT, f"{shown(column)} has a NUL or half of a surrogate pair")
    return None


def _is_clean(text: str) -> bool:
    if text.isascii():
        return "\0" not in text
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
