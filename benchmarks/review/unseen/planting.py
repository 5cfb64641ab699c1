"""How a mistake that rules cannot see is written down."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.review.case import Gap
from designer.model.edits.language import Edit


@dataclass(frozen=True, slots=True)
class Unseen:
    """A mistake in the good design of a template, made by `edits`, or by `reworded` in other words."""

    template: str
    gap: Gap
    edits: tuple[Edit, ...]
    reworded: tuple[Edit, ...]
