"""What the store answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from designer.model.design import Design
from designer.model.edits import Edit

NEVER = datetime.min.replace(tzinfo=UTC)
Kind = Literal["create", "edit", "undo", "redo", "restore"]


@dataclass(frozen=True, slots=True)
class Summary:
    """One line in the list of designs."""

    id: str
    title: str
    boxes: int
    flows: int
    updated_at: datetime
    deleted_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A design as it is now. `acks` has the newest message number taken of each client."""

    id: str
    design: Design
    revision: int
    can_undo: bool
    can_redo: bool
    acks: dict[str, int] = field(default_factory=dict)

    def acknowledged(self, client: str, seq: int) -> Opened:
        """The same, once a message of a client has been taken."""
        return replace(self, acks=self.acks | {client: max(seq, self.acks.get(client, 0))})

    def after(self, done: Committed) -> Opened:
        """The design after a step."""
        return replace(
            self,
            design=done.design,
            revision=done.revision,
            can_undo=done.can_undo,
            can_redo=done.can_redo,
        )


@dataclass(frozen=True, slots=True)
class Committed:
    """The design after a step, and what became of it.

    `refused` has the index of each edit that did not fit and the message for people. `dropped` names the
    properties that a change of kind had to drop. `repeated` says that this message had been taken before.
    `missed` counts the revisions of others since the revision that the sender had seen.
    """

    design: Design
    revision: int
    can_undo: bool
    can_redo: bool
    applied: tuple[Edit, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
    dropped: tuple[str, ...] = ()
    repeated: bool = False
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of the history, with the number of its newest revision.

    `of` is the revision that was undone, redone or restored.
    """

    n: int
    at: datetime
    author: str
    client: str
    title: str
    n_edits: int
    kind: Kind
    of: int | None


@dataclass(frozen=True, slots=True)
class FileLink:
    """The file that a design is saved to, and the digest of what was last written to or read from it."""

    path: str
    digest: str


Role = Literal["question", "person", "model"]
"""Who speaks in a conversation: the bank and the findings, the person, the language model."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said about a design. `about` are the elements it speaks of.

    `more` is plain data for whoever said it: what a strong answer shows, or edits that are proposed.
    Number, conversation and moment are given by the store.
    """

    role: Role
    text: str
    about: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    author: str = ""
    n: int = 0
    conversation: int = 0
    at: datetime = NEVER


@dataclass(frozen=True, slots=True)
class Conversation:
    """One line in the list of conversations of a design."""

    number: int
    began_at: datetime
    messages: int
