"""From shapes and lines to boxes, arrows and groups."""

from __future__ import annotations

import re

from designer.exchange.drawn.behind import find_frames
from designer.exchange.drawn.captions import name_shapes
from designer.exchange.drawn.cards import merge_cards
from designer.exchange.drawn.drawing import Drawing, Line, Shape
from designer.exchange.drawn.ends import bind
from designer.exchange.drawn.rows import merge_rows
from designer.exchange.names import is_renamed
from designer.exchange.sketch import Arrow, Box, Group, Sketch
from designer.exchange.standing import NAMELESS

_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")


def sketched(drawing: Drawing) -> Sketch:
    """The sketch of a drawing: everything is in it, or in its remarks."""
    drawing.mend()
    merge_rows(drawing)
    _leave_numbers(drawing)
    merge_cards(drawing)
    find_frames(drawing)
    merge_cards(drawing)
    name_shapes(drawing)
    bind(drawing)
    _loosen(drawing)
    _leave_decoration(drawing)
    _tell_of_heads(drawing)
    return _sketch(drawing)


def _sketch(drawing: Drawing) -> Sketch:
    holders = {shape.parent for shape in drawing.shapes.values()}
    shapes = drawing.shapes.values()
    groups = [one for one in shapes if one.is_frame and (one.key in holders or one.data is not None)]
    keys = {one.key for one in groups}
    title = _renamed(drawing)
    return Sketch(
        drawing.format,
        title,
        boxes=[_box(shape) for shape in shapes if shape.key not in keys],
        arrows=[_arrow(line) for line in drawing.lines.values()],
        groups=[_group(shape) for shape in groups],
        remarks=drawing.remarks,
        rest=drawing.rest,
    )


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
    for key, inside in children.items():
        shape = drawing.shapes[key]
        boxes = [one.key for one in inside if not one.is_text]
        only = boxes[0] if len(boxes) == 1 else None
        nameless = not shape.label and shape.data is None and not shape.icon
        alone = shape.is_bare or (shape.is_frame and len(inside) == 1)
        if nameless and alone and (only is not None or key not in joined):
            gone[key] = only
        elif shape.data is None or shape.is_frame:
            shape.is_frame = True
        else:
            _lift(inside, shape)
    places = [drawing.shapes[key].place for key in gone]
    drawing.take_out(gone)
    drawing.remark_all(places, "A group without a name is taken apart; what it held is kept.")


def _lift(inside: list[Shape], box: Shape) -> None:
    """What somebody put into a box of ours stands beside it: boxes hold nothing."""
    for one in inside:
        one.parent = box.parent


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


def _renamed(drawing: Drawing) -> str:
    """The title; where our export carries another name, somebody has renamed the design."""
    rest, title = drawing.rest, drawing.title
    if rest is not None and (new := is_renamed(title, str(rest.get("name") or NAMELESS))):
        drawing.rest = rest | {"name": new}
    return title


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
    notes = {shape.key for shape in drawing.shapes.values() if shape.is_note}
    lines = [one for one in drawing.lines.values() if one.data is None and not notes & {*one.ends}]
    both = [line.place for line in lines if line.at_start and line.at_end]
    none = [line.place for line in lines if not line.at_start and not line.at_end]
    drawing.remark_all(
        both, "An arrow has heads at both ends: it is read in the direction in which it was drawn."
    )
    drawing.remark_all(
        none, "A line has no head: it is read as an arrow in the direction in which it was drawn."
    )
