"""How old the text in an index may be: the ways from its sources, with what each step waits for."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from designer.graph.generation import retrievals
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import DATA, Flow
from designer.model.values import seconds

INTERVALS = {
    "ingestion_job": "schedule",
    "document_pipeline": "schedule",
    "feature_pipeline": "schedule",
    "feature_store": "materialisation_interval",
    "vector_index": "refresh_interval",
}
"""The property by which a kind states how long new text may wait there."""
_ORIGINS = ("data_source", "event_stream")
_PUSHES = ("ingestion_job", "document_pipeline", "feature_pipeline")


@dataclass(frozen=True, slots=True)
class Wait:
    """What text waits for at one step: an interval of a component or the delay of a flow; None is unknown."""

    element: str
    property: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a source to an index: its waits, the flows, and the sum of what is known."""

    waits: tuple[Wait, ...]
    flows: tuple[str, ...]

    @property
    def total(self) -> float:
        """The known waits together, in seconds."""
        return sum(wait.seconds or 0 for wait in self.waits)

    @property
    def unknown(self) -> tuple[Wait, ...]:
        """The waits of which nobody states how long they are."""
        return tuple(wait for wait in self.waits if wait.seconds is None)


def freshest_way(view: View, index: str, *, known: bool = False) -> Way | None:
    """The way by which text gets into an index soonest, unknown waits taken as none.

    With `known` only ways without unknown waits. None where there is no such way.
    """
    came = view.once(("freshest ways", known), lambda: _freshest(view, known))
    if index not in came:
        return None
    waits: list[Wait] = []
    flows: list[str] = []
    node: str | None = index
    while node is not None:
        flow = came[node]
        waits += _waits(view, node, flow)
        flows += [flow.id] if flow else []
        node = flow.source if flow else None
    return Way(tuple(reversed(waits)), tuple(reversed(flows)))


def _freshest(view: View, known: bool) -> dict[str, Flow | None]:
    """By component the flow on which text comes soonest; None for where it begins. After Dijkstra."""
    region = _region(view)
    inside, turn = frozenset(region), count()
    came: dict[str, Flow | None] = {}
    heap: list[tuple[float, int, str, Flow | None]] = []
    for one in region:
        if view.kind(one) in _ORIGINS or not view.into(one, *DATA):
            _push(view, heap, (0.0, next(turn)), one, None, known)
    while heap:
        age, _, node, flow = heappop(heap)
        if node in came:
            continue
        came[node] = flow
        for after in view.out(node, DATA):
            if after.target in inside and after.target not in came:
                _push(view, heap, (age, next(turn)), after.target, after, known)
    return came


def _push(
    view: View,
    heap: list[tuple[float, int, str, Flow | None]],
    reached: tuple[float, int],
    node: str,
    flow: Flow | None,
    known: bool,
) -> None:
    waits = _waits(view, node, flow)
    if known and any(wait.seconds is None for wait in waits):
        return
    age, turn = reached
    heappush(heap, (age + sum(wait.seconds or 0 for wait in waits), turn, node, flow))


def _region(view: View) -> Members:
    """The indexes that are asked for passages, and all whose data reach them."""
    found = view.among(retrievals(view), "vector_index")
    for index in found:
        found = found | view.upstream(index, DATA)
    return found


def _waits(view: View, node: str, flow: Flow | None) -> list[Wait]:
    """What text waits for on this flow and at its end, the last first."""
    found = []
    name = INTERVALS.get(view.kind(node))
    if name:
        stated = view.get(node, name)
        if stated is not None:
            found.append(Wait(node, name, seconds(stated)))
        elif not _at_once(view, node, flow):
            found.append(Wait(node, name, None))
    delay = view.flow_value(flow, "delay").value if flow else None
    if flow and delay and seconds(delay):
        found.append(Wait(flow.id, "delay", seconds(delay)))
    return found


def _at_once(view: View, node: str, flow: Flow | None) -> bool:
    """Whether a component that states no interval works on each event, or is an index that is written to."""
    if view.kind(node) == "vector_index":
        return flow is not None and view.kind(flow.source) in _PUSHES
    mode = view.get(node, "mode")
    return mode in ("stream", "on_request") or (
        mode is None and flow is not None and flow.kind == "stream_data"
    )
