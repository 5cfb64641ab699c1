"""Words that stand by themselves: the names of groups, boxes and arrows near them, or notes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from designer.exchange.drawn.drawing import Drawing, Line, Point, Shape
from designer.exchange.drawn.spots import Spots
from designer.layout.rect import Rect

_HEADER = 48
"""Pixels below the top edge of a group in which words are its name."""
_BESIDE = 20
"""Pixels from a box without a name in which words are its name."""
_THIN = 12
_LONGEST_NAME = 80
_AT_LINE = 14
_MOST_LINES = 400
"""Lines without a label for which words are looked for."""
_NAMES = "These words stand by themselves: they name the {} beside them now."


def name_shapes(drawing: Drawing) -> None:
    """Give words to the groups and boxes that they name, with a remark; the rest are notes for now."""
    texts = _loose_words(drawing)
    spots = Spots([one for one in drawing.shapes.values() if _has_room(one)] if texts else ())
    gone: dict[str, str | None] = {}
    for text in texts:
        named = _named(text, drawing, spots)
        if named is None:
            text.is_note = True
            continue
        named.label = f"{named.label}\n{text.label}" if named.label else text.label
        named.words = text.frame
        gone[text.key] = named.key
        drawing.remark(text.place, _NAMES.format("group" if named.is_frame else "box"))
    drawing.take_out(gone)


def name_lines(drawing: Drawing) -> None:
    """Give words to the bound arrows that they stand at; those with less choice choose first."""
    unnamed = [
        line
        for line in drawing.lines.values()
        if not line.label and line.data is None and None not in line.ends
    ]
    ways = [(line, _way(line, drawing)) for line in unnamed[:_MOST_LINES]]
    texts = _loose_words(drawing, is_note=True) if ways else []
    near = [
        (text, sorted((off, line.key) for line, way in ways if (off := _gap(text, way)) <= 0))
        for text in texts
    ]
    gone: dict[str, str | None] = {}
    for text, found in sorted(near, key=lambda one: len(one[1])):
        line = next((line for _, key in found if not (line := drawing.lines[key]).label), None)
        if line is not None:
            line.label = text.label
            gone[text.key] = None
            drawing.remark(text.place, _NAMES.format("arrow"))
    drawing.take_out(gone)


def _loose_words(drawing: Drawing, *, is_note: bool = False) -> list[Shape]:
    """Words without an outline that no line is bound to."""
    joined = drawing.joined()
    return [one for one in drawing.shapes.values() if _is_loose(one, is_note) and one.key not in joined]


def _is_loose(shape: Shape, is_note: bool) -> bool:
    return shape.is_text and bool(shape.label) and shape.is_note == is_note and shape.data is None


def _has_room(shape: Shape) -> bool:
    """Whether a shape can have a name: it is no line, and no words by itself."""
    return (
        not shape.is_text
        and shape.data is None
        and shape.frame is not None
        and min(shape.frame.width, shape.frame.height) > _THIN
    )


def _named(text: Shape, drawing: Drawing, spots: Spots) -> Shape | None:
    """The group whose header it is, the box that it stands in, or the nearest box without a name."""
    parent = drawing.shapes.get(text.parent or "")
    if parent is not None and _is_header(text, parent):
        return parent
    if text.frame is None:
        return None
    near = spots.near(text.frame.middle, text.frame.height / 2 + _BESIDE)
    found = [
        (far, shape.key)
        for far, shape in near
        if shape.parent == text.parent
        and not (shape.is_frame or shape.is_note)
        and (far == 0 or (not shape.label and _beside(text.frame, shape)))
    ]
    return drawing.shapes[min(found)[1]] if found else None


def _is_header(text: Shape, parent: Shape) -> bool:
    nameless = not parent.label and parent.data is None and not parent.is_bare
    short = len(text.label) <= _LONGEST_NAME
    if not (nameless and short and text.frame and parent.frame):
        return False
    return text.frame.y - parent.frame.y < _HEADER


def _beside(words: Rect, shape: Shape) -> bool:
    """Whether words stand below, above or beside a box, not off its corner."""
    (x, y), frame = words.middle, shape.frame
    return frame is not None and (frame.x <= x <= frame.right or frame.y <= y <= frame.bottom)


def _gap(text: Shape, way: list[Point]) -> float:
    """How much farther words are off a line than they may be, above it, below it or at its side."""
    if text.frame is None:
        return math.inf
    frame = text.frame
    far = (max(frame.x - x, x - frame.right) for x in _at_height(frame.middle[1], way))
    beside = min((one for one in far if one >= 0), default=math.inf)
    above = _off(frame.middle, way) - frame.height / 2
    return min(above - _AT_LINE, beside - _BESIDE)


def _at_height(y: float, way: list[Point]) -> Iterator[float]:
    """Where a way crosses a height."""
    for (left, top), (right, bottom) in pairwise(way):
        if min(top, bottom) <= y <= max(top, bottom) and top != bottom:
            yield left + (right - left) * (y - top) / (bottom - top)


def _way(line: Line, drawing: Drawing) -> list[Point]:
    """The points of a line, from the middle of its one box to the middle of the other."""
    first, last = (drawing.shapes[end].frame if end else None for end in line.ends)
    start, end = first.middle if first else line.start, last.middle if last else line.end
    return [point for point in (start, *line.bends, end) if point is not None]


def _off(point: Point, way: list[Point]) -> float:
    """How far a point is off a way."""
    return min((_off_piece(point, one, two) for one, two in pairwise(way)), default=1e9)


def _off_piece(point: Point, one: Point, two: Point) -> float:
    dx, dy = two[0] - one[0], two[1] - one[1]
    length = dx * dx + dy * dy
    share = ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length if length else 0
    share = min(max(share, 0), 1)
    x, y = point[0] - one[0] - share * dx, point[1] - one[1] - share * dy
    return float((x * x + y * y) ** 0.5)
