"""Where things stand on the canvas; no meaning for the checks."""

from typing import Annotated

from pydantic import Field

from designer.model.element import Element, Part
from designer.model.values import Id

Coordinate = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Point = tuple[Coordinate, Coordinate]
Size = tuple[Annotated[int, Field(ge=1, le=1_000_000)], Annotated[int, Field(ge=1, le=1_000_000)]]


class ZoneArea(Part):
    """The rectangle of a zone: top left corner and size in whole pixels."""

    at: Point
    size: Size
    collapsed: bool | None = None


class Layout(Element):
    """Top left corners in whole pixels by id of component or note; rectangles of zones; what is locked."""

    boxes: dict[Id, Point] = Field(default_factory=dict)
    zones: dict[Id, ZoneArea] = Field(default_factory=dict)
    locked: frozenset[Id] = frozenset()
