"""A report as plain data: what JSON, the canvas and the other formats are made of."""

from __future__ import annotations

import re
from typing import Any

from checks.engine import Report
from checks.finding import Finding, Fix
from checks.fixes import fixes_of
from checks.judging import Unknown, fact
from checks.registry import all_rules
from checks.score import Score
from designer.model.design import Design

Plain = dict[str, Any]


_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def straight(text: str) -> str:
    """A sentence with names in it, without the signs by which a name could turn the rest of it around."""
    return _TURNS.sub("", text)


def finding_data(finding: Finding, report: Report, *, edits: bool = False) -> Plain:
    """A finding with the card of its rule and its fixes, these with or without their edits."""
    rule = all_rules()[finding.code]
    data: Plain = {
        "id": finding.id, "code": finding.code, "name": rule.name, "category": rule.category,
        "area": rule.area, "severity": finding.severity, "status": finding.status, "anchor": finding.anchor,
        "where": list(finding.where), "flows": list(finding.flows), "assumed": list(finding.assumed),
        "message": straight(finding.message), "why": rule.why, "mend": rule.fix, "question": rule.question,
        "sources": [{"title": one.title, "at": one.at, "url": one.url} for one in rule.sources],
        "fixes": [_fix_data(fix, edits) for fix in fixes_of(finding, report.view)],
    }  # fmt: skip
    return data | ({"waiver": finding.waiver.stated()} if finding.waiver else {})


def _fix_data(fix: Fix, edits: bool) -> Plain:
    data: Plain = {"title": fix.title, "kind": fix.kind, "complete": fix.complete}
    return data | {"edits": [one.stated() for one in fix.edits]} if edits else data


def failed_data(report: Report) -> list[Plain]:
    """What could not run: rules by code and name, and packages by their name alone."""
    names = {code: rule.name for code, rule in all_rules().items()}
    return [
        {"code": one.code, "name": names.get(one.code, ""), "why": straight(one.why)} for one in report.failed
    ]


def unknown_data(unknown: Unknown, design: Design) -> Plain:
    """A fact that is not stated, as a question."""
    question = straight(question_for(unknown, design))
    return {
        "code": unknown.code,
        "anchor": unknown.element,
        "property": unknown.property,
        "question": question,
    }


def question_for(unknown: Unknown, design: Design) -> str:
    """What to ask about a fact that nobody stated."""
    about, what = question_parts(unknown, design)
    return f"{about}: {what}" if about else what


def question_parts(unknown: Unknown, design: Design) -> tuple[str, str]:
    """The name of the element that is asked about, "" where the question names it, and the question."""
    flow = design.flows.get(unknown.element)
    if flow and unknown.property == "kind":
        return "", f"What flows from {design.title_of(flow.source)} to {design.title_of(flow.target)}?"
    known = fact(unknown, design)
    title = "Brief" if unknown.element == "brief" else design.title_of(unknown.element)
    label = known.label if known else unknown.property
    return title, f"{label}? {known.meaning if known else ''}".strip()


def score_data(score: Score) -> Plain:
    """The score as the report format has it."""
    return {
        "overall": score.overall,
        "areas": dict(score.areas),
        "waived": score.waived,
        "not_stated": score.not_stated,
    }
