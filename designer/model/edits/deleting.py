"""Deleting and renaming: what hangs on an element goes or follows."""

from __future__ import annotations

from dataclasses import replace

from designer.errors import RefusedEdit
from designer.model.design import Design
from designer.model.edits import language as e
from designer.model.edits.parts import (
    follow,
    read_part,
    refuse_taken,
    replace_flows,
    standing,
    swap,
    with_locked,
)
from designer.model.flow import Flow, read_flow
from designer.model.kinds import Component
from designer.model.zone import Zone


def delete(design: Design, edit: e.Delete) -> Design:
    """Delete components with their flows, flows, zones and notes. Ids that are gone already are ignored."""
    gone = set(edit.ids)
    lost = gone | {flow.id for flow in design.flows.values() if gone & {flow.source, flow.target}}
    left = replace(
        design,
        components={key: _leave_zone(one, gone) for key, one in design.components.items() if key not in gone},
        flows={key: one for key, one in design.flows.items() if key not in lost},
        zones={key: _leave_parent(one, gone) for key, one in design.zones.items() if key not in gone},
        notes={key: one for key, one in design.notes.items() if key not in gone},
    )
    notes = {
        key: one.model_copy(update={"about": None}) if one.about in lost else one
        for key, one in left.notes.items()
    }
    left = standing(replace(left, notes=notes), dict.fromkeys(gone), dict.fromkeys(gone))
    return with_locked(left, left.layout.locked - gone) if gone & left.layout.locked else left


def _leave_zone(component: Component, gone: set[str]) -> Component:
    return component.model_copy(update={"zone": None}) if component.zone in gone else component


def _leave_parent(zone: Zone, gone: set[str]) -> Zone:
    return zone.model_copy(update={"parent": None}) if zone.parent in gone else zone


def rename_id(design: Design, edit: e.RenameId) -> Design:
    """Rename a component, zone or note, and let everything that speaks of it follow."""
    old, new = edit.id, edit.to
    if old == new:
        return design
    refuse_taken(design, new)
    return _follow_everywhere(_with_new_id(design, old, new), old, new)


def _with_new_id(design: Design, old: str, new: str) -> Design:
    if component := design.components.get(old):
        part = component.model_copy(update={"id": new})
        return replace(design, components=swap(design.components, {old: (new, part)}))
    if zone := design.zones.get(old):
        return replace(design, zones=swap(design.zones, {old: (new, zone.model_copy(update={"id": new}))}))
    if note := design.notes.get(old):
        return replace(design, notes=swap(design.notes, {old: (new, note.model_copy(update={"id": new}))}))
    raise RefusedEdit(f"cannot rename {old}: because no component, zone or note has this id.")


def _follow_everywhere(design: Design, old: str, new: str) -> Design:
    flows = {
        flow.id: _renamed_flow(flow, old, new)
        for flow in design.flows.values()
        if old in (flow.source, flow.target)
    }
    design = replace_flows(design, flows) if flows else design
    design = replace(
        design,
        components={
            key: one.model_copy(update={"zone": new}) if one.zone == old else one
            for key, one in design.components.items()
        },
        zones={
            key: one.model_copy(update={"parent": new}) if one.parent == old else one
            for key, one in design.zones.items()
        },
    )
    return _move_layout(follow(design, {old: new}), old, new)


def _renamed_flow(flow: Flow, old: str, new: str) -> Flow:
    ends = {
        "from": new if flow.source == old else flow.source,
        "to": new if flow.target == old else flow.target,
    }
    data = flow.stated() | ends
    stem = f"{flow.source}>{flow.target}"
    if flow.own_id and flow.own_id.startswith(stem):
        data["id"] = f"{ends['from']}>{ends['to']}{flow.own_id[len(stem) :]}"
    return read_part("flow", read_flow, data)


def _move_layout(design: Design, old: str, new: str) -> Design:
    layout = design.layout
    boxes = {new if key == old else key: at for key, at in layout.boxes.items()}
    zones = {new if key == old else key: area for key, area in layout.zones.items()}
    locked = frozenset(new if key == old else key for key in layout.locked)
    return design.with_layout(layout.model_copy(update={"boxes": boxes, "zones": zones, "locked": locked}))
