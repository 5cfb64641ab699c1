"""GRF003: a loop in which everybody waits for everybody."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.reach import components_of
from designer.model.flow import Flow
from designer.model.kinds import STORE
from designer.model.values import seconds

NEEDS = frozenset({"request_response", "batch_data", "stream_data", "features", "labels", "predictions"})
"""Kinds of flow by which one end cannot go on without the other."""
RESTS = STORE | {"queue", "event_stream", "training", "batch_inference", "human_review"}
"""Kinds that hold what they were given until it is needed, or work in their own time."""
TIMED = frozenset({"ingestion_job", "feature_pipeline", "document_pipeline"})
"""Kinds that work in their own time where they run in batches or on a schedule."""
OF_ITS_OWN = frozenset({"consumer_app", "legacy_system", "data_source"})
"""Kinds whose data leave when something happens in the world, whatever they were told."""
LONGEST = 6
"""So many components of a loop are named."""
GUESSED = "5m"
"""The delay that a fix states, for a person to correct."""
_TRIED = 40
"""So many flows of a loop are tried as the one that takes time."""
_LIKELY_SLOW = ("labels", "predictions", "batch_data", "stream_data", "features")

_CALLS = """\
sketchcheck: 1
name: Feed
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: context, kind: feature_pipeline, name: Context, mode: MODE}
flows:
  - {from: app, to: ranker, kind: request_response}
  - {from: context, to: ranker, kind: features}
