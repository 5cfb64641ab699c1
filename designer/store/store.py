"""The store: every design with its whole history, safe to use from many threads and processes at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeAlias

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from designer.errors import StoreError
from designer.model.design import Design
from designer.model.edits import Edit, apply_all, read_edit
from designer.store import conversations, history, rows, shared, steps
from designer.store.connect import connect, transaction
from designer.store.failures import telling
from designer.store.folder import data_folder, made_folder
from designer.store.history import Link, Origin
from designer.store.rebuild import SNAPSHOT_EVERY, rebuild, replay, take_snapshot
from designer.store.records import (
    Committed,
    Conversation,
    FileLink,
    Message,
    Opened,
    Revision,
    Summary,
)
from designer.store.remembered import Newest, Remembered
from designer.store.steps import Step, Turn
from designer.store.versions import bring_forward

Summaries: TypeAlias = list[Summary]
Messages: TypeAlias = list[Message]
Conversations: TypeAlias = list[Conversation]
_ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Designs and their revisions. Every method is one transaction and raises StoreError in words."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = _now) -> None:
        self._engine = engine
        self._clock = clock
        self._remembered = Remembered()

    @classmethod
    def open(
        cls, url: str | None = None, *, busy_seconds: float = 5, clock: Callable[[], datetime] = _now
    ) -> Store:
        """Open a database; without `url` the one of SKETCHCHECK_DATABASE_URL, else a file of the user's.

        `busy_seconds` is how long another writer is waited for.
        """
        store = cls(connect(url or os.environ.get("SKETCHCHECK_DATABASE_URL") or _own(), busy_seconds), clock)
        try:
            with store._writing("open the database") as db:
                bring_forward(db)
        except StoreError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Open for the length of a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    # ---- designs ----

    def create(self, design: Design, *, title: str | None = None, author: str = "") -> str:
        """Keep a new design; its id. `title` is shown while the design has no name."""
        design_id = "".join(secrets.choice(_ID_LETTERS) for _ in range(12))
        at = self._clock()
        first = Link(0, "create", 0, 0, 0, "", at, "Create")
        with self._writing("create the design") as db:
            rows.add(db, design_id, title or "", design, at)
            history.append(db, design_id, first, Origin("", None, author), (), steps.NOTHING, None)
            take_snapshot(db, design_id, 0, design)
        return design_id

    def open_design(self, design_id: str) -> Opened:
        """The design as it is now."""
        with self._reading("open the design") as db:
            newest = self._load(db, design_id, rows.head(db, design_id))
            acks = rows.acknowledged(db, design_id)
        link = newest.link
        return Opened(design_id, newest.design, link.n, bool(link.undo_top), bool(link.redo_top), acks)

    def head(self, design_id: str) -> int:
        """The number of the newest revision; cheap."""
        with self._reading("look at the design") as db:
            return rows.head(db, design_id)

    def rename(self, design_id: str, title: str, *, client: str = "", author: str = "") -> Committed:
        """Give the design another name, as a step that can be undone."""
        edit = read_edit({"op": "set", "id": "design", "values": {"name": title.strip()}})
        return self.commit(design_id, [edit], client=client, author=author)

    def duplicate(self, design_id: str, *, at: int | None = None, author: str = "") -> str:
        """A new design that begins as this one is, or was at a revision; the new id."""
        with self._reading("duplicate the design") as db:
            head = rows.head(db, design_id)
            title = f"{rows.title(db, design_id)[:290]} (copy)"
            design = _at(db, design_id, head if at is None else at, head)
            text = rows.text_of(db, design_id)
        if design.name:
            named = read_edit({"op": "set", "id": "design", "values": {"name": title}})
            design = apply_all(design, [named])
        copy = self.create(design, title=title, author=author)
        if text is not None:
            self.keep_text(copy, text)
        return copy

    def delete(self, design_id: str) -> None:
        """Put the design into the bin."""
        with self._writing("delete the design") as db:
            rows.set_deleted(db, design_id, self._clock())

    def recover(self, design_id: str) -> None:
        """Take the design out of the bin."""
        with self._writing("recover the design") as db:
            rows.set_deleted(db, design_id, None)

    def purge(self, design_id: str) -> None:
        """Forget a design in the bin for ever."""
        with self._writing("purge the design") as db:
            rows.purge(db, design_id)
        self._remembered.drop(design_id)

    # ---- steps ----

    def commit(
        self,
        design_id: str,
        edits: Sequence[Edit] | Callable[[Design], Sequence[Edit]],
        *,
        client: str,
        seq: int | None = None,
        base: int | None = None,
        author: str = "",
        title: str | None = None,
        merge_within_ms: int = 400,
    ) -> Committed:
        """Apply the edits on top of the newest revision, as one step; what does not fit is refused in words.

        Edits that depend on what others have just done are a function of the newest design: nobody gets in
        between. It may raise, and then nothing is changed.
        `seq` is the number of the message that brought the edits: one at or below the client's newest is
        skipped, and this one is acknowledged in the same transaction. `base` is the revision that the
        client had seen; it only serves to say how many revisions of others it had not. A step that goes on
        typing or nudging where the client's last one stopped, within `merge_within_ms`, is undone with it.
        """

        def plan(db: Connection, turn: Turn) -> Step:
            given = edits(turn.newest.design) if callable(edits) else edits
            step = steps.edited(turn, given, title)
            return step if title else steps.joined(db, turn, step, merge_within_ms)

        return self._take("save the edit", design_id, Origin(client, seq, author), plan, base)

    def undo(self, design_id: str, *, client: str, seq: int | None = None, author: str = "") -> Committed:
        """Take back the newest step that is not undone, whoever made it, by adding its inverse."""
        return self._take("undo", design_id, Origin(client, seq, author), steps.undone)

    def redo(self, design_id: str, *, client: str, seq: int | None = None, author: str = "") -> Committed:
        """Do again the step that was undone last, if nothing else was done since."""
        return self._take("redo", design_id, Origin(client, seq, author), steps.redone)

    def restore(
        self, design_id: str, n: int, *, client: str, seq: int | None = None, author: str = ""
    ) -> Committed:
        """Make the design what it was at revision `n`, as one more step."""

        def plan(db: Connection, turn: Turn) -> Step:
            return steps.restored(turn, _at(db, design_id, n, turn.newest.link.n), n)

        return self._take("restore the revision", design_id, Origin(client, seq, author), plan)

    def acknowledge(self, design_id: str, *, client: str, seq: int) -> None:
        """Take note of a message that changes nothing, so that the client stops sending it."""
        with self._writing("acknowledge the message") as db:
            rows.lock(db, design_id)
            rows.acknowledge(db, design_id, client, seq)

    # ---- history ----

    def revisions(self, design_id: str, *, limit: int = 100, before: int | None = None) -> list[Revision]:
        """The newest steps, the newest first; `before` goes on where an earlier answer ended."""
        with self._reading("list the revisions") as db:
            rows.head(db, design_id)
            return history.steps(db, design_id, limit, before)

    def design_at(self, design_id: str, n: int) -> Design:
        """The design as it was at revision `n`."""
        with self._reading("open the revision") as db:
            return _at(db, design_id, n, rows.head(db, design_id))

    # ---- files ----

    def remember_file(self, design_id: str, path: str | Path, digest: str) -> None:
        """Tie the design to a file, and keep the digest of what both had in common last."""
        with self._writing("remember the file") as db:
            rows.lock(db, design_id)
            rows.tie_file(db, design_id, _absolute(path), digest)

    def file_of(self, design_id: str) -> FileLink | None:
        """The file that the design is tied to."""
        with self._reading("look for the file") as db:
            return rows.file_of(db, design_id)

    def design_of_file(self, path: str | Path) -> str | None:
        """The id of the design that is tied to the file, unless it lies in the bin."""
        with self._reading("look for the design of the file") as db:
            return rows.design_of_file(db, _absolute(path))

    # ---- text ----

    def keep_text(self, design_id: str, text: str) -> None:
        """Keep the design's text, with its comments, beside its revisions. It need not be up to date."""
        with self._writing("keep the text") as db:
            rows.lock(db, design_id)
            rows.keep_text(db, design_id, text)

    def text_of(self, design_id: str) -> str | None:
        """The text that was kept last; None where nobody has typed any."""
        with self._reading("look for the text") as db:
            return rows.text_of(db, design_id)

    # ---- conversations ----

    def say(
        self,
        design_id: str,
        conversation: int,
        said: Sequence[Message],
        *,
        client: str = "",
        seq: int | None = None,
    ) -> Messages:
        """Keep what was said about the design. `seq` works as in `commit`: known messages add nothing."""
        with self._writing("keep what was said") as db:
            rows.lock(db, design_id)
            if seq is not None and not rows.acknowledge(db, design_id, client, seq):
                return []
            return conversations.add(db, design_id, conversation, said, self._clock())

    def messages(self, design_id: str, conversation: int) -> Messages:
        """What was said in one conversation, in its order."""
        with self._reading("read the conversation") as db:
            return conversations.messages_of(db, design_id, conversation)

    def conversations(self, design_id: str) -> Conversations:
        """The conversations about the design, the newest first."""
        with self._reading("list the conversations") as db:
            return conversations.of_design(db, design_id)

    # ---- links for readers ----

    def share(self, design_id: str) -> str:
        """The token under which the design may be read; the one that there is, or a new one."""
        with self._writing("share the design") as db:
            rows.lock(db, design_id)
            return shared.token_of(db, design_id) or shared.begin(db, design_id, self._clock())

    def token_of(self, design_id: str) -> str | None:
        """The token under which the design may be read now; None where it is not shared."""
        with self._reading("look for the link") as db:
            return shared.token_of(db, design_id)

    def unshare(self, design_id: str) -> None:
        """Take the link back: its token leads nowhere from now on, also when the design is shared again."""
        with self._writing("take the link back") as db:
            shared.end(db, design_id)

    def shared_design(self, token: str) -> Design:
        """The design as it is now, for who has the token; nobody can learn the design's id by it.

        Raises StoreError for a token that leads nowhere, in the same words whatever the reason.
        """
        with self._reading("open the link") as db:
            design_id = shared.design_of(db, token)
            return self._load(db, design_id, rows.head(db, design_id)).design

    # ---- inside ----

    @contextmanager
    def _reading(self, what: str) -> Iterator[Connection]:
        with telling(what), transaction(self._engine, writes=False) as db:
            yield db

    @contextmanager
    def _writing(self, what: str) -> Iterator[Connection]:
        with telling(what), transaction(self._engine, writes=True) as db:
            yield db

    def _take(
        self,
        what: str,
        design_id: str,
        origin: Origin,
        plan: Callable[[Connection, Turn], Step],
        base: int | None = None,
    ) -> Committed:
        with self._writing(what) as db:
            newest = self._load(db, design_id, rows.lock(db, design_id))
            missed = 0
            if base is not None and base < newest.link.n:
                missed = history.missed_since(db, design_id, base, origin.client)
            if origin.seq is not None and not rows.acknowledge(db, design_id, origin.client, origin.seq):
                return _answer(newest, Step(None, newest.design), missed, repeated=True)
            step = plan(db, Turn(design_id, newest, origin.client, self._clock()))
            if step.link:
                self._write(db, design_id, step, step.link, origin)
        after = Newest(step.design, step.link) if step.link else newest
        self._remembered.put(design_id, after)
        return _answer(after, step, missed)

    def _write(self, db: Connection, design_id: str, step: Step, link: Link, origin: Origin) -> None:
        history.append(db, design_id, link, origin, step.edits, step.inverse, step.of)
        rows.advance(db, design_id, step.design, link.n, link.at)
        if link.n % SNAPSHOT_EVERY == 0:
            take_snapshot(db, design_id, link.n, step.design)

    def _load(self, db: Connection, design_id: str, head: int) -> Newest:
        """The newest design: the remembered one where it still is the newest, else brought up to date."""
        known = self._remembered.get(design_id)
        if known and known.link.n == head:
            return known
        if known and known.link.n < head:
            design = replay(db, design_id, known.design, known.link.n, head)
        else:
            design = rebuild(db, design_id, head)
        newest = Newest(design, history.link(db, design_id, head))
        self._remembered.put(design_id, newest)
        return newest

    # Last, because inside the class its name hides the built-in type from what follows.
    def list(self, deleted: bool = False) -> Summaries:
        """The designs, or those in the bin, the one changed last first."""
        with self._reading("list the designs") as db:
            return rows.summaries(db, deleted)


def _at(db: Connection, design_id: str, n: int, head: int) -> Design:
    if not 0 <= n <= head:
        raise StoreError(f"cannot open revision {n}: because there is none. Choose one from 0 to {head}.")
    return rebuild(db, design_id, n)


def _answer(newest: Newest, step: Step, missed: int, repeated: bool = False) -> Committed:
    link = newest.link
    return Committed(
        newest.design, link.n, bool(link.undo_top), bool(link.redo_top),
        step.edits if step.link else (), step.refused, step.dropped, repeated, missed,
    )  # fmt: skip


def _own() -> URL:
    return URL.create("sqlite", database=str(made_folder(data_folder()) / "designs.db"))


def _absolute(path: str | Path) -> str:
    return str(Path(path).resolve())
