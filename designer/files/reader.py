"""What all sections share while a file is read: problems, places, and which ids are taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from pydantic import ValidationError

from designer.files.invalid import explain_at
from designer.files.plain import is_null, refuse_empty, shorten_key
from designer.files.problems import Mark, Problems
from designer.files.tree import Mapping, Node
from designer.model.element import Element
from designer.model.values import RESERVED_IDS

T = TypeVar("T", bound=Element)


@dataclass(slots=True)
class Reader:
    """One reading of one tree.

    `places` holds the node of everything that has an id or is an anchor, also of what is broken;
    `spans` where in the text each item begins and ends; `taken` the lines of the ids of components,
    zones and notes.
    """

    problems: Problems
    places: dict[str, Node] = field(default_factory=dict)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)

    def valid(self, cls: type[T], data: dict[str, Any], node: Node, title: str) -> T | None:
        """The element, or None and everything that is wrong with it noted."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            explain_at(error, node, cls, title, self.problems)
            return None

    def refuse_shape(self, what: str, node: Node, wanted: str) -> None:
        """Note that a node is not the sort of node that belongs there."""
        if is_null(node):
            refuse_empty(what, node, self.problems)
        else:
            self.problems.add(node.start, f"read {what}", f"it is not {wanted}", f"Write {wanted} here.")

    def take_id(self, data: dict[str, Any], node: Mapping, what: str) -> str:
        """The id that an item states, noted where it is reserved or taken; "" without one."""
        own = data.get("id")
        if not isinstance(own, str):
            return ""
        if own in RESERVED_IDS:
            self.refuse_reserved(own, node)
        elif own in self.taken:
            because = f"line {self.taken[own]} has it already"
            free = next(one for number in count(2) if (one := f"{own}-{number}") not in self.taken)
            place, do = place_of(node, "id"), f"Choose another one, such as {shorten_key(free)}."
            self.problems.add(place, f"use the id {shorten_key(own)} for this {what}", because, do, own)
        self.taken.setdefault(own, node.start.line + 1)
        return own

    def refuse_reserved(self, own: str, node: Mapping) -> None:
        """Note an id that has a meaning of its own."""
        place = place_of(node, "id")
        self.problems.add(place, f"use the id {own}", "it is reserved", "Choose another one.", own)

    def item_at(self, index: int) -> str:
        """The id of the item that an index of the text lies in; "" outside of all."""
        return next((own for start, end, own in self.spans if start <= index <= end), "")


def place_of(node: Node, key: str) -> Mark:
    """Where the value of a key stands; the start of the node where it lacks the key."""
    pair = node.find(key) if isinstance(node, Mapping) else None
    return (pair[1] if pair else node).start
