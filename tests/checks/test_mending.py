"""Fixes on whole systems: nothing overlaps, nothing gets worse, and mending ends."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of, mend, new_errors, placed
from designer.files import load_file, load_text
from designer.files.templates import Template, list_templates
from designer.layout.rect import Rect
from designer.layout.tokens import box_size, note_size
from designer.model.design import Design
from designer.model.edits import apply, apply_all

TODAY = date(2026, 11, 24)
each_flawed = pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)


def judged(design: Design) -> Report:
    return check(design, today=TODAY, maturity="production")


def rects(design: Design) -> dict[str, Rect]:
    sizes = dict.fromkeys(design.components, box_size()) | dict.fromkeys(design.notes, note_size())
    return {one: Rect(*design.layout.boxes[one], *size) for one, size in sizes.items()}


def overlaps(design: Design) -> list[tuple[str, str]]:
    boxes = rects(design)
    return [pair for pair in combinations(boxes, 2) if boxes[pair[0]].overlaps(boxes[pair[1]])]


@each_flawed
def test_new_boxes_stand_free_and_one_undo_takes_all_back(template: Template) -> None:
    """Each fix of each finding, on the design as it is drawn."""
    design = load_file(template.flawed).design
    report = judged(design)
    tried = 0
    for finding in report.findings:
        for fix in fixes_of(finding, report.view):
            applied = apply(design, as_edit(placed(fix, design)))
            tried += 1

            assert overlaps(applied.design) == [], (finding.id, fix.title)
            assert set(applied.design.layout.boxes) >= set(applied.design.components)
            assert apply_all(applied.design, applied.inverse.edits) == design
    assert tried


@each_flawed
@pytest.mark.parametrize("declare", [False, True])
def test_mending_ends_and_leaves_fewer_errors(template: Template, declare: bool) -> None:
    """Structural fixes alone, or with intentions: no new error, and a second go does nothing."""
    design = load_file(template.flawed).design
    mended, applied = mend(design, declare=declare)
    before, after = (check(one, today=TODAY) for one in (design, mended))

    assert not new_errors(before, after)
    assert not {finding.id for finding, _ in applied} & {one.id for one in after.findings}
    assert mend(mended, declare=declare)[0] == mended or declare
    assert overlaps(mended) == []
    if not declare:
        assert all(fix.kind == "structural" for _, fix in applied)


COURIERS = """\
sketchcheck: 1
brief: {label_delay: 1h}
components:
  - {id: app, kind: consumer_app, on_missing: default}
  - {id: eta, kind: serving_endpoint}
  - {id: log, kind: log_store}
flows:
  - {from: app, to: eta, kind: request_response}
  - {from: app, to: log, kind: feedback, id_key: ride_id}
  - {from: eta, to: log, kind: logs, carries: [prediction], timestamped: true, id_key: ride_id}
"""


@pytest.mark.parametrize(
    ("drawn", "key"), [(COURIERS, "ride_id"), (COURIERS.replace(", id_key: ride_id", ""), "request_id")]
)
def test_a_join_gets_the_key_that_is_drawn(drawn: str, key: str) -> None:
    """The flows say how an answer is told from others; where they do not, it is the request."""
    report = judged(load_text(drawn, "couriers").design)
    (missing,) = (one for one in report.open() if one.code == "MON004")
    mended = apply(report.design, as_edit(fixes_of(missing, report.view)[0])).design

    (join,) = (one for one in mended.components.values() if one.kind == "outcome_join")
    (feedback,) = (one for one in mended.flows.values() if one.kind == "feedback" and one.target == join.id)
    assert {join.stated()["key"], feedback.stated()["id_key"]} == {key}
