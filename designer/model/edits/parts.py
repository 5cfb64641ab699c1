"""Small steps that several edits share: reading parts, placing them in order, following changed ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from designer.errors import RefusedEdit
from designer.model.design import Design
from designer.model.flow import FLOWS, Flow
from designer.model.kinds import KINDS
from designer.model.layout import Layout, Point, ZoneArea
from designer.model.messages import did_you_mean, explain, shorten
from designer.model.note import Note
from designer.model.references import BrokenReference
from designer.model.values import RESERVED_IDS
from designer.model.waiver import Waiver

T = TypeVar("T")


def read_part(what: str, read: Callable[[dict[str, Any]], T], data: dict[str, Any]) -> T:
    """Build a part, or refuse the edit in words."""
    try:
        return read(data)
    except KeyError:
        raise RefusedEdit(_unknown_kind(what, data.get("kind"))) from None
    except ValidationError as error:
        raise RefusedEdit(f"cannot set the {what}: because {explain(error)}. Give a valid value.") from None


def _unknown_kind(what: str, kind: object) -> str:
    known = FLOWS if what == "flow" else KINDS
    if kind is None:
        return f"cannot set the {what}: because it has no kind. Give it one."
    hint = did_you_mean(str(kind), known) or " See `sketchcheck schema` for all kinds."
    return f"cannot set the {what}: because {shorten(kind)} is no kind of {what}.{hint}"


def find(group: dict[str, T], element_id: str, what: str) -> T:
    """The part with this id, or refuse the edit."""
    if element_id not in group:
        raise RefusedEdit(
            f"cannot find the {what} {shorten(element_id)}: because it is not in the design (any more)."
        )
    return group[element_id]


def refuse_taken(design: Design, element_id: str) -> None:
    """Refuse an id that stands for something else already."""
    if element_id in RESERVED_IDS:
        raise RefusedEdit(f"cannot use the id {element_id}: because it is reserved. Choose another.")
    if _is_taken(design, element_id):
        raise RefusedEdit(
            f"cannot use the id {element_id}: because it is taken."
            f" Choose another, such as {free_id(design, element_id)}."
        )


def _is_taken(design: Design, element_id: str) -> bool:
    return any(
        element_id in group
        for group in (design.components, design.zones, design.notes, design.flows, RESERVED_IDS)
    )


def free_id(design: Design, wish: str) -> str:
    """The wished id if it is free, else the first of `wish-2`, `wish-3` ... that is."""
    number, candidate = 2, wish
    while _is_taken(design, candidate):
        candidate, number = f"{wish[:58]}-{number}" if ">" not in wish else f"{wish}-{number}", number + 1
    return candidate


def refuse_broken(broken: Iterable[BrokenReference]) -> None:
    """Refuse an edit after which a reference would lead nowhere."""
    for one in broken:
        hint = did_you_mean(one.found, one.valid)
        raise RefusedEdit(
            f"cannot set {one.key} of {one.element} to {shorten(one.found)}: because {one.why}.{hint}"
        )


def put(group: dict[str, T], key: str, value: T, index: int | None = None) -> dict[str, T]:
    """The group with one more part, at the end or at an index."""
    if index is None or index >= len(group):
        return {**group, key: value}
    items = list(group.items())
    items.insert(index, (key, value))
    return dict(items)


def swap(group: dict[str, T], changed: dict[str, tuple[str, T]]) -> dict[str, T]:
    """The group with some parts replaced in place: old id -> (new id, new part)."""
    return dict(changed.get(key, (key, value)) for key, value in group.items())


def follow(design: Design, renamed: dict[str, str]) -> Design:
    """Let notes, waivers and reviews that speak of an old id speak of the new one."""
    renamed = {old: new for old, new in renamed.items() if old != new}
    if not renamed:
        return design
    waivers = [_anchored(one, "finding", renamed) for one in design.waivers.values()]
    reviews = [_anchored(one, "id", renamed) for one in design.reviews.values()]
    if len({one.finding for one in waivers}) < len(waivers) or len({one.id for one in reviews}) < len(
        reviews
    ):
        raise RefusedEdit(
            "cannot change the id: because a waiver or review for the new id exists. Delete that first."
        )
    return replace(
        design,
        notes={key: _about(note, renamed) for key, note in design.notes.items()},
        waivers={one.finding: one for one in waivers},
        reviews={one.id: one for one in reviews},
    )


def _anchored(part: Any, key: str, renamed: dict[str, str]) -> Any:
    head, _, anchor = getattr(part, key).partition("@")
    return part.model_copy(update={key: f"{head}@{renamed[anchor]}"}) if anchor in renamed else part


def _about(note: Note, renamed: dict[str, str]) -> Note:
    return note.model_copy(update={"about": renamed[note.about]}) if note.about in renamed else note


def replace_flows(design: Design, changed: dict[str, Flow]) -> Design:
    """Put changed flows in the place of old ones (by old id); refuse where a new id is taken."""
    rest = design.flows.keys() - changed.keys()
    new_ids = [flow.id for flow in changed.values()]
    for one in new_ids:
        if one in rest or new_ids.count(one) > 1:
            raise RefusedEdit(
                f"cannot change the flow: because there is a flow {one} already. Give one of them an id."
            )
        if one in design.components or one in design.zones or one in design.notes:
            raise RefusedEdit(f"cannot change the flow: because the id {one} is taken.")
    flows = swap(design.flows, {old: (flow.id, flow) for old, flow in changed.items()})
    return follow(replace(design, flows=flows), {old: flow.id for old, flow in changed.items()})


def standing(
    design: Design,
    boxes: dict[str, Point | None] | None = None,
    zones: dict[str, ZoneArea | None] | None = None,
) -> Design:
    """The design with boxes and zone areas at new places; None forgets a place."""
    layout = design.layout
    new_boxes = {key: at for key, at in (layout.boxes | (boxes or {})).items() if at is not None}
    new_zones = {key: area for key, area in (layout.zones | (zones or {})).items() if area is not None}
    return design.with_layout(_layout(layout, new_boxes, new_zones, layout.locked))


def _layout(
    old: Layout, boxes: dict[str, Point], zones: dict[str, ZoneArea], locked: frozenset[str]
) -> Layout:
    return old.model_copy(update={"boxes": boxes, "zones": zones, "locked": locked})


def with_locked(design: Design, locked: frozenset[str]) -> Design:
    """The design with these ids locked."""
    return design.with_layout(design.layout.model_copy(update={"locked": locked}))


def without_waiver(design: Design, finding: str) -> dict[str, Waiver]:
    """All waivers but one."""
    return {key: one for key, one in design.waivers.items() if key != finding}
