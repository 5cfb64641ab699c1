"""The version of the tables, and the steps that bring an older database forward."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, insert, select, update

from designer.errors import StoreError
from designer.store.connect import hold_others
from designer.store.tables import messages, metadata, schema_version, shares, texts

Upgrade = Callable[[Connection], None]


def _with_texts(db: Connection) -> None:
    texts.create(db, checkfirst=True)


def _with_shares(db: Connection) -> None:
    shares.create(db, checkfirst=True)


def _with_messages(db: Connection) -> None:
    messages.create(db, checkfirst=True)


UPGRADES: tuple[Upgrade, ...] = (_with_texts, _with_shares, _with_messages)
"""The first brings version 1 to 2, and so on. A step never changes once it has been released."""


def bring_forward(db: Connection, upgrades: Sequence[Upgrade] = UPGRADES) -> None:
    """Make the tables of an empty database, or bring those of an older version forward.

    Raises StoreError where a newer version of Sketchcheck has made them.
    """
    hold_others(db)
    newest = 1 + len(upgrades)
    schema_version.create(db, checkfirst=True)
    version = db.scalar(select(schema_version.c.version))
    if version is None:
        metadata.create_all(db)
        db.execute(insert(schema_version).values(version=newest))
        return
    if version > newest:
        raise StoreError(
            f"cannot open the database: because a newer Sketchcheck made it (version {version}, known is"
            f" {newest}). Update Sketchcheck, or set SKETCHCHECK_HOME to another folder."
        )
    for upgrade in upgrades[version - 1 :]:
        upgrade(db)
    if version < newest:
        db.execute(update(schema_version).values(version=newest))
