"""Every rule by its own examples, and what all rules must have in common."""

from __future__ import annotations

import pytest

from checks.registry import all_rules
from checks.rule import AREAS, Bad, Good, Rule
from checks.sources import WORKS
from checks.testing import check_example

RULES = list(all_rules().values())
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{type(example).__name__.lower()}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Bad | Good) -> None:
    """A bad example is hit exactly where it says, and mended; a good one is not hit."""
    check_example(rule, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_card(rule: Rule) -> None:
    """A rule says what a reader needs, and rests on works that are listed."""
    kinds = {type(example) for example in rule.examples}

    assert kinds == {Bad, Good}
    assert rule.category in {category for categories in AREAS.values() for category in categories}
    assert rule.__module__.endswith(f".{rule.category}.{rule.name.replace('-', '_')}")
    assert all(source.work in WORKS for source in rule.sources)
    assert all(text.strip() for text in (rule.why, rule.fix, rule.message, type(rule).__doc__ or ""))
    assert all(code in all_rules() or len(code) == 6 for code in rule.suppressed_by)
