"""What one rule says of a design: all its verdicts, sorted by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from checks.finding import Finding, NotStated
from checks.rule import Rule
from designer.graph import View


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that a rule needed and nobody stated."""

    code: str
    anchor: str
    element: str
    property: str


class Judged(NamedTuple):
    """Findings, facts that were missing, and how many places passed by what."""

    findings: list[Finding]
    unknown: list[Unknown]
    passed: dict[str, int]


def judge(rule: Rule, view: View) -> Judged:
    """Ask the rule at each of its places. Raises whatever the rule raises."""
    told = Judged([], [], {})
    for place in rule.places(view):
        verdict = rule.judge(view, place)
        if isinstance(verdict, Finding):
            told.findings.append(verdict)
        elif isinstance(verdict, NotStated):
            told.unknown.append(Unknown(rule.code, place, verdict.element, verdict.property))
        else:
            told.passed[verdict.by] = told.passed.get(verdict.by, 0) + 1
    return told
