"""How long requests took. Pure Python and numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True)
class Latency:
    """How long requests took, in milliseconds."""

    p50_ms: float
    p95_ms: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> Self:
        """The latency of some requests, at least one."""
        return cls(percentile(milliseconds, 50), percentile(milliseconds, 95))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of 100 of the values do not exceed (nearest rank)."""
    return float(np.percentile(values, percent, method="inverted_cdf"))
