"""How many of the entities that were accepted in production are right, by an audited sample.

Each audited text counts as many times as it stands for texts of the period and answers to them
(Horvitz and Thompson, "A generalization of sampling without replacement from a finite universe",
JASA 47, 1952), and the share of right ones is a ratio of two such sums (Hájek's estimator). Texts,
not entities, are what was drawn, so the variance is that between texts, by linearization (Särndal,
Swensson and Wretman, "Model Assisted Survey Sampling", 1992). It says how many independent entities
the sample is worth, and these give Clopper and Pearson's interval (Korn and Graubard, "Confidence
intervals for proportions with small expected number of positive counts estimated from survey data",
Survey Methodology 24, 1998). Pure Python, numpy and scipy.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats

from monitoring.audit_sample import AnsweredEntity

CONFIDENCE = 0.95
"""Share of the samples whose interval holds the truth."""

EVERYTHING = "all"
"""Name of the figures over all labels and slices."""

MOST_TEXTS = 1_000_000
"""Beyond so many texts nothing is said of how many are needed."""


class Verdict(StrEnum):
    """What an audit says of a promise."""

    KEPT = "kept"
    OPEN = "open"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class AuditedText:
    """A text that was drawn, answered and then judged by a person.

    Attributes:
      name: For messages and records: where it stands.
      stratum: The stratum it was drawn of.
      weight: How many texts of the period it stands for.
      answers: How often it was answered.
      entities: What it was answered with, and whether that is right.
      slices: What the caller said of it.
      text: The text as it was annotated.
    """

    name: str
    stratum: str
    weight: float
    answers: int
    entities: tuple[tuple[AnsweredEntity, bool], ...]
    slices: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class Precision:
    """Share of the accepted entities that are right.

    Attributes:
      texts: Audited texts with such entities.
      accepted: Such entities in them, each once.
      right: Of these, the right ones.
      value: The share over the whole period; NaN without any.
      effective: As many entities, drawn one by one, would say as much.
    """

    texts: int
    accepted: int
    right: int
    value: float
    effective: float

    def interval(self, confidence: float = CONFIDENCE) -> tuple[float, float]:
        """Where the share lies, with so much confidence; from 0 to 1 without any entity."""
        if not self.texts:
            return 0.0, 1.0
        return _clopper_pearson(self.value, self.effective, confidence)

    def verdict(self, target: float, confidence: float = CONFIDENCE) -> Verdict:
        """Whether a promised precision is kept, as far as that can be told."""
        return _verdict(self.interval(confidence), target)

    def needed_texts(self, target: float, confidence: float = CONFIDENCE) -> int | None:
        """How many texts with such entities would tell, if the share stayed what it is.

        None: these do, or there are none, or the share is so near the target that no number that
        could be annotated would.
        """
        if not self.texts or self.verdict(target, confidence) is not Verdict.OPEN:
            return None

        def tells(texts: int) -> bool:
            effective = self.effective * texts / self.texts
            interval = _clopper_pearson(self.value, effective, confidence)
            return _verdict(interval, target) is not Verdict.OPEN

        low, high = self.texts, 2 * self.texts
        while not tells(high):
            low, high = high, 2 * high
            if high > MOST_TEXTS:
                return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if tells(middle) else (middle, high)
        return high


@dataclass(frozen=True)
class LivePrecision:
    """The figures of an audit.

    Attributes:
      texts: Audited texts.
      everything: Over all of them.
      labels: By label.
      slices: By slice, such as `country=DE`.
    """

    texts: int
    everything: Precision
    labels: dict[str, Precision]
    slices: dict[str, Precision]

    @property
    def label_confidence(self) -> float:
        """Of the verdict on one label, so that those on all together have `CONFIDENCE`.

        Bonferroni's: else one of ten labels would be found wanting by chance every fifth time.
        """
        return 1 - (1 - CONFIDENCE) / max(1, len(self.labels))

    def missed(self, target: float) -> list[str]:
        """What is below the promise: `EVERYTHING` or labels."""
        together = [EVERYTHING] * (self.everything.verdict(target) is Verdict.MISSED)
        confidence = self.label_confidence
        return together + [
            label
            for label, figure in self.labels.items()
            if figure.verdict(target, confidence) is Verdict.MISSED
        ]

    def to_dict(self, target: float) -> dict[str, Any]:
        """Everything, in JSON's types."""

        def row(figure: Precision, confidence: float = CONFIDENCE) -> dict[str, Any]:
            low, high = figure.interval()
            return {
                **asdict(figure),
                "value": None if math.isnan(figure.value) else figure.value,
                "low": low,
                "high": high,
                "verdict": figure.verdict(target, confidence).value,
                "needed_texts": figure.needed_texts(target, confidence),
            }

        of_label = {n: row(f, self.label_confidence) for n, f in self.labels.items()}
        return {
            "texts": self.texts,
            "target_precision": target,
            "confidence": CONFIDENCE,
            "all": row(self.everything),
            "labels": of_label,
            "slices": {name: row(figure) for name, figure in self.slices.items()},
        }


