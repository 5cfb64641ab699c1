"""The critique is no noise: few findings while a good design is being drawn, and one finding a cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from random import Random
from statistics import median
from typing import Any

import pytest

from benchmarks.gaps.noise import MOST_A_BOX, noise
from benchmarks.gaps.running import good_designs
from checks.engine import Report, check, recheck
from checks.registry import all_rules
from designer.errors import RefusedEdit
from designer.files import load_file
from designer.files.templates import Template, list_templates
from designer.model.design import Design
from designer.model.edits import apply, read_edit
from designer.model.matrix import legal_flows
from tests.checks.drawings import random_drawing
from tests.checks.test_any_design import shuffled, told

TODAY = date(2026, 11, 24)
TEMPLATES = list_templates()
SEEDS = range(60)
NOT_A_FACT = {"id", "kind", "name", "zone", "notes", "from", "to", "label", "maturity"}


@cache
def good(template: Template) -> Design:
    return load_file(template.good).design


def test_a_good_design_in_the_making_is_left_in_peace() -> None:
    """At a quarter, a half and three quarters of the way."""
    figures = [value for values in noise(one.design for one in good_designs()).values() for value in values]

    assert len(figures) == 3 * len(TEMPLATES)
    assert median(figures) <= MOST_A_BOX
    assert max(figures) <= MOST_A_BOX


@pytest.mark.parametrize("seed", SEEDS)
def test_any_legal_drawing_is_judged(seed: int) -> None:
    """No rule crashes, no finding stands twice or beside its cause, and the order of the file is nothing."""
    design = random_drawing(Random(seed))
    reports = [check(design, maturity=one, today=TODAY) for one in ("sketch", "design", "production")]

    for report in reports:
        assert report.failed == ()
        assert len({one.id for one in report.findings}) == len(report.findings)
        assert list(beside_their_cause(report)) == []
    mixed = shuffled(design, Random(seed))
    assert told(check(mixed, maturity="production", today=TODAY)) == told(reports[-1])


def beside_their_cause(report: Report) -> Iterator[tuple[str, str]]:
    """Findings for which another one says the cause."""
    for one in report.findings:
        for other in report.findings:
            if other.code in all_rules()[one.code].suppressed_by and one.subject & other.subject:
                yield one.id, other.id


def test_drawings_are_legal_and_differ() -> None:
    """Else the test above says little."""
    drawn = [random_drawing(Random(seed)) for seed in SEEDS]

    assert {len(one.components) for one in drawn} >= {5, 40}
    assert random_drawing(Random(1)) == random_drawing(Random(1))
    assert len({kind for one in drawn for kind in (box.kind for box in one.components.values())}) > 40
    for design in drawn:
        for flow in design.flows.values():
            ends = (design.components[flow.source].kind, design.components[flow.target].kind)
            assert flow.kind in legal_flows(*ends)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_one_fact_less_is_one_finding_more_at_most(template: Template) -> None:
    """Whatever property or flow is left out of a good design: one cause is one finding."""
    design = good(template)
    before = recheck(design, None, today=TODAY)
    known = {one.id for one in before.open()}

    def causes(edit: dict[str, Any]) -> set[str]:
        after = recheck(apply(design, read_edit(edit)).design, before, today=TODAY)
        assert not after.failed
        return {one.code for one in after.open() if one.id not in known}

    flows = [{"op": "delete", "ids": [flow]} for flow in design.flows]
    facts = [*facts_less(design), *flows]
    assert [(edit, found) for edit in facts if len(found := causes(edit)) > 1] == []


def facts_less(design: Design) -> Iterator[dict[str, Any]]:
    """An edit for each stated property that the design can do without."""
    for one in (*design.components.values(), *design.flows.values()):
        for name in one.stated().keys() - NOT_A_FACT:
            edit = {"op": "unset", "id": one.id, "properties": [name]}
            try:
                apply(design, read_edit(edit))
            except RefusedEdit:
                continue
            yield edit
    for name in design.brief.stated().keys() - NOT_A_FACT:
        yield {"op": "set_brief", "values": {name: None}}
