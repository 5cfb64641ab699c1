"""A design as it was at a revision: the nearest snapshot and the edits after it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert, select

from designer.errors import RefusedEdit, StoreError
from designer.model.design import Design, read_design
from designer.model.edits import Edit, apply_all, read_edit
from designer.store.tables import revisions, snapshots

SNAPSHOT_EVERY = 50
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RefusedEdit)
"""What damaged text leads to."""


def write_edits(edits: tuple[Edit, ...]) -> str:
    """Edits as the text of a row."""
    return json.dumps([edit.stated() for edit in edits], separators=(",", ":"))


def read_edits(text: str) -> list[Edit]:
    """The edits of a row. Raises one of UNREADABLE for a damaged one."""
    return [read_edit(data) for data in json.loads(text)]


def take_snapshot(db: Connection, design_id: str, n: int, design: Design) -> None:
    """Keep the whole design as it is at a revision."""
    stated = json.dumps(design.stated(), separators=(",", ":"))
    db.execute(insert(snapshots).values(design=design_id, n=n, stated=stated))


def rebuild(db: Connection, design_id: str, n: int) -> Design:
    """The design at revision `n`. A damaged snapshot is passed over: an older one leads there too."""
    older = n + 1
    while row := _snapshot_before(db, design_id, older):
        older, stated = row
        try:
            start = read_design(json.loads(stated))
        except UNREADABLE:
            continue
        return replay(db, design_id, start, older, n)
    raise StoreError(
        f"cannot open the design {design_id}: because its snapshots are damaged."
        " Put back a copy of the database."
    )


def _snapshot_before(db: Connection, design_id: str, n: int) -> tuple[int, str] | None:
    found = db.execute(
        select(snapshots.c.n, snapshots.c.stated)
        .where(snapshots.c.design == design_id, snapshots.c.n < n)
        .order_by(snapshots.c.n.desc())
        .limit(1)
    ).first()
    return (found.n, found.stated) if found else None


def replay(db: Connection, design_id: str, design: Design, after: int, upto: int) -> Design:
    """The design at revision `upto`, made from the one at `after`."""
    rows = db.execute(
        select(revisions.c.n, revisions.c.edits)
        .where(revisions.c.design == design_id, revisions.c.n > after, revisions.c.n <= upto)
        .order_by(revisions.c.n)
    )
    for row in rows:
        if row.n != after + 1:
            break
        try:
            design = apply_all(design, read_edits(row.edits))
        except UNREADABLE:
            break
        after = row.n
    if after < upto:
        raise damaged(design_id, after + 1)
    return design


def damaged(design_id: str, n: int) -> StoreError:
    """The error for a revision that cannot be read; the one before it still can."""
    return StoreError(
        f"cannot read the design {design_id}: because its revision {n} is damaged."
        f" Duplicate it as of revision {n - 1}, or put back a copy of the database."
    )
