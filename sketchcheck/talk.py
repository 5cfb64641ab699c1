"""The conversation of one tab about its design: read and told only while the tab shows it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from checks.engine import Report
from checks.interview.choosing import next_question, questions
from checks.interview.question import Asked
from checks.reports.data import straight
from designer.errors import RefusedEdit
from designer.model.limits import MAX_TEXT
from designer.store.records import Conversation, Message
from designer.store.store import Store

Plain = dict[str, Any]


class Talk:
    """Which conversation a tab shows, and what was said in it. Every message is in the store first."""

    def __init__(self, store: Store, design_id: str) -> None:
        self.shown = False
        self.number = 1
        self.messages: list[Message] = []
        self.conversations: list[Conversation] = []
        self._store = store
        self._design_id = design_id

    def take(self, op: Plain, report: Report, client: str, seq: int) -> None:
        """What the panel asks for; `do` says what."""
        match op["do"]:
            case "show":
                self._show(bool(op["shown"]))
            case "open":
                self._open(int(op["conversation"]))
            case "begin":
                self._open(self._newest() + 1)
            case "next":
                self._ask(next_question(report, self._asked(), str(op.get("area", ""))), client, seq)
            case "answer":
                self._say(Message("person", _checked(str(op["text"]))), client, seq)

    def _show(self, shown: bool) -> None:
        self.shown = shown
        if shown:
            self._open(self.number if self.messages else max(self._newest(), 1))

    def _newest(self) -> int:
        return max((one.number for one in self._store.conversations(self._design_id)), default=0)

    def _open(self, number: int) -> None:
        self.number = number
        self.conversations = self._store.conversations(self._design_id)
        self.messages = self._store.messages(self._design_id, number)

    def _asked(self) -> frozenset[str]:
        return frozenset(str(one.more.get("source")) for one in self.messages)

    def _ask(self, asked: Asked | None, client: str, seq: int) -> None:
        if asked is None:
            raise RefusedEdit(
                "cannot ask another question: because all that fit this drawing were asked."
                " Choose another area, begin a new conversation, or draw on."
            )
        more = {"source": asked.source, "area": asked.area, "shows": list(asked.shows)}
        self._say(Message("question", asked.text, asked.about, more), client, seq)

    def _say(self, message: Message, client: str, seq: int) -> None:
        self._store.say(self._design_id, self.number, [message], client=client, seq=seq)
        self._open(self.number)  # with what another tab has said meanwhile

    def data(self, report: Report) -> Plain | None:
        """The type AskData in frontend/src/types.ts."""
        if not self.shown:
            return None
        asked = self._asked()
        left = Counter(one.area for one in questions(report) if one.source not in asked)
        return {
            "conversation": self.number,
            "conversations": [
                {"number": one.number, "began": _when(one.began_at), "messages": one.messages}
                for one in self.conversations
            ],
            "messages": [_said(one) for one in self.messages],
            "left": dict(left),
        }


def _checked(text: str) -> str:
    if not text.strip() or len(text) > MAX_TEXT:
        size = f"it has {len(text):,} characters" if text.strip() else "it is empty"
        raise RefusedEdit(f"cannot keep what you wrote: because {size}. Write 1 to {MAX_TEXT:,}.")
    return text.strip()


def _said(message: Message) -> Plain:
    return {
        "n": message.n,
        "role": message.role,
        "text": straight(message.text),
        "about": list(message.about),
        "shows": message.more.get("shows", []),
        "source": message.more.get("source", ""),
        "at": _when(message.at),
    }


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
