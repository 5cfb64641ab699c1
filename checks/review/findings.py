"""What a model found, once it has been looked at: what is shown, and what is folded away and why."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from checks.finding import Fix
from checks.review.answer import CATEGORIES, Kind, Level
from checks.review.manner import Rung
from checks.review.usage import Usage

LEVELS: tuple[Level, ...] = ("high", "medium", "low")
"""The worst, or surest, first."""
Status = Literal["open", "kept", "waived"]


@dataclass(frozen=True, slots=True)
class ModelFinding:
    """A finding of a language model. It never changes a rule's verdict.

    The first of its `evidence` is the anchor, the element to mend. `fix` can be shown and applied as a fix of
    a rule; `why_no_fix` says why what was suggested cannot. `in_runs` is in how many runs it appeared.
    """

    category: str
    kind: Kind
    evidence: tuple[str, ...]
    quote: str
    claim: str
    severity: Level
    confidence: Level
    question: str = ""
    fix: Fix | None = None
    why_no_fix: str = ""
    in_runs: int = 1
    status: Status = "open"

    @property
    def anchor(self) -> str:
        """The element to mend."""
        return self.evidence[0]

    @property
    def id(self) -> str:
        """`review:8hex@anchor`: the same for the same point about the same element, however it is worded."""
        return review_id(self.category, self.kind, self.anchor)

    @property
    def rank(self) -> tuple[int, int]:
        """The gravest and surest first."""
        return LEVELS.index(self.severity), LEVELS.index(self.confidence)


def review_id(category: str, kind: str, anchor: str) -> str:
    """The id of a finding. The anchor stands beside the hash, not in it, so that an id follows a renaming."""
    return f"review:{_hash(category, kind)}@{anchor}"


def _hash(category: str, kind: str) -> str:
    return sha256(f"{category}/{kind}".encode()).hexdigest()[:8]


def category_of(found_id: str) -> str:
    """The category that an id stands for; "" for one of another version."""
    kinds: tuple[Kind, ...] = ("present_problem", "missing_part")
    hashes = {_hash(category, kind): category for category in CATEGORIES for kind in kinds}
    return hashes.get(found_id.partition("@")[0].removeprefix("review:"), "")


@dataclass(frozen=True, slots=True)
class Folded:
    """What a model said and is not shown, and why. `finding` is None where it has not even the form."""

    text: str
    reason: str
    finding: ModelFinding | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A review: what holds, what does not, and what it took.

    `runs` answers were merged, of which `cached` were there before. `usage` and `seconds` are those of the
    calls that were made now.
    """

    shown: tuple[ModelFinding, ...]
    folded: tuple[Folded, ...]
    runs: int
    cached: int
    usage: Usage
    seconds: float
    rung: Rung
    model: str
    host: str
