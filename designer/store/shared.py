"""The links under which designs may be read: tokens that nobody can guess and that can be taken back."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from designer.errors import StoreError
from designer.store.tables import designs, shares

_BYTES = 24


def begin(db: Connection, design_id: str, at: datetime) -> str:
    """A new token for the design."""
    token = secrets.token_urlsafe(_BYTES)
    db.execute(insert(shares).values(design=design_id, token=token, created_at=at))
    return token


def token_of(db: Connection, design_id: str) -> str | None:
    """The token of the design, if it is shared."""
    return db.scalar(select(shares.c.token).where(shares.c.design == design_id))


def end(db: Connection, design_id: str) -> None:
    """Forget the token of the design."""
    db.execute(delete(shares).where(shares.c.design == design_id))


def design_of(db: Connection, token: str) -> str:
    """The id of the design that the token leads to. Raises StoreError where it leads nowhere."""
    joined = select(designs.c.id).join(shares, shares.c.design == designs.c.id)
    found = db.scalar(joined.where(shares.c.token == token, designs.c.deleted_at.is_(None)))
    if found is None:
        raise StoreError(
            "cannot open the link: because it was taken back or is not complete. Ask whoever sent it for a"
            " new one."
        )
    return str(found)
