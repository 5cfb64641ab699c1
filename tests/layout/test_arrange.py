"""Automatic positions: no overlaps, whole pixels, left to right, and what is placed by hand stays."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import DrawingError
from designer.layout import arrange, choosing, complete, engine
from designer.layout.chart import MAIN, Boxes, Chart, chart_of
from designer.layout.choosing import best, clashes
from designer.layout.columns import Fold, columns
from designer.layout.ground import ground_of
from designer.layout.shelves import shelves
from designer.model.design import Design
from designer.model.flow import FLOWS
from designer.model.layout import Layout, ZoneArea
from tests.drawing.samples import fraud, marketplace, random_design, sketch

designs = st.builds(random_design, st.integers(1, 24), st.integers(0, 10_000), st.integers(1, 5))


def overlaps(design: Design) -> list[tuple[str, str]]:
    """Pairs of boxes and notes that cover each other, and boxes that lie in a foreign zone."""
    ground = ground_of(design)
    pairs = [(a, b) for a, b in combinations(ground.boxes, 2) if ground.boxes[a].overlaps(ground.boxes[b])]
    foreign = [
        (box, zone)
        for box in design.components
        for zone, area in ground.areas.items()
        if zone not in ground.chain(box) and ground.boxes[box].overlaps(area)
    ]
    zones = [
        (a, b)
        for a, b in combinations(ground.areas, 2)
        if a not in ground.chain(b) and b not in ground.chain(a) and ground.areas[a].overlaps(ground.areas[b])
    ]
    return pairs + foreign + zones


@given(designs)
@settings(max_examples=40, deadline=None)
def test_nothing_overlaps_when_all_is_arranged(design: Design) -> None:
    layout = complete(design)
    assert layout.boxes.keys() == design.components.keys()
    assert layout.zones.keys() == design.zones.keys()
    assert not overlaps(design.with_layout(layout))


@given(designs)
@settings(max_examples=40, deadline=None)
def test_zones_hold_their_members(design: Design) -> None:
    ground = ground_of(design.with_layout(complete(design)))
    for box in design.components:
        assert all(ground.areas[zone].contains(ground.boxes[box]) for zone in ground.chain(box))


@given(designs)
@settings(max_examples=40, deadline=None)
def test_the_plain_arrangement_never_overlaps(design: Design) -> None:
    chart = chart_of(design)
    assert not clashes(chart, shelves(chart))


@given(designs, st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_what_is_placed_stays_and_the_rest_finds_room(design: Design, choice: int) -> None:
    whole = complete(design)
    kept = {box: at for n, (box, at) in enumerate(whole.boxes.items()) if (choice >> n % 13) & 1}
    partly = design.with_layout(Layout(boxes=kept))
    layout = complete(partly)
    assert {box: layout.boxes[box] for box in kept} == kept
    rects = ground_of(design.with_layout(layout)).boxes
    assert not [pair for pair in combinations(rects.values(), 2) if pair[0].overlaps(pair[1])]


@pytest.mark.parametrize("design", [fraud(), marketplace(), random_design(60, 5)])
def test_the_same_design_is_always_arranged_alike(design: Design) -> None:
    assert complete(design) == complete(design)
    assert complete(design.with_layout(complete(design))) == complete(design)


@pytest.mark.parametrize("design", [fraud(), marketplace()])
def test_the_picture_has_a_readable_shape(design: Design) -> None:
    areas = complete(design)
    xs = [x for x, _ in areas.boxes.values()]
    ys = [y for _, y in areas.boxes.values()]
    assert 1 < (max(xs) - min(xs) + 184) / (max(ys) - min(ys) + 60) < 2.7


def test_the_main_path_reads_from_left_to_right() -> None:
    design = fraud()
    at = complete(design).boxes
    path = ["payments", "checks", "warehouse", "features", "training", "gate", "registry", "scorer"]
    columns = [at[box][0] for box in path]
    assert columns == sorted(columns)
    assert len(set(columns)) >= 4


def test_circles_run_back_where_answers_go_to_callers() -> None:
    design = sketch(
        "app consumer_app - App\ngate api_gateway - Gateway\nmodel serving_endpoint - Model",
        "model app predictions\napp gate request_response\ngate model request_response",
    )
    at = complete(design).boxes
    assert at["app"][0] < at["gate"][0] < at["model"][0]


def test_arranging_some_boxes_leaves_the_others() -> None:
    design = fraud()
    before = complete(design)
    after = arrange(design.with_layout(before), ["log", "drift"])
    assert all(after.boxes[box] == at for box, at in before.boxes.items() if box not in ("log", "drift"))


def test_arranging_again_gives_the_same_as_arranging_at_first() -> None:
    design = fraud()
    untidy = {box: (37 * n, 11 * n) for n, box in enumerate(design.components)}
    assert arrange(design.with_layout(Layout(boxes=untidy))) == complete(design)


def test_locked_boxes_do_not_move() -> None:
    design = fraud()
    locked = Layout(boxes={"scorer": (1234, -567)}, locked=frozenset({"scorer"}))
    layout = arrange(design.with_layout(locked))
    assert layout.boxes["scorer"] == (1234, -567)
    assert layout.locked == {"scorer"}
    rects = ground_of(design.with_layout(layout)).boxes.values()
    assert not any(a.overlaps(b) for a, b in combinations(rects, 2))


def test_locked_zones_keep_their_frame() -> None:
    """A frame drawn larger than what lies in it stays as it is drawn."""
    design = fraud()
    layout = complete(design)
    members = {one.id for one in design.components.values() if one.zone == "offline"}
    (x, y), (width, height) = layout.zones["offline"].at, layout.zones["offline"].size
    drawn = ZoneArea(at=(x - 40, y - 30), size=(width + 90, height + 70))
    held = Layout(
        boxes=layout.boxes, zones={**layout.zones, "offline": drawn}, locked=frozenset({"offline", *members})
    )
    after = arrange(design.with_layout(held))
    assert after.zones["offline"] == drawn
    assert {one: after.boxes[one] for one in members} == {one: layout.boxes[one] for one in members}
    assert not overlaps(design.with_layout(after))


def test_a_collapsed_zone_stays_collapsed() -> None:
    design = fraud()
    layout = complete(design)
    folded = layout.zones["offline"].model_copy(update={"collapsed": True})
    again = arrange(design.with_layout(layout.model_copy(update={"zones": {"offline": folded}})))
    assert again.zones["offline"].collapsed


def test_zones_without_members_and_empty_designs_have_a_place() -> None:
    empty = sketch("", "", {"team": None, "inner": "team"})
    layout = complete(empty)
    ground = ground_of(empty.with_layout(layout))
    assert ground.areas["team"].contains(ground.areas["inner"])
    assert complete(Design()) == Layout()


def test_a_flow_from_a_box_to_itself_and_circles_do_no_harm() -> None:
    design = sketch(
        "a training - A\nb training - B", "a a metadata\na b batch_data\nb a batch_data\nb a model_artifact"
    )
    assert not overlaps(design.with_layout(complete(design)))


def test_without_an_engine_the_plain_arrangement_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    _hide_engines(monkeypatch)
    design = marketplace()
    assert not overlaps(design.with_layout(complete(design)))


def test_the_error_without_an_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _hide_engines(monkeypatch)
    with pytest.raises(DrawingError, match=r"pygraphviz.*dot"):
        engine.positions(engine.Group(nodes=["a"]), [], (184, 60), (72, 28))


def test_a_dot_on_the_path_serves_as_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected = complete(fraud())
    program = tmp_path / "dot"
    program.write_text(
        f"#!{sys.executable}\nimport sys, pygraphviz\n"
        "graph = pygraphviz.AGraph(string=sys.stdin.read())\n"
        "sys.stdout.buffer.write(graph.draw(format='plain', prog='dot'))\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    assert complete(fraud()) == expected


def test_a_broken_dot_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(DrawingError, match="dot failed"):
        engine.positions(engine.Group(nodes=["a"]), [], (184, 60), (72, 28))


def _hide_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    monkeypatch.setattr("shutil.which", lambda _: None)


def test_the_engine_writes_nothing_to_the_terminal() -> None:
    program = (
        "from tests.drawing.samples import marketplace, random_design\n"
        "from designer.layout import complete\n"
        "complete(marketplace()); complete(random_design(80, 1))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout + done.stderr == ""


def test_large_charts_are_arranged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counted(chart: Chart, fold: Fold) -> Boxes:
        calls.append(fold)
        return columns(chart, fold)

    monkeypatch.setattr(choosing, "columns", counted)
    chart = chart_of(random_design(100, 3))
    assert len(best(chart)) == 100
    assert len(calls) == 1


def test_every_flow_of_the_main_path_is_a_kind_of_flow() -> None:
    assert set(MAIN) < set(FLOWS)
