"""A design by its stages: one box each, and only the ways that there are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from designer.drawing import Mark
from designer.drawing.stages import stages_svg
from designer.files import load_file
from designer.files.templates import list_templates
from designer.model.design import Design
from designer.model.kinds import KINDS, STAGES
from tests.drawing.samples import fraud, sketch
from tests.drawing.test_picture import HOSTILE, named


def boxes(svg: str) -> list[str]:
    return re.findall(r'data-component="([^"]*)"', svg)


def ways(svg: str) -> set[str]:
    return {one.replace("&gt;", ">").partition(":")[0] for one in re.findall(r'data-flow="([^"]*)"', svg)}


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_each_stage_is_there_once(template: object) -> None:
    design = load_file(template.good).design  # type: ignore[attr-defined]
    assert sorted(boxes(stages_svg(design))) == sorted({one.stage for one in design.components.values()})


def test_arrows_are_flows_and_an_answer_goes_to_who_asked() -> None:
    drawn = ways(stages_svg(fraud()))
    assert drawn == {
        "sources>ingest_and_store", "ingest_and_store>features", "features>train_and_judge",
        "train_and_judge>serve", "serve>consume", "serve>observe",
    }  # fmt: skip


def test_a_way_past_a_missing_stage() -> None:
    assert ways(stages_svg(sketch("a data_source - A\nb training - B", "a b batch_data"))) == {
        "sources>train_and_judge"
    }
    assert ways(stages_svg(sketch("a data_source - A\nb training - B", ""))) == set()


def test_marks_stand_on_their_stage_in_both_themes() -> None:
    for dark in (False, True):
        text = stages_svg(fraud(), marks=[Mark("serve", "error", "An outage")], dark=dark)
        assert text.count('data-about="serve"') == 1
        ET.fromstring(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    text = stages_svg(named(name), marks=[Mark("train_and_judge", "error", name)])
    ET.fromstring(text)
    assert not re.search(r"<script|javascript:|\son\w+=|<foreignObject|href", text)


def test_all_stages_and_none() -> None:
    every = "\n".join(f"b{n} {kind} - Part {n}" for n, kind in enumerate(KINDS))
    assert len(boxes(stages_svg(sketch(every, "")))) == len(STAGES)
    assert boxes(stages_svg(Design())) == []
