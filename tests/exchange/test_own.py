"""Our data beside foreign shapes: there and back, and what strangers may have made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.exchange import own
from designer.exchange.sketch import Remark
from designer.model.design import Design
from designer.model.flow import read_flow
from designer.model.kinds import read_component
from designer.model.note import Note
from designer.model.zone import Zone
from tests.strategies import designs, plain_values


def _again(data: dict[str, Any]) -> dict[str, Any]:
    text = own.packed(data)
    assert text.isascii()
    assert not set(text) & set("\n\r<>&%`'")
    back = own.unpacked(text)
    assert back == own.unpacked(data) == data
    return back


@given(designs())
def test_everything_comes_back(design: Design) -> None:
    remarks: list[Remark] = []
    for group, read in (
        (design.components, read_component),
        (design.flows, read_flow),
        (design.zones, Zone.read),
        (design.notes, Note.read),
    ):
        for one in group.values():
            assert own.fitted(read, _again(one.stated()), one.id, remarks) == one  # type: ignore[attr-defined]
    bare = replace(
        Design(), **{name: getattr(design, name) for name in ("components", "flows", "zones", "notes")}
    )
    assert own.restored(bare, _again(own.rest_of(design)), remarks) == design
    assert not remarks


@given(
    st.dictionaries(
        st.sampled_from(["sketchcheck", "name", "brief", "waivers", "reviews", "layout", "x-a"]),
        plain_values(),
    )
)
def test_any_rest_gives_a_design(rest: dict[str, Any]) -> None:
    assert own.restored(Design(), rest, []).components == {}


@given(
    st.dictionaries(st.sampled_from(["id", "kind", "name", "zone", "x-", "x-a", "schedule"]), plain_values())
)
def test_any_data_give_a_component_or_a_remark(data: dict[str, Any]) -> None:
    remarks: list[Remark] = []
    found = own.fitted(read_component, {"id": "a", "kind": "training"} | data, "a", remarks)
    assert found is not None or remarks


def test_what_does_not_fit_is_left_out_and_said() -> None:
    remarks: list[Remark] = []
    data = {"id": "a", "kind": "training", "colour": "red", "rows_per_run": "many", "schedule": "1d"}
    found = own.fitted(read_component, data, "box a", remarks)
    assert found is not None
    assert found.stated() == {"id": "a", "kind": "training", "schedule": "1d"}
    assert {one.text for one in remarks} == {
        '"colour" in its data is left out: it is not known here.',
        '"rows_per_run" in its data is left out: it is not a number.',
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"a":1e999}',
        '{"a":NaN}',
        '{"a":"\\ud800"}',
        '{"a":' * 20 + "1" + "}" * 20,
    ],
)
def test_what_cannot_be_ours_is_none(text: str) -> None:
    assert own.unpacked(text) is None
