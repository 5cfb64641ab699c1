"""The engine: what counts, what is silent, what is accepted, and that one broken rule hides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import pytest

from checks import engine
from checks.engine import check
from checks.finding import Finding, NotStated, Passed, Severity, Verdict
from checks.registry import all_rules
from checks.rule import Rule
from checks.score import Tally, score
from designer.files import load_text
from designer.graph import View
from designer.model.design import Design
from designer.model.properties import Maturity
from designer.model.waiver import Waiver

TODAY = date(2026, 11, 23)


class Touchy(Rule):
    """Speaks of every component."""

    code: ClassVar[str] = "TST001"
    name = "touchy"
    category = "graph"
    severity: ClassVar[Severity] = "error"
    maturity: ClassVar[Maturity] = "sketch"
    message = "{what} is there."
    why = "To test."
    fix = "Nothing."

    def places(self, view: View) -> Iterable[str]:
        """Every component."""
        return view.ids

    def judge(self, view: View, place: str) -> Verdict:
        """Sources pass, warehouses do not say, the rest is found."""
        match view.kind(place):
            case "data_source":
                return Passed()
            case "warehouse":
                return NotStated("retention_days", place)
        return self.found(place, what=view.title(place))


class Effect(Touchy):
    """Follows from Touchy."""

    code = "TST002"
    severity: ClassVar[Severity] = "warning"
    suppressed_by = ("TST001",)


class Broken(Touchy):
    """Cannot run."""

    code = "TST003"

    def judge(self, view: View, place: str) -> Verdict:
        """Always fails."""
        raise KeyError(view.title(place))


class Late(Touchy):
    """For production only."""

    code = "TST004"
    maturity: ClassVar[Maturity] = "production"


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the rules of this file in place of the real ones."""
    rules = {rule.code: rule for rule in (Touchy(), Effect(), Broken(), Late())}
    monkeypatch.setattr(engine, "all_rules", lambda: rules)


@pytest.fixture
def design() -> Design:
    """One of each."""
    return load_text(
        """\
sketchcheck: 1
components:
  - {id: a, kind: data_source}
  - {id: b, kind: warehouse}
  - {id: c, kind: training, name: Fit}
""",
        "test",
    ).design


def ids(findings: Iterable[Finding]) -> list[str]:
    """Ids of findings."""
    return [one.id for one in findings]


def waive(design: Design, finding: str, until: date) -> Design:
    """The design with a waiver."""
    waiver = Waiver(finding=finding, reason="known", owner="me", until=until)
    object.__setattr__(design, "waivers", {finding: waiver})
    return design


def test_a_cause_silences_its_effects(design: Design) -> None:
    """One cause, one finding."""
    report = check(design, today=TODAY)

    assert ids(report.findings) == ["TST001@c"]
    assert ids(report.suppressed) == ["TST002@c"]
    assert report.findings[0].message == "Fit is there."


def test_a_rule_that_breaks_is_named_and_hides_nothing(design: Design) -> None:
    """The others still speak."""
    report = check(design, today=TODAY)

    assert [one.code for one in report.failed] == ["TST003"]
    assert "KeyError" in report.failed[0].why
    assert report.findings


def test_maturity_decides_what_runs(design: Design) -> None:
    """A rule for production is left out of a design, and says why."""
    assert [one.why for one in check(design, today=TODAY).skipped] == ["runs from maturity production"]
    assert "TST004" in check(design, today=TODAY, maturity="production").run


def test_what_is_not_stated_is_a_question_and_at_production_a_warning(design: Design) -> None:
    """Not stated is not no."""
    at_design = check(design, today=TODAY)
    at_production = check(design, today=TODAY, maturity="production", select=["TST001"])

    assert [(one.element, one.property) for one in at_design.not_stated] == [
        ("b", "retention_days"),
        ("b", "retention_days"),
    ]
    assert [(one.id, one.severity) for one in at_production.findings] == [
        ("TST001@c", "error"),
        ("TST001@b", "warning"),
    ]


def test_a_waiver_holds_until_its_day_and_no_longer(design: Design) -> None:
    """The last day counts; the day after, the finding is open again and the waiver is named."""
    last = check(waive(design, "TST001@c", TODAY), today=TODAY)
    after = check(design, today=date(2026, 11, 24))

    assert (last.open(), last.score.waived, last.expired) == ([], 1, ())
    assert ids(after.open()) == ["TST001@c"]
    assert [one.finding for one in after.expired] == ["TST001@c"]


def test_a_waiver_for_nothing_is_told_only_if_its_rule_ran(design: Design) -> None:
    """A rule that did not run proves nothing about its waiver."""
    waive(design, "TST001@gone", TODAY)

    assert [one.finding for one in check(design, today=TODAY).unmatched] == ["TST001@gone"]
    assert check(design, today=TODAY, ignore=["TST001"]).unmatched == ()


def test_selected_and_ignored(design: Design) -> None:
    """By code, or by the beginning of codes."""
    assert check(design, select=["TST002"]).run == ("TST002",)
    assert check(design, ignore=["TST"]).run == ()


def test_the_lowest_area_is_the_score() -> None:
    """Weights are 3, 2 and 1; an area without places is not judged; the mean hides nothing."""
    good, bad = Tally(), Tally()
    good.add("error", passed=1)
    bad.add("error", passed=1)
    bad.add("warning", failed=1)
    found = score({"data": good, "model": bad, "serving": Tally()}, 0, 0)

    assert dict(found.areas) == {"data": 1.0, "model": 0.6, "serving": None}
    assert found.overall == 0.6


def test_the_score_counts_passes_and_findings(design: Design) -> None:
    """One place passed, one found, one not stated and so in neither."""
    report = check(design, today=TODAY, select=["TST001"])

    assert report.score.areas["delivery"] == 0.5
    assert report.score.not_stated == 1


def test_codes_are_unique_and_sorted() -> None:
    """The registry's own rules."""
    assert list(all_rules()) == sorted(all_rules())
