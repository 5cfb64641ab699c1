"""What each edit does to a design. `apply` adds the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from designer.model.design import Design
from designer.model.edits import deleting, elements, surroundings
from designer.model.edits import language as e

_PERFORM: dict[str, Callable[[Design, Any], Design]] = {
    "add_component": elements.add_component,
    "add_flow": elements.add_flow,
    "insert_on_flow": elements.insert_on_flow,
    "set": elements.set_values,
    "unset": elements.unset_values,
    "reconnect": elements.reconnect,
    "delete": deleting.delete,
    "delete_zone": lambda design, edit: deleting.delete(design, e.Delete(ids=[edit.id])),
    "delete_note": lambda design, edit: deleting.delete(design, e.Delete(ids=[edit.id])),
    "rename_id": deleting.rename_id,
    "set_brief": surroundings.set_brief,
    "add_zone": surroundings.add_zone,
    "set_zone": surroundings.set_zone,
    "assign_zone": surroundings.assign_zone,
    "place": surroundings.place,
    "add_note": surroundings.add_note,
    "set_note": surroundings.set_note,
    "add_waiver": surroundings.add_waiver,
    "set_waiver": surroundings.set_waiver,
    "delete_waiver": surroundings.delete_waiver,
    "set_reviews": surroundings.set_reviews,
}


def perform(design: Design, edit: e.Edit, dropped: list[str]) -> Design:
    """The design after an edit; `dropped` gets the names of properties that were lost."""
    if isinstance(edit, e.Batch):
        for one in edit.edits:
            design = perform(design, one, dropped)
        return design
    if isinstance(edit, e.SetKind):
        return elements.set_kind(design, edit, dropped)
    return _PERFORM[edit.op](design, edit)
