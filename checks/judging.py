"""What one rule says of a design: all its verdicts, sorted by what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from checks.answers import is_foreign, look_at
from checks.finding import Finding, NotStated, Verdict
from checks.rule import Rule
from designer.graph import View
from designer.model.design import Design
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.properties import Property, properties_of


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that a rule needed and nobody stated."""

    code: str
    anchor: str
    element: str
    property: str


def fact(unknown: Unknown, design: Design) -> Property | None:
    """What is known of the property that nobody stated; None of the kind of a flow."""
    if flow := design.flows.get(unknown.element):
        return properties_of(FLOWS[flow.kind]).get(unknown.property)
    component = design.components.get(unknown.element)
    cls = KINDS[component.kind] if component else type(design.brief)
    return properties_of(cls).get(unknown.property)


class Judged(NamedTuple):
    """Findings, facts that were missing, and how many places passed by what."""

    findings: list[Finding]
    unknown: list[Unknown]
    passed: dict[str, int]


def judge(rule: Rule, view: View) -> Judged:
    """Ask the rule at each of its places. Raises whatever the rule raises; WrongAnswer for one of others'."""
    return sort(rule, view, ((place, rule.judge(view, place)) for place in rule.places(view)))


def sort(rule: Rule, view: View, found: Iterable[tuple[str, Verdict]]) -> Judged:
    """The verdicts of a rule by what they are. Raises WrongAnswer for a mistake of a rule of others."""
    if is_foreign(rule):
        found = list(found)
        look_at(rule, found, view)
    told = Judged([], [], {})
    for place, verdict in found:
        if isinstance(verdict, Finding):
            told.findings.append(verdict)
        elif isinstance(verdict, NotStated):
            told.unknown.append(Unknown(rule.code, place, verdict.element, verdict.property))
        else:
            told.passed[verdict.by] = told.passed.get(verdict.by, 0) + 1
    return told