"""
_LOOP = _CALLS.replace("MODE", "stream") + "  - {from: ranker, to: context, kind: predictions}\n"


class Need(NamedTuple):
    """A component that cannot go on before another has answered or sent, and the flow that says so."""

    who: str
    what: str
    flow: Flow


class CycleWithoutDelay(Rule):
    """Components need each other's output in a circle, and nothing in the circle waits.

    A caller needs what it calls; the target of any other flow needs its source. The catalogue follows the
    arrows as they are drawn; then a request that goes in by calls and comes out as predictions on another
    way would be a circle. Left out are flows that take time; stores, queues and jobs in batches, which
    wait; and data that an application or a source sends when something happens in the world.
    """

    code = "GRF003"
    name = "cycle-without-delay"
    category = "graph"
    severity = "error"
    maturity = "sketch"
    message = (
        "{loop} is a circle in which nothing waits: each needs the answer of the next before it has its own."
    )
    why = "As drawn it never answers, or an answer depends on itself."
    fix = "Say which flow takes time (delay), or put a store or a queue into the circle."
    false_alarms = (
        "A first value that breaks the circle at the start; state a delay on the flow that carries it."
    )
    question = "At the first request after a restart, which of these has an answer first?"
    sources = (Source("SCU", "feedback-loops"),)
    examples = (
        Bad(_LOOP, at="context", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Two services
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: prices, kind: serving_endpoint, name: Prices}
  - {id: demand, kind: serving_endpoint, name: Demand}
flows:
  - {from: app, to: prices, kind: request_response}
  - {from: prices, to: demand, kind: request_response}
  - {from: demand, to: prices, kind: request_response}
""",
            at="demand",
        ),
        Good(
            _LOOP.replace("kind: predictions", "kind: predictions, delay: 5m"),
            why="The context holds what was shown five minutes ago.",
        ),
        Good(_LOOP.replace("stream", "batch"), why="A batch job reads what there is when it runs."),
        Good(
            """\
sketchcheck: 1
name: In by calls, out by predictions
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: front, kind: api_gateway, name: Gateway}
  - {id: finder, kind: candidate_retrieval, name: Candidates}
  - {id: ranker, kind: ranking_stage, name: Ranker}
flows:
  - {from: app, to: front, kind: request_response}
  - {from: front, to: finder, kind: request_response}
  - {from: finder, to: ranker, kind: predictions}
  - {from: ranker, to: app, kind: predictions}
""",
            why="Each waits only for what comes before it.",
        ),
        Good(
            _CALLS.replace("MODE", "on_request")
            + "  - {from: ranker, to: context, kind: request_response}\n",
            why="The features are the answer to the call.",
        ),
        Good(
            _CALLS.replace("MODE", "stream") + "  - {from: app, to: context, kind: stream_data}\n"
            "  - {from: ranker, to: app, kind: predictions}\n",
            why="People click without being asked.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The first of each group of components that need each other, and each that stands between others."""
        between = {need.who for need in _needs(view)} & {need.what for need in _needs(view)}
        return [first for first, group in _groups(view).items() if len(group) > 1 or first in between]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is alone in its group."""
        group = _groups(view)[place]
        if len(group) == 1:
            return Passed()
        needs = _within(view, group)
        named = [place, *(need.what for need in _loop(needs, place))]
        return self.found(
            place,
            where=group,
            flows=[need.flow.id for need in needs],
            assumed=["delay"] if any(_may_take_time(need.flow) for need in needs) else [],
            loop=" → ".join(map(view.title, named[:LONGEST])) + (" → …" if len(named) > LONGEST else ""),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that one flow takes time, or put a store on it, where that breaks every circle."""
        group = _groups(view)[finding.anchor]
        needs = _within(view, group)
        slow = [need for need in needs if _may_take_time(need.flow)]
        for need in sorted(slow, key=lambda one: (_LIKELY_SLOW.index(one.flow.kind), one.flow.id))[:_TRIED]:
            if len(_together(group, [one for one in needs if one is not need])) == len(group):
                return [_delayed(view, need.flow), *_stored(view, need.flow)]
        return []


def _may_take_time(flow: Flow) -> bool:
    return "delay" in type(flow).model_fields


def _needs(view: View) -> list[Need]:
    """Who cannot go on without what, in the order of the flows."""
    return view.once("needs", lambda: [_need(flow) for flow in _flows(view) if not _waits(view, flow)])


def _need(flow: Flow) -> Need:
    calls = flow.kind == "request_response"
    return Need(flow.source, flow.target, flow) if calls else Need(flow.target, flow.source, flow)


def _flows(view: View) -> list[Flow]:
    return [flow for flow in view.flows(NEEDS) if flow.source != flow.target]


def _waits(view: View, flow: Flow) -> bool:
    """Whether something at the flow waits: an end that rests, a source of its own will, a delay."""
    resting = view.once("resting", lambda: {one for one in view.of_kind(*RESTS, *TIMED) if _rests(view, one)})
    if flow.source in resting or flow.target in resting:
        return True
    if flow.kind in ("batch_data", "stream_data") and view.kind(flow.source) in OF_ITS_OWN:
        return True
    delay = None if flow.kind == "request_response" else getattr(flow, "delay", None)
    return bool(delay and seconds(delay) > 0)


def _rests(view: View, component: str) -> bool:
    if view.kind(component) in TIMED:
        return view.get(component, "mode") == "batch" or view.get(component, "schedule") is not None
    return view.kind(component) in RESTS


def _groups(view: View) -> dict[str, list[str]]:
    """The groups of components that need each other, by their first; most stand alone."""
    return view.once("groups", lambda: {one[0]: one for one in _together(_ends(view), _needs(view))})


def _ends(view: View) -> list[str]:
    return sorted({one for need in _needs(view) for one in (need.who, need.what)})


def _together(ids: Sequence[str], needs: Iterable[Need]) -> list[list[str]]:
    index = {key: number for number, key in enumerate(ids)}
    nexts: dict[int, list[int]] = {}
    for need in needs:
        nexts.setdefault(index[need.who], []).append(index[need.what])
    return [sorted(ids[node] for node in members) for members in components_of(nexts, range(len(ids)))]


def _within(view: View, group: list[str]) -> list[Need]:
    members = set(group)
    by_who = view.once("needs by who", lambda: _by_who(_needs(view)))
    return [need for one in group for need in by_who.get(one, ()) if need.what in members]


def _by_who(needs: Iterable[Need]) -> dict[str, list[Need]]:
    found: dict[str, list[Need]] = {}
    for need in needs:
        found.setdefault(need.who, []).append(need)
    return found


def _loop(needs: list[Need], start: str) -> list[Need]:
    """A shortest way along these needs from a component back to itself."""
    by_who = _by_who(needs)
    ways: deque[list[Need]] = deque([[need] for need in by_who[start]])
    seen = {start}
    while ways:
        way = ways.popleft()
        end = way[-1].what
        if end == start:
            return way
        if end not in seen:
            seen.add(end)
            ways.extend([*way, need] for need in by_who[end])
    return []


def _delayed(view: View, flow: Flow) -> Fix:
    mending = Mending(view)
    mending.state(flow.id, delay=GUESSED)
    return mending.fix(f"State that {view.title(flow.id)} takes {GUESSED}", "declared", complete=False)


def _stored(view: View, flow: Flow) -> Iterable[Fix]:
    """A store on the way of the flow, of a kind that the target can read at any time."""
    mending = Mending(view)
    if flow.kind == "predictions":
        mending.insert(flow.id, "prediction_store")
    elif flow.kind == "features":
        mending.insert(flow.id, "feature_store", online=True)
    else:
        return
    yield mending.fix(f"Put a store on {view.title(flow.id)}", complete=False)
