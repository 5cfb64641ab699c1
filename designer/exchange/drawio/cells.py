"""The cells of a page as draw.io stores them: value, style, geometry, parent, ends."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from designer.exchange.labels import plain, tidy
from designer.files.beside import KEY
from designer.layout.rect import Rect

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Point = tuple[float, float]
PART = "part"
"""Stands where our data do, in cells that our export draws for the eye alone."""

_NOWHERE = Rect(0, 0, 0, 0)
_FARTHEST = 1_000_000
_PLACEHOLDER = re.compile(r"%([\w-]{1,64})%")


@dataclass(slots=True)
class Cell:
    """A cell. `frame` is relative to the parent; `relative` says that x and y are shares of its size."""

    id: str
    label: str = ""
    style: dict[str, str] = field(default_factory=dict)
    parent: str | None = None
    is_vertex: bool = False
    is_edge: bool = False
    is_visible: bool = True
    source: str | None = None
    target: str | None = None
    frame: Rect = _NOWHERE
    is_relative: bool = False
    points: dict[str, Point] = field(default_factory=dict)
    """By sourcePoint, targetPoint and offset."""
    bends: list[Point] = field(default_factory=list)
    packed: str = ""
    """What our own export has written beside the shape."""

    def is_on(self, name: str) -> bool:
        """Whether a switch of the style is on."""
        return self.style.get(name) == "1"


def cells_of(root: Element) -> Iterator[Cell]:
    """The cells of a page; a UserObject, an object or any other element may be wrapped around one."""
    for number, element in enumerate(root):
        inner = element if element.tag == "mxCell" else element.find("mxCell")
        if inner is not None:
            yield _cell(element, inner, number)


def _cell(outer: Element, inner: Element, number: int) -> Cell:
    geometry = inner.find("mxGeometry")
    cell = Cell(
        id=outer.get("id") or inner.get("id") or f"#{number}",
        style=_style(inner.get("style", "")),
        parent=inner.get("parent"),
        is_vertex=inner.get("vertex") == "1",
        is_edge=inner.get("edge") == "1",
        is_visible=inner.get("visible") != "0",
        source=inner.get("source"),
        target=inner.get("target"),
        packed=outer.get(KEY, ""),
    )
    cell.label = _label(outer, inner, cell)
    if geometry is not None:
        _read_geometry(geometry, cell)
    return cell


def _style(text: str) -> dict[str, str]:
    """The entries of a style. Its names without a value, such as `swimlane`, are entries with none."""
    pairs = (entry.partition("=") for entry in text[:4000].split(";") if entry.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _label(outer: Element, inner: Element, cell: Cell) -> str:
    value = outer.get("label") if outer is not inner else inner.get("value")
    if value is None:
        held = next((one for one in inner if one.get("as") == "value"), inner)
        value = held.get("label") or inner.get("value") or ""
    if outer.get("placeholders") == "1":
        value = _PLACEHOLDER.sub(lambda found: outer.get(found[1], found[0])[:300], value[:10_000])
    return plain(value) if cell.is_on("html") else tidy(value[:200_000])


def _read_geometry(geometry: Element, cell: Cell) -> None:
    x, y, width, height = (_number(geometry.get(name)) for name in ("x", "y", "width", "height"))
    cell.frame = Rect(x, y, max(width, 0), max(height, 0))
    cell.is_relative = geometry.get("relative") == "1"
    for one in geometry:
        name = one.get("as", "")
        if one.tag == "mxPoint":
            cell.points[name] = _point(one)
        elif one.tag == "Array" and name == "points":
            cell.bends = [_point(point) for point in one.iter("mxPoint")]


def _point(element: Element) -> Point:
    return _number(element.get("x")), _number(element.get("y"))


def _number(text: str | None) -> float:
    try:
        number = float(text or 0)
    except ValueError:
        return 0
    return min(max(number, -_FARTHEST), _FARTHEST) if math.isfinite(number) else 0
