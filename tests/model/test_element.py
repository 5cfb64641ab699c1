"""Keys that begin with `x-`, at every level."""

import pytest
from pydantic import ValidationError

from designer.model.brief import Brief, Harm
from designer.model.layout import Layout

BRIEF = {
    "business_metric": {"name": "loss", "x-source": {"sheet": 3}},
    "harm": {"level": "low"},
    "stakeholders": [{"role": "risk", "x-mail": "a@b"}],
    "x-own": [1, "a"],
}


def test_inner_elements_keep_their_own_x_keys() -> None:
    assert Brief.read(BRIEF).stated() == BRIEF


def test_zone_areas_keep_theirs() -> None:
    data = {
        "zones": {"online": {"at": [0, 0], "size": [10, 10], "x-tint": "blue"}},
        "boxes": {"x-ray": [1, 2]},
    }
    layout = Layout.read(data)
    assert layout.stated() == data | {"locked": []}
    assert layout.boxes == {"x-ray": (1, 2)}


def test_inner_elements_read_the_same_alone() -> None:
    data = {"level": "low", "x-law": 7}
    assert Harm.read(data).stated() == data


@pytest.mark.parametrize("data", [{"x-": {"users": "all"}}, {"x-": 1}, {"x-a\nb": 1}])
def test_x_needs_a_name_on_one_line(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Brief.read(data)


def test_null_is_not_stated() -> None:
    data = {"x-a": None, "x-b": [None], "harm": {"level": "low", "x-c": None}}
    assert Brief.read(data).stated() == {"x-b": [None], "harm": {"level": "low"}}
