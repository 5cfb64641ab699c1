"""One cause, one finding: which findings stand, and which of them another one makes superfluous.

A rule names the rules whose finding is the cause of its own, where both speak of one element. The cause
stands, unless it is less severe than what follows from it: then that does. So nothing hides behind what
weighs less, and `check` fails on all that it has to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checks.finding import SEVERITIES, Finding
from checks.rule import Rule

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
Rules = Mapping[str, Rule]


def hides(one: Finding, other: Finding, rules: Rules) -> bool:
    """Whether the first makes the other superfluous."""
    if one.subject.isdisjoint(other.subject):
        return False
    return (one.code, _RANK[one.severity]) in _hidden_by(other, rules, _consequences(rules))


def suppress(findings: Sequence[Finding], rules: Rules) -> tuple[list[Finding], list[Finding]]:
    """Split findings into those that stand and those that are hidden; also by one that is hidden itself."""
    subjects: dict[tuple[str, int], set[str]] = {}
    for one in findings:
        subjects.setdefault((one.code, _RANK[one.severity]), set()).update(one.subject)
    follow = _consequences(rules)
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for one in findings:
        about = (subjects.get(by, ()) for by in _hidden_by(one, rules, follow))
        hidden = not all(map(one.subject.isdisjoint, about))
        (suppressed if hidden else kept).append(one)
    return kept, suppressed


def _hidden_by(one: Finding, rules: Rules, follow: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    """What hides a finding on the same subject: codes of rules, with how bad their findings are."""
    rank = _RANK[one.severity]
    yield from ((code, worse) for code in rules[one.code].suppressed_by for worse in range(rank + 1))
    yield from ((code, worse) for code in follow.get(one.code, ()) for worse in range(rank))


def _consequences(rules: Rules) -> Mapping[str, Sequence[str]]:
    """The rules that name a rule as their cause, by its code."""
    found: dict[str, list[str]] = {}
    for rule in rules.values():
        for cause in rule.suppressed_by:
            found.setdefault(cause, []).append(rule.code)
    return found
