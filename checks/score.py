"""The score: in each area the weight of the places passed over the weight of the places judged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.finding import WEIGHT, Severity


@dataclass(slots=True)
class Tally:
    """Weights of one area, while the rules run."""

    passed: int = 0
    judged: int = 0

    def add(self, severity: Severity, *, passed: int = 0, failed: int = 0) -> None:
        """Count places."""
        self.judged += WEIGHT[severity] * (passed + failed)
        self.passed += WEIGHT[severity] * passed


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 1 in each area, None where nothing was judged; the overall score is the lowest area.

    Waived and not-stated places are in neither weight; they are counted here. After the ML Test Score,
    which takes the lowest of its sections so that one neglected area cannot hide behind the others.
    """

    areas: Mapping[str, float | None] = field(default_factory=dict)
    waived: int = 0
    not_stated: int = 0

    @property
    def overall(self) -> float | None:
        """The lowest area that was judged."""
        return min((value for value in self.areas.values() if value is not None), default=None)


def points(share: float) -> int:
    """A share as a whole number of 100, rounded down: only a full score shows as 100.

    The one rounding of all that people read; the canvas has it in frontend/src/panel/score.ts.
    """
    return math.floor(share * 100 + 1e-6)


def score(tallies: Mapping[str, Tally], waived: int, not_stated: int) -> Score:
    """The score from the weights of the areas."""
    areas = {area: _thousandths(one) if one.judged else None for area, one in tallies.items()}
    return Score(areas, waived, not_stated)


def _thousandths(tally: Tally) -> float:
    return tally.passed * 1000 // tally.judged / 1000
