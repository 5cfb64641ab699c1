"""The rows of conversations about a design. They are only ever added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from designer.store.records import Conversation, Message
from designer.store.tables import messages


def add(
    db: Connection, design_id: str, conversation: int, said: Sequence[Message], at: datetime
) -> list[Message]:
    """Add messages at the end of a conversation; they come back as they were kept."""
    newest = db.scalar(select(func.max(messages.c.n)).where(messages.c.design == design_id)) or 0
    kept = [
        replace(one, n=newest + more, conversation=conversation, at=at)
        for more, one in enumerate(said, start=1)
    ]
    if kept:
        db.execute(insert(messages), [_row(design_id, one) for one in kept])
    return kept


def _row(design_id: str, one: Message) -> dict[str, Any]:
    return {
        "design": design_id,
        "n": one.n,
        "conversation": one.conversation,
        "role": one.role,
        "text": one.text,
        "more": json.dumps({"about": one.about, **one.more}),
        "author": one.author,
        "at": one.at,
    }


def messages_of(db: Connection, design_id: str, conversation: int) -> list[Message]:
    """What was said in a conversation, in its order."""
    said = (messages.c.design == design_id) & (messages.c.conversation == conversation)
    return [_message(row) for row in db.execute(select(messages).where(said).order_by(messages.c.n))]


def _message(row: Any) -> Message:
    more = json.loads(row.more)
    about = tuple(more.pop("about"))
    return Message(row.role, row.text, about, more, row.author, row.n, row.conversation, row.at)


def of_design(db: Connection, design_id: str) -> list[Conversation]:
    """The conversations of a design, the newest first."""
    number, counted = messages.c.conversation, func.count()
    wanted = select(number, func.min(messages.c.at), counted).where(messages.c.design == design_id)
    rows = db.execute(wanted.group_by(number).order_by(number.desc()))
    return [Conversation(*row) for row in rows]
