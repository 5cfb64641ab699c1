"""Which shapes are near a point, without looking at all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from designer.exchange.drawn.drawing import Point, Shape
from designer.layout.rect import Rect, around

_SQUARE = 256
_MOST_SQUARES = 64
"""A shape that reaches into more squares than this is looked at for every point."""
_MOST_LOOKS = 400_000
"""Looks at a shape after which nothing is near any more: a bound on the work for any drawing."""


class Spots:
    """Shapes by the squares of a grid that they reach into, as long as looks are left."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._large: list[Shape] = []
        self._squares: dict[tuple[int, int], list[Shape]] = {}
        self._left = _MOST_LOOKS
        for shape in shapes:
            if shape.frame is not None:
                self._put(shape, around([shape.frame, shape.words]) if shape.words else shape.frame)

    def _put(self, shape: Shape, frame: Rect) -> None:
        columns = range(int(frame.x // _SQUARE), int(frame.right // _SQUARE) + 1)
        rows = range(int(frame.y // _SQUARE), int(frame.bottom // _SQUARE) + 1)
        if len(columns) * len(rows) > _MOST_SQUARES:
            self._large.append(shape)
            return
        for square in ((column, row) for column in columns for row in rows):
            self._squares.setdefault(square, []).append(shape)

    def near(self, point: Point, reach: float) -> Iterator[tuple[float, Shape]]:
        """The shapes that come within `reach` pixels (at most a square) of a point, each with how near."""
        column, row = int(point[0] // _SQUARE), int(point[1] // _SQUARE)
        squares = [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        seen: set[str] = set()
        for shapes in (self._large, *(self._squares.get(square, ()) for square in squares)):
            self._left -= len(shapes)
            if self._left < 0:
                return
            for shape in shapes:
                if shape.key not in seen and (far := off(point, shape)) <= reach:
                    seen.add(shape.key)
                    yield far, shape


def off(point: Point, shape: Shape) -> float:
    """How far a point lies outside of a shape and the words beside it; 0 inside."""
    far = _outside(point, shape.frame) if shape.frame else math.inf
    return min(far, _outside(point, shape.words)) if shape.words else far


def _outside(point: Point, frame: Rect) -> float:
    x, y, width, height = frame
    right, down = point[0] - x, point[1] - y
    return max(-right, right - width, -down, down - height, 0)
