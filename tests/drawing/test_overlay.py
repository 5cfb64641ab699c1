"""Both designs of a comparison in one picture."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import fromstring

from hypothesis import HealthCheck, given, settings

from checks.comparison import compare
from checks.engine import check
from checks.reports.compared import ComparedFiles
from checks.reports.comparison_picture import comparison_picture
from designer.drawing import Mark, svg
from designer.drawing.overlay import overlay
from designer.layout import arrange
from designer.model.design import Design
from designer.model.edits import apply_all, read_edit
from designer.model.references import broken_references
from tests.drawing.samples import fraud, sketch
from tests.strategies import designs


def picture(before: Design, after: Design) -> str:
    compared = ComparedFiles(compare(before, after, check), "a <b>", "b", lambda _: None)
    return comparison_picture(compared, "svg").decode()


def placed_fraud() -> Design:
    design = fraud()
    return design.with_layout(arrange(design))


def test_a_removed_box_stands_where_it_stood() -> None:
    before = placed_fraud()
    after = apply_all(before, [read_edit({"op": "delete", "ids": ["drift"]})])
    both = overlay(before, after, [("component", "drift"), ("flow", "log>drift:logs")]).design

    assert both.layout.boxes["drift"] == before.layout.boxes["drift"]
    assert both.flows.keys() == before.flows.keys()
    assert {key: both.layout.boxes[key] for key in after.layout.boxes} == after.layout.boxes


def test_a_place_that_is_taken_today_is_not_used() -> None:
    before = placed_fraud()
    place = {"op": "place", "boxes": {"log": list(before.layout.boxes["drift"])}}
    after = apply_all(before, [read_edit({"op": "delete", "ids": ["drift"]}), read_edit(place)])

    assert "drift" not in overlay(before, after, [("component", "drift")]).design.layout.boxes
    assert 'data-component="drift"' in picture(before, after)


def test_an_id_that_is_something_else_today_gets_another() -> None:
    before = sketch("one log_store - One\ntwo log_store - Two", "one two logs")
    after = sketch("two log_store - Two", "", {"one": None})
    both = overlay(before, after, [("component", "one"), ("flow", "one>two:logs")])
    name = both.names["component", "one"]

    assert (name in both.design.components, "one" in both.design.zones) == (True, True)
    assert both.design.flows["one>two:logs"].source == name
    assert list(broken_references(both.design)) == []


@given(designs(), designs())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_two_designs_make_a_picture(before: Design, after: Design) -> None:
    assert fromstring(picture(before, after)) is not None


def test_what_differs_is_marked_and_the_rest_is_not() -> None:
    before = placed_fraud()
    edits = [
        {"op": "delete", "ids": ["drift"]},
        {"op": "add_component", "component": {"id": "new", "kind": "log_store", "name": "<script>"}},
        {"op": "set", "id": "scorer", "values": {"replicas": 2}},
        {"op": "set_kind", "id": "scorer>log:logs", "kind": "metrics"},
    ]
    drawn = picture(before, apply_all(before, [read_edit(one) for one in edits]))

    # the badges, and one sign each in the legend has no title
    assert drawn.count('data-mark="added"') == 1
    assert drawn.count('data-mark="removed"') == 2  # the box and its flow
    assert drawn.count('data-mark="changed"') == 2
    assert drawn.count('opacity="0.45"') == 2
    assert "<script>" not in drawn
    assert "a &lt;b&gt; → b" in drawn
    assert "data-mark=" not in picture(before, replace(before, name=before.name))


def test_only_marks_with_a_frame_change_what_is_drawn() -> None:
    design = fraud()
    framed, plain = (
        svg(design, marks=[Mark("scorer", one, "x")], legend=False) for one in ("added", "error")
    )

    assert framed.count("<rect") == plain.count("<rect") + 2  # the frame, and the square badge
