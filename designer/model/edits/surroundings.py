"""Edits of the brief, zones, notes, waivers, kept reviews and of the layout."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from designer.errors import RefusedEdit
from designer.model import references
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.edits import language as e
from designer.model.edits.parts import (
    find,
    put,
    read_part,
    refuse_broken,
    refuse_taken,
    standing,
    with_locked,
    without_waiver,
)
from designer.model.note import Note
from designer.model.waiver import Review, Waiver
from designer.model.zone import Zone


def _merged(stated: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (stated | values).items() if value is not None}


def set_brief(design: Design, edit: e.SetBrief) -> Design:
    """State fields of the brief; None takes one away."""
    return replace(design, brief=read_part("brief", Brief.read, _merged(design.brief.stated(), edit.values)))


def add_zone(design: Design, edit: e.AddZone) -> Design:
    """Add a zone with its rectangle."""
    zone = read_part("zone", Zone.read, edit.zone)
    refuse_taken(design, zone.id)
    refuse_broken(references.of_zone(design, zone))
    added = replace(design, zones=put(design.zones, zone.id, zone, edit.index))
    return standing(added, zones={zone.id: edit.area}) if edit.area else added


def set_zone(design: Design, edit: e.SetZone) -> Design:
    """State values of a zone."""
    if "id" in edit.values:
        raise RefusedEdit("cannot set the id of a zone by `set_zone`: use rename_id.")
    old = find(design.zones, edit.id, "zone")
    zone = read_part("zone", Zone.read, _merged(old.stated(), edit.values))
    changed = replace(design, zones={**design.zones, zone.id: zone})
    refuse_broken(references.of_zone(changed, zone))
    for child in changed.zones.values():
        refuse_broken(references.of_zone(changed, child))
    return changed


def assign_zone(design: Design, edit: e.AssignZone) -> Design:
    """Make components members of a zone, or of none."""
    if edit.zone is not None:
        find(design.zones, edit.zone, "zone")
    members = {one: find(design.components, one, "component") for one in edit.ids}
    moved = {one: member.model_copy(update={"zone": edit.zone}) for one, member in members.items()}
    return replace(design, components=design.components | moved)


def place(design: Design, edit: e.Place) -> Design:
    """Set positions and locks; what is not in the design (any more) is ignored."""
    there = design.components.keys() | design.notes.keys()
    boxes = {key: at for key, at in edit.boxes.items() if key in there}
    zones = {key: area for key, area in edit.zones.items() if key in design.zones}
    locked = (design.layout.locked | (set(edit.lock) & (there | design.zones.keys()))) - set(edit.unlock)
    placed = standing(design, boxes, zones) if boxes or zones else design
    return placed if locked == placed.layout.locked else with_locked(placed, locked)


def add_note(design: Design, edit: e.AddNote) -> Design:
    """Add a note at its place."""
    note = read_part("note", Note.read, edit.note)
    refuse_taken(design, note.id)
    refuse_broken(references.of_note(design, note))
    added = replace(design, notes=put(design.notes, note.id, note, edit.index))
    return standing(added, {note.id: edit.at}) if edit.at else added


def set_note(design: Design, edit: e.SetNote) -> Design:
    """Change a note."""
    if "id" in edit.values:
        raise RefusedEdit("cannot set the id of a note by `set_note`: use rename_id.")
    old = find(design.notes, edit.id, "note")
    note = read_part("note", Note.read, _merged(old.stated(), edit.values))
    refuse_broken(references.of_note(design, note))
    return replace(design, notes={**design.notes, note.id: note})


def add_waiver(design: Design, edit: e.AddWaiver) -> Design:
    """Accept a finding."""
    waiver = read_part("waiver", Waiver.read, edit.waiver)
    if waiver.finding in design.waivers:
        raise RefusedEdit(f"cannot waive {waiver.finding}: because it is waived already. Change that waiver.")
    return replace(design, waivers=put(design.waivers, waiver.finding, waiver, edit.index))


def set_waiver(design: Design, edit: e.SetWaiver) -> Design:
    """Change a waiver."""
    if "finding" in edit.values:
        raise RefusedEdit("cannot change what a waiver is about: delete it and add another.")
    old = find(design.waivers, edit.finding, "waiver")
    waiver = read_part("waiver", Waiver.read, _merged(old.stated(), edit.values))
    return replace(design, waivers={**design.waivers, waiver.finding: waiver})


def delete_waiver(design: Design, edit: e.DeleteWaiver) -> Design:
    """Withdraw a waiver."""
    find(design.waivers, edit.finding, "waiver")
    return replace(design, waivers=without_waiver(design, edit.finding))


def set_reviews(design: Design, edit: e.SetReviews) -> Design:
    """Set the kept and dismissed findings of the language model."""
    reviews = [read_part("review", Review.read, one) for one in edit.reviews]
    if len({one.id for one in reviews}) < len(reviews):
        raise RefusedEdit("cannot set the reviews: because two have the same id. Keep one of them.")
    return replace(design, reviews={one.id: one for one in reviews})
