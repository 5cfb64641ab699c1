"""Running rules over a design: one verdict for one design, one set of rules, one day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from checks.answers import WrongAnswer
from checks.config import NO_CONFIG, Config
from checks.finding import SEVERITIES, Finding, Severity
from checks.judging import Judged, Unknown, fact, judge
from checks.registry import all_rules, unloaded
from checks.rejudging import Remembered, judge_again
from checks.rule import AREAS, MATURITIES, Rule
from checks.score import Score, Tally, score
from checks.suppressing import suppress, told_once
from checks.waivers import apply_waivers
from designer.errors import SketchcheckError
from designer.graph import View, WatchedView
from designer.graph.gates import gates
from designer.graph.questions import titles
from designer.model.design import Design
from designer.model.properties import Maturity
from designer.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that did not run, or failed, and why; `code` is the name of a package that was not loaded."""

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
    refused: tuple[tuple[Waiver, str], ...]
    """Waivers that the project's policy does not accept, and why."""
    waived: Mapping[str, Waiver]
    """The waivers that hold today, by the id of the finding; also of findings of a language model."""
    score: Score
    run: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    failed: tuple[Skipped, ...]
    memory: Mapping[str, Remembered] = field(default_factory=dict, repr=False)
    """What each rule found and read, where the design was watched; for the next check."""

    @property
    def design(self) -> Design:
        """The design that was checked."""
        return self.view.design

    def is_true_of(self, design: Design) -> bool:
        """Whether a check of this design on the same day would say the same: no rule asks where boxes are."""
        return replace(design, layout=self.design.layout) == self.design

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
    config: Config = NO_CONFIG,
) -> Report:
    """Run the rules. `today` is the day for waivers (UTC now if None).

    `maturity` overrides that of the brief and of the configuration; `select` (codes or beginnings of
    codes) takes the place of what is configured, `ignore` is added to it.
    """
    config = replace(config, select=tuple(select) or config.select, ignore=(*config.ignore, *ignore))
    asked = maturity or _asked(design, config)
    run = _Run(View(design, {**config.options, "maturity": asked}), asked, config)
    run.all(lambda rule: judge(rule, run.view))
    return run.report(today or datetime.now(UTC).date())


def recheck(
    design: Design, before: Report | None, *, today: date | None = None, config: Config = NO_CONFIG
) -> Report:
    """As `check`, for a design that is edited step by step, under one configuration.

    Of what was not touched since the report `before`, rules keep their verdicts.
    """
    today = today or datetime.now(UTC).date()
    if before and before.date == today and before.is_true_of(design):
        return replace(before, view=before.view.of(design))
    asked = _asked(design, config)
    view = WatchedView(design, {**config.options, "maturity": asked}, before.view if before else None)
    known = before.memory if before else {}
    memory: dict[str, Remembered] = {}

    def judged(rule: Rule) -> Judged:
        memory[rule.code] = judge_again(rule, view, known.get(rule.code))
        return memory[rule.code].told.judged

    run = _Run(view, asked, config)
    run.all(judged)
    return replace(run.report(today), memory=memory)


def _asked(design: Design, config: Config) -> Maturity:
    """The maturity of the brief, but no less than is configured."""
    own = design.brief.maturity or "design"
    return max(own, config.maturity or "sketch", key=MATURITIES.index)


