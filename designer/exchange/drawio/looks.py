"""What the style of a draw.io cell says about what it is."""

from __future__ import annotations

import re

from designer.exchange.drawio.cells import Cell
from designer.layout.rect import Rect

_PLAIN = frozenset({"rectangle", "rounded", "ellipse", "line", "rect", "ext", "label", "partialRectangle"})
_WORDS = frozenset({"text", "edgeLabel", "tableRow", "partialRectangle"})
_NOTES = frozenset({"note", "note2", "callout"})
_ICONS = ("resIcon", "grIcon", "prIcon", "image")
_NAMES = (
    "text", "edgeLabel", "swimlane", "ellipse", "rhombus", "triangle", "cloud", "hexagon", "cylinder",
    "actor", "image", "group", "line", "label",
)  # fmt: skip
_THICK = 3
_LINE = 16
"""Pixels of a line of words."""


def shape_of(cell: Cell) -> str:
    """The word for the outline, such as cylinder3, rhombus or mxgraph.aws4.resourceIcon."""
    if shape := cell.style.get("shape"):
        return "stencil" if shape.startswith("stencil(") else shape
    for name in _NAMES:
        if name in cell.style:
            return name
    first = next(iter(cell.style.items()), ("", ""))
    if first[0] and not first[1]:
        return first[0]  # a style by its name, such as umlActor
    return "rounded" if cell.is_on("rounded") else "rectangle"


def icon_of(cell: Cell) -> str:
    """The name of the icon: a stencil, or the path of an image without its folder and ending."""
    for key in _ICONS:
        value = cell.style.get(key, "")
        if value and not value.startswith("data:"):
            return re.sub(r"^.*?img/(lib/)?|\.(svg|png|jpe?g|gif|webp)$", "", value)[-200:]
    shape = cell.style.get("shape", "")
    return shape if shape.startswith("mxgraph.") and not is_group(cell) else ""


def is_text(cell: Cell) -> bool:
    """Words without an outline."""
    shape = shape_of(cell)
    if shape in _WORDS:
        return True
    unseen = cell.style.get("strokeColor") == "none" and cell.style.get("fillColor") == "none"
    return unseen and shape in ("rectangle", "rounded", "ellipse")


def is_note(cell: Cell) -> bool:
    return shape_of(cell) in _NOTES


def is_plain(cell: Cell) -> bool:
    """An outline that means nothing by itself."""
    return shape_of(cell) in _PLAIN and not icon_of(cell)


def is_bare(cell: Cell) -> bool:
    """A group that nobody sees."""
    return "group" in cell.style and "shape" not in cell.style


def is_group(cell: Cell) -> bool:
    """A shape that is made to hold others."""
    shape = shape_of(cell)
    holds = "swimlane" in cell.style or "group" in cell.style or cell.is_on("container")
    return holds or shape in ("swimlane", "pool") or shape.startswith("mxgraph.aws4.group")


def words_below(cell: Cell, frame: Rect) -> Rect | None:
    """The rectangle of a label that stands below its shape."""
    if cell.style.get("verticalLabelPosition") != "bottom" or not cell.label:
        return None
    return Rect(frame.x, frame.bottom, frame.width, _LINE * len(cell.label.splitlines()))


def dash_of(cell: Cell) -> str:
    """The look of a line: solid, dashed, dotted or thick."""
    if cell.is_on("dashed"):
        pattern = cell.style.get("dashPattern", "").split()
        return "dotted" if pattern and pattern[0] in ("1", "2") else "dashed"
    try:
        thick = float(cell.style.get("strokeWidth", "1")) >= _THICK
    except ValueError:
        thick = False
    return "thick" if thick else "solid"


def heads_of(cell: Cell) -> tuple[bool, bool]:
    """Whether a line has a head at its start and at its end; draw.io draws one at the end by default."""
    start, end = cell.style.get("startArrow", "none"), cell.style.get("endArrow", "classic")
    return start not in ("none", ""), end not in ("none", "")
