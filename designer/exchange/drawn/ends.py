"""Lines that were drawn up to a shape without being bound to it."""

from __future__ import annotations

from designer.exchange.drawn.drawing import Drawing, Line, Point
from designer.exchange.drawn.spots import Spots

_REACH = 12
"""Pixels from a shape at which a loose end still means it."""


def bind(drawing: Drawing) -> None:
    """Bind each loose end to the smallest shape that it touches; lines that stay loose are left out."""
    loose = [line for line in drawing.lines.values() if None in line.ends]
    spots = Spots(drawing.shapes.values() if loose else ())
    bound = []
    for line in loose:
        if _bound(line, spots):
            bound.append(line.place)
        else:
            del drawing.lines[line.key]
            drawing.remark(line.place, f"An arrow is left out: {_why(line, drawing)}.")
    drawing.remark_all(
        bound, "{} arrows were bound to nothing: each goes to the boxes that its ends touch. Please check."
    )


def _bound(line: Line, spots: Spots) -> bool:
    if line.source is None and line.start is not None:
        line.source = _touched(line.start, spots, line.target)
    if line.target is None and line.end is not None:
        line.target = _touched(line.end, spots, line.source)
    return None not in line.ends


def _touched(point: Point, spots: Spots, other: str | None) -> str | None:
    """The shape at a point: one with an outline before mere words, the smaller before the larger."""
    found = [
        (shape.is_text, far > 0, shape.frame.width * shape.frame.height, shape.key)
        for far, shape in spots.near(point, _REACH)
        if shape.frame and shape.key != other
    ]
    return min(found)[-1] if found else None


def _why(line: Line, drawing: Drawing) -> str:
    found = next((drawing.shapes[end] for end in line.ends if end is not None), None)
    if found is None:
        return "neither of its ends touches a box"
    name = f" {found.label.splitlines()[0][:60]!r}" if found.label else ""
    return f"one of its ends is at{name or ' a box'}, the other touches nothing"
