"""Connecting to the database, and all that is true of one kind of database only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from designer.errors import StoreError

_TABLES_LOCK = 0x5CE7C4


def connect(url: str | URL, busy_seconds: float) -> Engine:
    """An engine for the database; another writer is waited for up to `busy_seconds`."""
    try:
        place = make_url(url)
        embedded = place.get_backend_name() == "sqlite"
        engine = create_engine(place, pool_pre_ping=not embedded)  # a file does not hang up
    except (ArgumentError, NoSuchModuleError):
        raise StoreError(
            "cannot open the database: because SKETCHCHECK_DATABASE_URL is no address of one."
            " Write one such as postgresql://user@host/name or sqlite:////folder/designs.db."
        ) from None
    except ModuleNotFoundError as error:
        raise StoreError(
            f"cannot open the database: because its driver {error.name} is missing. Install it."
        ) from None
    if embedded:
        _prepare_sqlite(engine, busy_seconds)
    return engine


def _prepare_sqlite(engine: Engine, busy_seconds: float) -> None:
    """Readers beside one writer, commits that survive a power cut, no transaction that fails half-way."""

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late and be the wrong one
        for pragma in (
            f"busy_timeout = {round(busy_seconds * 1000)}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def began(connection: Connection) -> None:
        # A reader that becomes a writer may be refused at once; so writers say so from the start.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction: all of it, or nothing where the body raises."""
    with engine.connect().execution_options(writes=writes) as db, db.begin():
        yield db


def hold_others(db: Connection) -> None:
    """Let nobody else make or change tables until this transaction ends; SQLite has one writer anyway."""
    if db.dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(_TABLES_LOCK)))
