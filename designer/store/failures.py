"""What a failing database means, in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from designer.errors import StoreError

_BACKUP = "Put a copy of the database in its place, or set SKETCHCHECK_HOME to another folder."
_BUSY = ("another program is writing to the database", "Try again in a moment.")
_DAMAGED = ("the database is damaged", _BACKUP)
_READ_ONLY = ("the database cannot be written", "Allow it, or set SKETCHCHECK_HOME to another folder.")
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": ("the disk is full", "Free some space and try again."),
    "SQLITE_IOERR": ("the disk failed while reading or writing", "Look after the disk and its free space."),
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CANTOPEN": ("the database file cannot be opened", "Check that its folder can be written."),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": ("the file is no database of designs", _BACKUP),
}


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Turn what the database reports into StoreError "cannot WHAT: because ..."."""
    try:
        yield
    except SQLAlchemyError as error:
        because, cure = _reason(error)
        raise StoreError(f"cannot {what}: because {because}. {cure}") from error


def _reason(error: SQLAlchemyError) -> tuple[str, str]:
    if isinstance(error, PoolTimeout):
        return "too many sessions use the database at once", "Try again in a moment."
    if not isinstance(error, DBAPIError):
        return str(error).splitlines()[0], "Check SKETCHCHECK_DATABASE_URL."
    code = "_".join(getattr(error.orig, "sqlite_errorname", "").split("_")[:2])
    said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
    return _SQLITE.get(code) or (f"the database says: {said[0]}", "Try again, and look at the database.")
