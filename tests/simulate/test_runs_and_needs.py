"""How long runs take, and what a request cannot do without."""

from __future__ import annotations

from typing import Any

import pytest

from designer.graph import View
from designer.model.design import read_design
from designer.simulate import SINGLE, hard_dependencies, known_availability, rows_of_run, run_seconds


def view_of(components: list[dict[str, Any]], calls: str = "", **brief: Any) -> View:
    """A view of these components; `calls` are pairs such as `a>b`."""
    pairs = [pair.split(">") for pair in calls.split()]
    flows = [{"from": a, "to": b, "kind": "request_response"} for a, b in pairs]
    return View(read_design({"brief": brief, "components": components, "flows": flows}))


@pytest.mark.parametrize(
    ("stated", "brief", "rows"),
    [({"rows_per_run": 5}, {"rows_per_run": 9}, 5), ({}, {"rows_per_run": 9}, 9), ({}, {}, None)],
)
def test_rows_of_a_scoring_job(stated: dict[str, Any], brief: dict[str, Any], rows: float | None) -> None:
    """What the job states goes over what the brief states."""
    view = view_of([{"id": "job", "kind": "batch_inference", **stated}], **brief)

    assert rows_of_run(view, "job") == rows


def test_rows_that_come_in_are_added_up() -> None:
    """Two bulk flows, and one that states nothing."""
    boxes = [{"id": one, "kind": "warehouse"} for one in ("a", "b", "c")]
    flows = [{"from": one, "to": "job", "kind": "batch_data"} for one in ("a", "b", "c")]
    flows[0]["rows"], flows[1]["rows"] = 30, 12  # type: ignore[assignment]
    job = {"id": "job", "kind": "feature_pipeline", "throughput_rows_s": 2}
    view = View(read_design({"components": [*boxes, job], "flows": flows}))

    assert run_seconds(view, "job") == 21


def test_a_speed_of_nothing_gives_no_time() -> None:
    """There is no such run."""
    view = view_of([{"id": "job", "kind": "training", "rows_per_run": 5, "throughput_rows_s": 0}])

    assert run_seconds(view, "job") is None


GATEWAY = {"id": "gateway", "kind": "api_gateway"}
MODEL = {"id": "model", "kind": "serving_endpoint"}
STORE = {"id": "store", "kind": "feature_store"}
RULES = {"id": "rules", "kind": "fallback"}
COPY = {"id": "copy", "kind": "cache"}
WHO = {"id": "who", "kind": "other"}


@pytest.mark.parametrize(
    ("components", "calls", "needed"),
    [
        ([MODEL, STORE], "gateway>model model>store", "gateway model store"),
        ([MODEL | {"missing_value_policy": "default"}, STORE], "gateway>model model>store", "gateway model"),
        (
            [MODEL | {"missing_value_policy": "reject"}, STORE],
            "gateway>model model>store",
            "gateway model store",
        ),
        ([MODEL, RULES], "gateway>model gateway>rules", "gateway"),
        ([WHO, RULES], "gateway>who gateway>rules", "gateway who"),
        ([MODEL, COPY], "gateway>model gateway>copy", "gateway model"),
        ([COPY], "gateway>copy", "copy gateway"),
    ],
)
def test_what_a_request_cannot_do_without(components: list[dict[str, Any]], calls: str, needed: str) -> None:
    """Features with a policy for missing ones, models beside a fallback and caches beside models are soft."""
    assert list(hard_dependencies(view_of([GATEWAY, *components], calls), "gateway")) == needed.split()


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ({"slo_availability": 99.5, "replicas": 1}, 0.995),
        ({}, SINGLE),
        ({"replicas": 2}, None),
        ({"autoscaling": True}, None),
        ({"packaging": "managed"}, None),
        ({"external": True}, None),
    ],
)
def test_only_a_promise_or_a_single_instance_is_known(stated: dict[str, Any], known: float | None) -> None:
    """Of several instances, and of what others run, the availability is a question."""
    assert known_availability(view_of([MODEL | stated]), "model") == known
