"""Two tabs that give the same id to different things."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from designer.model.design import Design
from designer.store.store import Store
from sketchcheck.clashes import rename
from sketchcheck.payload import canvas_data
from sketchcheck.session import Session


def box(name: str) -> dict[str, Any]:
    """Adds a box that every tab would call so."""
    return {"op": "add_component", "component": {"id": "kafka", "kind": "event_stream", "name": name}}


def test_the_second_gets_another_id_and_what_follows_goes_to_it(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/test.db")
    design_id = store.create(Design())
    mine, theirs = Session(store, design_id), Session(store, design_id)
    on = mine.doc_rev
    theirs.receive({"client": "b", "ops": [box("Theirs") | {"seq": 1, "on": 1}]})
    ops = [
        box("Mine") | {"seq": 1, "on": on},
        {"op": "set", "id": "kafka", "values": {"name": "Mine too"}, "seq": 2, "on": on},
        {"op": "place", "boxes": {"kafka": [8, 8]}, "seq": 3, "on": on},
    ]
    mine.receive({"client": "a", "ops": ops})

    names = {key: one.name for key, one in mine.design.components.items()}
    assert names == {"kafka": "Theirs", "kafka-2": "Mine too"}
    assert mine.design.layout.boxes["kafka-2"] == (8, 8)
    told = canvas_data(mine)
    assert told["docRev"] > on
    assert told["renamed"][0] | {"docRev": 0} == {
        "client": "a",
        "from": "kafka",
        "to": "kafka-2",
        "docRev": 0,
    }
    assert told["renamed"][0]["docRev"] <= told["docRev"]

    ops = [{"op": "set", "id": "kafka", "values": {"name": "Ours"}, "seq": 4, "on": told["docRev"]}]
    mine.receive({"client": "a", "ops": ops})
    assert mine.design.components["kafka"].name == "Ours"


def test_ids_are_renamed_and_words_are_not() -> None:
    op = {
        "op": "batch",
        "edits": [
            {"op": "add_component", "component": {"id": "a", "kind": "x", "name": "a", "zone": "a"}},
            {"op": "add_flow", "flow": {"from": "a", "to": "ab", "kind": "a"}},
            {"op": "delete", "ids": ["b>a:logs-2", "a"]},
            {"op": "place", "boxes": {"a": [0, 0], "ab": None}},
            {"op": "set_note", "id": "n", "values": {"text": "a", "about": "a"}},
            {"op": "delete_waiver", "finding": "LOG001@a>ab:logs"},
        ],
    }
    assert rename(op, {"a": "a-2"}) == {
        "op": "batch",
        "edits": [
            {"op": "add_component", "component": {"id": "a-2", "kind": "x", "name": "a", "zone": "a-2"}},
            {"op": "add_flow", "flow": {"from": "a-2", "to": "ab", "kind": "a"}},
            {"op": "delete", "ids": ["b>a-2:logs-2", "a-2"]},
            {"op": "place", "boxes": {"a-2": [0, 0], "ab": None}},
            {"op": "set_note", "id": "n", "values": {"text": "a", "about": "a-2"}},
            {"op": "delete_waiver", "finding": "LOG001@a-2>ab:logs"},
        ],
    }
