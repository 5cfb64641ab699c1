"""What an import gives: a design, and all that a person may want to correct in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from designer.exchange.guessing import Guess
from designer.exchange.sketch import Remark
from designer.model.design import Design


@dataclass(frozen=True, slots=True)
class GuessedBox:
    """A box of the drawing and what it is now; `id` is "" where it was skipped."""

    key: str
    place: str
    label: str
    id: str
    guess: Guess


@dataclass(frozen=True, slots=True)
class GuessedArrow:
    """An arrow and the flow that it is now, from `source` to `target`; `id` is "" where skipped."""

    key: str
    place: str
    label: str
    source: str
    target: str
    id: str
    guess: Guess


@dataclass(frozen=True, slots=True)
class Imported:
    """A design from a foreign drawing, what was guessed, what is not as it was drawn, what was masked."""

    design: Design
    boxes: list[GuessedBox] = field(default_factory=list)
    arrows: list[GuessedArrow] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    masked: list[Remark] = field(default_factory=list)
