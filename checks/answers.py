"""What rules of other packages answer is looked at, so that a mistake is named and breaks nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from checks.finding import SEVERITIES, Finding, Fix, NotStated, Passed, Verdict
from checks.rule import Rule
from designer.graph import View
from designer.graph.names import BRIEF_NAMES, COMPONENT_NAMES, FLOW_NAMES, ZONE_NAMES, need
from designer.model.design import Design
from designer.model.edits import apply_all

_NAMES = COMPONENT_NAMES | FLOW_NAMES | BRIEF_NAMES | ZONE_NAMES


class WrongAnswer(Exception):
    """A rule answers something that it must not."""


def is_foreign(rule: Rule) -> bool:
    """Whether it comes from another package; our own are tested here."""
    return not type(rule).__module__.startswith("checks.rules.")


def look_at(rule: Rule, found: Iterable[tuple[str, Verdict]], view: View) -> None:
    """Raise where a verdict or a fix is not as it must be; whatever `fixes` raises comes through."""
    seen: set[str] = set()
    for place, verdict in found:
        if not isinstance(verdict, Finding | Passed | NotStated):
            raise WrongAnswer(f"judge gives {verdict!r} for {place}, which is no verdict")
        if mistake := next(_mistakes(rule, verdict, view.design), ""):
            raise WrongAnswer(f"judge gives for {place} {mistake}")
        if isinstance(verdict, Finding):
            if verdict.anchor in seen:
                raise WrongAnswer(f"there are two findings at {verdict.anchor}")
            seen.add(verdict.anchor)
            _try_fixes(rule, verdict, view)


def _mistakes(rule: Rule, verdict: Verdict, design: Design) -> Iterator[str]:
    if isinstance(verdict, NotStated):
        need(verdict.property, _NAMES, "element")
        yield from _unknown(design, (verdict.element,))
    if isinstance(verdict, Finding):
        if verdict.code != rule.code or verdict.severity not in SEVERITIES:
            yield f"a finding {verdict.id} of severity {verdict.severity}; use self.found"
        yield from _unknown(design, chain((verdict.anchor,), verdict.where, verdict.flows))


def _unknown(design: Design, elements: Iterable[str]) -> Iterator[str]:
    for one in elements:
        known = one in design.components or one in design.flows or one in design.zones
        if not known and one != "design" and one.partition(".")[0] != "brief":
            yield f"{one!r}, which is no element of the design"


def _try_fixes(rule: Rule, finding: Finding, view: View) -> None:
    for fix in rule.fixes(finding, view):
        if not isinstance(fix, Fix):
            raise WrongAnswer(f"fixes gives {fix!r} for {finding.anchor}, which is no Fix")
        apply_all(view.design, fix.edits)
