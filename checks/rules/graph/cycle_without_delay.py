"""GRF003: a loop in which everybody waits for everybody."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

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
"""Kinds of flow by which the target needs the source, or the caller the called."""
RESTS = STORE | {"queue", "event_stream", "training", "batch_inference", "human_review"}
"""Kinds that hold what they were given until it is needed, or work in their own time."""
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


class CycleWithoutDelay(Rule):
    """Components need each other's output in a circle, and nothing in the circle waits.

    Left out are flows that take time; stores, queues and jobs in batches, which wait; an answer drawn
    beside its call (predictions or features); and data that an application or a source sends on its own.
    The catalogue leaves out predictions drawn beside a call and jobs with a schedule only; an application
    that sends events and shows predictions would then be a deadlock, and so would a batch job whose
    schedule is not stated.
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
        needing = {flow.source for flow in _needs(view)} & {flow.target for flow in _needs(view)}
        return [first for first, group in _groups(view).items() if len(group) > 1 or first in needing]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is alone in its group."""
        group = _groups(view)[place]
        if len(group) == 1:
            return Passed()
        flows = _within(view, group)
        named = [place, *(flow.target for flow in _loop(flows, place))]
        return self.found(
            place,
            where=group,
            flows=[flow.id for flow in flows],
            assumed=["delay"] if any(map(_may_take_time, flows)) else [],
            loop=" → ".join(map(view.title, named[:LONGEST])) + (" → …" if len(named) > LONGEST else ""),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that one flow takes time, or put a store on it, where that breaks every circle."""
        group = _groups(view)[finding.anchor]
        flows = _within(view, group)
        slow = sorted(
            filter(_may_take_time, flows), key=lambda flow: (_LIKELY_SLOW.index(flow.kind), flow.id)
        )
        for flow in slow[:_TRIED]:
            if len(_together(group, [one for one in flows if one is not flow])) == len(group):
                return [_delayed(view, flow), *_stored(view, flow)]
        return []


def _may_take_time(flow: Flow) -> bool:
    return "delay" in type(flow).model_fields


def _needs(view: View) -> list[Flow]:
    """The flows whose target (or caller) cannot go on without its source (or the called)."""
    return view.once("needs", lambda: [flow for flow in _flows(view) if _waits_for(view, flow)])


def _flows(view: View) -> list[Flow]:
    flows = [view.design.flows[one] for one in sorted(view.design.flows)]
    return [flow for flow in flows if flow.kind in NEEDS and flow.source != flow.target]


def _waits_for(view: View, flow: Flow) -> bool:
    if _rests(view, flow.source) or _rests(view, flow.target):
        return False
    if flow.kind in ("batch_data", "stream_data") and view.kind(flow.source) in OF_ITS_OWN:
        return False
    if flow.kind in ("predictions", "features") and _calls(view, flow.target, flow.source):
        return False
    delay = getattr(flow, "delay", None)
    return not (delay and seconds(delay) > 0)


def _rests(view: View, component: str) -> bool:
    if view.kind(component) in RESTS:
        return True
    return view.get(component, "mode") == "batch" or view.get(component, "schedule") is not None


def _calls(view: View, caller: str, called: str) -> bool:
    return any(flow.target == called for flow in view.out(caller, "request_response"))


def _groups(view: View) -> dict[str, list[str]]:
    """The groups of components that need each other, by their first; most stand alone."""
    return view.once("groups", lambda: {one[0]: one for one in _together(view.ids, _needs(view))})


def _together(ids: Sequence[str], flows: Iterable[Flow]) -> list[list[str]]:
    index = {key: number for number, key in enumerate(ids)}
    nexts: list[list[int]] = [[] for _ in ids]
    for flow in flows:
        nexts[index[flow.source]].append(index[flow.target])
    return [sorted(ids[node] for node in members) for members in components_of(nexts)]


def _within(view: View, group: list[str]) -> list[Flow]:
    members = set(group)
    leaving = view.once("needs by source", lambda: _by_source(_needs(view)))
    return [flow for one in group for flow in leaving.get(one, ()) if flow.target in members]


def _loop(flows: list[Flow], start: str) -> list[Flow]:
    """A shortest way along these flows from a component back to itself."""
    out = _by_source(flows)
    ways: deque[list[Flow]] = deque([[flow] for flow in out[start]])
    seen = {start}
    while ways:
        way = ways.popleft()
        end = way[-1].target
        if end == start:
            return way
        if end not in seen:
            seen.add(end)
            ways.extend([*way, flow] for flow in out[end])
    return []


def _by_source(flows: Iterable[Flow]) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        found.setdefault(flow.source, []).append(flow)
    return found


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
