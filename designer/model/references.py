"""Which ids an element speaks of, and whether they are there. The loader and the edits ask here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import Component
from designer.model.note import Note
from designer.model.zone import Zone


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """`key` of `element` names `found`, which cannot be: `why`; `valid` are the ids that would do."""

    element: str
    key: str
    found: str
    why: str
    valid: tuple[str, ...]


def broken_references(design: Design) -> Iterator[BrokenReference]:
    """Every reference in the design that leads nowhere."""
    for zone in design.zones.values():
        yield from of_zone(design, zone)
    for component in design.components.values():
        yield from of_component(design, component)
    for flow in design.flows.values():
        yield from of_flow(design, flow)
    for note in design.notes.values():
        yield from of_note(design, note)


def of_component(design: Design, component: Component) -> Iterator[BrokenReference]:
    """The zone of a component."""
    zone = component.zone
    if zone is not None and zone not in design.zones:
        yield BrokenReference(component.id, "zone", zone, "there is no such zone", tuple(design.zones))


def of_flow(design: Design, flow: Flow) -> Iterator[BrokenReference]:
    """Both ends of a flow."""
    for key, end in (("from", flow.source), ("to", flow.target)):
        if end not in design.components:
            yield BrokenReference(flow.id, key, end, "there is no such component", tuple(design.components))


def of_note(design: Design, note: Note) -> Iterator[BrokenReference]:
    """What a note is about."""
    about = note.about
    if about is not None and not any(
        about in group for group in (design.components, design.flows, design.zones)
    ):
        yield BrokenReference(
            note.id, "about", about, "there is nothing with this id", tuple(design.components)
        )


def of_zone(design: Design, zone: Zone) -> Iterator[BrokenReference]:
    """The parent of a zone: another zone that has no parent itself."""
    parent = zone.parent
    if parent is None:
        return
    tops = tuple(one.id for one in design.zones.values() if one.parent is None and one.id != zone.id)
    if parent not in design.zones:
        yield BrokenReference(zone.id, "parent", parent, "there is no such zone", tops)
    elif parent == zone.id or design.zones[parent].parent is not None:
        yield BrokenReference(zone.id, "parent", parent, "zones nest one level deep only", tops)
