"""What every question to a model needs: the server, limits, who counts, who may cancel, who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from checks.config import ReviewSettings
from checks.review.budget import Budget, Limits
from checks.review.failures import ReviewFailed
from checks.review.ladder import Answered, Ladder, Question
from checks.review.manner import Manner, usual_manner
from checks.review.remembered import Memory
from checks.review.server import Server
from checks.review.usage import Estimate, Meter, estimate
from designer.model.credentials import MASK

T = TypeVar("T")
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """`folder` is where manners and answers are remembered, the user's own if None; `network` for tests."""

    server: Server
    limits: Limits = field(default_factory=Limits)
    meter: Meter = field(default_factory=Meter)
    cancel: Event | None = None
    on_progress: Callable[[str], None] | None = None
    folder: Path | None = None
    network: Any = None

    @property
    def memory(self) -> Memory:
        """What is remembered."""
        return Memory(self.folder)

    def ask(self, question: Question[T]) -> tuple[Answered[T], float]:
        """The answer and the seconds that it took. Raises ReviewFailed; what was spent is counted anyway."""
        outgoing = outgoing_of(question.messages, question.schema, self)
        if not self.meter.has_room_for(outgoing.estimate):
            raise ReviewFailed(
                self.server,
                "cap",
                f"this session has used {self.meter.spent.tokens:,} of its {self.meter.cap:,} tokens,"
                f" and the question needs about {outgoing.estimate.sent:,}",
                "Raise session-tokens in the configuration, or begin a new session.",
            )
        budget = Budget(self.limits, self.cancel)
        ladder: Ladder[T] = Ladder(self.server, budget, self.memory, self._tell, self.network)
        try:
            answered = ladder.ask(question)
        except ReviewFailed as failed:
            self.meter.add(failed.usage)
            raise
        self.meter.add(answered.usage)
        return answered, budget.seconds

    def _tell(self, sentence: str) -> None:
        if self.on_progress:
            self.on_progress(sentence)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Exactly what the first call would send, but for the tag, which is drawn anew for every call.

    `masked` is how many credentials were taken out of it.
    """

    server: Server
    body: Plain
    estimate: Estimate
    masked: int

    @property
    def host(self) -> str:
        """Who gets it."""
        return self.server.host

    @property
    def messages(self) -> list[Plain]:
        """What is sent in words: each message with its role and content."""
        messages: list[Plain] = self.body["messages"]
        return messages


def outgoing_of(
    messages: list[Plain], schema: Plain, asking: Asking, settings: ReviewSettings | None = None
) -> Outgoing:
    """What would be sent to ask this."""
    server = asking.server
    manner: Manner = asking.memory.manner(server) or usual_manner(server)
    body = manner.body(server, messages, schema, asking.limits.answer_tokens)
    characters = sum(len(str(one)) for one in (body["messages"], body.get("response_format", "")))
    return Outgoing(
        server,
        body,
        estimate(characters, asking.limits.answer_tokens, settings or ReviewSettings()),
        sum(str(one["content"]).count(MASK) for one in messages),
    )
