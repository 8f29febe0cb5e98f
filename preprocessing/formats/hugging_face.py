"""Token classification data of Hugging Face's `datasets`: lists of words and of tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from preprocessing.formats.tagged import Sentence
from preprocessing.formats.texts import FormatError, Marked, Skipped, read_list
from preprocessing.spans import shown

TAG_KEYS = ("ner_tags", "tags", "labels", "ner")
"""Names of the column with the tags, the commonest first."""


def is_row(value: object) -> bool:
    """Whether a value has words and tags."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("tokens"), list)
        and all(isinstance(token, str) for token in value["tokens"])
        and any(isinstance(value.get(key), list) for key in TAG_KEYS)
    )


def read_row(value: object, names: Sequence[str] = ()) -> Iterator[Marked | Skipped]:
    """A row.

    Args:
      value: The row.
      names: Names of the tags, in the order of their numbers; needed where tags are numbers.

    Raises:
      FormatError: It is none.
    """
    if not isinstance(value, dict):
        raise FormatError(f"{shown(value)} is not a row with `tokens` and tags")
    tokens = read_list(value, "tokens")
    key = next((key for key in TAG_KEYS if isinstance(value.get(key), list)), TAG_KEYS[0])
    tags = read_list(value, key)
    if len(tokens) != len(tags):
        raise FormatError(f"{len(tokens)} tokens and {len(tags)} `{key}`")
    sentence = Sentence()
    for token, tag in zip(tokens, tags, strict=True):
        if not isinstance(token, str):
            raise FormatError(f"the token {shown(token)} is not a string")
        sentence.add(token, _name(tag, key, names))
    yield sentence.marked() if sentence.text else Skipped("there is no word in it")


def _name(tag: Any, key: str, names: Sequence[str]) -> str:
    if isinstance(tag, str):
        return tag
    if type(tag) is not int:
        raise FormatError(f"the tag {shown(tag)} is neither a string nor a number")
    if not names:
        raise FormatError(
            f"`{key}` are numbers; name them in their order, with --tags O,B-…,I-…: "
            f'in Python dataset.features["{key}"].feature.names'
        )
    if not 0 <= tag < len(names):
        raise FormatError(f"the tag {tag} is none of the {len(names)} that are named")
    return names[tag]
