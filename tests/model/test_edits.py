"""What single edits do beside the obvious."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from designer.errors import RefusedEdit
from designer.model import limits
from designer.model.design import Design, read_design
from designer.model.edits import apply, elements, read_edit
from designer.model.edits.language import AnyEdit

DESIGN = read_design(
    {
        "name": "Fraud",
        "zones": [{"id": "online"}, {"id": "inner", "parent": "online"}],
        "components": [
            {"id": "checkout", "kind": "consumer_app"},
            {
                "id": "scorer",
                "kind": "serving_endpoint",
                "zone": "online",
                "health_check": True,
                "replicas": 2,
                "x-ticket": 7,
            },
        ],
        "flows": [
            {
                "from": "checkout",
                "to": "scorer",
                "kind": "request_response",
                "timeout_ms": 80,
                "contract": "none",
            },
            {
                "id": "checkout>scorer:request_response-2",
                "from": "checkout",
                "to": "scorer",
                "kind": "request_response",
            },
        ],
        "notes": [{"id": "n1", "text": "?", "about": "scorer"}],
        "waivers": [{"finding": "RES001@scorer", "reason": "a", "owner": "b", "until": "2027-03-01"}],
        "reviews": [{"id": "review:0123abcd@scorer", "status": "kept"}],
        "layout": {
            "boxes": {"scorer": [1, 2], "n1": [0, 0]},
            "zones": {"online": {"at": [0, 0], "size": [9, 9]}},
            "locked": ["scorer", "online"],
        },
    }
)


def after(**edit: Any) -> Design:
    return apply(DESIGN, read_edit(edit)).design


def refusal(design: Design = DESIGN, **edit: Any) -> str:
    with pytest.raises(RefusedEdit) as caught:
        apply(design, read_edit(edit))
    return str(caught.value)


def test_set_kind_says_what_it_dropped() -> None:
    applied = apply(DESIGN, read_edit({"op": "set_kind", "id": "scorer", "kind": "cache"}))
    assert applied.dropped == ("health_check",)
    component = applied.design.components["scorer"]
    assert component.stated() == {
        "id": "scorer",
        "kind": "cache",
        "zone": "online",
        "replicas": 2,
        "x-ticket": 7,
    }
    flow = "checkout>scorer:request_response"
    applied = apply(DESIGN, read_edit({"op": "set_kind", "id": flow, "kind": "async_request"}))
    assert applied.dropped == ("timeout_ms",)
    assert next(iter(applied.design.flows)) == "checkout>scorer:async_request"


def test_a_new_name_is_followed_everywhere() -> None:
    design = after(op="rename_id", id="scorer", to="model")
    assert list(design.components) == ["checkout", "model"]
    assert list(design.flows) == ["checkout>model:request_response", "checkout>model:request_response-2"]
    assert design.notes["n1"].about == "model"
    assert list(design.waivers) == ["RES001@model"]
    assert list(design.reviews) == ["review:0123abcd@model"]
    assert design.layout.boxes["model"] == (1, 2)
    assert design.layout.locked == {"model", "online"}


def test_a_new_name_of_a_zone() -> None:
    design = after(op="rename_id", id="online", to="live")
    assert design.components["scorer"].zone == "live"
    assert design.zones["inner"].parent == "live"
    assert list(design.layout.zones) == ["live"]


def test_deleting_takes_what_hangs_on_it() -> None:
    design = after(op="delete", ids=["scorer"])
    assert (list(design.components), design.flows) == (["checkout"], {})
    assert design.notes["n1"].about is None
    assert "scorer" not in design.layout.boxes
    assert design.layout.locked == {"online"}
    assert list(design.waivers) == ["RES001@scorer"], "what matches nothing is reported, not dropped"


def test_deleting_a_zone_leaves_its_members() -> None:
    design = after(op="delete_zone", id="online")
    assert design.components["scorer"].zone is None
    assert design.zones["inner"].parent is None


def test_nothing_but_the_design_changes() -> None:
    assert after(op="set", id="scorer", values={"replicas": 3}).flows is DESIGN.flows


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({"op": "add_component", "component": {"id": "scorer", "kind": "queue"}}, "such as scorer-2"),
        ({"op": "add_component", "component": {"id": "online", "kind": "queue"}}, "it is taken"),
        ({"op": "add_component", "component": {"id": "brief", "kind": "queue"}}, "it is reserved"),
        ({"op": "add_component", "component": {"id": "a", "kind": "queu"}}, "Did you mean queue?"),
        ({"op": "add_component", "component": {"id": "a"}}, "it has no kind"),
        (
            {"op": "add_component", "component": {"id": "a", "kind": "queue", "zone": "onlin"}},
            "Did you mean online?",
        ),
        (
            {"op": "add_flow", "flow": {"from": "checkout", "to": "scores", "kind": "logs"}},
            "Did you mean scorer?",
        ),
        (
            {"op": "add_flow", "flow": {"from": "checkout", "to": "scorer", "kind": "request_response"}},
            "it is taken",
        ),
        ({"op": "set", "id": "scorer", "values": {"id": "a"}}, "use set_kind, rename_id or reconnect"),
        ({"op": "set", "id": "scorer", "values": {"replicas": "many"}}, "is not a whole number"),
        ({"op": "set", "id": "gone", "values": {}}, "not in the design (any more)"),
        ({"op": "set", "id": "design", "values": {"colour": 1}}, "only its name"),
        ({"op": "set", "id": "design", "values": {"name": "x" * 301}}, "longer than 300"),
        ({"op": "unset", "id": "scorer", "properties": ["kind"]}, "every element needs one"),
        ({"op": "rename_id", "id": "scorer", "to": "n1"}, "it is taken"),
        ({"op": "rename_id", "id": "gone", "to": "here"}, "no component, zone or note has this id"),
        ({"op": "set_zone", "id": "online", "values": {"parent": "inner"}}, "one level deep"),
        (
            {
                "op": "add_waiver",
                "waiver": {"finding": "RES001@scorer", "reason": "a", "owner": "b", "until": "2027-01-01"},
            },
            "it is waived already",
        ),
        ({"op": "set_waiver", "finding": "RES001@scorer", "values": {"until": "soon"}}, "until"),
        ({"op": "set_brief", "values": {"maturity": "ripe"}}, "is not one of the valid words"),
    ],
)
def test_refusals_say_what_to_do(edit: dict[str, Any], words: str) -> None:
    message = refusal(**edit)
    assert message.startswith("cannot ")
    assert words in message


@pytest.mark.parametrize(
    "data",
    [{}, {"op": "explode"}, {"op": "set"}, {"op": "delete", "ids": 3}, {"op": "delete", "ids": [], "x": 1}],
)
def test_what_is_no_edit(data: dict[str, Any]) -> None:
    with pytest.raises(RefusedEdit, match="cannot read the edit"):
        read_edit(data)


def test_half_a_character_fits_in_no_file() -> None:
    assert "half of a character" in refusal(op="set", id="design", values={"x-a": ["\ud83d"]})


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.MAX_COMPONENTS == elements.MAX_COMPONENTS
    monkeypatch.setattr(elements, "MAX_COMPONENTS", 2)
    monkeypatch.setattr(elements, "MAX_FLOWS", 2)
    assert "at most 2" in refusal(op="add_component", component={"id": "a", "kind": "queue"})
    assert "at most 2" in refusal(op="add_flow", flow={"from": "scorer", "to": "checkout", "kind": "logs"})
    assert "too long" in refusal(op="set", id="scorer", values={"owner": "x" * (limits.MAX_TEXT + 1)})


def test_every_edit_has_a_test_value() -> None:
    from tests.strategies import _EDITS

    assert set(_EDITS) == {one.model_fields["op"].default for one in get_args(AnyEdit)}
