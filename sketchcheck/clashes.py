"""Two tabs give the same id to different things: the second one gets another.

What its tab sends until it knows of that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from designer.model.design import Design

Plain = dict[str, Any]

_IDS = frozenset({"id", "ids", "from", "to", "flow", "zone", "about", "parent", "lock", "unlock", "finding"})
"""The keys of edits whose texts are ids, or are made of them."""
_BY_ID = frozenset({"boxes", "zones"})
"""The keys of edits whose value is keyed by id."""
_PARTS = re.compile(r"[a-z][a-z0-9_-]*(?=[>:]|$)")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Renamed:
    """A thing that a tab calls `old` until it has taken over revision `doc_rev` of the drawing."""

    client: str
    old: str
    new: str
    doc_rev: int

    def data(self) -> Plain:
        """As the canvas knows it."""
        return {"client": self.client, "from": self.old, "to": self.new, "docRev": self.doc_rev}


class Clashes:
    """The ids that were taken when they arrived."""

    def __init__(self) -> None:
        self.renamed: list[Renamed] = []

    def resolve(self, op: Plain, client: str, design: Design, doc_rev: int) -> Plain:
        """The edit with ids that are free; `doc_rev` is the revision in which its tab will see them."""
        seen = op.pop("on", None)
        known = {one.old: one.new for one in self.renamed if one.client == client and _before(seen, one)}
        op = _renamed_op(op, known)
        taken = {new: _free(new, design) for new in _added(op) if _is_taken(new, design)}
        self.renamed += [Renamed(client, old, new, doc_rev) for old, new in taken.items()]
        return _renamed_op(op, taken)


def _renamed_op(op: Plain, names: dict[str, str]) -> Plain:
    return {key: rename(value, names, key) for key, value in op.items()}


def _before(seen: Any, one: Renamed) -> bool:
    return isinstance(seen, int) and seen < one.doc_rev


def _added(op: Plain) -> Iterator[str]:
    """The ids of what the edit adds."""
    for key in ("component", "zone", "note"):
        part = op.get(key)
        if isinstance(part, dict) and isinstance(part.get("id"), str):
            yield part["id"]
    edits = op.get("edits")
    for edit in edits if isinstance(edits, list) else ():
        if isinstance(edit, dict):
            yield from _added(edit)


def _is_taken(own: str, design: Design) -> bool:
    return own in design.components or own in design.zones or own in design.notes


def _free(own: str, design: Design) -> str:
    stem = re.sub(r"-\d+$", "", own)
    tries = (f"{stem[: _LONGEST - 6]}-{number}" for number in count(2))
    return next(one for one in tries if not _is_taken(one, design))


def rename(value: Any, names: dict[str, str], key: str = "") -> Any:
    """Plain data of an edit with other ids in it; words that people typed stay."""
    if not names:
        return value
    if isinstance(value, str):
        return _renamed(value, names) if key in _IDS else value
    if isinstance(value, list):
        return [rename(one, names, key) for one in value]
    if isinstance(value, dict):
        return {
            _renamed(name, names) if key in _BY_ID else name: rename(one, names, name)
            for name, one in value.items()
        }
    return value


def _renamed(text: str, names: dict[str, str]) -> str:
    """An id, the id of a flow between two, or that of a finding at one."""
    head, at, anchor = text.rpartition("@")
    ends, colon, kind = anchor.partition(":")
    ends = _PARTS.sub(lambda found: names.get(found[0], found[0]), ends)
    return head + at + ends + colon + kind
