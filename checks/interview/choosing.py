"""Which questions a drawing calls for today, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest

from checks.engine import Report
from checks.finding import Finding
from checks.interview.bank import BANK
from checks.interview.filling import filled
from checks.interview.question import Asked
from checks.registry import all_rules
from checks.reports.data import straight
from checks.rule import AREAS


def questions(report: Report) -> list[Asked]:
    """All questions for this design: by turns what is open, the worst first, and one of the bank.

    Questions of the bank come by turns from each area, first those about elements with open findings.
    """
    return [one for pair in zip_longest(_of_findings(report), _of_bank(report)) for one in pair if one]


def next_question(report: Report, asked: Collection[str], area: str = "") -> Asked | None:
    """The first question that was not asked yet, of one area or of all."""
    wanted = (one for one in questions(report) if one.source not in asked)
    return next((one for one in wanted if area in ("", one.area)), None)


def _of_findings(report: Report) -> Iterator[Asked]:
    """The follow-up questions of the open findings; a rule is followed up once, at its first anchor."""
    rules, seen = all_rules(), set[str]()
    for finding in report.open():
        if rules[finding.code].question and finding.code not in seen:
            seen.add(finding.code)
            yield _follow_up(finding, report)


def _follow_up(finding: Finding, report: Report) -> Asked:
    rule = all_rules()[finding.code]
    design, anchor = report.design, finding.anchor
    about = (anchor,) if anchor in design.flows else (anchor, *finding.where)
    drawn = anchor in design.components or anchor in design.flows
    place = f"“{straight(design.title_of(anchor))}”: " if drawn else ""
    return Asked(finding.code, rule.area, place + rule.question, (rule.fix, rule.why), about)


def _of_bank(report: Report) -> Iterable[Asked]:
    open_codes = {one.code for one in report.open()}
    troubled = frozenset(element for one in report.open() for element in one.subject)
    fitting = (filled(one, report.view, troubled) for one in BANK if open_codes.isdisjoint(one.beside))
    found = sorted((one for one in fitting if one), key=lambda one: troubled.isdisjoint(one.about))
    by_area = ([one for one in found if one.area == area] for area in AREAS)
    return (one for turn in zip_longest(*by_area) for one in turn if one)
