"""How old data are behind a component, and how a length of time is written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.graph import View
from designer.graph.freshness import Age, Step, freshest, in_words, way
from designer.model.design import read_design
from designer.model.values import seconds

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0


def view(boxes: dict[str, Any], *flows: str) -> View:
    """A view of boxes (a kind, or properties) and flows as `from to kind [delay]`."""
    parts = [{"id": key, **(one if isinstance(one, dict) else {"kind": one})} for key, one in boxes.items()]
    names = ("from", "to", "kind", "delay")
    return View(
        read_design(
            {"components": parts, "flows": [dict(zip(names, f.split(), strict=False)) for f in flows]}
        )
    )


def test_intervals_and_delays_add_up() -> None:
    """On the way from the source, but not the schedule of who answers."""
    one = view(
        {
            "db": "data_source",
            "load": {"kind": "ingestion_job", "schedule": "24h"},
            "make": {"kind": "feature_pipeline", "schedule": "1h"},
            "nightly": {"kind": "batch_inference", "schedule": "7d"},
        },
        "db load batch_data 30m",
        "load make batch_data",
        "make nightly features",
    )

    assert freshest(one, "nightly", known=True) == Age(25.5 * HOUR, "make", True)
    assert way(one, "make") == [Step("db", 0.0), Step("load", DAY), Step("make", HOUR)]


def test_what_one_orchestrator_starts_is_one_run() -> None:
    """Of its steps the longest interval counts, also over a store; what another starts adds up."""
    boxes = {
        "db": "data_source",
        "night": "orchestrator",
        "other": "orchestrator",
        "load": {"kind": "ingestion_job", "schedule": "12h"},
        "lake": "raw_store",
        "make": {"kind": "feature_pipeline", "schedule": "24h"},
        "copy": {"kind": "feature_pipeline", "schedule": "1h"},
        "nightly": "batch_inference",
    }
    flows = ("db load batch_data", "load lake batch_data", "lake make batch_data", "make copy features",
             "copy nightly features", "night load control")  # fmt: skip

    together = view(boxes, *flows, "night make control", "night copy control")
    assert freshest(together, "nightly", known=True) == Age(DAY, "copy", True)
    assert [step.joined for step in way(together, "copy")] == [False, False, False, True, True]

    apart = view(boxes, *flows, "other make control")
    assert freshest(apart, "nightly", known=True) == Age(37 * HOUR, "copy", True)
    assert not any(step.joined for step in way(apart, "copy"))


def test_the_freshest_of_several_ways_counts() -> None:
    """Also where one way leads by a call and one round in a circle."""
    one = view(
        {
            "clicks": "event_stream",
            "slow": {"kind": "feature_pipeline", "schedule": "24h"},
            "fast": {"kind": "feature_pipeline", "schedule": "1m"},
            "store": {"kind": "feature_store", "materialisation_interval": "30s"},
            "lake": "raw_store",
            "api": "serving_endpoint",
        },
        "clicks slow stream_data",
        "clicks fast stream_data",
        "slow store features",
        "fast store features",
        "store lake features",
        "lake slow batch_data",
        "api store request_response",
    )

    assert freshest(one, "api", known=True) == Age(90.0, "store", True)


def test_what_is_not_stated_adds_nothing_or_closes_the_way() -> None:
    """A job that says neither when it runs nor that it follows a stream is not known."""
    boxes = {"db": "data_source", "make": "feature_pipeline", "api": "serving_endpoint"}
    flows = ("db make batch_data", "make api features")

    assert freshest(view(boxes, *flows), "api", known=False) == Age(0.0, "make", False)
    assert freshest(view(boxes, *flows), "api", known=True) is None
    streamed = boxes | {"make": {"kind": "feature_pipeline", "mode": "stream"}}
    assert freshest(view(streamed, *flows), "api", known=True) == Age(0.0, "make", True)


def test_answers_that_were_computed_before_are_as_old_as_their_job() -> None:
    """An endpoint that looks scores up answers from yesterday's data."""
    one = view(
        {
            "table": "warehouse",
            "nightly": {"kind": "batch_inference", "schedule": "24h"},
            "scores": "prediction_store",
            "api": "serving_endpoint",
        },
        "table nightly features",
        "nightly scores predictions",
        "api scores request_response",
    )

    assert freshest(one, "api", known=True) == Age(DAY, "scores", True)


def test_retrievers_that_ask_each_other_are_no_trap() -> None:
    """Nor is a design without any data."""
    one = view(
        {"api": "serving_endpoint", "a": "retriever", "b": "retriever"},
        "api a request_response",
        "a b request_response",
        "b a request_response",
    )

    assert freshest(one, "api", known=False) is None


@pytest.mark.parametrize(
    ("length", "words"),
    [(0, "0s"), (90, "90s"), (300, "5m"), (DAY, "24h"), (2 * DAY, "2d"), (36 * HOUR, "36h")],
)
def test_a_length_of_time_in_words(length: float, words: str) -> None:
    """In the largest unit that is whole; one day is 24 hours."""
    assert in_words(length) == words


@given(st.integers(0, 10**9))
def test_words_mean_the_length_that_they_were_made_from(length: int) -> None:
    """So that a fix states exactly what fits."""
    assert seconds(in_words(length)) == length
