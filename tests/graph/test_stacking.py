"""Chains of models, against a search of all ways and at their edges."""

from __future__ import annotations

from random import Random

import pytest

from designer.graph import View
from designer.graph.stacking import chains, feeding, links
from designer.model.design import read_design

Flows = list[tuple[str, str, str]]


def view_of(kinds: dict[str, str], flows: Flows) -> View:
    """A view of boxes by id and kind, and flows by source, target and kind."""
    components = [{"id": key, "kind": kind} for key, kind in kinds.items()]
    drawn = [{"from": source, "to": target, "kind": kind} for source, target, kind in flows]
    return View(read_design({"sketchcheck": 1, "name": "Test", "components": components, "flows": drawn}))


def longest(flows: Flows, counted: set[str], end: str) -> int:
    """The most models on any way to the end, by trying all; only for drawings without circles."""
    before = [longest(flows, counted, source) for source, target, _ in flows if target == end]
    return max(before, default=0) + (end in counted)


@pytest.mark.parametrize("seed", range(30))
def test_the_chain_is_as_long_as_the_longest_way(seed: int) -> None:
    """Whatever the order of the flows, and with stores on the way."""
    random = Random(seed)
    kinds = {f"c{n}": random.choice(["batch_inference", "feature_store", "ranking_stage"]) for n in range(9)}
    pairs = [(f"c{a}", f"c{b}") for a in range(9) for b in range(a + 1, 9) if random.random() < 0.3]
    flows = [(a, b, "features" if kinds[a] == "feature_store" else "predictions") for a, b in pairs]
    counted = {key for key, kind in kinds.items() if kind == "batch_inference"}
    found = chains(view_of(kinds, random.sample(flows, len(flows))))

    for end, chain in found.items():
        assert len(chain) == longest(flows, counted, end)
        assert set(chain) <= counted
        assert chain[-1] == end
    best = max((longest(flows, counted, end) for end in counted), default=0)
    assert max(map(len, found.values()), default=1) == max(best, 1)


def test_models_in_a_circle_count_as_one() -> None:
    """Two models that feed each other through a store are one link of the chain behind them."""
    kinds = dict.fromkeys(("a", "b", "c"), "stream_inference") | {"s": "feature_store"}
    circle = [("a", "s", "predictions"), ("s", "b", "features"), ("b", "a", "predictions")]

    assert chains(view_of(kinds, circle)) == {}
    assert chains(view_of(kinds, [*circle, ("b", "c", "predictions")])) == {"c": ("b", "c")}


def test_a_warehouse_keeps_answers_for_the_record() -> None:
    """What is computed from yesterday's answers is no stack."""
    kinds = {"a": "batch_inference", "w": "warehouse", "b": "batch_inference"}
    view = view_of(kinds, [("a", "w", "predictions"), ("w", "b", "features")])

    assert chains(view) == {}
    assert not feeding(view, "b")


def test_a_training_ends_a_chain_where_its_model_does_not() -> None:
    """The answers that the training learns from are given to no served model; its own model is no link."""
    kinds = {
        "a": "batch_inference", "b": "batch_inference", "s": "feature_store",
        "t": "training", "m": "serving_endpoint",
    }  # fmt: skip
    flows = [
        ("a", "b", "predictions"), ("b", "s", "predictions"), ("s", "t", "features"),
        ("t", "m", "model_artifact"),
    ]  # fmt: skip

    assert chains(view_of(kinds, flows)) == {"t": ("a", "b", "t")}
    assert chains(view_of(kinds, [*flows, ("s", "m", "features")])) == {"m": ("a", "b", "m")}
    assert chains(view_of(kinds, [*flows[:-1], ("t", "b", "model_artifact")])) == {"b": ("a", "b")}


def test_links_are_the_flows_between_the_models() -> None:
    """Those into and out of a store as well."""
    kinds = {"a": "batch_inference", "s": "feature_store", "b": "batch_inference"}
    view = view_of(kinds, [("a", "s", "predictions"), ("s", "b", "features")])

    assert [flow.id for flow in links(view, ("a", "b"))] == ["a>s:predictions", "s>b:features"]
