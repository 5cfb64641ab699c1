"""What a drawing tool knows of a page: shapes and lines, before anybody asks what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from designer.exchange.sketch import Remark
from designer.layout.rect import Rect

Point = tuple[float, float]
_NAMED = 5
_DEEPEST = 40
"""Shapes in shapes in shapes."""


@dataclass(slots=True)
class Shape:
    """A shape. `frame` is absolute; `parent` is the shape that it was put into in the other tool.

    `words` is the rectangle of a label that stands outside of the frame; `was` is the frame that our own
    export has given to the shape, in formats without containers.

    `is_text` is words without an outline. `is_plain` is an outline that means nothing by itself: without
    words and arrows it is decoration, and behind other shapes it is a frame around them. `is_frame` is made
    to hold others; `is_bare` holds them together without being seen.
    """

    key: str
    label: str = ""
    shape: str = ""
    icon: str = ""
    parent: str | None = None
    frame: Rect | None = None
    words: Rect | None = None
    was: Rect | None = None
    data: dict[str, Any] | None = None
    place: str = ""
    is_text: bool = False
    is_note: bool = False
    is_plain: bool = False
    is_frame: bool = False
    is_bare: bool = False


@dataclass(slots=True)
class Line:
    """A line: the shapes it is bound to, where its ends lie, the bends between, and where it has heads."""

    key: str
    source: str | None = None
    target: str | None = None
    start: Point | None = None
    end: Point | None = None
    bends: tuple[Point, ...] = ()
    label: str = ""
    dash: str = "solid"
    data: dict[str, Any] | None = None
    place: str = ""
    at_start: bool = False
    at_end: bool = True

    @property
    def ends(self) -> tuple[str | None, str | None]:
        return self.source, self.target

    def move(self, down: float) -> None:
        """Move all its points."""
        self.start, self.end = (point and (point[0], point[1] + down) for point in (self.start, self.end))
        self.bends = tuple((x, y + down) for x, y in self.bends)


@dataclass
class Drawing:
    """All pages of a file. The order of shapes is the one in which they were drawn, one over the other."""

    format: str
    title: str = ""
    shapes: dict[str, Shape] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    rest: dict[str, Any] | None = None

    def remark(self, place: str, text: str) -> None:
        """Tell of something that is not read as it was drawn."""
        self.remarks.append(Remark(place, text))

    def remark_all(self, places: Iterable[str], text: str) -> None:
        """Tell the same of many with one remark."""
        found = list(places)
        if found:
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            self.remark("; ".join(found[:_NAMED]) + more, text)

    def joined(self) -> dict[str, set[str]]:
        """The shapes that lines are bound to, each with the shapes at the other ends."""
        found: dict[str, set[str]] = {}
        for line in self.lines.values():
            for one, other in (line.ends, line.ends[::-1]):
                if one is not None:
                    found.setdefault(one, set()).update([] if other is None else [other])
        return found

    def mend(self) -> None:
        """Cut what leads nowhere: ends and parents that are not there, parents in a circle or too deep."""
        for line in self.lines.values():
            line.source = line.source if line.source in self.shapes else None
            line.target = line.target if line.target in self.shapes else None
        depths: dict[str, int] = {}
        for shape in self.shapes.values():
            self._mend_above(shape, depths)

    def _mend_above(self, shape: Shape, depths: dict[str, int]) -> None:
        chain: dict[str, Shape] = {}
        one: Shape | None = shape
        while one is not None and one.key not in depths and one.key not in chain:
            chain[one.key] = one
            one = self.shapes.get(one.parent or "")
        for step in reversed(chain.values()):
            depth = depths.get(step.parent or "", _DEEPEST if step.parent in chain else 0)
            if depth >= _DEEPEST:
                self.remark(step.place, "It is taken out of its group: too deep, or a circle.")
            if depth >= _DEEPEST or step.parent not in self.shapes:
                step.parent, depth = None, 0
            depths[step.key] = depth + 1

    def outermost(self) -> list[Shape]:
        """All shapes, each behind the one that it stands in."""
        return sorted(self.shapes.values(), key=self._depth)

    def _depth(self, shape: Shape) -> int:
        depth, above = 0, self.shapes.get(shape.parent or "")
        while above is not None:
            depth, above = depth + 1, self.shapes.get(above.parent or "")
        return depth

    def children(self) -> dict[str, list[Shape]]:
        """The shapes that stand in each shape."""
        found: dict[str, list[Shape]] = {}
        for shape in self.shapes.values():
            if shape.parent is not None:
                found.setdefault(shape.parent, []).append(shape)
        return found

    def take_out(self, gone: Mapping[str, str | None]) -> None:
        """Remove shapes. What stood in one stands in its parent; lines go to what it becomes."""
        for shape in self.shapes.values():
            while shape.parent is not None and shape.parent in gone:
                shape.parent = self.shapes[shape.parent].parent
        for line in self.lines.values():
            while line.source is not None and line.source in gone:
                line.source = gone[line.source]
            while line.target is not None and line.target in gone:
                line.target = gone[line.target]
        for key in gone:
            del self.shapes[key]
