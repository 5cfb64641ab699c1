"""The rows of revisions: adding one, and what undo and redo need to know of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, insert, select

from designer.model.edits import Batch, Edit
from designer.store.rebuild import UNREADABLE, damaged, read_edits, write_edits
from designer.store.records import Kind, Revision
from designer.store.tables import revisions


@dataclass(frozen=True, slots=True)
class Link:
    """A revision without its edits: where it stands in the history of undoing (see designer.store.tables)."""

    n: int
    kind: Kind
    step: int
    undo_top: int
    redo_top: int
    client: str
    at: datetime
    title: str


# Built once: building a statement takes longer than running it.
_MINE = revisions.c.design == bindparam("design")
_THIS = _MINE & (revisions.c.n == bindparam("n"))
_LINK = select(*(revisions.c[name] for name in Link.__dataclass_fields__)).where(_THIS)
_EDITS = select(revisions.c.edits).where(_THIS)
_INVERSES = (
    select(revisions.c.inverse)
    .where(_MINE, revisions.c.n.between(bindparam("first"), bindparam("last")))
    .order_by(revisions.c.n.desc())
)
_INSERT = insert(revisions)


def link(db: Connection, design_id: str, n: int) -> Link:
    """The revision `n`. Raises StoreError where it is gone."""
    row = db.execute(_LINK, {"design": design_id, "n": n}).first()
    if row is None:
        raise damaged(design_id, n)
    return Link(*row)


def edits_of(db: Connection, design_id: str, n: int) -> list[Edit]:
    """The edits of one revision."""
    text = db.execute(_EDITS, {"design": design_id, "n": n}).scalar_one()
    return _read(text, design_id, n)


def inverse_of(db: Connection, design_id: str, step: Link) -> Batch:
    """The edit that takes a whole step back: the inverses of its revisions, the newest first."""
    rows = db.scalars(_INVERSES, {"design": design_id, "first": step.step, "last": step.n})
    return Batch(edits=[edit for text in rows for edit in _read(text, design_id, step.n)])


def _read(text: str, design_id: str, n: int) -> list[Edit]:
    try:
        return read_edits(text)
    except UNREADABLE:
        raise damaged(design_id, n) from None


@dataclass(frozen=True, slots=True)
class Origin:
    """Who sent a step: the browser tab and its message number, and the person."""

    client: str
    seq: int | None
    author: str


def append(
    db: Connection,
    design_id: str,
    new: Link,
    origin: Origin,
    edits: tuple[Edit, ...],
    inverse: Batch,
    of: int | None,
) -> None:
    """Add a revision."""
    links = {name: getattr(new, name) for name in Link.__dataclass_fields__}
    row = links | {
        "design": design_id,
        "of": of,
        "edits": write_edits(edits),
        "inverse": write_edits(tuple(inverse.edits)),
        "size": sum(len(edit.edits) if isinstance(edit, Batch) else 1 for edit in edits),
        "seq": origin.seq,
        "author": origin.author,
    }
    db.execute(_INSERT, row)


def missed_since(db: Connection, design_id: str, base: int, client: str) -> int:
    """How many revisions others have made since revision `base`."""
    theirs = select(func.count()).where(
        revisions.c.design == design_id, revisions.c.n > base, revisions.c.client != client
    )
    return db.execute(theirs).scalar_one()


_SAID = {"undo": "Undo: ", "redo": "Redo: "}


def steps(db: Connection, design_id: str, limit: int, before: int | None) -> list[Revision]:
    """The newest steps (below revision `before`), the newest first; one that was typed in pieces is one."""
    later = revisions.alias()
    goes_on = exists().where(
        later.c.design == design_id, later.c.n == revisions.c.n + 1, later.c.step <= revisions.c.n
    )
    wanted = select(revisions).where(revisions.c.design == design_id, ~goes_on)
    if before is not None:
        wanted = wanted.where(revisions.c.n < before)
    rows = db.execute(wanted.order_by(revisions.c.n.desc()).limit(limit))
    return [
        Revision(
            row.n,
            row.at,
            row.author,
            row.client,
            _SAID.get(row.kind, "") + row.title,
            row.size,
            row.kind,
            row.of,
        )
        for row in rows
    ]
