"""Designs and edits for the tests of the store."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from designer.model.design import Design, read_design
from designer.model.edits import Edit, read_edit


def edit(op: str, **values: Any) -> Edit:
    """An edit in short hand."""
    return read_edit({"op": op, **values})


def add(component: str, name: str | None = None) -> Edit:
    """A new cache."""
    named = {"name": name} if name else {}
    return edit("add_component", component={"id": component, "kind": "cache", **named}, at=[0, 0])


def rename(component: str, name: str) -> Edit:
    """Another name for a component."""
    return edit("set", id=component, values={"name": name})


def three_boxes(name: str = "Card fraud") -> Design:
    """Two components of a zone, one outside, two flows, a note and a waiver."""
    return read_design(
        {
            "name": name,
            "brief": {"problem": "Fraud costs 2 M USD a month."},
            "zones": [{"id": "online", "name": "Online"}],
            "components": [
                {"id": "shop", "kind": "consumer_app", "name": "Shop"},
                {"id": "scorer", "kind": "serving_endpoint", "zone": "online", "x-cost": 12},
                {"id": "kafka", "kind": "event_stream", "name": "Kafka", "zone": "online"},
            ],
            "flows": [
                {"from": "shop", "to": "scorer", "kind": "request_response", "timeout_ms": 80},
                {"from": "scorer", "to": "kafka", "kind": "logs"},
            ],
            "notes": [{"id": "n1", "text": "Ask the issuer.", "about": "scorer"}],
            "waivers": [
                {"finding": "RES001@scorer", "reason": "Later.", "owner": "us", "until": "2027-03-01"}
            ],
            "layout": {"boxes": {"shop": [0, 0], "scorer": [240, 0]}},
        }
    )


_BOXES = ["shop", "scorer", "kafka", "d", "e"]
_ids = st.sampled_from([*_BOXES, "online", "z", "n1", "n2", "gone"])
_boxes = st.sampled_from(_BOXES)
_flows = st.sampled_from(["shop>scorer:request_response", "scorer>kafka:logs", "d>e:logs", "kafka>d:logs"])
_kinds = st.sampled_from(["cache", "serving_endpoint", "training", "event_stream"])
_points = st.tuples(st.integers(-50, 50), st.integers(-50, 50)).map(list)
_texts = st.sampled_from(["", "a", "Ünï→", "two\nlines", "a: b # c", "🐟" * 3])


def _made(op: str, **values: Any) -> st.SearchStrategy[Edit]:
    return st.fixed_dictionaries({"op": st.just(op), **values}).map(read_edit)


def _part(**values: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(values)


_simple = st.one_of(
    _made("add_component", component=_part(id=_boxes, kind=_kinds), at=_points),
    _made("add_flow", flow=_part(**{"from": _boxes, "to": _boxes, "kind": st.just("logs")})),
    _made("insert_on_flow", flow=_flows, component=_part(id=_boxes, kind=_kinds)),
    _made("delete", ids=st.lists(st.one_of(_ids, _flows), max_size=3)),
    _made("set", id=_boxes, values=_part(name=_texts)),
    _made("set", id=st.just("design"), values=_part(name=_texts)),
    _made("set", id=_boxes, values=_part(replicas=st.integers(0, 3), zone=st.sampled_from(["online", "z"]))),
    _made("set", id=_flows, values=_part(label=_texts)),
    _made("unset", id=_boxes, properties=st.just(["name", "zone"])),
    _made("set_kind", id=st.one_of(_boxes, _flows), kind=_kinds),
    _made("rename_id", id=_ids, to=_ids),
    _made("reconnect", id=_flows, to=_boxes),
    _made("set_brief", values=_part(problem=st.one_of(st.none(), _texts))),
    _made(
        "add_zone",
        zone=_part(id=st.sampled_from(["online", "z"])),
        area=_part(at=_points, size=st.just([9, 9])),
    ),
    _made("delete_zone", id=st.sampled_from(["online", "z"])),
    _made("assign_zone", ids=st.lists(_boxes, max_size=2), zone=st.sampled_from([None, "online", "z"])),
    _made("place", boxes=st.dictionaries(_boxes, st.one_of(st.none(), _points), max_size=2)),
    _made("place", lock=st.lists(_boxes, max_size=1), unlock=st.lists(_boxes, max_size=1)),
    _made("add_note", note=_part(id=st.sampled_from(["n1", "n2"]), text=_texts), at=_points),
    _made("set_note", id=st.just("n1"), values=_part(about=st.sampled_from([None, "shop", "d"]))),
    _made("delete_waiver", finding=st.just("RES001@scorer")),
)
edits = st.one_of(
    _simple, st.lists(_simple, max_size=3).map(lambda some: edit("batch", edits=[e.stated() for e in some]))
)
"""Edits that often, but not always, fit the sample design."""