class _Run:
    """The rules so far, over one view."""

    def __init__(self, view: View, maturity: Maturity, config: Config) -> None:
        self.view = view
        self.maturity = maturity
        self.config = config
        self.open_gates = gates(view)
        self.judged: list[tuple[Rule, Judged]] = []
        self.skipped: list[Skipped] = []
        self.failed = [Skipped(one.name, one.why) for one in unloaded()]

    def all(self, judged: Callable[[Rule], Judged]) -> None:
        """Run each rule by `judged`, or note why not."""
        for rule in all_rules().values():
            if why := self._left_out(rule) or self._not_due(rule):
                self.skipped.append(Skipped(rule.code, why))
            else:
                self._one(rule, judged)

    def _one(self, rule: Rule, judged: Callable[[Rule], Judged]) -> None:
        try:
            found = judged(rule)
        except Exception as error:  # noqa: BLE001 - a rule that breaks must not hide the others; it is reported
            told = isinstance(error, SketchcheckError | WrongAnswer)
            self.failed.append(Skipped(rule.code, f"{'' if told else f'{type(error).__name__}: '}{error}"))
        else:
            self.judged.append((rule, found))

    def _left_out(self, rule: Rule) -> str:
        where = f" in {self.config.file}" if self.config.file else ""
        if self.config.select and not rule.code.startswith(self.config.select):
            return f"not selected{where}"
        return f"ignored{where}" if rule.code.startswith(self.config.ignore) else ""

    def _not_due(self, rule: Rule) -> str:
        if MATURITIES.index(self.maturity) < MATURITIES.index(rule.maturity):
            return f"runs from maturity {rule.maturity}"
        return (
            "" if rule.gate in self.open_gates else f"the design has nothing that it is about ({rule.gate})"
        )

    def report(self, today: date) -> Report:
        """Suppress, waive, count."""
        raw = [self._weighed(one) for _, found in self.judged for one in found.findings]
        raw += [self._unstated(rule, one) for rule, one in self._unknown() if self._must_be_stated(rule)]
        kept, suppressed = suppress(raw, all_rules())
        ran = [rule.code for rule, _ in self.judged]
        waivers = self.view.design.waivers.values()
        waived = apply_waivers(kept, waivers, today, ran, self.config.waivers)
        told, repeated = told_once(waived.findings, lambda anchors: titles(self.view, anchors))
        unknown = [one for rule, one in self._unknown() if not self._must_be_stated(rule)]
        return Report(
            view=self.view,
            date=today,
            maturity=self.maturity,
            findings=tuple(sorted(told, key=_rank)),
            suppressed=(*suppressed, *repeated),
            not_stated=tuple(sorted(unknown, key=self._urgency)),
            passed=self._passed(),
            expired=waived.expired,
            unmatched=waived.unmatched,
            refused=waived.refused,
            waived=waived.valid,
            score=self._score(told, len(unknown)),
            run=tuple(ran),
            skipped=tuple(self.skipped),
            failed=tuple(self.failed),
        )

    def _unknown(self) -> Iterable[tuple[Rule, Unknown]]:
        return ((rule, one) for rule, found in self.judged for one in found.unknown)

    def _must_be_stated(self, rule: Rule) -> bool:
        return self.maturity == "production" and self._severity(rule) == "error"

    def _severity(self, rule: Rule) -> Severity:
        return self.config.severity.get(rule.code, rule.severity)

    def _urgency(self, unknown: Unknown) -> int:
        """Questions of the severest rules come first."""
        return SEVERITIES.index(self._severity(all_rules()[unknown.code]))

    def _weighed(self, finding: Finding) -> Finding:
        severity = self.config.severity.get(finding.code)
        return replace(finding, severity=severity) if severity else finding

    def _unstated(self, rule: Rule, unknown: Unknown) -> Finding:
        title = "The brief" if unknown.element == "brief" else self.view.title(unknown.element)
        known = fact(unknown, self.view.design)
        meaning = f" ({_small(known.meaning)})" if known and known.meaning else ""
        what = f"“{known.label if known else unknown.property.capitalize()}”{meaning}"
        message = f"{title} does not state {what}. In production it must, or {rule.name} cannot be ruled out."
        where = () if unknown.element in (unknown.anchor, "brief") else (unknown.element,)
        return Finding(rule.code, unknown.anchor, "warning", message, where, unstated=True)

    def _passed(self) -> dict[str, int]:
        by: dict[str, int] = {}
        for _, found in self.judged:
            for how, count in found.passed.items():
                by[how] = by.get(how, 0) + count
        return by

    def _score(self, findings: Collection[Finding], not_stated: int) -> Score:
        tallies = {area: Tally() for area in AREAS}
        areas = {rule.code: tallies[rule.area] for rule, _ in self.judged}
        for rule, found in self.judged:
            areas[rule.code].add(self._severity(rule), passed=sum(found.passed.values()))
        for finding in findings:
            if not finding.waiver:
                areas[finding.code].add(finding.severity, failed=1)
        if "generative" not in self.open_gates:
            del tallies["generation"]
        return score(tallies, sum(one.waiver is not None for one in findings), not_stated)


def _small(sentence: str) -> str:
    """A sentence as part of another: without its full stop, and small at its beginning."""
    words = sentence.removesuffix(".")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _rank(finding: Finding) -> tuple[int, str, str]:
    return SEVERITIES.index(finding.severity), finding.code, finding.anchor
