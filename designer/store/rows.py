"""The rows about a design as a whole: the list, the bin, acknowledgements and its file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from designer.errors import StoreError
from designer.model.design import Design
from designer.store.records import FileLink, Summary
from designer.store.tables import acknowledgements, designs, files, texts

UNTITLED = "Untitled design"

# Statements that every edit needs are built once: building one takes longer than running it.
_HEAD = select(designs.c.head, designs.c.deleted_at).where(designs.c.id == bindparam("design_id"))
_LOCK = _HEAD.with_for_update()
_ADVANCE = update(designs).where(designs.c.id == bindparam("design_id"))
_NEWER = update(acknowledgements).where(
    acknowledgements.c.design == bindparam("of_design"),
    acknowledgements.c.client == bindparam("of_client"),
    acknowledgements.c.seq < bindparam("below"),
)


def add(db: Connection, design_id: str, title: str, design: Design, at: datetime) -> None:
    """A new design with its first revision, 0."""
    values = {"id": design_id, "workspace": "", "title": title, "created_at": at}
    db.execute(insert(designs).values(**values, **_shown(design, 0, at)))


def advance(db: Connection, design_id: str, design: Design, n: int, at: datetime) -> None:
    """Say that revision `n` is the newest."""
    db.execute(_ADVANCE, {"design_id": design_id, **_shown(design, n, at)})


def _shown(design: Design, n: int, at: datetime) -> dict[str, object]:
    return {
        "name": design.name,
        "head": n,
        "boxes": len(design.components),
        "flows": len(design.flows),
        "updated_at": at,
    }


def head(db: Connection, design_id: str) -> int:
    """The number of the newest revision. Raises StoreError for a design that is not there or in the bin."""
    return _found(db, design_id, _HEAD)


def lock(db: Connection, design_id: str) -> int:
    """As `head`; no other writer gets at the design until the transaction ends."""
    return _found(db, design_id, _LOCK)


def _found(db: Connection, design_id: str, wanted: Select[Any]) -> int:
    row = db.execute(wanted, {"design_id": design_id}).first()
    if row is None:
        raise _missing(design_id)
    if row.deleted_at:
        raise StoreError(f"cannot use the design {design_id}: because it lies in the bin. Recover it first.")
    return int(row.head)


def _missing(design_id: str) -> StoreError:
    return StoreError(
        f"cannot find the design {design_id}: because it is not in this database. Choose one from the list."
    )


def title(db: Connection, design_id: str) -> str:
    """What to call the design: its name, else the title given at its creation."""
    return _title(db.execute(select(designs.c.name, designs.c.title).where(designs.c.id == design_id)).one())


def _title(row: Any) -> str:
    return str(row.name or row.title or UNTITLED)


def summaries(db: Connection, deleted: bool) -> list[Summary]:
    """The designs, or those in the bin, the newest first."""
    there = designs.c.deleted_at.is_not(None) if deleted else designs.c.deleted_at.is_(None)
    rows = db.execute(select(designs).where(there).order_by(designs.c.updated_at.desc(), designs.c.id))
    return [
        Summary(row.id, _title(row), row.boxes, row.flows, row.updated_at, row.deleted_at, row.head)
        for row in rows
    ]


def set_deleted(db: Connection, design_id: str, at: datetime | None) -> None:
    """Put the design into the bin, or take it out."""
    done = db.execute(update(designs).where(designs.c.id == design_id).values(deleted_at=at))
    if not done.rowcount:
        raise _missing(design_id)


def purge(db: Connection, design_id: str) -> None:
    """Take away all rows of a design that lies in the bin."""
    binned = (designs.c.id == design_id) & designs.c.deleted_at.is_not(None)
    if not db.execute(delete(designs).where(binned)).rowcount:
        raise StoreError(
            f"cannot purge the design {design_id}: because it does not lie in the bin. Delete it first."
        )


def acknowledged(db: Connection, design_id: str) -> dict[str, int]:
    """The newest message number of each client."""
    rows = db.execute(
        select(acknowledgements.c.client, acknowledgements.c.seq).where(
            acknowledgements.c.design == design_id
        )
    )
    return {row.client: row.seq for row in rows}


def acknowledge(db: Connection, design_id: str, client: str, seq: int) -> bool:
    """Take note of a message; False where it, or a later one of this client, had been taken before."""
    if db.execute(_NEWER, {"of_design": design_id, "of_client": client, "below": seq, "seq": seq}).rowcount:
        return True
    mine = (acknowledgements.c.design == design_id) & (acknowledgements.c.client == client)
    known = db.scalar(select(acknowledgements.c.seq).where(mine))
    if known is None:
        db.execute(insert(acknowledgements), {"design": design_id, "client": client, "seq": seq})
    return known is None


def tie_file(db: Connection, design_id: str, path: str, digest: str) -> None:
    """Tie the design to the file; each has one other at most."""
    db.execute(delete(files).where((files.c.design == design_id) | (files.c.path == path)))
    db.execute(insert(files).values(design=design_id, path=path, digest=digest))


def file_of(db: Connection, design_id: str) -> FileLink | None:
    """The file of the design."""
    row = db.execute(select(files.c.path, files.c.digest).where(files.c.design == design_id)).first()
    return FileLink(row.path, row.digest) if row else None


def design_of_file(db: Connection, path: str) -> str | None:
    """The design of the file, unless it lies in the bin."""
    joined = select(designs.c.id).join(files, files.c.design == designs.c.id)
    return db.scalar(joined.where(files.c.path == path, designs.c.deleted_at.is_(None)))


def keep_text(db: Connection, design_id: str, text: str) -> None:
    """Keep the text in the place of the one before."""
    if not db.execute(update(texts).where(texts.c.design == design_id).values(text=text)).rowcount:
        db.execute(insert(texts).values(design=design_id, text=text))


def text_of(db: Connection, design_id: str) -> str | None:
    """The text that was kept last."""
    return db.scalar(select(texts.c.text).where(texts.c.design == design_id))
