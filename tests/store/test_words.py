"""Every edit can be said in a few words."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from designer.model.edits.language import AnyEdit
from designer.store.words import describe
from tests.store.samples import edit, three_boxes

_FLOW = "shop>scorer:request_response"
_SAID: list[tuple[str, dict[str, Any], str]] = [
    ("add_component", {"component": {"id": "kafka2", "kind": "cache", "name": "Redis"}}, "Add Redis"),
    ("add_component", {"component": {"id": "kafka2", "kind": "cache"}}, "Add kafka2"),
    ("add_flow", {"flow": {"from": "kafka", "to": "shop", "kind": "logs"}}, "Connect Kafka to Shop"),
    (
        "insert_on_flow",
        {"flow": _FLOW, "component": {"id": "lb", "kind": "cache"}},
        "Insert lb on Shop → scorer",
    ),
    ("delete", {"ids": ["kafka"]}, "Delete Kafka"),
    ("delete", {"ids": ["kafka", "shop"]}, "Delete 2 elements"),
    ("set", {"id": "kafka", "values": {"name": "Pulsar"}}, "Rename to Pulsar"),
    ("set", {"id": "design", "values": {"name": "Churn"}}, "Rename the design to Churn"),
    ("set", {"id": "scorer", "values": {"latency_p99_ms": 4}}, "Set latency p99 ms of scorer"),
    ("unset", {"id": "kafka", "properties": ["name", "zone"]}, "Clear name, zone of Kafka"),
    ("set_kind", {"id": "scorer", "kind": "cache"}, "Turn scorer into Cache"),
    ("set_kind", {"id": _FLOW, "kind": "logs"}, "Turn Shop → scorer into Logs"),
    ("rename_id", {"id": "kafka", "to": "bus"}, "Change the id kafka to bus"),
    ("reconnect", {"id": _FLOW, "to": "kafka"}, "Reconnect Shop → scorer"),
    (
        "set_brief",
        {"values": {"problem": "x", "cost_false_positive": "1 USD"}},
        "Brief: problem, cost false positive",
    ),
    ("add_zone", {"zone": {"id": "batch", "name": "Batch"}}, "Add zone Batch"),
    ("set_zone", {"id": "online", "values": {"name": "Live"}}, "Change zone Online"),
    ("delete_zone", {"id": "online"}, "Delete zone Online"),
    ("assign_zone", {"ids": ["shop"], "zone": "online"}, "Move Shop into Online"),
    ("assign_zone", {"ids": ["kafka", "scorer"], "zone": None}, "Move 2 elements out of the zone"),
    ("place", {"boxes": {"shop": [1, 1]}}, "Move Shop"),
    ("place", {"lock": ["shop"]}, "Lock Shop"),
    ("place", {"unlock": ["shop", "kafka"]}, "Unlock 2 elements"),
    ("add_note", {"note": {"id": "n2", "text": "x"}}, "Add a note"),
    ("set_note", {"id": "n1", "values": {"text": "x"}}, "Change a note"),
    ("delete_note", {"id": "n1"}, "Delete a note"),
    ("add_waiver", {"waiver": {"finding": "LOG001@scorer"}}, "Waive LOG001@scorer"),
    ("set_waiver", {"finding": "RES001@scorer", "values": {}}, "Change the waiver of RES001@scorer"),
    ("delete_waiver", {"finding": "RES001@scorer"}, "Withdraw the waiver of RES001@scorer"),
    ("set_reviews", {"reviews": []}, "Keep or dismiss findings of a review"),
    ("batch", {"edits": [], "title": "Apply a fix"}, "Apply a fix"),
    ("batch", {"edits": [{"op": "delete", "ids": ["shop"]}] * 3}, "Delete Shop and 2 more"),
]


@pytest.mark.parametrize(("op", "values", "said"), _SAID)
def test_an_edit_in_words(op: str, values: dict[str, Any], said: str) -> None:
    assert describe([edit(op, **values)], three_boxes()) == said


def test_no_edit_is_without_words() -> None:
    assert {op for op, _, _ in _SAID} == {cls.model_fields["op"].default for cls in get_args(AnyEdit)}


def test_many_and_long_and_none() -> None:
    long = edit("set", id="kafka", values={"name": "two\nlines " + "x" * 290})
    assert describe([long, long], three_boxes()).startswith("Rename to two lines xxx")
    assert describe([long, long], three_boxes()).endswith("x… and 1 more")
    assert len(describe([long, long], three_boxes())) == 120
    assert describe([], three_boxes()) == "Change nothing"
