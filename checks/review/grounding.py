"""What of an answer holds: looked at one by one, and folded away with its reason where it does not.

An id that exists does not make a claim true; these are only the errors that a program can see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.engine import Report
from checks.finding import Finding, Fix
from checks.registry import all_rules
from checks.review.answer import CATEGORIES, MOST_FINDINGS, Claim, Suggestion
from checks.review.compact import Compact
from checks.review.drawn import drawn_all_the_same
from checks.review.findings import Folded, ModelFinding
from checks.review.suggestions import NoFix, fix_of
from checks.review.wording import alike, incoming
from designer.model.brief import Brief
from designer.model.design import Design

_SHARED_WORDS = 0.5
"""Claims of which so many words are the same say the same."""


class Grounding:
    """Looks at claims about one design."""

    def __init__(self, report: Report, lines: Compact) -> None:
        self._report = report
        self._lines = lines

    def sort(self, claims: Iterable[Claim]) -> tuple[list[ModelFinding], list[Folded]]:
        """The findings of one answer that hold, and what does not."""
        found: list[ModelFinding] = []
        folded: list[Folded] = []
        for claim in claims:
            if why := self._form(claim):
                folded.append(Folded(incoming(claim.claim, 600), why))
                continue
            finding = self._finding(claim)
            if why := self._against(claim, finding):
                folded.append(Folded(finding.claim, why, finding))
            else:
                found.append(finding)
        return found, folded

    def _form(self, claim: Claim) -> str:
        """What is wrong with a claim before it can be a finding at all, or ""."""
        if claim.category not in CATEGORIES:
            return f"it is about “{incoming(claim.category, 40)}”, which is none of the categories"
        if not claim.claim.strip():
            return "it says nothing"
        if not claim.evidence:
            return "it names no element"
        unknown = [one for one in claim.evidence if not is_element(one, self._report.design)]
        if unknown:
            return f"it speaks of {incoming(unknown[0], 60)}, which is not in this design"
        return ""

    def _finding(self, claim: Claim) -> ModelFinding:
        fix, why = suggested(claim.suggestion, self._report.design)
        return ModelFinding(
            category=claim.category,
            kind=claim.kind,
            evidence=tuple(dict.fromkeys(claim.evidence)),
            quote=incoming(claim.quote, 200),
            claim=incoming(claim.claim, 600),
            severity=claim.severity,
            confidence=claim.confidence,
            question=incoming(claim.question, 300),
            fix=fix,
            why_no_fix=why,
        )

    def _against(self, claim: Claim, finding: ModelFinding) -> str:
        """Why a finding does not hold, or ""."""
        if not self._quoted(finding):
            return (
                f"its quote “{finding.quote}” does not stand there" if finding.quote else "it quotes nothing"
            )
        if drawn := drawn_all_the_same(claim, self._report.design):
            return f"it misses something that is drawn: {drawn}"
        if rule := self._rule_that_says_so(claim):
            return f"a rule says it already: {rule.id} {all_rules()[rule.code].name}"
        if finding.severity == finding.confidence == "low":
            return "it is of little weight and unsure"
        return ""

    def _quoted(self, finding: ModelFinding) -> bool:
        """Whether the quote stands in a line of what is cited."""
        quote = alike(finding.quote)
        cited = (self._lines.by_id[line_of(one)] for one in finding.evidence)
        return bool(quote) and any(f" {quote} " in f" {alike(line)} " for line in cited)

    def _rule_that_says_so(self, claim: Claim) -> Finding | None:
        about = set(claim.evidence)
        for rule in (*self._report.findings, *self._report.suppressed):
            same = all_rules()[rule.code].category == claim.category and not rule.subject.isdisjoint(about)
            if same or claim.same_as_rule == rule.id:
                return rule
        return None


def is_element(one: str, design: Design) -> bool:
    """Whether the id is one that a finding may be about."""
    if one.startswith("brief."):
        return one.removeprefix("brief.") in Brief.model_fields
    known = (design.components, design.flows, design.zones, ("brief", "design"))
    return any(one in group for group in known)


def line_of(element: str) -> str:
    """The id of the line that an element stands on: fields of the brief stand together."""
    return element.partition(".")[0] if element.startswith("brief.") else element


def suggested(suggestion: Suggestion, design: Design) -> tuple[Fix | None, str]:
    """The fix, and why there is none where something was suggested that cannot be done."""
    try:
        return fix_of(suggestion, design), ""
    except NoFix as reason:
        return None, str(reason)


def merged(runs: Sequence[Sequence[ModelFinding]]) -> tuple[list[ModelFinding], list[Folded]]:
    """The findings of all runs, each once, with the number of runs that have it; and the duplicates."""
    kept: dict[str, ModelFinding] = {}
    folded: list[Folded] = []
    for run in runs:
        counted: set[str] = set()
        for finding in sorted(run, key=lambda one: one.rank):
            known = _same(finding, kept.values())
            if known is None:
                kept[finding.id] = finding
                counted.add(finding.id)
            elif known.id in counted:
                folded.append(Folded(finding.claim, f"it says the same as another one ({known.id})", finding))
            else:
                counted.add(known.id)
                better = finding if finding.rank < known.rank and finding.id == known.id else known
                kept[known.id] = replace(better, in_runs=known.in_runs + 1)
    return sorted(kept.values(), key=lambda one: (*one.rank, -one.in_runs, one.id)), folded


def _same(finding: ModelFinding, known: Iterable[ModelFinding]) -> ModelFinding | None:
    """The finding that says the same: the same point, or one in almost the same words."""
    return next((one for one in known if one.id == finding.id or _alike(one, finding)), None)


def _alike(one: ModelFinding, other: ModelFinding) -> bool:
    if set(one.evidence).isdisjoint(other.evidence):
        return False
    words, others = set(alike(one.claim).split()), set(alike(other.claim).split())
    return len(words & others) >= _SHARED_WORDS * len(words | others)


def capped(findings: Sequence[ModelFinding]) -> tuple[list[ModelFinding], Iterator[Folded]]:
    """The first findings, and the rest."""
    reason = f"{MOST_FINDINGS} graver or surer ones are shown"
    return list(findings[:MOST_FINDINGS]), (
        Folded(one.claim, reason, one) for one in findings[MOST_FINDINGS:]
    )
