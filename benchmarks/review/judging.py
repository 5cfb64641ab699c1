"""One answer, judged: was the mistake found, and how much of what was said holds.

The flaws are counted by questions of our own and not by the reasons that the product gives, so that they
also show what its validation lets through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.review.case import Case, Gap
from benchmarks.review.stored import Stored
from checks.engine import Report
from checks.registry import all_rules
from checks.review.answer import Claim, read_claims
from checks.review.compact import Compact, compact
from checks.review.findings import ModelFinding
from checks.review.reviewing import looked_at
from checks.review.wording import alike
from designer.model.brief import Brief


@dataclass(frozen=True, slots=True)
class Flaws:
    """Of so many findings: those without the form of one, not grounded, said twice, said by a rule."""

    said: int = 0
    malformed: int = 0
    ungrounded: int = 0
    duplicate: int = 0
    repeated: int = 0

    def __add__(self, other: Flaws) -> Flaws:
        """Both together."""
        return Flaws(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


Point = tuple[str, str]
"""What a finding is about: its category and its anchor."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`found` is by category and place, `placed` by the place alone; both False where nothing is planted."""

    stored: Stored
    points: frozenset[Point]
    shown: int
    before: Flaws
    after: Flaws
    found: bool
    placed: bool


def judge(case: Case, stored: Stored) -> Judged:
    """Judge an answer; where there is none, nothing was said."""
    if stored.answer is None:
        return Judged(stored, frozenset(), 0, Flaws(), Flaws(), found=False, placed=False)
    report = case.report(stored.arm)
    claims, malformed = read_claims(stored.answer)
    shown, _ = looked_at([{"answer": stored.answer, "rung": stored.rung}], report)
    at_place = [one for one in shown if case.gap and case.gap.is_at(set(one.evidence))]
    return Judged(
        stored,
        frozenset((one.category, one.anchor) for one in shown),
        len(shown),
        _flaws(claims, report, len(malformed)),
        _flaws(shown, report),
        found=any(case.gap and one.category in case.gap.categories for one in at_place),
        placed=bool(at_place),
    )


def named_by_rules(gap: Gap, report: Report) -> bool:
    """Whether a finding of a rule meets the label."""
    return any(
        all_rules()[one.code].category in gap.categories and gap.is_at({one.anchor, *one.where})
        for one in report.open()
    )


def _flaws(said: Sequence[Claim | ModelFinding], report: Report, malformed: int = 0) -> Flaws:
    lines = compact(report)
    distinct = {(one.category, one.evidence[0] if one.evidence else "") for one in said}
    return Flaws(
        said=len(said) + malformed,
        malformed=malformed,
        ungrounded=sum(not _grounded(one, lines) for one in said),
        duplicate=len(said) - len(distinct),
        repeated=sum(_said_by_a_rule(one, report) for one in said),
    )


def _grounded(one: Claim | ModelFinding, lines: Compact) -> bool:
    """Whether it names elements of the design only, and quotes what stands at one of them."""
    fields = {f"brief.{name}" for name in Brief.model_fields}
    places = ["brief" if element in fields else element for element in one.evidence]
    quote = alike(one.quote)
    if not places or not quote or not all(place in lines.by_id for place in places):
        return False
    return any(f" {quote} " in f" {alike(lines.by_id[place])} " for place in places)


def _said_by_a_rule(one: Claim | ModelFinding, report: Report) -> bool:
    return any(
        all_rules()[rule.code].category == one.category and not rule.subject.isdisjoint(one.evidence)
        for rule in (*report.findings, *report.suppressed)
    )
