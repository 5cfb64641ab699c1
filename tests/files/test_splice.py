"""Splicing: what a change looks like in a pull request."""

from __future__ import annotations

import difflib
from typing import Any

import pytest

from designer.files import load_text, splice
from designer.files.dump import file_data
from designer.model.edits import apply, read_edit
from tests.files.example import EXAMPLE


def changed(text: str, *edits: dict[str, Any]) -> str:
    """The text after some edits; it reads back as the edited design."""
    loaded = load_text(text, "old")
    design = loaded.design
    for edit in edits:
        design = apply(design, read_edit(edit)).design
    new = splice(loaded, design)
    assert file_data(load_text(new, "new").design) == file_data(design)
    return new


def lines_of(text: str, *edits: dict[str, Any]) -> list[str]:
    """What a pull request shows."""
    lines = difflib.unified_diff(text.split("\n"), changed(text, *edits).split("\n"), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def set_(own: str, **values: Any) -> dict[str, Any]:
    return {"op": "set", "id": own, "values": values}


def test_nothing_changed() -> None:
    assert changed(EXAMPLE) == EXAMPLE
    assert changed(EXAMPLE, set_("scorer", latency_p99_ms=40.0)) == EXAMPLE
    assert splice(EXAMPLE, load_text(EXAMPLE, "a").design) == EXAMPLE


def test_one_value() -> None:
    assert lines_of(EXAMPLE, set_("scorer", latency_p99_ms=50)) == [
        "-    latency_p99_ms: 40             # measured in May",
        "+    latency_p99_ms: 50             # measured in May",
    ]


def test_one_new_value_stands_in_the_order_of_the_kind() -> None:
    assert lines_of(EXAMPLE, set_("checkout", technology="react", user_facing=True)) == [
        "+    technology: react",
        "+    user_facing: true",
    ]
    assert lines_of(EXAMPLE, set_("scorer", owner="risk")) == ["+    owner: risk"]


def test_quotes_stay() -> None:
    text = EXAMPLE.replace("Fraud scorer", "'Fraud scorer'").replace("Checkout", '"Checkout"')
    assert lines_of(text, set_("scorer", name="A"), set_("checkout", name="B")) == [
        '-    name: "Checkout"', '+    name: "B"', "-    name: 'Fraud scorer'", "+    name: 'A'",
    ]  # fmt: skip
    assert '+    name: "it\'s"' in lines_of(text, set_("scorer", name="it's"))


def test_a_new_box() -> None:
    add = {"op": "add_component", "component": {"id": "q", "kind": "queue"}, "at": [1, 2]}
    assert lines_of(EXAMPLE, add) == [
        "+  - id: q",
        "+    kind: queue",
        "-  boxes: {checkout: [0, 0], scorer: [240, 0]}",
        "+  boxes: {checkout: [0, 0], scorer: [240, 0], q: [1, 2]}",
    ]


def test_a_new_box_at_the_beginning_and_in_the_middle() -> None:
    add = [
        {"op": "add_component", "component": {"id": one, "kind": "queue"}, "index": at}
        for at, one in enumerate("ab")
    ]
    new = changed(EXAMPLE, {**add[0], "index": 0}, {**add[1], "index": 2})
    assert "components:\n  - id: a\n    kind: queue\n  - id: checkout\n" in new
    assert "    name: Checkout\n  - id: b\n    kind: queue\n  - id: scorer\n" in new


def test_a_deleted_box_takes_its_lines_and_its_flows() -> None:
    assert lines_of(EXAMPLE, {"op": "delete", "ids": ["checkout"]}) == [
        "-  - id: checkout",
        "-    kind: consumer_app",
        "-    name: Checkout",
        "-flows:",
        "-  - {from: checkout, to: scorer, kind: request_response, timeout_ms: 80}",
        "-  boxes: {checkout: [0, 0], scorer: [240, 0]}",
        "+  boxes: {scorer: [240, 0]}",
    ]


def test_comments_around_a_deleted_box_stay() -> None:
    text = EXAMPLE.replace("  - id: checkout\n", "  # the shop\n  - id: checkout\n    # inside\n")
    new = changed(text, {"op": "delete", "ids": ["checkout"]})
    assert "components:\n  # the shop\n  - id: scorer\n" in new
    assert "# inside" not in new


def test_comments_of_an_emptied_section_stay() -> None:
    text = EXAMPLE.replace("notes:\n", "notes:   # to ask\n  # the issuer\n")
    new = changed(text, {"op": "delete_note", "id": "n1"})
    assert "notes: []   # to ask\n  # the issuer\nwaivers:" in new
    again = changed(new, {"op": "add_note", "note": {"id": "n2", "text": "hm"}})
    assert "notes:   # to ask\n  - {id: n2, text: hm}\n  # the issuer\n" in again


def test_undo_brings_the_text_back() -> None:
    loaded = load_text(EXAMPLE, "old")
    applied = apply(loaded.design, read_edit(set_("scorer", latency_p99_ms=50, replicas=2)))
    assert splice(splice(loaded, applied.design), loaded.design) == EXAMPLE


def test_renaming_follows_in_place() -> None:
    old = EXAMPLE.replace("40             # measured in May", "40  # measured")
    new = changed(old, {"op": "rename_id", "id": "scorer", "to": "model"})
    expected = old.replace("scorer", "model").replace("Fraud model", "Fraud scorer")
    assert new == expected


def test_layout_is_added_at_the_end() -> None:
    text = EXAMPLE.partition("layout:")[0] + "x-team: risk\n"
    place = {"op": "place", "boxes": {"scorer": [3, 4]}}
    assert changed(text, place) == text + "layout:\n  boxes: {scorer: [3, 4]}\n"


def test_a_new_section_stands_where_it_belongs() -> None:
    text = EXAMPLE.replace(EXAMPLE[EXAMPLE.index("zones:\n") : EXAMPLE.index("components:")], "")
    text = text.replace("    zone: online\n", "").replace(EXAMPLE[EXAMPLE.index("  zones: {") :], "")
    assert lines_of(text, {"op": "add_zone", "zone": {"id": "z"}}) == ["+zones:", "+  - {id: z}"]


def test_the_neighbours_decide_how_it_looks() -> None:
    text = (
        "sketchcheck: 1\ncomponents:\n-   id: a\n    kind: queue\n-   id: b\n    kind: queue\n"
        "flows:\n-   from: a\n    to: b\n    kind: logs\n"
    )
    add = {"op": "add_component", "component": {"id": "c", "kind": "queue", "technology": ["x", "z"]}}
    flow = {"op": "add_flow", "flow": {"from": "b", "to": "a", "kind": "logs"}}
    assert lines_of(text, add, flow) == [
        "+-   id: c", "+    kind: queue", "+    technology: [x, z]",
        "+-   from: b", "+    to: a", "+    kind: logs",
    ]  # fmt: skip


def test_flow_style_throughout() -> None:
    text = '{"sketchcheck": 1, "components": [{"id": "a", "kind": "queue"}, {"id": "b", "kind": "queue"}]}'
    flow = {"op": "add_flow", "flow": {"from": "b", "to": "a", "kind": "logs"}}
    new = changed(text, {"op": "rename_id", "id": "b", "to": "c"}, {"op": "delete", "ids": ["a"]})
    assert new == '{"sketchcheck": 1, "components": [{"id": "c", "kind": "queue"}]}'
    assert changed(text, flow).endswith('"kind": "queue"}], flows: [{from: b, to: a, kind: logs}]}')


def test_flow_style_over_several_lines() -> None:
    text = "sketchcheck: 1\ncomponents: [\n  {id: a, kind: queue},\n  {id: b, kind: queue},\n]\n"
    add = {"op": "add_component", "component": {"id": "c", "kind": "queue"}}
    assert lines_of(text, add) == ["+  {id: c, kind: queue},"]
    assert lines_of(text, {"op": "delete", "ids": ["a"]}) == ["-  {id: a, kind: queue},"]


def test_line_ends_and_a_missing_last_one_stay() -> None:
    text = EXAMPLE.replace("\n", "\r\n").removesuffix("\r\n")
    add = {"op": "add_component", "component": {"id": "q", "kind": "queue"}, "at": [1, 2]}
    new = changed(text, add, {"op": "set_brief", "values": {"users": "a\nb"}})
    assert new.count("\n") == new.count("\r\n")
    assert new.endswith("size: [260, 160]}}")
    assert "  users: |-\r\n    a\r\n    b\r\n" in new
    assert not changed(text, {"op": "place", "zones": {"online": None}}).endswith("\n")


def test_a_byte_order_mark_stays() -> None:
    assert changed("\ufeff" + EXAMPLE, set_("scorer", name="A")).startswith("\ufeffsketchcheck: 1")


def test_blocks_of_text() -> None:
    text = EXAMPLE.replace("Fraudulent card payments cost 2.1 M USD a month.", "|\n    One\n    two\n\n")
    new = changed(text, {"op": "set_brief", "values": {"problem": "Three\nfour"}})
    assert "  problem: |-\n    Three\n    four\n" in new
    folded = text.replace("problem: |", "problem: >-  # why")
    assert "  problem: Short\n" in changed(folded, {"op": "set_brief", "values": {"problem": "Short"}})
    kept = text.replace("problem: |", "problem: |+")
    assert lines_of(kept, set_("design", name="A")) == ["-name: Card fraud detection", "+name: A"]
    changed(kept, {"op": "set_brief", "values": {"users": "all"}})


def test_locked_ids_keep_their_order_and_strangers() -> None:
    text = EXAMPLE + "  locked: [scorer, gone, checkout]\n"
    assert lines_of(text, {"op": "place", "unlock": ["scorer"], "lock": ["n1"]}) == [
        "-  locked: [scorer, gone, checkout]",
        "+  locked: [gone, checkout, n1]",
    ]


def test_a_stale_place_is_taken_over() -> None:
    text = EXAMPLE.replace("{checkout: [0, 0]", "{old: [7, 7], checkout: [0, 0]")
    add = {"op": "add_component", "component": {"id": "old", "kind": "queue"}}
    assert "old: [1, 1]" in changed(text, add, {"op": "place", "boxes": {"old": [1, 1]}})
    assert "old: [7, 7]" not in changed(text, add)


@pytest.mark.parametrize(
    "text",
    [
        "? sketchcheck\n: 1\n? components\n:\n  - ? id\n    : a\n    ? kind\n    : queue\n",
        "sketchcheck: 1\ncomponents:\n  -\n    id: a\n    kind: queue\n",
        "sketchcheck: 1\ncomponents:\n  - # first\n    id: a\n    kind: queue\n",
        "--- # head\nsketchcheck: 1\ncomponents:\n- kind: queue\n  id: a\n...\n",
        "%YAML 1.1\n---\nsketchcheck: 1\ncomponents: [{id: a, kind: queue}]\n",
        "sketchcheck :   1\ncomponents:   # here\n\n\n  - id:    a\n\n    kind:\n      queue\n",
        "sketchcheck: 1\ncomponents:\n  - {\n      id: a,  # one\n      kind: queue,\n    }\n",
    ],
)
@pytest.mark.parametrize(
    "edit",
    [
        {"op": "rename_id", "id": "a", "to": "b"},
        {"op": "set", "id": "a", "values": {"name": "N: o", "technology": ["x", "z"], "max_depth": 3}},
        {"op": "set_kind", "id": "a", "kind": "cache"},
        {"op": "delete", "ids": ["a"]},
        {"op": "add_component", "component": {"id": "b", "kind": "queue"}, "index": 0, "at": [1, 2]},
        {"op": "set_brief", "values": {"business_metric": {"name": "m", "x-a": [1, {"b": None}]}}},
    ],
)
def test_odd_forms_still_give_the_design(text: str, edit: dict[str, Any]) -> None:
    changed(text, edit)


def test_many_changes_at_once() -> None:
    edits = [
        {"op": "add_component", "component": {"id": "q", "kind": "queue"}, "index": 1},
        {"op": "add_flow", "flow": {"from": "q", "to": "scorer", "kind": "logs"}, "index": 0},
        {"op": "delete", "ids": ["checkout"]},
        {"op": "set_kind", "id": "scorer", "kind": "cache"},
        {"op": "rename_id", "id": "online", "to": "live"},
        {"op": "delete_waiver", "finding": "RES001@scorer"},
        {"op": "set_brief", "values": {"problem": None, "users": "all", "harm": {"level": "high"}}},
    ]
    new = changed(EXAMPLE, *edits)
    assert new.startswith("sketchcheck: 1                     # format version\n")
    assert "layout:                            # written by the canvas\n" in new


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_section_behind_a_deleted_item(end: str) -> None:
    text = "sketchcheck: 1\nzones:  # one\n- {id: a}\n-   id: b\n    name: |-\n      B\nx-own: 1\n"
    waiver = {"finding": "RES001@a", "reason": "r", "owner": "o", "until": "2027-01-01"}
    assert changed(text.removesuffix("x-own: 1\n"), {"op": "delete_zone", "id": "b"}).endswith("{id: a}\n")
    edits = {"op": "add_waiver", "waiver": waiver}, {"op": "delete_zone", "id": "b"}
    new = changed(text.replace("\n", end), *edits)
    assert new.replace(end, "\n") == (
        "sketchcheck: 1\nzones:  # one\n- {id: a}\nwaivers:\n"
        "- {finding: RES001@a, reason: r, owner: o, until: 2027-01-01}\nx-own: 1\n"
    )


def test_a_number_stays_as_it_was_written() -> None:
    text = EXAMPLE.replace("latency_p99_ms: 40", "latency_p99_ms: 0.04k", 1)
    assert text != EXAMPLE
    assert lines_of(text, set_("scorer", latency_p99_ms=40.0)) == []
    assert "latency_p99_ms: 0.04k" in changed(text, set_("scorer", owner="fraud"))
