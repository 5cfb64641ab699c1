"""Frames that are only drawn behind other shapes: nobody put the shapes into them, everybody sees it."""

from __future__ import annotations

from designer.exchange.drawn.cards import is_card
from designer.exchange.drawn.drawing import Drawing, Shape
from designer.exchange.drawn.members import keep_members
from designer.layout.rect import Rect

_MOST_FRAMES = 300
"""The largest outlines that are looked at: a bound on the work for any drawing."""
_EDGE = 2
"""Pixels by which a shape may reach over the edge of the frame that it stands in."""


def find_frames(drawing: Drawing) -> None:
    """Put shapes that no tool put anywhere into the smallest frame around them.

    What our export has drawn lies where its data say, as long as nobody has moved it.
    """
    kept = keep_members(drawing)
    outlines = [shape for shape in drawing.shapes.values() if _may_hold(shape)]
    outlines = sorted(outlines, key=_area, reverse=True)[:_MOST_FRAMES]
    outlines.reverse()
    held: dict[str, list[Shape]] = {}
    for shape in drawing.shapes.values():
        around = _around(shape, outlines) if shape.key not in kept else None
        if around is not None:
            held.setdefault(around.key, []).append(shape)
    _fill(drawing, held)


def _may_hold(shape: Shape) -> bool:
    outline = shape.is_plain and not (shape.icon or shape.is_note or shape.is_text or shape.data)
    return shape.frame is not None and (shape.is_frame or outline)


def _area(shape: Shape) -> float:
    return shape.frame.width * shape.frame.height if shape.frame else 0


def _around(shape: Shape, outlines: list[Shape]) -> Shape | None:
    """The smallest outline around a shape that stands beside it."""
    inner, size = shape.frame, _area(shape)
    if inner is None:
        return None
    for one in outlines:
        frame = one.frame
        if frame is not None and one.parent == shape.parent and _holds(frame, inner) and _area(one) > size:
            return one
    return None


def _holds(frame: Rect, inner: Rect) -> bool:
    x, y = inner.x - frame.x, inner.y - frame.y
    return (
        x >= -_EDGE
        and y >= -_EDGE
        and x + inner.width <= frame.width + _EDGE
        and y + inner.height <= frame.height + _EDGE
    )


def _fill(drawing: Drawing, held: dict[str, list[Shape]]) -> None:
    """Outlines become frames when what they hold can be boxes; those of cards only get their icon.

    What lies in any other outline stands beside it, in the same frame: the larger outlines come first.
    """
    made, joined = [], drawing.joined()
    for key in sorted(held, key=lambda key: _area(drawing.shapes[key]), reverse=True):
        outline, inside = drawing.shapes[key], held[key]
        boxes = [shape for shape in inside if not shape.is_text and not _is_decoration(shape, joined)]
        card = not outline.is_frame and is_card(outline, inside)
        enough = any(shape.label for shape in boxes) or len(boxes) > 1
        holds = outline.is_frame or enough or card
        for shape in inside:
            shape.parent = key if holds else outline.parent
        if holds and not outline.is_frame and not card:
            outline.is_frame = True
            made.append(outline.place)
    drawing.remark_all(made, "A box is drawn around others, without holding them: it is a group now.")


def _is_decoration(shape: Shape, joined: dict[str, set[str]]) -> bool:
    return shape.is_plain and not shape.label and not shape.icon and shape.key not in joined
