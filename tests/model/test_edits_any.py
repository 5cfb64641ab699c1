"""Any sequence of edits leaves a valid design, and every edit can be taken back."""

from __future__ import annotations

import copy
import json
import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from designer.errors import RefusedEdit
from designer.model.design import Design, read_design
from designer.model.edits import Batch, apply, apply_all, read_edit
from designer.model.edits.diff import diff
from designer.model.references import broken_references
from designer.model.values import ID_PATTERN, RESERVED_IDS
from tests.strategies import designs, edits

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def in_order(design: Design) -> str:
    """The whole design as text, with the order of its lists and the types of its values."""
    return json.dumps(design.stated(), sort_keys=True)


def assert_valid(design: Design) -> None:
    """What must be true of every design."""
    assert list(broken_references(design)) == []
    own = [*design.components, *design.zones, *design.notes]
    assert len(own) == len(set(own))
    assert all(re.match(ID_PATTERN, one) and one not in RESERVED_IDS for one in own)
    assert not set(own) & set(design.flows)
    for group in (design.components, design.zones, design.notes, design.flows, design.reviews):
        assert [part.id for part in group.values()] == list(group)
    assert [waiver.finding for waiver in design.waivers.values()] == list(design.waivers)
    boxes = design.components.keys() | design.notes.keys()
    assert design.layout.boxes.keys() <= boxes
    assert design.layout.zones.keys() <= design.zones.keys()
    assert design.layout.locked <= boxes | design.zones.keys()
    assert in_order(read_design(json.loads(json.dumps(design.stated())))) == in_order(design)


@given(designs())
@MANY
def test_random_designs_are_valid(design: Design) -> None:
    assert_valid(design)


@given(st.data(), designs())
@MANY
def test_edits_leave_valid_designs_and_can_be_undone(data: st.DataObject, design: Design) -> None:
    for _ in range(4):
        edit = data.draw(edits(design))
        before = copy.deepcopy(design)
        try:
            applied = apply(design, edit)
        except RefusedEdit:
            assert in_order(design) == in_order(before)
            continue
        assert in_order(design) == in_order(before), "an edit changed the old design"
        assert_valid(applied.design)
        assert in_order(apply(applied.design, applied.inverse).design) == in_order(design)
        design = applied.design


@given(st.data(), designs())
@MANY
def test_edits_survive_json(data: st.DataObject, design: Design) -> None:
    edit = data.draw(edits(design))
    again = read_edit(json.loads(json.dumps(edit.stated())))
    assert again == edit
    try:
        applied = apply(design, edit)
    except RefusedEdit:
        assume(False)
    inverse = read_edit(json.loads(json.dumps(applied.inverse.stated())))
    assert in_order(apply(design, again).design) == in_order(applied.design)
    assert in_order(apply(applied.design, inverse).design) == in_order(design)


@given(designs(), designs())
@MANY
def test_a_difference_leads_from_one_to_the_other(before: Design, after: Design) -> None:
    step = diff(before, after)
    assert_valid(apply_all(before, [step]))
    assert apply_all(before, [step]) == after
    assert diff(after, after) == Batch(edits=[])


@given(st.data(), designs())
@MANY
def test_batches_are_all_or_nothing(data: st.DataObject, design: Design) -> None:
    good = data.draw(edits(design))
    bad = read_edit({"op": "delete_waiver", "finding": "NONE999@nobody"})
    with pytest.raises(RefusedEdit):
        apply(design, Batch(edits=[good, bad]))
