"""A drawing of another tool, as its reader found it: boxes, arrows, groups, and what could not be read.

Readers of formats make a `Sketch`. What its boxes and arrows mean is guessed afterwards, in one way for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """A shape that may become a component, or a note.

    `key` is unique in its sketch, also over pages. `label` is plain text with newlines. `shape` and `icon`
    are the format's own words (cylinder, mxgraph.aws4.s3). `frame` is x, y, width and height in pixels of the
    page; None where the format has no places. `data` is what our own export has written beside the shape.
    """

    key: str
    label: str = ""
    shape: str = ""
    icon: str = ""
    group: str | None = None
    frame: tuple[float, float, float, float] | None = None
    data: dict[str, Any] | None = None
    is_note: bool = False
    place: str = ""

    @property
    def says_note(self) -> bool:
        """Whether it is a note, as its look or our data say."""
        return self.is_note or "text" in (self.data or {})


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one box to another. `dash` is solid, dashed, dotted or thick; `place` is for people."""

    key: str
    source: str
    target: str
    label: str = ""
    dash: str = "solid"
    data: dict[str, Any] | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around boxes: a subgraph, a cluster, a swimlane, a container."""

    key: str
    label: str = ""
    parent: str | None = None
    frame: tuple[float, float, float, float] | None = None
    data: dict[str, Any] | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is not in the sketch as it was drawn: where it stood, and what became of it."""

    place: str
    text: str


@dataclass(slots=True)
class Sketch:
    """What a reader found.

    `rest` is what our own export carries beside its shapes: name, brief, waivers and reviews as plain data.
    `source` is the text of a whole design file, where a picture of ours carries one.
    """

    format: str
    title: str = ""
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rest: dict[str, Any] | None = None
    source: str | None = None
