"""The type of a set of rules."""

from collections.abc import Mapping, Sequence

Rules = Mapping[str, Sequence[tuple[int, str]]]
