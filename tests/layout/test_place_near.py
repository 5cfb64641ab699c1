"""Free spots for new boxes, and for notes."""

from __future__ import annotations

from itertools import combinations

from designer.layout import complete, place_near
from designer.layout.chart import box_at
from designer.layout.ground import ground_of
from designer.model.design import Design
from designer.model.layout import Layout, ZoneArea
from tests.drawing.samples import fraud, sketch


def test_new_boxes_stand_beside_and_never_on_others() -> None:
    design = fraud()
    design = design.with_layout(complete(design))
    spots = [box_at(*at) for at in place_near(design, "scorer", 5)]
    others = list(ground_of(design).boxes.values())
    assert len(spots) == 5
    assert not any(a.overlaps(b) for a in spots for b in others)
    assert not any(a.overlaps(b) for a, b in combinations(spots, 2))


def test_the_first_spot_is_to_the_right_when_it_is_free() -> None:
    design = sketch("a training - A", "").with_layout(Layout(boxes={"a": (100, 40)}))
    assert place_near(design, "a") == [(100 + 184 + 72, 40)]
    assert place_near(design, ["a"], 2)[0] == (356, 40)


def test_an_empty_design_has_room_at_the_origin() -> None:
    assert place_near(Design(), []) == [(0, 0)]


def test_a_new_box_prefers_room_inside_its_zone() -> None:
    design = sketch("a training z A\nb evaluation z B", "a b model_artifact", {"z": None})
    wide = ZoneArea(at=(0, 0), size=(600, 300))
    layout = complete(design.with_layout(Layout(boxes={"a": (20, 48)}, zones={"z": wide})))
    assert layout.zones["z"] == wide
    area, box = ground_of(design.with_layout(layout)).areas["z"], box_at(*layout.boxes["b"])
    assert area.contains(box)


def test_a_full_zone_grows_around_a_new_box() -> None:
    design = sketch("a training z A\nb evaluation z B", "a b model_artifact", {"z": None})
    tight = ZoneArea(at=(0, 0), size=(224, 128))
    layout = complete(design.with_layout(Layout(boxes={"a": (20, 48)}, zones={"z": tight})))
    assert ground_of(design.with_layout(layout)).areas["z"].contains(box_at(*layout.boxes["b"]))


def test_a_new_box_stays_out_of_foreign_zones() -> None:
    design = sketch("a training - A\nb evaluation - B\nc training z C", "a b model_artifact", {"z": None})
    foreign = ZoneArea(at=(230, -200), size=(400, 600))
    placed = Layout(boxes={"a": (0, 0), "c": (300, 0)}, zones={"z": foreign})
    layout = complete(design.with_layout(placed))
    assert not box_at(*layout.boxes["b"]).overlaps(ground_of(design.with_layout(layout)).areas["z"])


def test_notes_stand_near_what_they_are_about() -> None:
    design = fraud()
    ground = ground_of(design.with_layout(complete(design)))
    note, scorer = ground.boxes["n1"], ground.boxes["scorer"]
    assert abs(note.middle[0] - scorer.middle[0]) + abs(note.middle[1] - scorer.middle[1]) < 500


def test_notes_about_flows_zones_and_nothing_have_a_place() -> None:
    notes = [
        {"id": "n1", "text": "flow", "about": "a>b:model_artifact"},
        {"id": "n2", "text": "zone", "about": "z"},
        {"id": "n3", "text": "nothing"},
        {"id": "n4", "text": "gone", "about": "nowhere"},
    ]
    design = sketch("a training z A\nb evaluation z B", "a b model_artifact", {"z": None}, notes=notes)
    rects = ground_of(design.with_layout(complete(design))).boxes
    assert not any(a.overlaps(b) for a, b in combinations(rects.values(), 2))
