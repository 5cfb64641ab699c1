"""Arithmetic on the drawing, against counting every way one by one on small random drawings."""

from __future__ import annotations

from math import inf, isclose, prod
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.graph import View
from designer.model.design import Design, read_design
from designer.simulate import (
    availability,
    capacity,
    capacity_ratios,
    entries,
    longest_chain,
    offered_load,
)
from designer.simulate.availability import REPLICATED, SINGLE
from designer.simulate.capacity import HEADROOM
from designer.simulate.load import CALLERS

_KINDS = ("api_gateway", "serving_endpoint", "feature_store", "data_source", "other")
_FRONT = ("consumer_app", "human_review")


@st.composite
def calls(draw: st.DrawFn, *, cyclic: bool = False) -> Design:
    """Boxes that call each other; without circles a box calls only those after it."""
    kinds = draw(st.lists(st.sampled_from(_KINDS), min_size=1, max_size=6))
    boxes = [_box(draw, f"c{number}", kind) for number, kind in enumerate(kinds)]
    boxes += [{"id": f"u{number}", "kind": kind} for number, kind in enumerate(_FRONT)]
    inner = [box["id"] for box in boxes[: len(kinds)]]
    pairs = [(a, b) for a in inner for b in inner if a < b or (cyclic and a != b)]
    pairs += [(user["id"], one) for user in boxes[len(kinds) :] for one in inner]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=10, unique=True))
    flows = [{"from": a, "to": b, "kind": "request_response"} for a, b in chosen]
    peak = draw(st.sampled_from([None, 0, 10, 300]))
    return read_design(
        {"brief": {"qps_peak": peak} if peak is not None else {}, "components": boxes, "flows": flows}
    )


def _box(draw: st.DrawFn, own: str, kind: str) -> dict[str, Any]:
    data: dict[str, Any] = {"id": own, "kind": kind}
    if kind == "other":
        return data
    known = {"latency_p99_ms": st.integers(0, 90), "capacity_qps": st.integers(0, 500)}
    if kind != "data_source":
        known |= {"calls_per_request": st.integers(0, 3), "replicas": st.integers(0, 4)}
        known |= {"autoscaling": st.booleans(), "max_replicas": st.integers(0, 9)}
    chosen = draw(st.sets(st.sampled_from(sorted(known))))
    return data | {name: draw(known[name]) for name in sorted(chosen)}


def ways_from(view: View, start: str) -> list[tuple[str, ...]]:
    """Every way along waiting calls that begins at a component, those that stop early included."""
    found: list[tuple[str, ...]] = [(start,)]
    for one in view.targets(start, "request_response"):
        found += [(start, *way) for way in ways_from(view, one)]
    return found


def number(view: View, component: str, name: str, default: float) -> float:
    """A property as a number."""
    value = view.get(component, name)
    return default if value is None else float(value)


@settings(max_examples=150)
@given(calls())
def test_load_is_the_sum_over_all_ways_from_the_front_doors(design: Design) -> None:
    """Each way brings the product of the calls that its components are asked for."""
    view = View(design)
    expected: dict[str, float] = {}
    for entry in entries(view):
        for way in ways_from(view, entry):
            times = prod(number(view, one, "calls_per_request", 1) for one in way)
            expected[way[-1]] = expected.get(way[-1], 0.0) + times

    load = offered_load(view)

    assert load.keys() == expected.keys()
    assert all(isclose(load[one], expected[one]) for one in load)


@settings(max_examples=150)
@given(calls())
def test_longest_chain_is_the_slowest_of_all_ways(design: Design) -> None:
    """Its sum is the largest, it is a way, and it names what states no latency."""
    view = View(design)
    for one in view.ids:
        chain = longest_chain(view, one)
        sums = [sum(number(view, step, "latency_p99_ms", 0) for step in way) for way in ways_from(view, one)]
        assert chain.total_ms == max(sums)
        assert chain.components in ways_from(view, one)
        assert set(chain.missing) == {
            step for step in chain.components if view.get(step, "latency_p99_ms") is None
        }


@settings(max_examples=100)
@given(calls())
def test_availability_multiplies_everything_that_is_waited_for(design: Design) -> None:
    """Each component counts once, however many ways lead to it."""
    view = View(design)
    for one in view.ids:
        needed = {step for way in ways_from(view, one) for step in way}
        several = {
            step for step in needed if number(view, step, "replicas", 1) > 1 or view.get(step, "autoscaling")
        }
        expected = REPLICATED ** len(several) * SINGLE ** len(needed - several)
        assert isclose(availability(view, one), expected)


