"""Comparisons name what differs, exactly, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.comparison import Comparison, Part, compare, differences
from checks.engine import check
from designer.errors import RefusedEdit
from designer.model.design import Design, read_design
from designer.model.edits import apply, apply_all, read_edit
from designer.model.layout import Layout
from tests.strategies import designs, edits

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SHOP: dict[str, Any] = {
    "name": "Scores",
    "brief": {"qps_peak": 100},
    "components": [
        {"id": "shop", "kind": "consumer_app", "name": "Shop"},
        {"id": "scorer", "kind": "serving_endpoint", "name": "Scorer"},
        {"id": "log", "kind": "log_store"},
    ],
    "flows": [
        {"from": "shop", "to": "scorer", "kind": "request_response"},
        {"from": "scorer", "to": "log", "kind": "logs"},
    ],
    "waivers": [{"finding": "RES001@scorer", "reason": "Pilot.", "owner": "a", "until": "2030-01-01"}],
}


def shop(*changes: dict[str, Any]) -> Design:
    return apply_all(read_design(SHOP), [read_edit(one) for one in changes])


def told(before: Design, after: Design) -> list[tuple[str, str, str]]:
    return [(one.group, one.id, one.state) for one in differences(before, after)]


def only(before: Design, after: Design) -> Part:
    (part,) = differences(before, after)
    return part


def compared(*changes: dict[str, Any]) -> Comparison:
    return compare(shop(), shop(*changes), check)


@given(designs())
@MANY
def test_a_design_does_not_differ_from_itself(design: Design) -> None:
    assert told(design, read_design(design.stated())) == []


@given(designs(), st.randoms())
@MANY
def test_places_and_order_are_no_difference(design: Design, chance: Any) -> None:
    data = design.stated()
    for key in ("components", "flows", "zones", "notes"):
        chance.shuffle(data[key])
    assert told(design, replace(read_design(data), layout=Layout())) == []


@given(st.data(), designs())
@MANY
def test_any_edit_that_changes_something_is_told(data: st.DataObject, design: Design) -> None:
    try:
        after = apply(design, data.draw(edits(design))).design
    except RefusedEdit:
        return
    content = [_content(one) for one in (design, after)]
    assert bool(told(design, after)) == (content[0] != content[1])


def _content(design: Design) -> dict[str, Any]:
    """Everything but places and order."""
    groups = (design.zones, design.components, design.flows, design.notes, design.waivers, design.reviews)
    parts = [{id_: part.stated() for id_, part in group.items()} for group in groups]
    return {"name": design.name, "extra": design.extra, "brief": design.brief.stated(), "parts": parts}


@given(st.data(), designs())
@MANY
def test_the_touched_parts_are_named_and_no_others(data: st.DataObject, design: Design) -> None:
    touched, expected = design, set()
    for id_ in data.draw(_some(design.components)):
        touched = apply_all(
            touched, [read_edit({"op": "set", "id": id_, "values": {"x-seen": "by the test"}})]
        )
        expected.add(("component", id_, "changed"))
    for id_ in data.draw(_some(design.flows)):
        touched = apply_all(touched, [read_edit({"op": "delete", "ids": [id_]})])
        expected.add(("flow", id_, "removed"))
        expected |= {("note", one.id, "changed") for one in design.notes.values() if one.about == id_}
    for number in range(data.draw(st.integers(0, 2))):
        one = {"id": f"brand-new-{number}", "kind": "log_store"}
        touched = apply_all(touched, [read_edit({"op": "add_component", "component": one})])
        expected.add(("component", one["id"], "added"))
    assert set(told(design, touched)) == expected
    mirrored = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(group, id_, mirrored[state]) for group, id_, state in told(touched, design)} == expected


def _some(group: dict[str, Any]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(group)), unique=True) if group else st.just([])


def test_a_change_has_the_words_of_its_field() -> None:
    part = only(shop(), shop({"op": "set_brief", "values": {"qps_peak": 200}}))
    (change,) = part.changes

    assert (part.group, part.title) == ("brief", "Brief")
    assert (change.property, change.label, change.unit) == ("qps_peak", "Peak load", "requests/s")
    assert (change.before, change.after) == (100, 200)


def test_what_is_not_stated_is_none() -> None:
    (change,) = only(shop(), shop({"op": "set", "id": "scorer", "values": {"replicas": 2}})).changes

    assert (change.before, change.after) == (None, 2)


def test_the_design_itself() -> None:
    part = only(shop(), shop({"op": "set", "id": "design", "values": {"name": "", "x-a": [1]}}))

    assert [(one.label, one.before, one.after) for one in part.changes] == [
        ("Name", "Scores", None),
        ("x-a", None, [1]),
    ]


def test_a_flow_of_another_kind_is_a_change() -> None:
    edit = {"op": "set_kind", "id": "scorer>log:logs", "kind": "metrics"}
    part = only(shop(), shop(edit))

    assert (part.id, part.state, part.kind) == ("scorer>log:metrics", "changed", "Metrics")
    assert [(one.property, one.before, one.after) for one in part.changes] == [("kind", "logs", "metrics")]


def test_a_new_id_is_one_change_and_no_new_finding() -> None:
    comparison = compared({"op": "rename_id", "id": "scorer", "to": "fraud-scorer"})
    (part,) = comparison.parts

    assert (part.group, part.id, part.state) == ("component", "fraud-scorer", "changed")
    assert [(one.property, one.before, one.after) for one in part.changes] == [
        ("id", "scorer", "fraud-scorer")
    ]
    assert comparison.kept
    assert comparison.new == comparison.gone == ()


def test_without_a_name_or_with_twins_nothing_counts_as_renamed() -> None:
    twin = {"op": "add_component", "component": {"id": "twin", "kind": "serving_endpoint", "name": "Scorer"}}
    twice = shop({"op": "rename_id", "id": "scorer", "to": "other"}, twin)

    assert told(shop(), shop({"op": "rename_id", "id": "log", "to": "logs"}))[:2] == [
        ("component", "logs", "added"),
        ("component", "log", "removed"),
    ]
    assert ("component", "scorer", "removed") in told(shop(), twice)


def test_an_id_that_a_zone_had_can_be_taken() -> None:
    before = shop({"op": "add_zone", "zone": {"id": "fraud"}})
    after = shop({"op": "rename_id", "id": "scorer", "to": "fraud"})

    assert {
        ("zone", "fraud", "removed"),
        ("component", "fraud", "added"),
        ("component", "scorer", "removed"),
    } < set(told(before, after))


def test_findings_come_go_and_stay() -> None:
    comparison = compared(
        {"op": "delete", "ids": ["scorer>log:logs"]}, {"op": "delete_waiver", "finding": "RES001@scorer"}
    )

    assert "LOG001@scorer" in {one.id for one in comparison.new_open("error")}
    assert "RES001@scorer" in {one.id for one in comparison.kept}  # accepted or not, it was there
    assert compare(comparison.after.design, shop(), check).gone == comparison.new
