"""Judging again after an edit gives what judging from the start gives, with less work."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import check, recheck
from designer.errors import RefusedEdit
from designer.files import load_file
from designer.files.templates import find_template, list_templates
from designer.model.design import Design
from designer.model.edits import apply, read_edit
from tests import strategies
from tests.checks.test_any_design import told

TODAY = date(2026, 11, 24)
DRAWN = [load_file(path).design for one in list_templates() for path in (one.good, one.flawed)]


def after(design: Design, **edit: object) -> Design:
    return apply(design, read_edit(edit)).design


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(DRAWN) | strategies.designs())
def test_it_is_the_same_after_any_edits(data: st.DataObject, design: Design) -> None:
    """Whatever is edited, and however often."""
    report = recheck(design, None, today=TODAY)
    for _ in range(4):
        edit = data.draw(strategies.edits(design))
        try:
            design = apply(design, edit).design
        except RefusedEdit:
            continue
        report = recheck(design, report, today=TODAY)

        assert told(report) == told(check(design, today=TODAY)), edit


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(DRAWN), st.sampled_from(DRAWN))
def test_it_is_the_same_after_any_change(before: Design, design: Design) -> None:
    """A design may also be replaced as a whole, as by a restored revision."""
    report = recheck(design, recheck(before, None, today=TODAY), today=TODAY)

    assert told(report) == told(check(design, today=TODAY))


def test_what_was_not_touched_is_not_judged_again() -> None:
    """Moving a box asks no rule; stating a property asks the rules that have read it."""
    design = load_file(find_template("fraud-detection").good).design
    first = recheck(design, None)
    box = next(key for key, one in design.components.items() if one.kind == "serving_endpoint")

    moved = recheck(after(design, op="place", boxes={box: [1, 2]}), first)
    stated = recheck(after(design, op="set", id=box, values={"replicas": 77}), first)

    assert kept(first.memory, moved.memory) == set(first.memory)
    assert "SCL001" not in kept(first.memory, stated.memory)
    assert len(kept(first.memory, stated.memory)) > len(first.memory) / 2


def test_a_box_that_comes_or_goes_asks_only_who_looks_for_its_kind() -> None:
    """Not the rules that ask which boxes of other kinds are reached, or state a property that it does not."""
    design = load_file(find_template("fraud-detection").flawed).design
    log = next(key for key, one in design.components.items() if one.kind == "log_store")
    first = recheck(design, None)

    without = recheck(after(design, op="delete", ids=[log]), first)
    beside = recheck(after(design, op="add_component", component={"id": "new", "kind": "alerting"}), first)

    assert {"BRF006", "EVA005", "SCL001", "SRV005"} <= kept(first.memory, without.memory)
    assert {"CST005", "INT001", "SCL001", "SRV005"} <= kept(first.memory, beside.memory)
    assert "GRF001" not in kept(first.memory, beside.memory)


def kept(before: object, now: object) -> set[str]:
    """The rules whose verdicts were taken over."""
    assert isinstance(before, dict)
    assert isinstance(now, dict)
    return {code for code in before if before[code] is now.get(code)}
