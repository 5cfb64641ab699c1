"""Rectangles in pixels: y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle by its top left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Rect:
        """The rectangle with `by` pixels more on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Rect, gap: float = 0) -> bool:
        """Whether both share area, or come nearer than `gap`."""
        x, y, wide, high = self
        ox, oy, other_wide, other_high = other
        return (
            x < ox + other_wide + gap
            and ox < x + wide + gap
            and y < oy + other_high + gap
            and oy < y + high + gap
        )

    def contains(self, other: Rect) -> bool:
        """Whether the other lies inside."""
        inside = self.x <= other.x and other.right <= self.right
        return inside and self.y <= other.y and other.bottom <= self.bottom


def around(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all of them; an empty one around none."""
    found = list(rects)
    if not found:
        return Rect(0, 0, 0, 0)
    x, y = min(r.x for r in found), min(r.y for r in found)
    return Rect(x, y, max(r.right for r in found) - x, max(r.bottom for r in found) - y)
