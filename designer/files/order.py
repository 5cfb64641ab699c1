"""The order of things in a file. It has no meaning, and whoever wrote the file chose it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from designer.model.design import Design

T = TypeVar("T")


def in_order_of(design: Design, like: Design) -> Design:
    """The same design with its parts in the order of `like`; what is new there follows its neighbour."""
    return replace(
        design,
        zones=_ordered(design.zones, like.zones),
        components=_ordered(design.components, like.components),
        flows=_ordered(design.flows, like.flows),
        notes=_ordered(design.notes, like.notes),
        waivers=_ordered(design.waivers, like.waivers),
        reviews=_ordered(design.reviews, like.reviews),
    )


def _ordered(parts: dict[str, T], like: dict[str, T]) -> dict[str, T]:
    order = [key for key in like if key in parts]
    before = ""
    for key in parts:
        if key not in like:
            order.insert(order.index(before) + 1 if before else 0, key)
        before = key
    return {key: parts[key] for key in order}
