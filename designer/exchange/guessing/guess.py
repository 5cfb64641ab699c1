"""A guess, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sure = Literal["sure", "likely", "guess", "none"]


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind that a box or an arrow probably has; `why` is a sentence. `technologies` are catalogue ids."""

    kind: str
    sure: Sure
    why: str
    technologies: tuple[str, ...] = ()
