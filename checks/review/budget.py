"""How much one review may ask: so many calls, until one moment, unless somebody cancels it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from time import monotonic

from checks.config import ReviewSettings


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many calls, so many seconds in all, and so many tokens in an answer."""

    calls: int = 3
    seconds: float = 120
    answer_tokens: int = 4000


def limits_of(settings: ReviewSettings) -> Limits:
    """The limits that a project has configured."""
    usual = Limits()
    return Limits(
        seconds=settings.seconds or usual.seconds, answer_tokens=settings.answer_tokens or usual.answer_tokens
    )


class Budget:
    """What is left of the limits. The clock runs from the making on."""

    def __init__(self, limits: Limits, cancel: Event | None = None) -> None:
        self.limits = limits
        self.calls = 0
        self._cancel = cancel or Event()
        self._began = monotonic()

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return monotonic() - self._began

    @property
    def seconds_left(self) -> float:
        """How long an answer may still take."""
        return self.limits.seconds - self.seconds

    @property
    def calls_left(self) -> int:
        """How often the server may still be asked."""
        return self.limits.calls - self.calls

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody does not want the answer any more."""
        return self._cancel.is_set()
