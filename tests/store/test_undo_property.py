"""Any mixture of edits, undo, redo, restore and restarts behaves like a plain pile of designs."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.errors import RefusedEdit
from designer.model.design import Design
from designer.model.edits import apply_all
from designer.store.store import Store
from tests.store.samples import edits, three_boxes

actions = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.lists(edits, min_size=1, max_size=3)),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
        st.tuples(st.just("restore"), st.integers(0, 5)),
        st.tuples(st.just("restart"), st.none()),
    ),
    max_size=14,
)


class Pile:
    """What the store should do, in the plainest way."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.undoable: list[Design] = []
        self.redoable: list[Design] = []
        self.seen = [design]

    def do(self, action: str, value: Any) -> None:
        if action == "commit":
            self._change(_applied(self.design, value))
        elif action == "restore" and value < len(self.seen):
            self._change(self.seen[value])
        elif action == "undo" and self.undoable:
            self._step(self.undoable, self.redoable)
        elif action == "redo" and self.redoable:
            self._step(self.redoable, self.undoable)

    def _change(self, design: Design) -> None:
        if design != self.design:
            self.undoable.append(self.design)
            self.redoable.clear()
            self._show(design)

    def _step(self, source: list[Design], target: list[Design]) -> None:
        target.append(self.design)
        self._show(source.pop())

    def _show(self, design: Design) -> None:
        self.design = design
        self.seen.append(design)


def _applied(design: Design, some: Any) -> Design:
    for one in some:
        try:
            design = apply_all(design, [one])
        except RefusedEdit:
            continue
    return design


def _do(store: Store, design_id: str, action: str, value: Any) -> None:
    if action == "commit":
        store.commit(design_id, value, client="tab", merge_within_ms=-1)
    elif action == "restore" and value <= store.head(design_id):
        store.restore(design_id, value, client="tab")
    elif action in ("undo", "redo"):
        getattr(store, action)(design_id, client="tab")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions)
def test_history_is_a_pile_of_designs(monkeypatch: pytest.MonkeyPatch, script: list[tuple[str, Any]]) -> None:
    monkeypatch.setattr("designer.store.store.SNAPSHOT_EVERY", 3)
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/designs.db"
        store = Store.open(url)
        design_id, pile = store.create(three_boxes()), Pile(three_boxes())
        for action, value in script:
            if action == "restart":
                store.close()
                store = Store.open(url)
            _do(store, design_id, action, value)
            pile.do(action, value)
            opened = store.open_design(design_id)
            assert opened.design.stated() == pile.design.stated()  # the order too
            assert (opened.can_undo, opened.can_redo) == (bool(pile.undoable), bool(pile.redoable))
        store.close()
        _check_from_zero(url, design_id, pile)


def _check_from_zero(url: str, design_id: str, pile: Pile) -> None:
    fresh = Store.open(url)
    assert fresh.head(design_id) == len(pile.seen) - 1
    for n, design in enumerate(pile.seen):
        assert fresh.design_at(design_id, n) == design
    fresh.close()
