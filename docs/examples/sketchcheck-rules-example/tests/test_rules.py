"""Each example of each rule: a bad one is hit where it says, a good one nowhere, and every fix mends."""

import pytest
import sketchcheck_rules_example

from checks.loading import modules_of, rules_in
from checks.registry import all_rules
from checks.rule import Bad, Good, Rule
from checks.testing import check_example, load_example, verdict

RULES = [rule for module in modules_of(sketchcheck_rules_example) for rule in rules_in(module)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_sketchcheck_knows_the_rule(rule: Rule) -> None:
    """Its code is free and its card is complete, or Sketchcheck would have left it out."""
    assert rule.code in all_rules()


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, example) for rule in RULES for example in rule.examples]
)
def test_example(rule: Rule, example: Bad | Good) -> None:
    """What the examples promise."""
    check_example(rule, example)


def test_a_team_that_is_not_stated_is_asked_for() -> None:
    """Not stated is not no: no finding, but a question."""
    rule = all_rules()["HOUSE001"]
    report = verdict(rule, load_example(rule, rule.examples[-1]))

    assert [(one.element, one.property) for one in report.not_stated] == [("store", "team")]
