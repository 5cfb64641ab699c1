"""What the rules are said to cover is what they cite; what is left out has its reason."""

from __future__ import annotations

import pytest

from checks.registry import all_rules
from sketchcheck.coverage import Coverage, ml_test_score, rules_of_ml


@pytest.mark.parametrize(
    ("items", "work", "count"), [(ml_test_score(), "MLTS", 28), (rules_of_ml(), "ZIN", 43)]
)
def test_every_item_is_served_or_says_why_not(items: list[Coverage], work: str, count: int) -> None:
    cited = {one.at for rule in all_rules().values() for one in rule.sources if one.work == work}

    assert len({one.number for one in items}) == count
    assert cited - {""} <= {one.number for one in items}
    assert all(bool(one.codes) != bool(one.why_not) for one in items)
    assert not any(one.why_not == "no rule yet" for one in items)
