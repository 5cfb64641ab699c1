"""The tables. Revisions are only ever added; what is shown in lists is copied to `designs`."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Utc(TypeDecorator[datetime]):
    """A moment in UTC, aware in Python also where the database forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside, without the characters that databases refuse (NUL, halves of surrogate pairs)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Replace what cannot be stored."""
        return value and value.encode("utf-8", "replace").decode().replace("\0", "")


metadata = MetaData()


def _design() -> Column[str]:
    return Column("design", String(32), ForeignKey("designs.id", ondelete="CASCADE"), primary_key=True)


schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

designs = Table(
    "designs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("title", Words, nullable=False),  # given at creation; shown while the design has no name
    Column("name", Words, nullable=False),
    Column("head", Integer, nullable=False),  # number of the newest revision
    Column("boxes", Integer, nullable=False),
    Column("flows", Integer, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
    Column("deleted_at", Utc),
)

# `step`: the first revision of the undo step that a revision belongs to. `undo_top` and `redo_top`: the
# revisions that undo and redo would take back next, 0 for none. What lies below the top of either pile is
# what was its top just before the step, so two numbers hold the whole history of undoing.
revisions = Table(
    "revisions",
    metadata,
    _design(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),  # create, edit, undo, redo or restore
    Column("of", Integer),  # the revision that was undone, redone or restored
    Column("edits", Text, nullable=False),
    Column("inverse", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("undo_top", Integer, nullable=False),
    Column("redo_top", Integer, nullable=False),
    Column("client", Words, nullable=False),
    Column("seq", BigInteger),
    Column("author", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("title", Words, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    _design(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("stated", Text, nullable=False),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    _design(),
    Column("client", Words, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

files = Table(
    "files",
    metadata,
    _design(),
    Column("path", Words, nullable=False, unique=True),
    Column("digest", Words, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    _design(),
    Column("text", Words, nullable=False),  # as it was typed last, with its comments
)

# A link under which anybody who has it may read a design: its token says nothing of the design's id.
shares = Table(
    "shares",
    metadata,
    _design(),
    Column("token", String(64), nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
)

# What was asked and answered about a design. `conversation` numbers its conversations from 1, `n` goes on
# through all of them; `more` is JSON, as `designer.store.conversations` writes it.
messages = Table(
    "messages",
    metadata,
    _design(),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("conversation", Integer, nullable=False),
    Column("role", String(16), nullable=False),
    Column("text", Words, nullable=False),
    Column("more", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("at", Utc, nullable=False),
)
