"""Labels of flows, on plates that cover no box and no other plate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from designer.drawing.routes import Point, Route
from designer.layout.measure import shorten, width
from designer.layout.rect import Rect
from designer.layout.tokens import tokens

_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_RINGS = 40


class Plate(NamedTuple):
    """A label and the rectangle that it fills."""

    text: str
    rect: Rect


def plates(labels: dict[str, str], routes: dict[str, Route], taken: list[Rect]) -> dict[str, Plate]:
    """A plate for every label, near the middle of its flow and off everything that is `taken`."""
    look, size = tokens()["label"], tokens()["font"]["size"]["flow"]
    taken = list(taken)
    made = {}
    for flow, label in labels.items():
        text = shorten(label, look["max_width"], size)
        wide, high = width(text, size) + 2 * look["pad_x"], size + 2 * look["pad_y"] + 2
        rect = _free(routes[flow], wide, high, taken)
        taken.append(rect)
        made[flow] = Plate(text, rect)
    return made


def _free(route: Route, wide: float, high: float, taken: list[Rect]) -> Rect:
    """On the way where there is room, else beside its middle, ring by ring."""
    for x, y in _candidates(route, high):
        rect = Rect(x - wide / 2, y - high / 2, wide, high)
        if not any(rect.overlaps(other, 1) for other in taken):
            return rect
    x, y = route.at(0.5)
    return Rect(x - wide / 2, y - high / 2, wide, high)


def _candidates(route: Route, step: float) -> Iterator[Point]:
    yield from map(route.at, _SHARES)
    x, y = route.at(0.5)
    for far in range(1, _RINGS):
        for dx, dy in ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, 1), (1, 1), (-1, -1)):
            yield x + dx * far * step, y + dy * far * step
