"""The report as Markdown: picture, brief, findings, waivers. For a wiki, a pull request or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.engine import Report
from checks.finding import SEVERITIES, Finding
from checks.registry import all_rules
from checks.reports.data import question_for, straight
from checks.reports.marks import marks_of
from checks.reports.text import counted
from designer.drawing import mermaid
from designer.model.brief import Brief
from designer.model.properties import properties_of

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:@])")
_TITLES = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}


def markdown(reports: Sequence[Report]) -> str:
    """All reports, one after the other. Everything that a person typed is escaped."""
    return "\n\n---\n\n".join("\n".join(_report(one)) for one in reports) + "\n"


def escape(text: str) -> str:
    """Text as it is, on one line, without meaning for Markdown or HTML."""
    line = " ".join(straight(text).split())
    return _SPECIAL.sub(r"\\\1", line).replace("\\<", "&lt;").replace("\\&", "&amp;")


def _report(report: Report) -> Iterator[str]:
    design = report.design
    yield f"# {escape(design.name or 'Untitled design')}"
    yield ""
    yield f"Checked on {report.date} at maturity {report.maturity}: {_counts(report)}."
    yield ""
    yield "```mermaid"
    yield mermaid(design, marks_of(report)).strip()
    yield "```"
    yield from _brief(design.brief)
    for severity in SEVERITIES:
        yield from _findings(report, severity)
    yield from _waivers(report)
    yield from _questions(report)
    yield from _score(report)


def _counts(report: Report) -> str:
    return ", ".join(counted(len(report.open(one)), one) for one in SEVERITIES)


def _brief(brief: Brief) -> Iterator[str]:
    stated = [(one.label, getattr(brief, name)) for name, one in properties_of(Brief).items()]
    rows = [(label, _words(value)) for label, value in stated if value is not None]
    if rows:
        yield from ("", "## Brief", "", "| | |", "|---|---|")
        yield from (f"| {escape(label)} | {escape(text)} |" for label, text in rows)


def _words(value: object) -> str:
    """A value of the brief as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(_words(one) for one in value)
    if hasattr(value, "stated"):
        return ", ".join(f"{key}: {_words(one)}" for key, one in value.stated().items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _findings(report: Report, severity: str) -> Iterator[str]:
    found = [one for one in report.open() if one.severity == severity]
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
        yield f"| {area} | {'not judged' if value is None else f'{value:.0%}'} |"
    overall = report.score.overall
    yield f"| **overall, the lowest area** | {'not judged' if overall is None else f'{overall:.0%}'} |"
