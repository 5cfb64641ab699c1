"""Lines that were drawn up to a shape without being bound to it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from designer.exchange.drawn.captions import name_lines
from designer.exchange.drawn.drawing import Drawing, Line, Point, Shape
from designer.exchange.drawn.spots import Spots

_REACH = 12
"""Pixels from a shape at which a loose end still means it."""
_AHEAD = (18, 36)
"""Pixels beyond an end at which the line would touch the shape that it points at."""


def bind(drawing: Drawing) -> None:
    """Bind each loose end to the smallest shape that it touches; lines that stay loose are left out.

    Words by themselves come last, when those that are the label of a line have been given to it.
    """
    loose = [line for line in drawing.lines.values() if None in line.ends]
    _bind_to([one for one in drawing.shapes.values() if not (one.is_text and one.is_note)], loose)
    name_lines(drawing)
    _bind_to(drawing.shapes.values(), loose)
    for line in loose:
        if None in line.ends:
            del drawing.lines[line.key]
            drawing.remark(line.place, f"An arrow is left out: {_why(line, drawing)}.")
    drawing.remark_all(
        [line.place for line in loose if None not in line.ends],
        "An arrow was bound to nothing: it goes to the boxes that its ends touch. Please check.",
    )


def _bind_to(shapes: Iterable[Shape], loose: list[Line]) -> None:
    spots = Spots(shapes if loose else ())
    for line in loose:
        points = [point for point in (line.start, *line.bends, line.end) if point is not None]
        if line.source is None and line.start is not None:
            line.source = _touched(points, spots, line.target)
        if line.target is None and line.end is not None:
            line.target = _touched(points[::-1], spots, line.source)


def _touched(points: list[Point], spots: Spots, other: str | None) -> str | None:
    """The shape at the first of the points, or a little beyond it."""
    tried = [points[0]]
    if len(points) > 1 and (far := math.dist(points[0], points[1])):
        (x, y), (back_x, back_y) = points[:2]
        tried += [(x + (x - back_x) / far * by, y + (y - back_y) / far * by) for by in _AHEAD]
    return next((key for point in tried if (key := _at(point, spots, other))), None)


def _at(point: Point, spots: Spots, other: str | None) -> str | None:
    """The shape at a point: one with an outline before mere words, the smaller before the larger."""
    found = [
        (shape.is_text, far > 0, shape.frame.width * shape.frame.height, shape.key)
        for far, shape in spots.near(point, _REACH)
        if shape.frame and shape.key != other and not _is_deep(point, shape)
    ]
    return min(found)[-1] if found else None


def _is_deep(point: Point, shape: Shape) -> bool:
    """Whether a point lies well inside a frame: it means nothing there, only at the edge."""
    if not shape.is_frame or shape.frame is None:
        return False
    x, y, right, bottom = shape.frame.x, shape.frame.y, shape.frame.right, shape.frame.bottom
    return min(point[0] - x, right - point[0], point[1] - y, bottom - point[1]) > _REACH


def _why(line: Line, drawing: Drawing) -> str:
    found = next((drawing.shapes[end] for end in line.ends if end is not None), None)
    if found is None:
        return "neither of its ends touches a box"
    name = f" {found.label.splitlines()[0][:60]!r}" if found.label else ""
    return f"one of its ends is at{name or ' a box'}, the other touches nothing"
