"""The tag set: BOISE tags of the configured labels, as strings and as ids.

BOISE marks each word piece as the (B)egin, (I)nside or (E)nd of an entity, as an entity of its own
(S)ingleton, or as (O)utside of all; see Ratinov and Roth 2009, https://aclanthology.org/W09-1119,
who call the scheme BILOU.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

OUTSIDE = 0
"""Id of the tag of a token that belongs to no entity."""

KINDS = "BIES"
"""Kinds of tag inside an entity, in the order of their ids within a label."""

BEGIN, INSIDE, END, SINGLE = range(len(KINDS))


@dataclass(frozen=True)
class TagSet:
    """Tags of a list of labels.

    The id of a tag depends on the place of its label in the list alone: id 0 is `O`, and the tags
    of label `i` are `1 + 4 * i` to `4 + 4 * i`, in the order of `KINDS`. So a label keeps its ids
    when new labels are appended, and when the data lacks one.

    Example:
      >>> TagSet(("PARTY", "DATE")).tags[:6]
      ('O', 'B-PARTY', 'I-PARTY', 'E-PARTY', 'S-PARTY', 'B-DATE')
    """

    labels: tuple[str, ...]

    @classmethod
    def of(cls, labels: Sequence[str]) -> TagSet:
        """Tag set of any sequence of labels."""
        return cls(tuple(labels))

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags, in the order of their ids."""
        return ("O", *(f"{kind}-{label}" for label in self.labels for kind in KINDS))

    def __len__(self) -> int:
        """Number of tags, `O` included."""
        return 1 + len(KINDS) * len(self.labels)
