"""From shapes and lines to boxes, arrows and groups."""

from __future__ import annotations

import re

from designer.exchange.drawn.behind import find_frames
from designer.exchange.drawn.captions import place_captions
from designer.exchange.drawn.cards import merge_cards
from designer.exchange.drawn.drawing import Drawing, Line, Shape
from designer.exchange.drawn.ends import bind
from designer.exchange.drawn.rows import merge_rows
from designer.exchange.sketch import Arrow, Box, Group, Sketch

_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")


def sketched(drawing: Drawing) -> Sketch:
    """The sketch of a drawing: everything is in it, or in its remarks."""
    merge_rows(drawing)
    _leave_numbers(drawing)
    merge_cards(drawing)
    find_frames(drawing)
    merge_cards(drawing)
    place_captions(drawing)
    bind(drawing)
    _loosen(drawing)
    _leave_decoration(drawing)
    sketch = Sketch(drawing.format, drawing.title, remarks=drawing.remarks, rest=drawing.rest)
    holders = {shape.parent for shape in drawing.shapes.values()}
    for shape in drawing.shapes.values():
        if shape.is_frame and (shape.key in holders or shape.data is not None):
            sketch.groups.append(_group(shape))
        else:
            sketch.boxes.append(_box(shape))
    sketch.arrows += [_arrow(line) for line in drawing.lines.values()]
    _tell_of_heads(drawing)
    return sketch


def _leave_numbers(drawing: Drawing) -> None:
    """Leave out the numbers of steps that stand beside boxes and arrows."""
    joined = drawing.joined()
    gone: dict[str, str | None] = {
        shape.key: None
        for shape in drawing.shapes.values()
        if _NUMBER.fullmatch(shape.label) and shape.data is None and shape.key not in joined
    }
    places = [drawing.shapes[key].place for key in gone]
    drawing.take_out(gone)
    drawing.remark_all(places, "A shape is left out: it has nothing but a number, and no arrows.")


def _loosen(drawing: Drawing) -> None:
    """Take apart what only holds shapes together, and frames without a name around a single one."""
    gone: dict[str, str | None] = {}
    children, joined = drawing.children(), drawing.joined()
    for shape in drawing.shapes.values():
        inside = children.get(shape.key, [])
        nameless = not shape.label and shape.data is None and not shape.icon
        if inside and nameless and (shape.is_bare or (shape.is_frame and len(inside) == 1)):
            boxes = [one for one in inside if not one.is_text]
            only = boxes[0].key if len(boxes) == 1 else None
            if only is not None or shape.key not in joined:
                gone[shape.key] = only
        elif inside and shape.data is not None and not shape.is_frame:
            gone_from = [one for one in inside if one.parent == shape.key]
            for one in gone_from:
                one.parent = shape.parent
        elif inside:
            shape.is_frame = True
    places = [drawing.shapes[key].place for key in gone]
    drawing.take_out(gone)
    drawing.remark_all(places, "A group without a name is taken apart; what it held is kept.")


def _leave_decoration(drawing: Drawing) -> None:
    """Leave out outlines without words, icon and arrows; they are told."""
    holders = {shape.parent for shape in drawing.shapes.values()}
    ends = {end for line in drawing.lines.values() for end in line.ends}
    gone: dict[str, str | None] = {
        shape.key: None
        for shape in drawing.shapes.values()
        if (shape.is_plain or shape.is_text or shape.is_bare)
        and not (shape.label or shape.icon or shape.data)
        and shape.key not in holders
        and shape.key not in ends
    }
    places = [drawing.shapes[key].place for key in gone]
    drawing.take_out(gone)
    drawing.remark_all(places, "A shape is left out: it has neither words nor arrows.")


def _group(shape: Shape) -> Group:
    return Group(shape.key, shape.label, shape.parent, shape.frame, shape.data, shape.place)


def _box(shape: Shape) -> Box:
    return Box(
        key=shape.key,
        label=shape.label,
        shape=shape.shape,
        icon=shape.icon,
        group=shape.parent,
        frame=shape.frame,
        data=shape.data,
        is_note=shape.is_note,
        place=shape.place,
    )


def _arrow(line: Line) -> Arrow:
    source, target = line.ends if line.at_end or not line.at_start else line.ends[::-1]
    assert source is not None
    assert target is not None
    return Arrow(line.key, source, target, line.label, line.dash, line.data, line.place)


def _tell_of_heads(drawing: Drawing) -> None:
    lines = [line for line in drawing.lines.values() if line.data is None]
    both = [line.place for line in lines if line.at_start and line.at_end]
    none = [line.place for line in lines if not line.at_start and not line.at_end]
    drawing.remark_all(
        both, "An arrow has heads at both ends: it is read in the direction in which it was drawn."
    )
    drawing.remark_all(
        none, "A line has no head: it is read as an arrow in the direction in which it was drawn."
    )
