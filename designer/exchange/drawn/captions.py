"""Words that stand by themselves: the names of groups, boxes and arrows near them, or notes."""

from __future__ import annotations

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


def place_captions(drawing: Drawing) -> None:
    """Give words to what they name, with a remark; the rest are notes."""
    joined = drawing.joined()
    texts = [shape for shape in drawing.shapes.values() if _is_loose(shape) and shape.key not in joined]
    spots = Spots([one for one in drawing.shapes.values() if _has_room(one)] if texts else ())
    unnamed = [line for line in drawing.lines.values() if not line.label and line.data is None]
    gone: dict[str, str | None] = {}
    for text in texts:
        named = _named(text, drawing, spots) or _line_at(text, drawing, unnamed[:_MOST_LINES])
        if named is None:
            text.is_note = True
            continue
        named.label = f"{named.label}\n{text.label}" if named.label else text.label
        if isinstance(named, Shape):
            named.words = text.frame
        gone[text.key] = named.key if isinstance(named, Shape) else None
        what = "arrow" if isinstance(named, Line) else "group" if named.is_frame else "box"
        drawing.remark(text.place, f"These words stand by themselves: they name the {what} beside them now.")
    drawing.take_out(gone)


def _is_loose(shape: Shape) -> bool:
    return shape.is_text and bool(shape.label) and not shape.is_note and shape.data is None


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


def _line_at(text: Shape, drawing: Drawing, lines: list[Line]) -> Line | None:
    if text.frame is None:
        return None
    reach = text.frame.height / 2 + _AT_LINE
    found = [
        (far, line.key)
        for line in lines
        if not line.label and (far := _off(text.frame.middle, _way(line, drawing))) <= reach
    ]
    return drawing.lines[min(found)[1]] if found else None


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
