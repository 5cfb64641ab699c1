"""Boxes that are drawn as a card with an icon in it."""

from __future__ import annotations

from designer.exchange.drawn.drawing import Drawing, Shape

_ROOM = 30
"""How many times larger than its icon a card may be."""


def is_card(outline: Shape, inside: list[Shape]) -> bool:
    """Whether what lies in an outline is only its icon, one of them with the name of both."""
    shapes = [shape for shape in inside if not shape.is_text]
    if len(shapes) != 1 or not shapes[0].icon or outline.icon or outline.is_note:
        return False
    if _area(outline) > _ROOM * _area(shapes[0]):
        return False
    names = bool(outline.label) + bool(shapes[0].label)
    return names < 2 and all(shape.data is None for shape in (outline, *inside))


def _area(shape: Shape) -> float:
    return shape.frame.width * shape.frame.height if shape.frame else 0


def merge_cards(drawing: Drawing) -> None:
    """Cards become one box with the icon and all the words in it."""
    children = drawing.children()
    gone: dict[str, str | None] = {}
    for shape in drawing.shapes.values():
        inside = children.get(shape.key, [])
        is_free = shape.is_bare or not shape.is_frame
        if is_free and is_card(shape, inside) and not any(one.key in children for one in inside):
            _merge(shape, inside)
            gone.update(dict.fromkeys((one.key for one in inside), shape.key))
    places = [drawing.shapes[key].place for key in gone]
    drawing.take_out(gone)
    drawing.remark_all(places, "An icon and the words with it are one box with the card that they stand on.")


def _merge(card: Shape, inside: list[Shape]) -> None:
    icon = next(one for one in inside if not one.is_text)
    card.label = "\n".join(one.label for one in (card, *inside) if one.label)
    card.icon, card.shape = icon.icon, icon.shape
    card.is_frame = card.is_bare = card.is_plain = False
