"""What an edit did, in a few words for the list of revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from designer.model.design import Design
from designer.model.edits import Edit
from designer.model.edits import language as e
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS

_LONGEST = 120


def describe(edits: Sequence[Edit], design: Design) -> str:
    """The edits in words such as `Add Kafka`; `design` is the one that they were applied to."""
    if not edits:
        return "Change nothing"
    first = edits[0]
    said = _of_batch(first, design) if isinstance(first, e.Batch) else _WORDS[first.op](first, design)
    more = f" and {len(edits) - 1} more" if len(edits) > 1 else ""
    said = " ".join(said.split())
    room = _LONGEST - len(more)
    return (said if len(said) <= room else said[: room - 1] + "…") + more


def _of_batch(edit: e.Batch, design: Design) -> str:
    return edit.title or describe(edit.edits, design)


def _some(design: Design, ids: Iterable[str]) -> str:
    found = list(ids)
    return design.title_of(found[0]) if len(found) == 1 else f"{len(found)} elements"


def _named(part: dict[str, Any]) -> str:
    return str(part.get("name") or part.get("id"))


def _listed(names: Iterable[str]) -> str:
    found = [name.replace("_", " ") for name in names]
    return ", ".join(found) if len(found) <= 3 else f"{len(found)} properties"


def _set(edit: e.Set, design: Design) -> str:
    if edit.values.keys() == {"name"}:
        of = "the design " if edit.id == "design" else ""
        return f"Rename {of}to {edit.values['name']}"
    return f"Set {_listed(edit.values)} of {design.title_of(edit.id)}"


def _set_kind(edit: e.SetKind, design: Design) -> str:
    kind = FLOWS[edit.kind].title if edit.id in design.flows else KINDS[edit.kind].label
    return f"Turn {design.title_of(edit.id)} into {kind}"


def _place(edit: e.Place, design: Design) -> str:
    moved = [*edit.boxes, *edit.zones]
    if not moved and (held := edit.lock or edit.unlock):
        return f"{'Lock' if edit.lock else 'Unlock'} {_some(design, held)}"
    return f"Move {_some(design, moved)}"


def _assign_zone(edit: e.AssignZone, design: Design) -> str:
    where = f"into {design.title_of(edit.zone)}" if edit.zone else "out of the zone"
    return f"Move {_some(design, edit.ids)} {where}"


def _connect(edit: e.AddFlow, design: Design) -> str:
    ends = [design.title_of(str(edit.flow.get(end))) for end in ("from", "to")]
    return f"Connect {ends[0]} to {ends[1]}"


_WORDS: dict[str, Callable[[Any, Design], str]] = {
    "add_component": lambda edit, _: f"Add {_named(edit.component)}",
    "add_flow": _connect,
    "insert_on_flow": lambda edit, design: f"Insert {_named(edit.component)} on {design.title_of(edit.flow)}",
    "delete": lambda edit, design: f"Delete {_some(design, edit.ids)}",
    "set": _set,
    "unset": lambda edit, design: f"Clear {_listed(edit.properties)} of {design.title_of(edit.id)}",
    "set_kind": _set_kind,
    "rename_id": lambda edit, _: f"Change the id {edit.id} to {edit.to}",
    "reconnect": lambda edit, design: f"Reconnect {design.title_of(edit.id)}",
    "set_brief": lambda edit, _: f"Brief: {_listed(edit.values)}",
    "add_zone": lambda edit, _: f"Add zone {_named(edit.zone)}",
    "set_zone": lambda edit, design: f"Change zone {design.title_of(edit.id)}",
    "delete_zone": lambda edit, design: f"Delete zone {design.title_of(edit.id)}",
    "assign_zone": _assign_zone,
    "place": _place,
    "add_note": lambda *_: "Add a note",
    "set_note": lambda *_: "Change a note",
    "delete_note": lambda *_: "Delete a note",
    "add_waiver": lambda edit, _: f"Waive {edit.waiver.get('finding')}",
    "set_waiver": lambda edit, _: f"Change the waiver of {edit.finding}",
    "delete_waiver": lambda edit, _: f"Withdraw the waiver of {edit.finding}",
    "set_reviews": lambda *_: "Keep or dismiss findings of a review",
}
