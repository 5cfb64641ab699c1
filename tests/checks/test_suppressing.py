"""Which of two findings with one cause stands, for every pair of rules and every pair of severities."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from checks.engine import Report, check
from checks.finding import SEVERITIES, Finding, Severity
from checks.registry import all_rules
from checks.suppressing import hides, suppress
from designer.files import load_file
from designer.files.templates import Template, list_templates
from designer.model.properties import Maturity
from tests.checks.drawings import random_drawing

PAIRS = [(one.code, cause) for one in all_rules().values() for cause in one.suppressed_by]
ASKED: tuple[Maturity, ...] = ("sketch", "design", "production")


def finding(code: str, severity: Severity, anchor: str, *where: str) -> Finding:
    return Finding(code, anchor, severity, "message", where)


@pytest.mark.parametrize(("effect", "cause"), PAIRS)
@pytest.mark.parametrize(("of_cause", "of_effect"), list(product(SEVERITIES, SEVERITIES)))
def test_of_a_pair_one_stands_and_it_is_the_worst(
    effect: str, cause: str, of_cause: Severity, of_effect: Severity
) -> None:
    """The cause, where it is as bad."""
    first, second = finding(cause, of_cause, "a", "x"), finding(effect, of_effect, "b", "x")
    worse = SEVERITIES.index(of_cause) <= SEVERITIES.index(of_effect)
    stands, hidden = (first, second) if worse else (second, first)

    for order in ([first, second], [second, first]):
        assert suppress(order, all_rules()) == ([stands], [hidden])
    assert hides(stands, hidden, all_rules())
    assert not hides(hidden, stands, all_rules())


@pytest.mark.parametrize(("effect", "cause"), PAIRS)
def test_findings_on_other_subjects_both_stand(effect: str, cause: str) -> None:
    both = [finding(cause, "error", "a", "x"), finding(effect, "error", "b", "y")]
    assert suppress(both, all_rules()) == (both, [])
    assert not hides(*both, all_rules())


def test_no_rule_is_a_cause_of_itself() -> None:
    """Nor around some others: else two findings could hide each other, and nothing would be told."""
    rules = all_rules()
    for code in rules:
        behind, ahead = set(), set(rules[code].suppressed_by)
        while ahead:
            behind |= ahead
            ahead = {one for cause in ahead for one in rules[cause].suppressed_by} - behind
        assert code not in behind


def assert_weighed(report: Report) -> None:
    """Whatever is hidden, something that stands and is as bad leads to it, over what is hidden as well."""
    reached = list(report.findings)
    for one in reached:
        reached += [two for two in report.suppressed if two not in reached and hides(one, two, all_rules())]
    assert {one.id for one in report.suppressed} <= {one.id for one in reached}
    worst = {one.severity for one in report.suppressed}
    assert min(map(SEVERITIES.index, worst), default=9) >= min(
        (SEVERITIES.index(one.severity) for one in report.findings), default=9
    )


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_a_flawed_design_hides_no_error_behind_less(template: Template) -> None:
    for asked in ASKED:
        assert_weighed(check(load_file(template.flawed).design, maturity=asked))


@pytest.mark.parametrize("seed", range(40))
def test_any_drawing_hides_no_error_behind_less(seed: int) -> None:
    for asked in ASKED:
        assert_weighed(check(random_drawing(Random(seed)), maturity=asked))
