"""Values as people say them."""

from __future__ import annotations

from typing import Any

import pytest

from checks.reports.words import with_unit, words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not stated"),
        (True, "yes"),
        (False, "no"),
        (0.1, "0.1"),
        (1000000.5, "1000000.5"),
        (["a", "b"], "a; b"),
        ([], "none"),
        ({"name": "fraud loss", "target": "1.3M"}, "name: fraud loss, target: 1.3M"),
        ("", '""'),
    ],
)
def test_words(value: Any, said: str) -> None:
    assert words(value) == said


def test_units_stand_behind_numbers_alone() -> None:
    assert with_unit(3, "ms") == "3 ms"
    assert [with_unit(one, "ms") for one in (None, True, "3")] == ["not stated", "yes", "3"]
    assert with_unit(0.5, "0 to 1") == "0.5"
