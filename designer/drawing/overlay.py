"""Two designs in one: the new one, with what it no longer has put back for a picture."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from designer.layout.chart import box_at
from designer.layout.ground import ground_of
from designer.model.design import Design
from designer.model.element import Element
from designer.model.flow import Flow

E = TypeVar("E", bound=Element)
Names = Mapping[str, str]


Gone = Collection[tuple[str, str]]
"""What was removed, as (group, id); groups are zone, component, flow and note."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """`names`: the id in the picture of each removed part, another than its own where that is in use."""

    design: Design
    names: Mapping[tuple[str, str], str]


def overlay(before: Design, after: Design, gone: Gone) -> Overlay:
    """The new design and the parts of the old one that are gone.

    Removed boxes stand where they stood while that is free; the others are placed as any new box.
    """
    names = _names(after, gone)
    zone, component, flow, note = (
        {old: new for (of, old), new in names.items() if of == group}
        for group in ("zone", "component", "flow", "note")
    )
    union = replace(
        after,
        zones=after.zones | _put_back(before.zones, zone, {"parent": zone}),
        components=after.components | _put_back(before.components, component, {"zone": zone}),
        flows=after.flows | _flows_put_back(before.flows, flow, component),
        notes=after.notes | _put_back(before.notes, note, {"about": zone | component | flow}),
    )
    boxes = component | note
    return Overlay(_standing(union, {new: before.layout.boxes.get(old) for old, new in boxes.items()}), names)


def _names(after: Design, gone: Gone) -> dict[tuple[str, str], str]:
    taken = {*after.zones, *after.components, *after.flows, *after.notes}
    names: dict[tuple[str, str], str] = {}
    for part in gone:
        names[part] = _free(part[1], taken)
        taken.add(names[part])
    return names


def _free(id_: str, taken: Collection[str]) -> str:
    name, number = id_, 1
    while name in taken:
        number += 1
        name = f"{id_}-was-{number}"
    return name


def _put_back(parts: Mapping[str, E], own: Names, refers: Mapping[str, Names]) -> dict[str, E]:
    """Removed parts under their ids of the picture, also where they refer to each other."""
    return {
        new: parts[old].model_copy(update=_renamed(parts[old], refers) | {"id": new})
        for old, new in own.items()
    }


def _flows_put_back(flows: Mapping[str, Flow], own: Names, ends: Names) -> dict[str, Flow]:
    both = {"source": ends, "target": ends}
    return {
        new: flows[old].model_copy(update=_renamed(flows[old], both) | {"own_id": new})
        for old, new in own.items()
    }


def _renamed(part: Element, refers: Mapping[str, Names]) -> dict[str, object]:
    return {key: names.get(getattr(part, key), getattr(part, key)) for key, names in refers.items()}


def _standing(design: Design, wanted: Mapping[str, tuple[int, int] | None]) -> Design:
    """The design with these boxes at their places, as far as there is room."""
    if not design.layout.boxes:
        return design
    ground = ground_of(design)
    boxes = dict(design.layout.boxes)
    for id_, at in wanted.items():
        if at and ground.fits(rect := box_at(*at), ground.chain(id_)):
            ground.put(id_, rect)
            boxes[id_] = at
    return design.with_layout(design.layout.model_copy(update={"boxes": boxes}))
