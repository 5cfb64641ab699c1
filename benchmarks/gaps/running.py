"""Running the cases: each good design is checked once, then again with each mistake in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import benchmarks.gaps.operators  # noqa: F401 - makes the operators known
from benchmarks.gaps.cases import OPERATORS, Case, Operator
from benchmarks.gaps.reading import Good
from checks.engine import Report, check
from checks.registry import all_rules
from checks.suppressing import is_told_by
from designer.files import load_file
from designer.files.templates import list_templates
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.model.properties import Maturity

TODAY = date(2026, 11, 23)
"""The day of all checks of the benchmark, so that its page does not change by waiting."""
ASKED: tuple[Maturity, ...] = ("design", "production")


def good_designs(folder: Path | None = None) -> list[Good]:
    """The good designs of all templates."""
    return [Good(one.name, load_file(one.good).design) for one in list_templates(folder)]


@dataclass(frozen=True)
class Untouched:
    """What is found in good designs as they are: every finding is one too many."""

    reports: dict[tuple[str, Maturity], Report]

    @classmethod
    def of(cls, designs: Iterable[Good]) -> Untouched:
        """Check all good designs at each maturity."""
        return cls(
            {
                (good.name, asked): check(good.design, today=TODAY, maturity=asked)
                for good in designs
                for asked in ASKED
            }
        )

    @property
    def designs(self) -> list[Design]:
        """The designs themselves."""
        return [report.design for (_, asked), report in self.reports.items() if asked == ASKED[0]]

    def ids(self, good: Good, maturity: Maturity) -> frozenset[str]:
        """The ids of the findings in a good design."""
        return frozenset(one.id for one in self.reports[good.name, maturity].findings)


@dataclass(frozen=True)
class Outcome:
    """A case and what the rules said of it."""

    design: str
    operator: Operator
    case: Case
    new: frozenset[str]
    """Ids of the findings of the rule that must speak that were not there before."""
    failed: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The rule that must speak."""
        return self.case.cause or self.operator.code

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Ids of the findings that the case must cause."""
        return frozenset(f"{self.code}@{anchor}" for anchor in self.case.at)

    @property
    def missed(self) -> frozenset[str]:
        """Those of them that are not there."""
        if self.case.one_of and self.wanted & self.new:
            return frozenset()
        return self.wanted - self.new

    @property
    def met(self) -> bool:
        """Whether the rule found the mistake, at every anchor where it must."""
        return not self.missed


def outcomes(
    designs: Iterable[Good], untouched: Untouched, operators: Iterable[Operator] | None = None
) -> Iterator[Outcome]:
    """Make every mistake in every design, and check."""
    chosen = list(OPERATORS if operators is None else operators)
    for good in designs:
        for one in chosen:
            before = untouched.ids(good, one.maturity)
            for case in one.make(good):
                yield _outcome(good, one, case, before)


def _outcome(good: Good, operator: Operator, case: Case, before: frozenset[str]) -> Outcome:
    code = case.cause or operator.code
    report = _checked(apply_all(good.design, case.edits), code, operator.maturity)
    found = frozenset(_told(report, code))
    return Outcome(good.name, operator, case, found - before, tuple(one.code for one in report.failed))


def _told(report: Report, code: str) -> Iterator[str]:
    """The open findings of a rule, and those of which the same finding tells."""
    for one in report.findings:
        if one.code == code and not one.waiver:
            yield one.id
            yield from (two.id for two in report.suppressed if is_told_by(one, two))


def _checked(design: Design, code: str, maturity: Maturity) -> Report:
    """Check by a rule and by those that may silence it, as causes or as what follows and is worse."""
    rules = all_rules()
    follow = (one.code for one in rules.values() if code in one.suppressed_by)
    select = (code, *rules[code].suppressed_by, *follow)
    return check(design, today=TODAY, maturity=maturity, select=select)
