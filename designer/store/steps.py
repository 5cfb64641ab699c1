"""Steps before they are written: what a message would change, and what that means for undoing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from designer.errors import RefusedEdit, SketchcheckError
from designer.model.design import Design
from designer.model.diff import diff
from designer.model.edits import Batch, Edit, apply_all
from designer.model.edits.apply import perform
from designer.store import history
from designer.store.history import Link
from designer.store.remembered import Newest
from designer.store.words import describe

NOTHING = Batch(edits=[])


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


def edited(newest: Newest, edits: Sequence[Edit], client: str, at: datetime, title: str | None) -> Step:
    """The edits one after the other; those that do not fit are refused, the others done."""
    design, done, refused, dropped = newest.design, [], [], list[str]()
    for index, edit in enumerate(edits):
        lost: list[str] = []
        try:
            design = perform(design, edit, lost)
        except RefusedEdit as error:
            refused.append((index, str(error)))
            continue
        done.append(edit)
        dropped += lost
    inverse = diff(design, newest.design)
    step = Step(None, design, tuple(done), inverse, None, tuple(refused), tuple(dropped))
    if not inverse.edits:
        return replace(step, design=newest.design)
    n = newest.link.n + 1
    said = title or describe(done, newest.design)
    return replace(step, link=Link(n, "edit", n, n, 0, client, at, said))


def joined(db: Connection, design_id: str, newest: Newest, step: Step, within_ms: int) -> Step:
    """The step as a part of the one before it, where one person types or nudges on."""
    last, new = newest.link, step.link
    if new is None or last.kind != "edit" or last.client != new.client:
        return step
    if abs(new.at - last.at) > timedelta(milliseconds=within_ms):
        return step
    touched = _touched(step.edits)
    if touched is None or touched != _touched(history.edits_of(db, design_id, last.n)):
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


def undone(db: Connection, design_id: str, newest: Newest, client: str, at: datetime) -> Step:
    """The newest step that is not undone, taken back."""
    top = newest.link.undo_top
    if not top:
        return Step(None, newest.design, refused=((0, "cannot undo: because nothing is left to undo."),))
    step = history.link(db, design_id, top)
    below = history.link(db, design_id, step.step - 1)
    n = newest.link.n + 1
    link = Link(n, "undo", n, below.undo_top, n, client, at, step.title)
    return _taking_back(db, design_id, newest, step, link)


def redone(db: Connection, design_id: str, newest: Newest, client: str, at: datetime) -> Step:
    """The step that was undone last, done again."""
    top = newest.link.redo_top
    if not top:
        return Step(None, newest.design, refused=((0, "cannot redo: because nothing is left to redo."),))
    step = history.link(db, design_id, top)
    below = history.link(db, design_id, top - 1)
    n = newest.link.n + 1
    link = Link(n, "redo", n, n, below.redo_top, client, at, step.title)
    return _taking_back(db, design_id, newest, step, link)


def _taking_back(db: Connection, design_id: str, newest: Newest, step: Link, link: Link) -> Step:
    try:
        edit = history.inverse_of(db, design_id, step)
        design = apply_all(newest.design, [edit])
    except SketchcheckError as error:  # answered, not raised: the client would ask again and again
        return Step(None, newest.design, refused=((0, str(error)),))
    return Step(link, design, (edit,), diff(design, newest.design), of=step.n)


def restored(newest: Newest, old: Design, n: int, client: str, at: datetime) -> Step:
    """The design of revision `n` again, as a step of its own."""
    step = edited(newest, diff(newest.design, old).edits, client, at, f"Restore revision {n}")
    if step.link is None:
        return step
    return replace(step, link=replace(step.link, kind="restore"), of=n)
