"""The line from one design to the model: consent first, then one question at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Any, Literal

from checks.review import Asking, Outgoing, Server, limits_of, price
from designer.errors import RefusedEdit, SketchcheckError
from sketchcheck.reviewing.job import Job
from sketchcheck.reviewing.reviewer import Reviewer

Plain = dict[str, Any]
What = Literal["review", "ask"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to the model: what it would send, how it is asked, and what is done with the answer."""

    what: What
    outgoing: Outgoing
    work: Callable[[Asking], Any]
    then: Callable[[Any], None]


class Line:
    """Nothing is sent to a host before somebody has agreed, in this session and for this design."""

    def __init__(self, reviewer: Reviewer) -> None:
        self.reviewer = reviewer
        self.choosing = False
        """Whether the dialog with the servers is asked for."""
        self._agreed: set[str] = set()
        self._waiting: Wanted | None = None
        self._asked: Wanted | None = None
        self._job: Job | None = None
        self._failure: tuple[What, str] | None = None
        self._told = ""

    @property
    def is_busy(self) -> bool:
        """Whether a question is under way, or its answer is not taken over yet."""
        return self._job is not None

    def asking(self, cancel: Event | None = None, tell: Callable[[str], None] | None = None) -> Asking:
        """How the model is asked. Raises RefusedEdit where none is chosen."""
        if self.reviewer.server is None:
            raise RefusedEdit("cannot ask a model: because none is chosen. Choose one in the Review tab.")
        limits = limits_of(self.reviewer.settings)
        return Asking(self.reviewer.server, limits, self.reviewer.meter, cancel, tell)

    def want(self, wanted: Wanted) -> None:
        """Ask, if this host was agreed to; else wait for consent."""
        if self._job:
            raise RefusedEdit(
                "cannot ask twice at once: because a question is under way. Wait, or cancel it."
            )
        self._failure = None
        if wanted.outgoing.server.base_url in self._agreed:
            self._start(wanted)
        else:
            self._waiting = wanted

    def take(self, op: Plain) -> None:
        """What a person says to a question that waits, or that is under way; and which server is chosen."""
        if op["do"] == "recall":
            self.reviewer.recall(str(op["address"]), str(op["model"]))
            return
        waiting, self._waiting = self._waiting, None
        match op["do"]:
            case "agree" if waiting:
                self._agreed.add(waiting.outgoing.server.base_url)
                self._start(waiting)
            case "cancel" if self._job:
                self._job.cancel.set()
            case "choose":
                self.choosing = True

    def _start(self, wanted: Wanted) -> None:
        self._asked = wanted
        # Whoever was shown is asked, though another may have been chosen meanwhile.
        server = wanted.outgoing.server
        self._job = Job(lambda cancel, tell: wanted.work(replace(self.asking(cancel, tell), server=server)))

    def settle(self) -> bool:
        """Take over what a question that is done has brought; True if there is anything new to show."""
        job, wanted = self._job, self._asked
        if not job or not wanted:
            return False
        if not job.is_done:
            told, self._told = self._told, job.sentence
            return told != job.sentence
        self._job = self._asked = None
        try:
            if job.result is not None:
                wanted.then(job.result)
            elif job.failure:
                self._failure = wanted.what, job.failure
        except SketchcheckError as error:
            self._failure = wanted.what, str(error)
        return True

    def data(self) -> Plain:
        """The type LineData in frontend/src/types.ts."""
        server, given, chosen = self.reviewer.server, self.reviewer.given, self.reviewer.chosen
        spent, meter = self.reviewer.meter.spent, self.reviewer.meter
        return {
            "server": _server(server) if server else None,
            "chosen": {"address": chosen[0], "model": chosen[1]} if chosen else None,
            "named": f"{given.model} at {given.base_url}" if given else "",
            "consent": _consent(self._waiting) if self._waiting else None,
            "running": _running(self._asked, self._job) if self._asked and self._job else None,
            "failure": {"what": self._failure[0], "text": self._failure[1]} if self._failure else None,
            "spent": {
                "tokens": spent.tokens,
                "cap": meter.cap,
                "cost": price(spent, self.reviewer.settings),
                "uncounted": spent.uncounted,
            },
        }


def _running(wanted: Wanted, job: Job) -> Plain:
    return {
        "what": wanted.what,
        "sentence": job.sentence,
        "seconds": round(job.seconds),
        "cancelled": job.cancel.is_set(),
    }


def _server(server: Server) -> Plain:
    return {
        "model": server.model,
        "host": server.host,
        "isLocal": server.is_local,
        "isReadable": server.is_readable_on_the_way,
    }


def _consent(wanted: Wanted) -> Plain:
    """All that the person is shown: who gets it, every word, and what it can cost."""
    outgoing = wanted.outgoing
    rest = {key: value for key, value in outgoing.body.items() if key != "messages"}
    return {
        "what": wanted.what,
        "server": _server(outgoing.server),
        "address": outgoing.server.address,
        "messages": [{"role": str(one["role"]), "text": str(one["content"])} for one in outgoing.messages],
        "rest": json.dumps(rest, indent=1, ensure_ascii=False),
        "masked": outgoing.masked,
        "estimate": estimate_data(outgoing),
    }


def estimate_data(outgoing: Outgoing) -> Plain:
    """The estimate of one call."""
    expected = outgoing.estimate
    return {"sent": expected.sent, "answered": expected.answered_at_most, "cost": expected.cost_at_most}
