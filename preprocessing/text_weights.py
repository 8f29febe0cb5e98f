"""How often training draws texts, by the annotation file that they come from: `data.weights`.

A weight of 8 draws each text of a file eight times in an epoch; one of 0.1 draws a tenth of them,
other ones in each epoch, so that a little of the old is replayed while something new is learned.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from preprocessing.settings import SettingsError


def check_weights(weights: Mapping[str, float], sources: Iterable[str]) -> None:
    """Checks that weights name the files that are there.

    Args:
      weights: `data.weights`.
      sources: Names of the annotation files, as records have them in `source`.

    Raises:
      SettingsError: A key names no file, or two name the same one.
    """
    names = sorted(set(sources))
    for key in weights:
        if not any(_names(key, source) for source in names):
            known = sorted({part for source in names for part in PurePosixPath(source).parts})
            raise SettingsError(
                f"data.weights: no annotation file is called {key!r}, nor the folder of one; there "
                f"are {', '.join(known[:20])}"
            )
    for source in names:
        weight_of(source, weights)


def weight_of(source: str, weights: Mapping[str, float]) -> float:
    """The weight of a text; 1 where no key names its file.

    Args:
      source: Name of the text's file, such as `span-2/all.jsonl`.
      weights: Weights by the name of a file, with or without its suffix, or of its folder.

    Raises:
      SettingsError: Two keys name the file.
    """
    keys = [key for key in weights if _names(key, source)]
    if len(keys) > 1:
        raise SettingsError(
            f"data.weights: {keys[0]!r} and {keys[1]!r} both name {source}; keep one of them"
        )
    return weights[keys[0]] if keys else 1.0


def times_drawn(weight: float, name: str) -> int:
    """How often an epoch has a text: its weight, rounded up or down by chance.

    Args:
      weight: Mean of the result over many names.
      name: Decides the chance, such as the text's id together with the number of the epoch.
    """
    whole = int(weight)
    chance = random.Random(name).random()  # noqa: S311 - no secret
    return whole + (chance < weight - whole)


def _names(key: str, source: str) -> bool:
    return any(key in (part, PurePosixPath(part).stem) for part in PurePosixPath(source).parts)
