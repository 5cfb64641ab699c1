"""One cause, one finding: which findings stand, and which of them another one makes superfluous.

A rule names the rules whose finding is the cause of its own, where both speak of one element. The cause
stands, unless it is less severe than what follows from it: then that does. So nothing hides behind what
weighs less, and `check` fails on all that it has to.

Of the findings of one rule, those that are mended at one place have one cause too: the first speaks for all.
One that is waived speaks for none: others were not accepted with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from checks.finding import SEVERITIES, Finding
from checks.rule import Rule

_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
Rules = Mapping[str, Rule]


def hides(one: Finding, other: Finding, rules: Rules) -> bool:
    """Whether the first makes the other superfluous."""
    if one.subject.isdisjoint(other.subject):
        return False
    if is_told_by(one, other):
        return True
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


def told_once(
    findings: Sequence[Finding], titles: Callable[[list[str]], str]
) -> tuple[list[Finding], list[Finding]]:
    """Let the first finding of a rule speak for those that are mended at the same place; and the others."""
    together: dict[tuple[str, str, str], list[Finding]] = {}
    for one in sorted(findings, key=lambda one: one.id):
        together.setdefault(_told_at(one), []).append(one)
    kept = [_for_all(group[0], group[1:], titles) for group in together.values()]
    return kept, [one for group in together.values() for one in group[1:]]


def is_told_by(one: Finding, other: Finding) -> bool:
    """Whether a finding that stands speaks for another of its rule, and names its place."""
    return _told_at(one) == _told_at(other) and other.anchor in one.where


def _told_at(one: Finding) -> tuple[str, str, str]:
    """What findings have in common of which the first is told."""
    return one.code, one.severity, (not one.waiver and one.mended_at) or one.anchor


def _for_all(first: Finding, others: list[Finding], titles: Callable[[list[str]], str]) -> Finding:
    if not others:
        return first
    anchors = [one.anchor for one in others]
    message = f"{first.message} The same holds for {titles(anchors)}."
    return replace(first, message=message, where=tuple(dict.fromkeys((*first.where, *anchors))))


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
