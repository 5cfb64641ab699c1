"""How old data are when they reach a component: the intervals of the jobs and copies on the way, added up.

Of several ways the freshest counts. Jobs that one orchestrator starts run one after the other in one go, so
of these the longest interval counts, once. One search from all sources answers for every component.
"""

from __future__ import annotations

import heapq
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
_MOVED = frozenset({"batch_data", "stream_data", "features", "predictions"})
_SOURCES = frozenset({"data_source", "event_stream"})
_COPIES_AT_ONCE = frozenset({"feature_store", "vector_index"})
"""Kinds that take in what they are sent at once, where no interval is stated."""
_WAITS = frozenset({"request_response"})
_BUT_BETWEEN = frozenset(KINDS) - {"retriever", "guardrail"}
_PASSES_ANSWERS = frozenset({"prediction_store", "cache", "batch_inference"})
_KEEPS_DATA = tuple(sorted(STORE | INTERVALS.keys()))


class Run(NamedTuple):
    """The last run of jobs on a way: the orchestrators that start them, and the interval that it adds."""

    starters: frozenset[str]
    interval: float


_NO_RUN = Run(frozenset(), 0.0)


class Age(NamedTuple):
    """How old data are at a place, in seconds; the component that they came from, "" at a source.

    `stated` says whether all intervals on the way are stated, `joined` whether the component is run in one
    go with the job before it on the way.
    """

    seconds: float
    before: str
    stated: bool
    joined: bool = False


class Step(NamedTuple):
    """A component on a way with its interval in seconds, None where that is not stated.

    A `joined` one is run in one go with the job before it, so that only the longer interval of both counts.
    """

    component: str
    interval: float | None
    joined: bool = False


def interval_of(view: View, component: str) -> float | None:
    """How long data may wait in a component for its next run; None where that is not stated."""
    if view.kind(component) not in INTERVALS:
        return 0.0
    return view.once(("interval", component), lambda: _interval(view, component))


def _interval(view: View, component: str) -> float | None:
    kind = view.kind(component)
    stated = view.get(component, INTERVALS[kind])
    if stated is not None:
        return seconds(stated)
    at_once = kind in _COPIES_AT_ONCE or view.get(component, "mode") in ("stream", "on_request")
    return 0.0 if at_once else None


def ages(view: View, *, known: bool) -> dict[str, Age]:
    """The age of the freshest data behind each component, its own interval included.

    With `known` only ways on which every interval is stated count; else one that is not stated adds
    nothing, so that the age is the least possible. Serving components other than batch jobs end ways.
    """
    return view.once(("ages", known), lambda: _ages(view, known))


def _ages(view: View, known: bool) -> dict[str, Age]:
    onward = view.once("onward", lambda: _onward(view))
    found: dict[str, Age] = {}
    heap = [(0.0, one, "", True, _NO_RUN) for one in _starts(view)]
    while heap:
        age, component, before, stated, run = heapq.heappop(heap)
        interval = interval_of(view, component)
        if component in found or (known and interval is None):
            continue
        added, run, joined = _run_on(view, component, interval or 0.0, run)
        found[component] = here = Age(age + added, before, stated and interval is not None, joined)
        for target, delay in onward.get(component, ()):
            if target not in found:
                heapq.heappush(heap, (here.seconds + delay, target, component, here.stated, run))
    return found


def _run_on(view: View, component: str, interval: float, run: Run) -> tuple[float, Run, bool]:
    """What a component adds to the age, the run its data then come from, and whether it joined the last."""
    if not interval:
        return 0.0, run, False
    starters = _starters(view).get(component, frozenset())
    if shared := starters & run.starters:
        longest = max(interval, run.interval)
        return longest - run.interval, Run(shared, longest), True
    return interval, Run(starters, interval), False


def _starters(view: View) -> dict[str, frozenset[str]]:
    """The orchestrators that start a component, where there are any."""
    return view.once("starters", lambda: _find_starters(view))


def _find_starters(view: View) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for flow in view.flows("control"):
        if view.kind(flow.source) == "orchestrator" and getattr(flow, "purpose", None) in (None, "schedule"):
            found[flow.target] = found.get(flow.target, frozenset()) | {flow.source}
    return found


def _starts(view: View) -> list[str]:
    """Sources, and what has data that nothing drawn gives it."""
    return [
        *view.of_kind(*_SOURCES),
        *(one for one in view.of_kind(*_KEEPS_DATA) if not view.into(one)),
    ]


def _onward(view: View) -> dict[str, list[tuple[str, float]]]:
    """Where data go from each component, and how much later they arrive."""
    found: dict[str, list[tuple[str, float]]] = {}
    for flow in view.flows(_MOVED):
        if _moves_on(view.kind(flow.source), flow.kind):
            found.setdefault(flow.source, []).append((flow.target, delay_of(flow)))
    return found


def _moves_on(source_kind: str, flow_kind: str) -> bool:
    return source_kind in _PASSES_ANSWERS if flow_kind == "predictions" else source_kind not in SERVING


def delay_of(flow: Flow) -> float:
    """How much later a flow arrives, in seconds; nothing stated is no delay."""
    delay = getattr(flow, "delay", None)
    return seconds(delay) if delay else 0.0


def freshest(view: View, serving: str, *, known: bool) -> Age | None:
    """The age of the freshest data that a serving component answers from, and who gives them, if any are.

    Its own schedule is not counted: it delays the answer, not the data.
    """
    return view.once(("freshest", serving, known), lambda: _freshest(view, serving, known))


def _freshest(view: View, serving: str, known: bool) -> Age | None:
    behind = ages(view, known=known)
    given = [(flow.source, delay_of(flow)) for flow in view.into(serving, *_MOVED)]
    given += [(one, 0.0) for one in _looked_up(view, serving)]
    found = [(behind[one], one, delay) for one, delay in given if one in behind]
    return min((Age(age.seconds + delay, one, age.stated) for age, one, delay in found), default=None)


def _looked_up(view: View, serving: str) -> Members:
    return view.among(view.downstream(serving, _WAITS, _BUT_BETWEEN), *LOOKED_UP)


def way(view: View, giver: str) -> list[Step]:
    """The components on the freshest way to a giver, from the source on, with the intervals that they add.

    An interval that is not stated counts as none.
    """
    behind, steps = ages(view, known=False), []
    while giver:
        steps.append(Step(giver, interval_of(view, giver), behind[giver].joined))
        giver = behind[giver].before
    return steps[::-1]


def in_words(duration: float) -> str:
    """A length in seconds as people write it: `90s`, `5m`, `36h`, `7d`; the largest unit that is whole."""
    whole = round(duration)
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if whole and whole % size == 0 and (unit != "d" or whole // size > 1):
            return f"{whole // size}{unit}"
    return f"{whole}s"
