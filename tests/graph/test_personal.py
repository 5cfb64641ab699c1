"""Where personal data and data of outsiders go."""

from __future__ import annotations

from typing import Any

from designer.graph import View
from designer.graph.personal import personal_data
from designer.graph.untrusted import perhaps_unfiltered, unfiltered, untrusted_into
from designer.model.design import read_design


def view_of(components: dict[str, dict[str, Any]], flows: list[dict[str, Any]]) -> View:
    """A view of components by id and flows."""
    return View(
        read_design({"components": [{"id": key, **one} for key, one in components.items()], "flows": flows})
    )


def test_a_request_carries_to_the_called_and_a_look_up_to_the_caller() -> None:
    """A profile that a service looks up is then in the service; the store gets no more than a key."""
    components = {
        "app": {"kind": "consumer_app"},
        "scorer": {"kind": "serving_endpoint"},
        "profiles": {"kind": "feature_store", "pii": "personal"},
        "prices": {"kind": "feature_store"},
        "log": {"kind": "log_store"},
    }
    flows = [
        {"from": "app", "to": "scorer", "kind": "request_response"},
        {"from": "scorer", "to": "profiles", "kind": "request_response"},
        {"from": "scorer", "to": "prices", "kind": "request_response"},
        {"from": "scorer", "to": "log", "kind": "logs"},
    ]

    assert personal_data(view_of(components, flows)) == {
        "profiles": "profiles", "scorer": "profiles", "log": "profiles",
    }  # fmt: skip


def test_redaction_and_a_stated_absence_end_the_way() -> None:
    """Neither goes on from there."""
    components = {
        "crm": {"kind": "data_source", "pii": "sensitive"},
        "lake": {"kind": "raw_store", "pii": "pseudonymous"},
        "copy": {"kind": "warehouse"},
        "train": {"kind": "training"},
    }
    flows = [
        {"from": "crm", "to": "lake", "kind": "batch_data"},
        {"from": "lake", "to": "train", "kind": "batch_data"},
        {"from": "crm", "to": "copy", "kind": "batch_data", "redacted": True},
    ]

    assert personal_data(view_of(components, flows)) == {"crm": "crm"}


def test_feedback_of_users_counts_where_it_is_the_only_truth() -> None:
    """A warehouse that gives labels makes the clicks one voice of two."""
    components = {
        "app": {"kind": "consumer_app", "user_facing": True},
        "lake": {"kind": "raw_store"},
        "house": {"kind": "warehouse"},
        "train": {"kind": "training"},
    }
    flows = [
        {"from": "app", "to": "lake", "kind": "feedback"},
        {"from": "lake", "to": "train", "kind": "batch_data"},
    ]
    labels = {"from": "house", "to": "train", "kind": "labels"}
    alone, beside = view_of(components, flows), view_of(components, [*flows, labels])

    assert list(untrusted_into(alone, "train")) == ["app"]
    assert unfiltered(alone, "train")
    assert not untrusted_into(beside, "train")
    assert not unfiltered(beside, "train")


def test_a_second_way_past_the_filter_counts() -> None:
    """What a validation checks is unknown until it is stated."""
    components = {
        "feed": {"kind": "data_source", "external": True},
        "check": {"kind": "data_validation"},
        "train": {"kind": "training"},
    }
    flows = [
        {"from": "feed", "to": "check", "kind": "batch_data"},
        {"from": "check", "to": "train", "kind": "batch_data"},
    ]
    past = {"from": "feed", "to": "train", "kind": "batch_data"}
    filtering = components | {"check": {"kind": "data_validation", "checks": ["anomaly"]}}

    assert not unfiltered(view_of(components, flows), "train")
    assert perhaps_unfiltered(view_of(components, flows), "train")
    assert not perhaps_unfiltered(view_of(filtering, flows), "train")
    assert unfiltered(view_of(filtering, [*flows, past]), "train")
