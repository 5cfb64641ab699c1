"""The conversation of one tab about its design: read and told only while the tab shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from checks.engine import Report
from checks.finding import Fix
from checks.interview.choosing import next_question, questions
from checks.interview.question import Asked
from checks.reports.data import straight
from checks.review import Reply, converse, preview_question
from designer.errors import RefusedEdit
from designer.model.edits import read_edit
from designer.model.limits import MAX_TEXT
from designer.store.records import Conversation, Message
from designer.store.store import Store
from sketchcheck.reviewing.findings import fix_data
from sketchcheck.reviewing.line import Line, Wanted
from sketchcheck.turns import question_in, turns

Plain = dict[str, Any]
MOST_SENT = 2000
"""Characters of one question to a model; `checks.review.prompt` cuts what is longer."""


class Talk:
    """Which conversation a tab shows, and what was said in it. Every message is in the store first."""

    def __init__(self, store: Store, design_id: str, line: Line) -> None:
        self.shown = False
        self.number = 1
        self.messages: list[Message] = []
        self.conversations: list[Conversation] = []
        self._store = store
        self._design_id = design_id
        self._line = line

    # --- what the panel asks for ------------------------------------------------------------

    def take(self, op: Plain, report: Callable[[], Report], client: str, seq: int) -> None:
        """What the panel asks for; `do` says what. `report` makes a report for the thread that asks."""
        match op["do"]:
            case "show":
                self._show(bool(op["shown"]))
            case "open":
                self._open(int(op["conversation"]))
            case "begin":
                self._open(self._newest() + 1)
            case "next":
                asked = next_question(report(), self._asked(), str(op.get("area", "")))
                self._say(_question(asked), client, seq)
            case "answer":
                self._say(Message("person", _checked(str(op["text"]), MAX_TEXT)), client, seq)
            case "send":
                self._line.asking()  # nothing is kept where nobody can be asked
                self._say(Message("person", _checked(str(op["text"]), MOST_SENT)), client, seq)
                self._send(report())
            case "again":
                self._send(report())

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

    def _say(self, message: Message, client: str = "", seq: int | None = None) -> None:
        self._store.say(self._design_id, self.number, [message], client=client, seq=seq)
        self._open(self.number)  # with what another tab has said meanwhile

    # --- the model --------------------------------------------------------------------------

    def _send(self, report: Report) -> None:
        """Put what the person said last to the model, with the turns before it."""
        question, earlier = question_in(self.messages), turns(self.messages)
        if not question:
            raise RefusedEdit(
                "cannot ask the model: because nothing is said yet. Write what you want to know."
            )
        asking, settings = self._line.asking(), self._line.reviewer.settings
        outgoing = preview_question(report, asking, question, earlier, settings)
        number = self.number

        def then(reply: Reply) -> None:
            self._store.say(self._design_id, number, [_reply(reply, outgoing.server.model, outgoing.host)])
            self._open(self.number)

        self._line.want(
            Wanted("ask", outgoing, lambda asking: converse(report, asking, question, earlier), then)
        )

    def fix_of(self, n: int) -> Fix:
        """What a message of the model suggests."""
        fix = next((one.more.get("fix") for one in self.messages if one.n == n), None)
        if not fix:
            raise RefusedEdit("cannot show a change: because the model suggests none here. Draw it by hand.")
        edits = tuple(read_edit(one) for one in fix["edits"])
        return Fix(fix["title"], fix["kind"], edits, fix["complete"])

    # --- what the panel shows ---------------------------------------------------------------

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


def _question(asked: Asked | None) -> Message:
    if asked is None:
        raise RefusedEdit(
            "cannot ask another question: because all that fit this drawing were asked."
            " Choose another area, begin a new conversation, or draw on."
        )
    more = {"source": asked.source, "area": asked.area, "shows": list(asked.shows)}
    return Message("question", asked.text, asked.about, more)


def _reply(reply: Reply, model: str, host: str) -> Message:
    more: Plain = {
        "model": model,
        "host": host,
        "folded": list(reply.folded),
        "cut": reply.cut,
        "tokens": reply.usage.tokens,
        "seconds": round(reply.seconds, 1),
    }
    if fix := reply.fix:
        more["fix"] = fix_data(fix) | {"edits": [one.stated() for one in fix.edits]}
    return Message("model", reply.text, reply.cites, more)


def _checked(text: str, most: int) -> str:
    if not text.strip() or len(text) > most:
        size = f"it has {len(text):,} characters" if text.strip() else "it is empty"
        raise RefusedEdit(f"cannot keep what you wrote: because {size}. Write 1 to {most:,}.")
    return text.strip()


def _said(message: Message) -> Plain:
    """The type Said in frontend/src/types.ts."""
    more = message.more
    fix = {key: value for key, value in more.get("fix", {}).items() if key != "edits"}
    return {
        "n": message.n,
        "role": message.role,
        "text": straight(message.text),
        "about": list(message.about),
        "shows": more.get("shows", []),
        "at": _when(message.at),
        "by": f"{more['model']} at {more['host']}" if "model" in more else "",
        "took": f"{more['tokens']:,} tokens, {more['seconds']} s" if "tokens" in more else "",
        "fix": fix or None,
        "folded": more.get("folded", []),
        "cut": more.get("cut", ""),
    }


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
