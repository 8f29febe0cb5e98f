"""The gate of known cases: errors that somebody corrected, and answers that somebody confirmed.

What customers notice first are an error that comes back, and an answer that was right and is not
any more. Only cases count that the candidate has not learned from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import NamedTuple, Protocol

from evaluation.gates.checks import Check
from evaluation.gates.settings import CaseSettings
from preprocessing.spans import Span

GATE = "cases"


class Answered(Protocol):
    """An entity that was answered; offsets in code points."""

    @property
    def label(self) -> str: ...  # noqa: D102 - as its name says

    @property
    def start(self) -> int: ...  # noqa: D102

    @property
    def end(self) -> int: ...  # noqa: D102

    @property
    def accepted(self) -> bool: ...  # noqa: D102


def is_right(entities: Iterable[Answered], right: Collection[Span]) -> bool:
    """Whether an answer has every right span, and accepts no other.

    What is only suggested may be wrong: nobody relies on it, and applications may not show it.
    """
    found = {Span(one.start, one.end, one.label): one.accepted for one in entities}
    return all(span in found for span in right) and all(
        span in right for span, accepted in found.items() if accepted
    )


@dataclass(frozen=True)
class CaseCounts:
    """What a candidate makes of cases, each text once.

    Attributes:
      corrected: Texts that were answered wrongly, and that the candidate has not learned from.
      fixed: Of these, the ones that it answers rightly.
      confirmed: Texts that were answered rightly, and that it has not learned from.
      broken: Of these, the ones that it answers wrongly.
      learned: Texts left out because it has learned from them, or from texts like them.
      contested: Texts left out because it is not known what is right.
      outdated: Texts left out because a right span has a label that the candidate does not.
    """

    corrected: int = 0
    fixed: int = 0
    confirmed: int = 0
    broken: int = 0
    learned: int = 0
    contested: int = 0
    outdated: int = 0

    @property
    def known(self) -> int:
        """All texts of which there is a case."""
        return self.corrected + self.confirmed + self.learned + self.contested + self.outdated

    def figures(self) -> dict[str, float]:
        """The counts by names of figures, such as `cases/fixed`; none without any case."""
        if not self.known:
            return {}
        return {f"{GATE}/{name}": float(count) for name, count in asdict(self).items()}


def case_checks(counts: CaseCounts, settings: CaseSettings, confidence: float) -> list[Check]:
    """The bounds on cases; none without any case.

    A share is beyond its bound only if it is with the confidence, on other texts of the kind too.

    Args:
      counts: What the candidate makes of them.
      settings: The bounds.
      confidence: From 0.5 to 1.
    """
    if not counts.known:
        return []
    learned = f"; {counts.learned:,} more it has learned from" if counts.learned else ""
    fixed = _Part(
        counts.fixed,
        counts.corrected,
        f"of {counts.corrected:,} corrected errors {counts.fixed:,} fixed{learned}",
    )
    broken = _Part(
        counts.broken,
        counts.confirmed,
        f"of {counts.confirmed:,} confirmed answers {counts.broken:,} broken",
    )
    return [
        _check("fixed", fixed, settings.min_fixed, confidence, least=True),
        _check("broken", broken, settings.max_broken, confidence, least=False),
    ]


class _Part(NamedTuple):
    """How many of how many, and the same for a person."""

    hits: int
    total: int
    detail: str


def share_interval(count: int, total: int, confidence: float) -> tuple[float, float]:
    """Where a share lies: above `low` with the confidence, and below `high` with it.

    Exact, whatever the share is (Clopper and Pearson, "The use of confidence or fiducial limits
    illustrated in the case of the binomial", Biometrika 26, 1934).

    Args:
      count: How many it was, of `total`.
      total: At least 1.
      confidence: Of each end.
    """
    from scipy.stats import beta  # takes a second, which readers of records need not wait

    low = beta.ppf(1 - confidence, count, total - count + 1) if count else 0.0
    high = beta.ppf(confidence, count + 1, total - count) if count < total else 1.0
    return float(low), float(high)


def _check(name: str, part: _Part, bound: float | None, confidence: float, *, least: bool) -> Check:
    shown = "any" if bound is None else f"{'>=' if least else '<='} {bound:g}"
    if not part.total:
        detail = f"{part.detail}; not enough cases to tell"
        return Check(GATE, name, None, shown, True, detail)
    share, (low, high) = part.hits / part.total, share_interval(*part[:2], confidence)
    if bound is None:
        return Check(GATE, name, share, shown, True, part.detail, (low, high))
    within = share >= bound if least else share <= bound
    passed = high >= bound if least else low <= bound
    chance = "; not enough cases to tell it from chance" if passed and not within else ""
    return Check(GATE, name, share, shown, passed, part.detail + chance, (low, high))
