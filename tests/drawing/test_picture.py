"""The SVG: well-formed whatever was typed, everything once, nothing on top of another."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.drawing import Mark, svg
from designer.drawing.scene import scene_of
from designer.layout import complete
from designer.model.design import Design, read_design
from designer.model.kinds import KINDS
from designer.model.limits import MAX_NAME, MAX_TEXT
from tests.drawing.samples import fraud, marketplace, random_design, sketch

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>", "]]><!-- --> <![CDATA[", "\"quoted\" 'twice' &amp; & </text>",
    "{{x}} ${y} `z`",
    "العربية שלום", "👩‍👩‍👧 🎉 漢字", "a\x00b\x1b[31m\ufffe\u202e", "-- > --> :::class", "#quot; \\n \\", " ",
]  # fmt: skip


def named(name: str) -> Design:
    """A design in which every text is the given one."""
    return read_design(
        {
            "name": name,
            "zones": [{"id": "z", "name": name}],
            "components": [
                {
                    "id": "a",
                    "kind": "training",
                    "name": name[:MAX_NAME],
                    "zone": "z",
                    "technology": name[:MAX_NAME],
                },
                {"id": "end", "kind": "evaluation", "name": name[:MAX_NAME]},
            ],
            "flows": [{"from": "a", "to": "end", "kind": "logs", "label": name[:MAX_NAME]}],
            "notes": [{"id": "n", "text": name[:MAX_TEXT], "about": "a"}],
        }
    )


def drawn(text: str, kind: str) -> list[str]:
    """The ids of all elements of a kind in a picture."""
    found = (group.get(f"data-{kind}") for group in ET.fromstring(text).iter(f"{SVG}g"))
    return [id_ for id_ in found if id_ is not None]


def texts(text: str) -> int:
    return len(ET.fromstring(text).findall(f".//{SVG}text"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    text = svg(named(name), marks=[Mark("a", "error", name, name)], date=name, source=name)
    root = ET.fromstring(text)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "rect", "defs", "pattern", "line", "g", "text",
        "path", "polygon", "circle",
    }  # fmt: skip
    assert not re.search(r"<script|javascript:|\son\w+=|<foreignObject|href", text)


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_name_gives_a_picture(name: str) -> None:
    ET.fromstring(svg(named(name), marks=[Mark("a", "error", name, name)], source="x"))


def test_endless_names_are_cut() -> None:
    design = Design(name="x" * 1_000_000)
    assert len(svg(design)) < 20_000


@pytest.mark.parametrize("design", [fraud(), marketplace(), random_design(50, 2)])
def test_everything_is_drawn_once(design: Design) -> None:
    text = svg(design)
    for kind, group in (
        ("component", design.components), ("flow", design.flows), ("zone", design.zones),
        ("note", design.notes),
    ):  # fmt: skip
        assert sorted(drawn(text, kind)) == sorted(group)


def test_every_kind_can_be_drawn() -> None:
    boxes = "\n".join(f"b{n} {kind} - Name of {kind}" for n, kind in enumerate(KINDS))
    assert len(drawn(svg(sketch(boxes, "")), "component")) == len(KINDS)


def test_the_same_design_gives_the_same_bytes() -> None:
    assert svg(marketplace(), dark=True) == svg(marketplace(), dark=True)


def test_nothing_is_fetched_from_anywhere() -> None:
    text = svg(marketplace()).replace('xmlns="http://www.w3.org/2000/svg"', "", 1)
    assert not re.search(r"https?:|//|url\((?!#)|@import|data:", text)


@pytest.mark.parametrize("design", [fraud(), marketplace(), random_design(40, 9)])
def test_labels_cover_no_box_and_no_label(design: Design) -> None:
    scene = scene_of(design)
    plates = [plate.rect for plate in scene.plates.values()]
    assert plates
    assert not [1 for plate in plates for box in scene.boxes.values() if plate.overlaps(box)]
    assert not [1 for a, b in combinations(plates, 2) if a.overlaps(b)]


@pytest.mark.parametrize("design", [fraud(), marketplace()])
def test_flows_run_through_no_box(design: Design) -> None:
    scene = scene_of(design)
    through = [
        (flow, box)
        for flow, route in scene.routes.items()
        for box, rect in scene.boxes.items()
        for x, y in (route.at(i / 60) for i in range(61))
        if box not in (scene.flows[flow].source, scene.flows[flow].target)
        and rect.x < x < rect.right
        and rect.y < y < rect.bottom
    ]
    assert not through


def test_parallel_flows_are_apart() -> None:
    flows = "a b logs\na b metrics\na b batch_data\nb a feedback"
    design = sketch("a training - A\nb evaluation - B", flows)
    ways = [route.at(share) for route in scene_of(design).routes.values() for share in (0.25, 0.5, 0.75)]
    middles = sorted(y for _, y in ways[1::3])
    assert all(later - earlier >= 8 for earlier, later in pairwise(middles))


def test_many_parallel_flows_are_one_arrow() -> None:
    """From four on, with their count on it; a marked one stays on its own."""
    flows = "a b logs\na b metrics\na b batch_data\na b metadata\nb a feedback"
    design = sketch("a training - A\nb evaluation - B", flows)
    ids = list(design.flows)
    scene = scene_of(design)
    assert list(scene.arrows.values()) == [tuple(ids[:4]), (ids[4],)]
    assert [plate.text for plate in scene.plates.values()] == ["4 flows"]
    assert set(scene.routes) == {ids[0], ids[4]}
    assert drawn(svg(design), "flow") == [ids[0], ids[4]]
    assert "4 flows" in svg(design)
    marked = svg(design, marks=[Mark(ids[1], "error", "E")])
    assert drawn(marked, "flow") == ids


def test_flows_into_a_folded_zone_are_one_arrow_for_each_pair() -> None:
    """Of one kind, it is named."""
    design = sketch("a training - A\nb evaluation z B\nc evaluation z C", "a b logs\na c logs", {"z": None})
    folded = design.with_layout(complete(design))
    zones = {"z": folded.layout.zones["z"].model_copy(update={"collapsed": True})}
    scene = scene_of(folded.with_layout(folded.layout.model_copy(update={"zones": zones})))
    assert [len(flows) for flows in scene.arrows.values()] == [2]
    assert [plate.text for plate in scene.plates.values()] == ["2 \N{MULTIPLICATION SIGN} Logs"]


def test_a_flow_to_itself_is_a_loop() -> None:
    route = scene_of(sketch("a training - A", "a a metadata")).routes["a>a:metadata"]
    box = scene_of(sketch("a training - A", "a a metadata")).boxes["a"]
    assert not box.contains(box._replace(x=route.at(0.5)[0], y=route.at(0.5)[1], width=0, height=0))


def test_marks_stand_on_what_they_speak_of() -> None:
    marks = [
        Mark("scorer", "error", "No log", ""), Mark("scorer", "error", "No fallback", ""),
        Mark("online", "advice", "zone"), Mark("log>drift:logs", "warning", "flow"),
        Mark("brief", "warning", "loose"),
        Mark("store", "declared", "only declared"), Mark("training", "unheard-of", "strange"),
    ]  # fmt: skip
    text = svg(fraud(), marks=marks)
    assert sorted(drawn(text, "mark")) == ["advice", "error", "unheard-of", "warning", "warning"]
    assert "No log No fallback" in text
    assert "url(#sk-hatch-light)" in text
    assert "Error (2)" in text


def test_parts_that_come_later_are_hatched() -> None:
    design = read_design({"components": [{"id": "a", "kind": "training", "status": "later"}]})
    assert "url(#sk-hatch-dark)" in svg(design, dark=True)
    assert "url(#sk-hatch" not in svg(sketch("a training - A", ""))


def test_a_collapsed_zone_is_one_box() -> None:
    design = fraud()
    layout = complete(design)
    folded = layout.zones["offline"].model_copy(update={"collapsed": True})
    text = svg(design.with_layout(layout.model_copy(update={"zones": {**layout.zones, "offline": folded}})))
    assert sorted(drawn(text, "component")) == ["checkout", "drift", "log", "payments", "scorer", "store"]
    assert sorted(drawn(text, "zone")) == ["offline", "online"]
    assert "warehouse>features:batch_data" not in drawn(text, "flow")
    assert "6 components" in text


def test_the_legend_and_title_can_be_left_out() -> None:
    text = svg(fraud(), legend=False, title=False)
    assert "data-legend" not in text
    assert "Stream data" not in text
    assert texts(text) < texts(svg(fraud()))


def test_the_legend_shows_only_what_occurs() -> None:
    text = svg(sketch("a training - A\nb evaluation - B", "a b model_artifact"))
    assert "Train and judge" in text
    assert ">Model<" in text
    assert "Observe" not in text
    assert "Feedback" not in text


def test_an_empty_design_is_a_small_picture() -> None:
    ET.fromstring(svg(Design()))
