"""The templates: what the good designs promise, and what the flawed twins hide."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import pytest

from benchmarks.gaps.noise import drawn_up_to
from checks.engine import check
from designer.drawing import svg
from designer.drawing.scene import scene_of
from designer.files import load_file
from designer.files.templates import Template, list_templates
from designer.layout.rect import Rect
from designer.layout.tokens import box_size, note_size
from designer.model.design import Design
from tests.templates.crossings import crossings

TEMPLATES = list_templates()
TWINS = ("good", "flawed")
CROSSED = 2
"""So many crossings for each arrow are still few enough to follow one."""
MATURITIES = ("sketch", "design", "production")
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
each_twin = pytest.mark.parametrize("twin", TWINS)


@cache
def design(template: Template, twin: str) -> Design:
    return load_file(template.good if twin == "good" else template.flawed).design


def rects(one: Design) -> dict[str, Rect]:
    sizes = dict.fromkeys(one.components, box_size()) | dict.fromkeys(one.notes, note_size())
    return {id_: Rect(*one.layout.boxes[id_], *size) for id_, size in sizes.items()}


def areas(one: Design) -> dict[str, Rect]:
    return {id_: Rect(*area.at, *area.size) for id_, area in one.layout.zones.items()}


def test_the_templates_are_there() -> None:
    assert {one.name for one in TEMPLATES} >= {
        "ad-ranking",
        "credit-scoring",
        "ecommerce-recommendation",
        "fraud-detection",
        "ml-platform",
        "notebook-to-production",
        "patient-no-show",
        "support-assistant",
        "tfx-pipeline",
    }


@each_template
def test_a_template_has_a_title_and_a_story(template: Template) -> None:
    assert 10 <= len(template.title) <= 60
    assert 3 <= template.story.count(". ") + 1 <= 6
    assert template.teaches
    assert template.expected


@each_template
@pytest.mark.parametrize("maturity", ["design", "production"])
def test_a_good_design_has_no_finding(template: Template, maturity: Any) -> None:
    report = check(design(template, "good"), maturity=maturity)
    assert not report.failed
    assert [one.id for one in report.open()] == []
    assert report.not_stated == ()


@each_template
def test_a_flawed_design_has_the_expected_findings_and_no_other(template: Template) -> None:
    report = check(design(template, "flawed"), maturity="design")
    assert not report.failed
    assert sorted(one.id for one in report.open()) == sorted(template.expected)


@each_template
def test_the_twins_are_one_system_drawn_twice(template: Template) -> None:
    good, flawed = (design(template, twin) for twin in TWINS)
    assert good.name == flawed.name
    assert good.brief.maturity == flawed.brief.maturity == "design"
    assert 18 <= len(good.components) <= 26
    assert set(flawed.components) <= set(good.components)
    assert len(set(good.flows) ^ set(flawed.flows)) < len(good.flows) / 3
    assert good.stated() != flawed.stated()


@each_template
@each_twin
def test_every_box_and_zone_has_its_place(template: Template, twin: str) -> None:
    one = design(template, twin)
    assert set(one.layout.boxes) == {*one.components, *one.notes}
    assert set(one.layout.zones) == set(one.zones)
    assert all(component.name for component in one.components.values())


@each_template
@each_twin
def test_nothing_overlaps(template: Template, twin: str) -> None:
    one = design(template, twin)
    for boxes in (rects(one), areas(one)):
        assert [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])] == []


@each_template
@each_twin
def test_labels_can_be_read_and_arrows_followed(template: Template, twin: str) -> None:
    """No label covers a box or another label, and there are at most two crossings for each arrow."""
    scene = scene_of(design(template, twin))
    plates = [plate.rect for plate in scene.plates.values()]
    assert not any(one.overlaps(other) for one, other in combinations(plates, 2))
    assert not any(plate.overlaps(box) for plate in plates for box in scene.boxes.values())
    assert crossings(scene) <= CROSSED * len(scene.flows)


@each_template
@each_twin
def test_zones_hold_their_members_and_no_others(template: Template, twin: str) -> None:
    one, boxes = design(template, twin), rects(design(template, twin))
    for zone, area in areas(one).items():
        members = {id_ for id_, component in one.components.items() if component.zone == zone}
        assert members
        assert members == {id_ for id_, box in boxes.items() if area.overlaps(box)}
        assert all(area.contains(boxes[id_]) for id_ in members)


@each_template
@each_twin
def test_a_template_fits_a_screen(template: Template, twin: str) -> None:
    """As wide as a screen and not much flatter, so that names can be read when all of it is shown."""
    everything = [*rects(design(template, twin)).values(), *areas(design(template, twin)).values()]
    wide = max(rect.right for rect in everything) - min(rect.x for rect in everything)
    high = max(rect.bottom for rect in everything) - min(rect.y for rect in everything)
    assert wide <= 1800
    assert 1.2 <= wide / high <= 2.4


@each_template
@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
@pytest.mark.parametrize("maturity", MATURITIES)
def test_a_half_drawn_design_is_checked_and_drawn(template: Template, share: float, maturity: Any) -> None:
    half = drawn_up_to(design(template, "good"), share)
    report = check(half, maturity=maturity)
    assert not report.failed
    assert {one.anchor for one in report.findings} <= anchors(half)
    assert "</svg>" in svg(half)


def anchors(one: Design) -> set[str]:
    fields = {f"brief.{field}" for field in type(one.brief).model_fields}
    return {"design", "brief", *fields, *one.components, *one.flows, *one.zones}
