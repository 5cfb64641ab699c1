"""The report as Markdown: picture, brief, findings, waivers. For a wiki, a pull request or an issue."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from checks.engine import Report
from checks.finding import SEVERITIES, Finding, Severity
from checks.registry import all_rules
from checks.reports.data import question_for, straight
from checks.reports.kept import APART, TITLE, kept_reviews
from checks.reports.marks import marks_of
from checks.reports.text import counted
from checks.reports.words import percent, words
from designer.drawing import mermaid
from designer.model.brief import Brief
from designer.model.properties import properties_of

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:@])")
_TITLES = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}


def markdown(reports: Sequence[Report], baselines: Sequence[Collection[str] | None] = ()) -> str:
    """All reports, one after the other. Everything that a person typed is escaped.

    `baselines` are, for each report, the ids of the findings that are known and do not count.
    """
    pairs = zip_longest(reports, baselines)
    return "\n\n---\n\n".join("\n".join(_report(one, known or ())) for one, known in pairs) + "\n"


def escape(text: str) -> str:
    """Text as it is, on one line, without meaning for Markdown or HTML."""
    line = " ".join(straight(text).split())
    return _SPECIAL.sub(r"\\\1", line).replace("\\<", "&lt;").replace("\\&", "&amp;")


def _report(report: Report, known: Collection[str]) -> Iterator[str]:
    design = report.design
    yield f"# {escape(design.name or 'Untitled design')}"
    yield ""
    yield f"Checked on {report.date} at maturity {report.maturity}: {_counts(report, known)}."
    yield ""
    yield "```mermaid"
    yield mermaid(design, marks_of(report)).strip()
    yield "```"
    yield from _brief(design.brief)
    for severity in SEVERITIES:
        yield from _findings(report, severity, known)
    yield from _known(report, known)
    yield from _kept(report)
    yield from _waivers(report)
    yield from _questions(report)
    yield from _score(report)


def _counts(report: Report, known: Collection[str]) -> str:
    counts = ", ".join(counted(len(_counting(report, one, known)), one) for one in SEVERITIES)
    old = sum(one.id in known for one in report.open())
    return f"{counts}, besides {old} known" if old else counts


def _counting(report: Report, severity: Severity, known: Collection[str]) -> list[Finding]:
    return [one for one in report.open(severity) if one.id not in known]


def _brief(brief: Brief) -> Iterator[str]:
    stated, known = brief.stated(), properties_of(Brief)
    rows = [(one.label, words(stated[name])) for name, one in known.items() if name in stated]
    if rows:
        yield from ("", "## Brief", "", "| | |", "|---|---|")
        yield from (f"| {escape(label)} | {escape(text)} |" for label, text in rows)


def _findings(report: Report, severity: Severity, known: Collection[str]) -> Iterator[str]:
    found = _counting(report, severity, known)
    if not found:
        return
    yield from ("", f"## {_TITLES[severity]}")
    for finding in found:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    rule = all_rules()[finding.code]
    yield from ("", f"### {escape(finding.id)} {rule.name}", "", escape(finding.message), "")
    yield f"- Why: {escape(rule.why)}"
    yield f"- Mend: {escape(rule.fix)}"
    if rule.question:
        yield f"- Ask: {escape(rule.question)}"
    if rule.sources:
        yield f"- Sources: {escape('; '.join(f'{one.title} {one.at}'.strip() for one in rule.sources))}"


def _known(report: Report, known: Collection[str]) -> Iterator[str]:
    found = [one for one in report.open() if one.id in known]
    if found:
        yield from ("", "## Known from the baseline", "")
    for one in found:
        yield f"- {one.severity} {escape(one.id)} {all_rules()[one.code].name}"


def _kept(report: Report) -> Iterator[str]:
    kept = kept_reviews(report)
    if kept:
        yield from ("", f"## {TITLE}", "", APART, "")
    for review, waiver in kept:
        state = f" (accepted until {waiver.until})" if waiver else ""
        yield f"- {escape(review.id)}{state}: {escape(review.text or '')}"


def _waivers(report: Report) -> Iterator[str]:
    rows = [(one.waiver, "accepted") for one in report.findings if one.waiver]
    rows += [(one, "ended: it counts again") for one in report.expired]
    rows += [(one, f"refused: {why}") for one, why in report.refused]
    rows += [(one, "matches nothing") for one in report.unmatched]
    if rows:
        yield from ("", "## Waivers", "", "| finding | reason | owner | until | |", "|---|---|---|---|---|")
    for waiver, state in rows:
        if waiver:
            cells = (waiver.finding, waiver.reason, waiver.owner, str(waiver.until), state)
            yield f"| {' | '.join(escape(cell) for cell in cells)} |"


def _questions(report: Report) -> Iterator[str]:
    if report.not_stated:
        yield from ("", "## Not stated", "")
        questions = dict.fromkeys(question_for(one, report.design) for one in report.not_stated)
        yield from (f"- {escape(one)}" for one in questions)


def _score(report: Report) -> Iterator[str]:
    yield from ("", "## Score", "", "| area | places passed |", "|---|---|")
    for area, value in report.score.areas.items():
        yield f"| {area} | {percent(value, 'not judged')} |"
    yield f"| **overall, the lowest area** | {percent(report.score.overall, 'not judged')} |"
