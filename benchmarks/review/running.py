"""Asking: one question after the other, each answer written down before the next is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from benchmarks.review.case import Plain
from benchmarks.review.plan import Ask
from benchmarks.review.stored import Folder, Stored, sent_of
from checks.review import VERSION, Asking, ReviewFailed
from checks.review.reviewing import ask_once

_OF_THE_MODEL = (
    "truncated", "filtered", "model_refuses", "empty", "no_json", "wrong_shape", "too_long", "timeout",
    "server_error",
)  # fmt: skip
"""No answer for one of these reasons is a result; for another one, the server is not there to be measured."""


@dataclass
class Run:
    """`most_calls` is how many calls may be made in all, repairs among them."""

    asking: Asking
    folder: Folder
    most_calls: int
    tell: Callable[[str], None]
    calls: int = field(default=0, init=False)

    def all(self, asks: Iterable[Ask]) -> bool:
        """Ask; whether all were asked. Raises ReviewFailed where the server cannot be asked at all."""
        wanted = list(asks)
        for number, one in enumerate(wanted, 1):
            if self.calls >= self.most_calls:
                return False
            stored = self._ask(one)
            if stored is None:
                return False
            self.folder.add(stored)
            self.tell(f"{number}/{len(wanted)} {' '.join(map(str, one.key))}: {_told(stored)}")
        return True

    def _ask(self, one: Ask) -> Stored | None:
        """What came of it; None where it failed for want of calls, which says nothing of the model."""
        report, before = one.report, self.calls
        asking = self._limited()
        server = self.asking.server
        known = Stored(*one.key, server.model, server.host, VERSION, sent_of(report))
        try:
            answered, seconds = ask_once(report, asking)
        except ReviewFailed as failed:
            if asking.limits.calls < self.asking.limits.calls and self.calls >= self.most_calls:
                return None
            if failed.reason not in _OF_THE_MODEL:
                raise
            spent: Plain = {"usage": failed.usage, "seconds": failed.seconds, "calls": failed.calls}
            return replace(known, reason=failed.reason, failure=str(failed), **spent)
        calls, rung = self.calls - before, answered.manner.rung
        return replace(
            known, answer=answered.data, rung=rung, usage=answered.usage, seconds=seconds, calls=calls
        )

    def _limited(self) -> Asking:
        """Asking that counts its calls, and makes no more than are left."""
        limits = self.asking.limits
        left = min(limits.calls, self.most_calls - self.calls)
        return replace(self.asking, limits=replace(limits, calls=left), on_progress=self._count)

    def _count(self, _: str) -> None:
        self.calls += 1


def _told(stored: Stored) -> str:
    if stored.answer is None:
        return f"no answer ({stored.reason}), {stored.seconds:.1f} s"
    return f"{len(stored.answer['findings'])} findings, {stored.seconds:.1f} s"
