"""Running rules over a design: one verdict for one design, one set of rules, one day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from checks.finding import SEVERITIES, Finding, NotStated, Passed, Severity, Verdict
from checks.registry import all_rules
from checks.rule import AREAS, MATURITIES, Rule
from checks.score import Score, Tally, score
from checks.waivers import apply_waivers
from designer.graph import View
from designer.graph.gates import gates
from designer.graph.purpose import ask_at
from designer.model.design import Design
from designer.model.properties import Maturity
from designer.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that a rule needed and nobody stated."""

    code: str
    anchor: str
    element: str
    property: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that did not run, or failed, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `findings` are sorted: errors first, then by code and anchor."""

    view: View
    date: date
    maturity: Maturity
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    not_stated: tuple[Unknown, ...]
    passed: dict[str, int]
    expired: tuple[Waiver, ...]
    unmatched: tuple[Waiver, ...]
    score: Score
    run: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    failed: tuple[Skipped, ...]

    @property
    def design(self) -> Design:
        """The design that was checked."""
        return self.view.design

    def open(self, *severities: Severity) -> list[Finding]:
        """The findings that count, of these severities or of all."""
        wanted = severities or SEVERITIES
        return [one for one in self.findings if one.status == "open" and one.severity in wanted]


def check(
    design: Design,
    *,
    today: date | None = None,
    maturity: Maturity | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Report:
    """Run the rules. `today` is the day for waivers (UTC now if None); `maturity` overrides the brief's.

    `select` and `ignore` are codes or beginnings of codes; nothing selected means all.
    """
    run = _Run(View(design), maturity or design.brief.maturity or "design")
    for rule in all_rules().values():
        run.one(rule, _left_out(rule, select, ignore))
    return run.report(today or datetime.now(UTC).date())


def _left_out(rule: Rule, select: Collection[str], ignore: Collection[str]) -> str:
    if select and not any(rule.code.startswith(one) for one in select):
        return "not selected"
    return "ignored" if any(rule.code.startswith(one) for one in ignore) else ""


class _Run:
    """The rules so far, over one view."""

    def __init__(self, view: View, maturity: Maturity) -> None:
        self.view = view
        self.maturity = maturity
        ask_at(view, maturity)
        self.open_gates = gates(view)
        self.verdicts: list[tuple[Rule, list[tuple[str, Verdict]]]] = []
        self.skipped: list[Skipped] = []
        self.failed: list[Skipped] = []

    def one(self, rule: Rule, left_out: str) -> None:
        """Run one rule, or note why not."""
        why = left_out or self._not_due(rule)
        if why:
            self.skipped.append(Skipped(rule.code, why))
            return
        try:
            found = [(place, rule.judge(self.view, place)) for place in rule.places(self.view)]
        except Exception as error:  # noqa: BLE001 - a rule that breaks must not hide the others; it is reported
            self.failed.append(Skipped(rule.code, f"{type(error).__name__}: {error}"))
        else:
            self.verdicts.append((rule, found))

    def _not_due(self, rule: Rule) -> str:
        if MATURITIES.index(self.maturity) < MATURITIES.index(rule.maturity):
            return f"runs from maturity {rule.maturity}"
        return (
            "" if rule.gate in self.open_gates else f"the design has nothing that it is about ({rule.gate})"
        )

    def report(self, today: date) -> Report:
        """Suppress, waive, count."""
        raw = [verdict for _, found in self.verdicts for _, verdict in found if isinstance(verdict, Finding)]
        raw += [self._unstated(rule, one) for rule, one in self._unknown() if self._must_be_stated(rule)]
        kept, suppressed = _suppress(raw)
        ran = [rule.code for rule, _ in self.verdicts]
        waived = apply_waivers(kept, self.view.design.waivers.values(), today, ran)
        unknown = [one for rule, one in self._unknown() if not self._must_be_stated(rule)]
        return Report(
            view=self.view,
            date=today,
            maturity=self.maturity,
            findings=tuple(sorted(waived.findings, key=_rank)),
            suppressed=tuple(suppressed),
            not_stated=tuple(unknown),
            passed=self._passed(),
            expired=waived.expired,
            unmatched=waived.unmatched,
            score=self._score(waived.findings, len(unknown)),
            run=tuple(ran),
            skipped=tuple(self.skipped),
            failed=tuple(self.failed),
        )

    def _unknown(self) -> Iterable[tuple[Rule, Unknown]]:
        for rule, found in self.verdicts:
            for place, verdict in found:
                if isinstance(verdict, NotStated):
                    yield rule, Unknown(rule.code, place, verdict.element, verdict.property)

    def _must_be_stated(self, rule: Rule) -> bool:
        return self.maturity == "production" and rule.severity == "error"

    def _unstated(self, rule: Rule, unknown: Unknown) -> Finding:
        title = "the brief" if unknown.element == "brief" else self.view.title(unknown.element)
        what = unknown.property.replace("_", " ")
        pattern = rule.name.replace("-", " ")
        message = f"{title} does not state: {what}. Without it, {pattern} cannot be ruled out."
        where = () if unknown.element in (unknown.anchor, "brief") else (unknown.element,)
        return Finding(rule.code, unknown.anchor, "warning", message, where, unstated=True)

    def _passed(self) -> dict[str, int]:
        by: dict[str, int] = {}
        for _, found in self.verdicts:
            for _, verdict in found:
                if isinstance(verdict, Passed):
                    by[verdict.by] = by.get(verdict.by, 0) + 1
        return by

    def _score(self, findings: Collection[Finding], not_stated: int) -> Score:
        tallies = {area: Tally() for area in AREAS}
        areas = {rule.code: tallies[rule.area] for rule, _ in self.verdicts}
        for rule, found in self.verdicts:
            passed = sum(isinstance(verdict, Passed) for _, verdict in found)
            areas[rule.code].add(rule.severity, passed=passed)
        for finding in findings:
            if not finding.waiver:
                areas[finding.code].add(finding.severity, failed=1)
        if "generative" not in self.open_gates:
            del tallies["generation"]
        return score(tallies, sum(one.waiver is not None for one in findings), not_stated)


def _rank(finding: Finding) -> tuple[int, str, str]:
    return SEVERITIES.index(finding.severity), finding.code, finding.anchor


def _suppress(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Split findings into those that stand and those that another finding on the same subject causes."""
    rules = all_rules()
    subjects: dict[str, set[str]] = {}
    for finding in findings:
        subjects.setdefault(finding.code, set()).update(finding.subject)
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        causes = rules[finding.code].suppressed_by
        hit = any(not finding.subject.isdisjoint(subjects.get(code, ())) for code in causes)
        (suppressed if hit else kept).append(finding)
    return kept, suppressed
