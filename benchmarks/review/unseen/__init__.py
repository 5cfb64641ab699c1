"""Mistakes that no rule can see, because the drawing is complete and what it says is wrong.

Each is written from its meaning, twice in different words: a finding should not hang on one wording.
"""

from __future__ import annotations

from benchmarks.review.unseen import measures, people, timing, truth
from benchmarks.review.unseen.planting import Unseen

UNSEEN: tuple[Unseen, ...] = (*truth.MISTAKES, *timing.MISTAKES, *people.MISTAKES, *measures.MISTAKES)
"""All of them."""
