"""One reason to take a box for a kind."""

from __future__ import annotations

from dataclasses import dataclass

from designer.exchange.guessing.guess import Sure

FIRST_PART, LAST_WORD = 4.0, 9.0
"""What a name begins with, and the noun that it ends with, say most."""


FAINT = 5.0
"""What only says that a kind is possible: neighbours may decide for it."""


@dataclass(frozen=True, slots=True)
class Clue:
    """`score` ranks the clues of a box; `why` is a sentence without its dot.

    `names_kind`: people use the words at the end of a name for this kind only.
    """

    kind: str
    score: float
    sure: Sure
    why: str
    is_product: bool = False
    names_kind: bool = False
