"""Steps before they are written: what a message would change, and what that means for undoing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from designer.errors import RefusedEdit, SketchcheckError
from designer.model.design import Design
from designer.model.edits import Batch, Edit, apply_all
from designer.model.edits.diff import diff
from designer.model.edits.perform import perform
from designer.store import history
from designer.store.history import Link
from designer.store.remembered import Newest
from designer.store.words import describe

NOTHING = Batch(edits=[])


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is to change which design, what it is just now, and when."""

    design_id: str
    newest: Newest
    client: str
    at: datetime

    @property
    def n(self) -> int:
        """The number of the revision that is to come."""
        return self.newest.link.n + 1

    def nothing(self, message: str) -> Step:
        """The design stays as it is, and `message` says why."""
        return Step(None, self.newest.design, refused=((0, message),))


@dataclass(frozen=True, slots=True)
class Step:
    """What is to become the next revision; `link` is None where nothing changes."""

    link: Link | None
    design: Design
    edits: tuple[Edit, ...] = ()
    inverse: Batch = NOTHING
    of: int | None = None
    refused: tuple[tuple[int, str], ...] = ()
    dropped: tuple[str, ...] = ()


def edited(turn: Turn, edits: Sequence[Edit], title: str | None) -> Step:
    """The edits one after the other; those that do not fit are refused, the others done."""
    before = turn.newest.design
    design, done, refused, dropped = before, [], [], list[str]()
    for index, edit in enumerate(edits):
        lost: list[str] = []
        try:
            design = perform(design, edit, lost)
        except RefusedEdit as error:
            refused.append((index, str(error)))
            continue
        done.append(edit)
        dropped += lost
    inverse = diff(design, before)
    step = Step(None, design, tuple(done), inverse, None, tuple(refused), tuple(dropped))
    if not inverse.edits:
        return replace(step, design=before)
    said = title or describe(done, before)
    return replace(step, link=Link(turn.n, "edit", turn.n, turn.n, 0, turn.client, turn.at, said))


def joined(db: Connection, turn: Turn, step: Step, within_ms: int) -> Step:
    """The step as a part of the one before it, where one person types or nudges on."""
    last, new = turn.newest.link, step.link
    if new is None or last.kind != "edit" or last.client != new.client:
        return step
    if abs(new.at - last.at) > timedelta(milliseconds=within_ms):
        return step
    touched = _touched(step.edits)
    if touched is None or touched != _touched(history.edits_of(db, turn.design_id, last.n)):
        return step
    return replace(step, link=replace(new, step=last.step))


def _touched(edits: Sequence[Edit]) -> object:
    """What typing or nudging changes over and over: one property, or the places of the same boxes."""
    if len(edits) != 1:
        return None
    edit: Any = edits[0]
    if edit.op == "place":
        return None if edit.lock or edit.unlock else ("place", frozenset(edit.boxes), frozenset(edit.zones))
    names = [*getattr(edit, "values", ()), *getattr(edit, "properties", ())]
    element = getattr(edit, "id", None) or getattr(edit, "finding", "brief")
    return (element, names[0]) if len(names) == 1 else None


def undone(db: Connection, turn: Turn) -> Step:
    """The newest step that is not undone, taken back."""
    top = turn.newest.link.undo_top
    if not top:
        return turn.nothing("cannot undo: because nothing is left to undo.")
    step = history.link(db, turn.design_id, top)
    below = history.link(db, turn.design_id, step.step - 1)
    link = Link(turn.n, "undo", turn.n, below.undo_top, turn.n, turn.client, turn.at, step.title)
    return _taking_back(db, turn, step, link)


def redone(db: Connection, turn: Turn) -> Step:
    """The step that was undone last, done again."""
    top = turn.newest.link.redo_top
    if not top:
        return turn.nothing("cannot redo: because nothing is left to redo.")
    step = history.link(db, turn.design_id, top)
    below = history.link(db, turn.design_id, top - 1)
    link = Link(turn.n, "redo", turn.n, turn.n, below.redo_top, turn.client, turn.at, step.title)
    return _taking_back(db, turn, step, link)


def _taking_back(db: Connection, turn: Turn, step: Link, link: Link) -> Step:
    before = turn.newest.design
    try:
        edit = history.inverse_of(db, turn.design_id, step)
        design = apply_all(before, [edit])
    except SketchcheckError as error:  # answered, not raised: the client would ask again and again
        return turn.nothing(str(error))
    return Step(link, design, (edit,), diff(design, before), of=step.n)


def restored(turn: Turn, old: Design, n: int) -> Step:
    """The design of revision `n` again, as a step of its own."""
    step = edited(turn, diff(turn.newest.design, old).edits, f"Restore revision {n}")
    return replace(step, link=replace(step.link, kind="restore"), of=n) if step.link else step
