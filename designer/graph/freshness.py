"""How old data are when they reach a component: the intervals of the jobs and copies on the way, added up.

Of several ways the freshest counts. One search from all sources answers for every component.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import NamedTuple

from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import Flow
from designer.model.kinds import KINDS, SERVING, STORE
from designer.model.values import seconds

INTERVALS = {
    "ingestion_job": "schedule",
    "feature_pipeline": "schedule",
    "document_pipeline": "schedule",
    "batch_inference": "schedule",
    "feature_store": "materialisation_interval",
    "vector_index": "refresh_interval",
}
"""Kinds that refresh at intervals, with the property that says how often."""
LOOKED_UP = ("feature_store", "feature_pipeline", "prediction_store", "cache", "warehouse")
"""Kinds from which a serving component looks values up. An index is asked for items, not for values."""
_DATA = ("batch_data", "stream_data", "features")
_SOURCES = frozenset({"data_source", "event_stream"})
_COPIES_AT_ONCE = frozenset({"feature_store", "vector_index"})
"""Kinds that take in what they are sent at once, where no interval is stated."""
_WAITS = frozenset({"request_response"})
_BUT_BETWEEN = frozenset(KINDS) - {"retriever", "guardrail"}
_PASSES_ANSWERS = frozenset({"prediction_store", "cache"})


class Age(NamedTuple):
    """How old data are at a place, in seconds, and the component that they came from; "" at a source."""

    seconds: float
    before: str


class Step(NamedTuple):
    """A component on a way with the interval that it adds, in seconds; None where that is not stated."""

    component: str
    interval: float | None


def interval_of(view: View, component: str) -> float | None:
    """How long data may wait in a component for its next run; None where that is not stated."""
    kind = view.kind(component)
    name = INTERVALS.get(kind)
    if name is None:
        return 0.0
    stated = view.get(component, name)
    if stated is not None:
        return seconds(stated)
    at_once = view.get(component, "mode") in ("stream", "on_request")
    return 0.0 if at_once or kind in _COPIES_AT_ONCE else None


def ages(view: View, *, known: bool) -> dict[str, Age]:
    """The age of the freshest data behind each component, its own interval included.

    With `known` only ways on which every interval is stated count; else one that is not stated adds
    nothing, so that the age is the least possible. Serving components other than batch jobs end ways.
    """
    return view.once(("ages", known), lambda: _ages(view, known))


def _ages(view: View, known: bool) -> dict[str, Age]:
    found: dict[str, Age] = {}
    heap = [(_wait(view, one, known), one, "") for one in _starts(view)]
    heapq.heapify(heap)
    while heap:
        age, component, before = heapq.heappop(heap)
        if component in found or age == float("inf"):
            continue
        found[component] = Age(age, before)
        for flow in _onward(view, component):
            if flow.target not in found:
                later = age + delay_of(flow) + _wait(view, flow.target, known)
                heapq.heappush(heap, (later, flow.target, component))
    return found


def _wait(view: View, component: str, known: bool) -> float:
    interval = interval_of(view, component)
    return (float("inf") if known else 0.0) if interval is None else interval


def _starts(view: View) -> Iterable[str]:
    """Sources, and what has data that nothing drawn gives it."""
    for one in view.ids:
        if view.kind(one) in _SOURCES or (view.kind(one) in STORE | INTERVALS.keys() and not view.into(one)):
            yield one


def _onward(view: View, component: str) -> Iterable[Flow]:
    kind = view.kind(component)
    if kind not in SERVING:
        yield from view.out(component, *_DATA)
    if kind == "batch_inference" or kind in _PASSES_ANSWERS:
        yield from view.out(component, "predictions")


def delay_of(flow: Flow) -> float:
    """How much later a flow arrives, in seconds; nothing stated is no delay."""
    return seconds(getattr(flow, "delay", None) or "0s")


def freshest(view: View, serving: str, *, known: bool) -> Age | None:
    """The age of the freshest data that a serving component answers from, and who gives them, if any are.

    Its own schedule is not counted: it delays the answer, not the data.
    """
    behind = ages(view, known=known)
    given = [(flow.source, delay_of(flow)) for flow in view.into(serving, *_DATA, "predictions")]
    given += [(one, 0.0) for one in _looked_up(view, serving)]
    known_ages = [Age(behind[one].seconds + delay, one) for one, delay in given if one in behind]
    return min(known_ages, default=None)


def _looked_up(view: View, serving: str) -> Members:
    return view.downstream(serving, _WAITS, _BUT_BETWEEN) & view.all_of(*LOOKED_UP)


def way(view: View, giver: str, *, known: bool = False) -> list[Step]:
    """The components on the freshest way to a giver, from the source on, with the intervals that they add."""
    behind, steps = ages(view, known=known), []
    while giver:
        steps.append(Step(giver, interval_of(view, giver)))
        giver = behind[giver].before
    return steps[::-1]


def in_words(duration: float) -> str:
    """A length in seconds as people write it: `90s`, `5m`, `36h`, `7d`; the largest unit that is whole."""
    whole = round(duration)
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if whole and whole % size == 0 and (unit != "d" or whole // size > 1):
            return f"{whole // size}{unit}"
    return f"{whole}s"