def live_precision(texts: Sequence[AuditedText]) -> LivePrecision:
    """Precision of what was accepted, by label and slice.

    Args:
      texts: Audited texts of one audit, and no others: texts that were chosen for another reason
        than chance would make every figure wrong.
    """
    labels = sorted({e.label for text in texts for e, _ in text.entities if e.accepted})
    slices = sorted({item for text in texts for item in text.slices.items()})
    return LivePrecision(
        texts=len(texts),
        everything=_precision(texts),
        labels={label: _precision(texts, label=label) for label in labels},
        slices={f"{key}={value}": _precision(texts, part=(key, value)) for key, value in slices},
    )


def equally_weighted(texts: Sequence[AuditedText]) -> list[AuditedText]:
    """Those of the texts in which each stratum has its share of the period.

    For whoever cannot work with weights: of strata that were drawn more densely than others, texts
    are left out, evenly over what was drawn. A text that came often counts once.
    """
    of_stratum: dict[str, list[AuditedText]] = defaultdict(list)
    for text in texts:
        of_stratum[text.stratum].append(text)
    masses = {
        name: sum(text.weight * text.answers for text in group) / len(group)
        for name, group in of_stratum.items()
    }
    most = max(masses.values(), default=1.0)
    kept = []
    for name, group in of_stratum.items():
        share = masses[name] / most
        for number, text in enumerate(group):
            # Where the running sum of shares passes a whole number.
            if math.floor((number + 1) * share + 0.5) > math.floor(number * share + 0.5):
                kept.append(text)
    return kept


def _precision(
    texts: Sequence[AuditedText], label: str | None = None, part: tuple[str, str] | None = None
) -> Precision:
    """The figures of a label or slice; the texts without it are drawn texts that have none."""
    counts = np.zeros((len(texts), 2))  # accepted, and right ones of them, in answers
    accepted = right = 0
    for row, text in zip(counts, texts, strict=True):
        if part is not None and text.slices.get(part[0]) != part[1]:
            continue
        for entity, is_right in text.entities:
            if entity.accepted and label in (None, entity.label):
                row += entity.accepted, entity.accepted * is_right
                accepted += 1
                right += is_right
    weights = np.array([text.weight for text in texts], float)
    mass, right_mass = weights * counts[:, 0], weights * counts[:, 1]
    inside = int((counts[:, 0] > 0).sum())
    if not inside:
        return Precision(0, 0, 0, math.nan, 0.0)
    value = float(right_mass.sum() / mass.sum())
    strata = np.array([text.stratum for text in texts], object)
    # What was certain to be drawn would be in every other sample too, and differs by no chance.
    by_chance = 1 - 1 / weights
    # Texts that stand for much are worth less than as many that stand for the same.
    spread = float((by_chance * mass**2).sum())
    effective = min(float(mass.sum() ** 2) / spread, inside) if spread else float(accepted)
    variance = _variance((right_mass - value * mass) / mass.sum(), by_chance, strata)
    if 0 < right < accepted and variance > 0:
        freedom = inside - len(set(strata[counts[:, 0] > 0]))
        shrunk = (stats.t.ppf(0.975, accepted) / stats.t.ppf(0.975, freedom)) ** 2 if freedom else 0
        effective = min(value * (1 - value) / variance * shrunk, float(accepted))
    return Precision(inside, accepted, right, value, max(effective, 1.0))


def _variance(
    residuals: npt.NDArray[np.float64],
    by_chance: npt.NDArray[np.float64],
    strata: npt.NDArray[np.object_],
) -> float:
    """Variance of the sum of residuals of texts that were drawn by stratum.

    Hájek's approximation for texts with different chances: "Asymptotic theory of rejective
    sampling with varying probabilities from a finite population", 1964.
    """
    total = 0.0
    for name in set(strata.tolist()):
        share, inside = by_chance[strata == name], residuals[strata == name]
        if len(inside) > 1 and share.sum():
            centred = inside - (share * inside).sum() / share.sum()
            total += float(len(inside) / (len(inside) - 1) * (share * centred**2).sum())
        else:
            total += float((share * inside**2).sum())
    return total


def _clopper_pearson(value: float, effective: float, confidence: float) -> tuple[float, float]:
    """Ends of the interval of a share among so many independent ones, not always a whole number."""
    outside = (1 - confidence) / 2
    right, wrong = value * effective, (1 - value) * effective
    low = float(stats.beta.ppf(outside, right, wrong + 1)) if right > 0 else 0.0
    high = float(stats.beta.ppf(1 - outside, right + 1, wrong)) if wrong > 0 else 1.0
    return low, high


def _verdict(interval: tuple[float, float], target: float) -> Verdict:
    low, high = interval
    if low >= target:
        return Verdict.KEPT
    return Verdict.MISSED if high < target else Verdict.OPEN
