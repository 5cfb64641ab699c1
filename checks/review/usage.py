"""What a review costs: an estimate before, the server's own count after, and a cap for a session."""

from __future__ import annotations

from dataclasses import dataclass, fields
from threading import Lock
from typing import Any

from checks.config import ReviewSettings

CHARACTERS_A_TOKEN = 4
SESSION_TOKENS = 200_000
"""A session asks no more than this, where nothing else is configured: about fifty reviews."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens sent and answered as the server counted them; `thinking` and `cached` are parts of these.

    `cost` is in USD, where the server names it. `uncounted` calls are those of which nothing is known.
    """

    sent: int = 0
    answered: int = 0
    thinking: int = 0
    cached: int = 0
    cost: float | None = None
    uncounted: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        costs = [one.cost for one in (self, other) if one.cost is not None]
        names = [one.name for one in fields(self) if one.name != "cost"]
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Usage(**sums, cost=sum(costs) if costs else None)

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.sent + self.answered


def read_usage(found: Any) -> Usage:
    """What a server says of its usage; one call that is not counted where it says nothing."""
    if not isinstance(found, dict) or not isinstance(found.get("prompt_tokens"), int):
        return Usage(uncounted=1)
    cost = found.get("cost")
    return Usage(
        sent=_count(found, "prompt_tokens"),
        answered=_count(found, "completion_tokens"),
        thinking=_count(found.get("completion_tokens_details"), "reasoning_tokens"),
        cached=_count(found.get("prompt_tokens_details"), "cached_tokens"),
        cost=float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) else None,
    )


def _count(found: Any, name: str) -> int:
    value = found.get(name) if isinstance(found, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """About so many tokens to send, at most so many back; the most it can cost, where a price is set."""

    sent: int
    answered_at_most: int
    cost_at_most: float | None = None


def estimate(characters: int, answer_tokens: int, settings: ReviewSettings) -> Estimate:
    """The estimate for one call that sends so many characters."""
    sent = -(-characters // CHARACTERS_A_TOKEN)
    return Estimate(sent, answer_tokens, price(Usage(sent, answer_tokens), settings))


def price(usage: Usage, settings: ReviewSettings) -> float | None:
    """What it cost in USD: as the server says, else by the configured prices, else unknown."""
    if usage.cost is not None:
        return usage.cost
    if settings.price_sent is None or settings.price_answered is None:
        return None
    return (usage.sent * settings.price_sent + usage.answered * settings.price_answered) / 1_000_000


class Meter:
    """Counts what a session has spent. Threads may share one."""

    def __init__(self, cap: int = SESSION_TOKENS) -> None:
        self.cap = cap
        self._spent = Usage()
        self._lock = Lock()

    @property
    def spent(self) -> Usage:
        """All of it so far."""
        return self._spent

    def add(self, usage: Usage) -> None:
        """Count a call."""
        with self._lock:
            self._spent += usage

    def has_room_for(self, expected: Estimate) -> bool:
        """Whether a call that sends so much stays below the cap."""
        return self._spent.tokens + expected.sent <= self.cap


def meter_of(settings: ReviewSettings) -> Meter:
    """A meter with the cap that a project has configured."""
    return Meter(settings.session_tokens or SESSION_TOKENS)
