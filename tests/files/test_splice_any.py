"""Splicing into any text: the result is the new design, and what did not change stays as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.errors import RefusedEdit
from designer.files import load_text, splice
from designer.files.dump import file_data
from designer.model.design import Design
from designer.model.edits import apply
from tests.files.handwriting import REMARK, Owner, handwritten
from tests.strategies import designs, edits


def _edited(data: st.DataObject, design: Design, most: int = 3) -> Design:
    for _ in range(data.draw(st.integers(1, most), label="number of edits")):
        try:
            design = apply(design, data.draw(edits(design), label="edit")).design
        except RefusedEdit:
            continue
    return design


def _value(data: Any, owner: Owner) -> Any:
    """What a line stands for: the value of its section, item or key; None where it is gone."""
    for step in owner:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list):
            data = next((one for one in data if isinstance(one, dict) and _names(one, step)), None)
    return data


def _names(item: dict[str, Any], own: str) -> bool:
    if "from" in item and "id" not in item:
        return own == f"{item['from']}>{item['to']}:{item['kind']}"
    return own in (item.get("id"), item.get("finding"))


def _has_to_stay(owner: Owner, before: dict[str, Any], after: dict[str, Any]) -> bool:
    if owner[-1:] == (REMARK,):
        return _value(before, owner[:-1]) is not None and _value(after, owner[:-1]) is not None
    old, new = _value(before, owner), _value(after, owner)
    return repr(old) == repr(new) and new is not None


@given(st.data(), designs())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_splicing_keeps_what_did_not_change(data: st.DataObject, design: Design) -> None:
    text, lines = data.draw(handwritten(file_data(design)), label="text")
    loaded = load_text(text, "old")
    assert loaded.design == design
    edited = _edited(data, design)
    new = splice(loaded, edited)
    assert file_data(load_text(new, "new").design) == file_data(edited)
    before, after = file_data(design), file_data(edited)
    stays = [line for line, owner in lines if not owner or _has_to_stay(owner, before, after)]
    left = iter(new.splitlines())
    for line in stays:
        assert line in left, f"{line!r} is lost or moved"
