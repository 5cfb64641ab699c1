"""Every rule by its own examples, and what all rules must have in common."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checks.registry import all_rules
from checks.rule import AREAS, Bad, Good, Rule
from checks.sources import WORKS
from checks.testing import check_example, load_example
from designer.model.design import Design
from designer.model.flow import Flow

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
    bad, good = ([one for one in rule.examples if isinstance(one, kind)] for kind in (Bad, Good))

    assert len(bad) >= 2
    assert len(good) >= 2
    assert rule.category in {category for categories in AREAS.values() for category in categories}
    assert rule.__module__.endswith(f".{rule.category}.{rule.name.replace('-', '_')}")
    assert all(source.work in WORKS for source in rule.sources)
    assert all(text.strip() for text in (rule.why, rule.fix, rule.message, type(rule).__doc__ or ""))
    assert all(code in all_rules() or len(code) == 6 for code in rule.suppressed_by)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_one_fact_tells_a_good_example_from_a_bad_one(rule: Rule) -> None:
    """A property, a flow, a component with its flows, or a field of the brief."""
    bad, good = (
        [load_example(rule, one) for one in rule.examples if isinstance(one, kind)] for kind in (Bad, Good)
    )

    assert min(facts_between(one, other) for one in bad for other in good) == 1


def facts_between(one: Design, other: Design) -> int:
    """In how many elements two designs differ; a flow that leads elsewhere is one, the name is none."""
    boxes = differing(one.components, other.components)
    lone = boxes - (one.components.keys() & other.components.keys())
    flows = [
        {key for key in differing(a.flows, b.flows) if key in a.flows and not lone & ends(a.flows[key])}
        for a, b in ((one, other), (other, one))
    ]
    fields = differing(one.brief.stated(), other.brief.stated())
    zones = differing(one.zones, other.zones)
    return len(boxes) + max(map(len, flows)) + len(fields) + len(zones)


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def ends(flow: Flow) -> set[str]:
    return {flow.source, flow.target}
