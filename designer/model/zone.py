"""Zones: named groups of components."""

from typing import Annotated, Literal

from designer.model.element import Element
from designer.model.properties import Property as P
from designer.model.values import Id, Name, Text


class Zone(Element):
    """A named group of components; one level of parent."""

    id: Id
    name: Annotated[Name | None, P("text", "What people call it.")] = None
    parent: Annotated[Id | None, P("zone", "The zone it lies in.")] = None
    kind: Annotated[
        Literal["environment", "team", "company", "region", "other"] | None,
        P("choice", "What it stands for."),
    ] = None
    external: Annotated[bool | None, P("bool", "Run by another company.")] = None
    team: Annotated[Text | None, P("text", "The team that runs it.")] = None

    @property
    def title(self) -> str:
        """The name to show: the stated one, or the id."""
        return self.name or self.id
