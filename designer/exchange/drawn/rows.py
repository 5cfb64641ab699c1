"""Boxes that are drawn as a frame with rows of words in it: tables, classes, cards."""

from __future__ import annotations

from designer.exchange.drawn.drawing import Drawing, Shape

_BAR = 20
"""Pixels up to which an outline is a bar, such as the activation of a lifeline."""


def merge_rows(drawing: Drawing) -> None:
    """A shape that holds nothing but words becomes one box with these words as its label."""
    children, joined = drawing.children(), drawing.joined()
    gone: dict[str, str | None] = {}
    merged = []
    for shape in drawing.outermost():
        rows = _rows(shape, children, joined) if shape.key not in gone and shape.data is None else []
        if rows:
            shape.label = "\n".join(one.label for one in (shape, *rows) if one.label)
            shape.is_text = shape.is_bare and all(row.is_text for row in rows)
            shape.is_plain = shape.is_plain or not shape.label
            shape.is_frame = shape.is_bare = False
            gone.update(dict.fromkeys((row.key for row in rows), shape.key))
            merged.append(shape.place)
    drawing.take_out(gone)
    drawing.remark_all(merged, "A box holds nothing but rows of words: they are its label now.")


def _rows(shape: Shape, children: dict[str, list[Shape]], joined: dict[str, set[str]]) -> list[Shape]:
    """Everything inside a shape from top to bottom, when it is all rows, or strokes that are grouped."""
    found: list[Shape] = []
    waiting = list(children.get(shape.key, ()))
    while waiting:
        one = waiting.pop(0)
        inner = children.get(one.key, ())
        if not (_is_row(one, one.key in joined) or (one.is_bare and not any(part.is_text for part in inner))):
            return []
        found.append(one)
        waiting += inner
    inside = {one.key for one in found}
    if any(joined.get(key, set()) & inside for key in inside):
        return []
    return sorted(found, key=lambda one: (one.frame.y, one.frame.x) if one.frame else (0, 0))


def _is_row(shape: Shape, joined: bool) -> bool:
    """Whether a shape is words, or an outline without any; one with arrows is a box, unless it is a bar."""
    thin = shape.frame is None or min(shape.frame.width, shape.frame.height) <= _BAR
    bare = shape.is_plain and not (shape.label or shape.icon) and (thin or not joined)
    return (shape.is_text or bare) and shape.data is None and not shape.is_note