@settings(max_examples=150)
@given(calls(), st.sampled_from([1.0, 10.0]))
def test_ratios_are_capacity_over_load_with_headroom(design: Design, factor: float) -> None:
    """Only stated capacities are compared, the tightest first, and only where a peak is stated."""
    view = View(design)
    peak = design.brief.qps_peak
    ratios = list(capacity_ratios(view, factor).values())

    load = offered_load(view) if peak is not None else {}
    assert {one.component for one in ratios} == {
        one for one in load if view.get(one, "capacity_qps") is not None
    }
    for one in ratios:
        grown = bool(view.get(one.component, "autoscaling"))
        count = number(view, one.component, "replicas", 1)
        count = number(view, one.component, "max_replicas", count) if grown else count
        assert one.capacity == number(view, one.component, "capacity_qps", 0) * count
        assert isclose(one.need, (peak or 0) * factor * load[one.component] * HEADROOM)
        assert one.ratio == (one.capacity / one.need if one.need else inf)
    assert ratios == sorted(ratios, key=lambda one: (one.ratio, one.component))


@settings(max_examples=150)
@given(calls(cyclic=True), st.integers(0, 2**32))
def test_answers_do_not_depend_on_the_order_of_the_file(design: Design, seed: int) -> None:
    """Circles and all: the same drawing, written in another order, gives the same numbers."""
    data = design.stated()
    Random(seed).shuffle(data["components"])
    Random(seed + 1).shuffle(data["flows"])
    one, other = View(design), View(read_design(data))

    assert offered_load(one) == offered_load(other)
    assert entries(one) == entries(other)
    assert capacity_ratios(one) == capacity_ratios(other)
    for key in one.ids:
        assert longest_chain(one, key) == longest_chain(other, key)
        assert availability(one, key) == availability(other, key)


@settings(max_examples=100)
@given(calls(cyclic=True))
def test_circles_end(design: Design) -> None:
    """In a circle nothing is counted for ever: no chain visits a box twice."""
    view = View(design)
    for one in view.ids:
        steps = longest_chain(view, one).components
        assert len(set(steps)) == len(steps)
    assert all(0 <= value < inf for value in offered_load(view).values())
    assert not any(view.kind(one) in CALLERS for one in offered_load(view))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, None),
        ({"capacity_qps": 50}, 50),
        ({"capacity_qps": 50, "replicas": 0}, 0),
        ({"capacity_qps": 50, "replicas": 3, "max_replicas": 9}, 150),
        ({"capacity_qps": 50, "replicas": 3, "autoscaling": True}, 150),
        ({"capacity_qps": 50, "replicas": 3, "autoscaling": True, "max_replicas": 9}, 450),
    ],
)
def test_capacity_counts_the_instances_that_may_run(stated: dict[str, Any], expected: float | None) -> None:
    """Without autoscaling those that run, with it the most that it may start."""
    view = View(read_design({"components": [{"id": "api", "kind": "serving_endpoint", **stated}]}))

    assert capacity(view, "api") == expected


def test_a_stated_promise_wins_over_the_assumed_one() -> None:
    """An availability that is promised replaces the assumption, in percent."""
    boxes = [
        {"id": "api", "kind": "serving_endpoint", "slo_availability": 99.5},
        {"id": "store", "kind": "feature_store", "technology": "redis"},
    ]
    flow = {"from": "api", "to": "store", "kind": "request_response"}
    view = View(read_design({"components": boxes, "flows": [flow]}))

    assert isclose(availability(view, "api"), 0.995 * SINGLE)


def test_a_legacy_system_that_is_asked_takes_load() -> None:
    """A policy that falls back on the system of old brings it the whole peak; one that only asks has none."""
    calls = [("app", "policy"), ("policy", "model"), ("policy", "old"), ("caller", "policy")]
    kinds = {
        "app": "consumer_app",
        "policy": "rules_engine",
        "model": "serving_endpoint",
        "old": "legacy_system",
        "caller": "legacy_system",
    }
    design = read_design(
        {
            "components": [{"id": one, "kind": kind} for one, kind in kinds.items()],
            "flows": [{"from": a, "to": b, "kind": "request_response"} for a, b in calls],
        }
    )
    assert offered_load(View(design)) == {"policy": 1, "model": 1, "old": 1}
