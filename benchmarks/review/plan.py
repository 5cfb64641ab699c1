"""What is asked: which case, with or without what the rules found, and how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.review.case import Arm, Case, Set
from benchmarks.review.stored import Key
from checks.config import ReviewSettings
from checks.engine import Report
from checks.review import Asking, Usage, preview, price

_ASKED: dict[Set, tuple[Arm, ...]] = {
    "unseen": ("with rules", "alone"),
    "clean": ("with rules",),
    "seen": ("alone",),  # told of what the rules found, a model must not say it again
    "reworded": ("with rules",),
    "hostile": ("with rules",),
}
_REPEATED: tuple[Set, ...] = ("unseen", "clean")
"""Where the answers of several runs are compared."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question."""

    case: Case
    arm: Arm
    run: int

    @property
    def key(self) -> Key:
        """What its answer is stored under."""
        return self.case.name, self.arm, self.run

    @property
    def report(self) -> Report:
        """What the model is shown."""
        return self.case.report(self.arm)


def plan(
    cases: Iterable[Case], sets: Collection[Set], runs: int, cases_a_set: int | None = None
) -> list[Ask]:
    """All questions, the first run of everything before the second.

    Of each set only the first cases, if so many are wanted: what is compared with each other is among them.
    """
    by_set: dict[Set, list[Case]] = defaultdict(list)
    for case in cases:
        by_set[case.set].append(case)
    chosen = [case for name, many in by_set.items() if name in sets for case in many[:cases_a_set]]
    asks = [one for case in chosen for one in _asks(case, runs)]
    return sorted(asks, key=lambda one: one.run)


def _asks(case: Case, runs: int) -> Iterator[Ask]:
    for arm in _ASKED[case.set]:
        often = runs if case.set in _REPEATED and arm == "with rules" else 1
        yield from (Ask(case, arm, number) for number in range(1, often + 1))


@dataclass(frozen=True, slots=True)
class Bill:
    """What it will take: `sent` if each question takes one call, the rest if each takes all that it may.

    More questions than calls are left for the next time.
    """

    questions: int
    calls_at_most: int
    sent: int
    sent_at_most: int
    answered_at_most: int
    cost_at_most: float | None


def bill(asks: Sequence[Ask], asking: Asking, settings: ReviewSettings, most_calls: int) -> Bill:
    """The estimate. It stands before the first call, so it counts characters and not tokens."""
    now = asks[:most_calls]
    sizes: dict[tuple[str, Arm], int] = {}
    for one in now:
        if (what := (one.case.name, one.arm)) not in sizes:
            sizes[what] = preview(one.report, asking).estimate.sent
    sent = sum(sizes[one.case.name, one.arm] for one in now)
    calls = min(len(now) * asking.limits.calls, most_calls)
    most = sent * calls // len(now) if now else 0
    back = calls * asking.limits.answer_tokens
    return Bill(len(asks), calls, sent, most, back, price(Usage(most, back), settings))
