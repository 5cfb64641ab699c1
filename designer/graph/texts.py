"""Whose text reaches a language model: with the request, in the answers that it or its caller gets, as data.

Text goes both ways along a call. So a component stands in this graph twice: once for all that it works
with (who called it, what it calls, what it is given), once for what it gives to others. The text of one
caller does not come back to another in the answer of what both call.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from designer.graph.reach import Closure, Members
from designer.graph.view import View
from designer.model.flow import CALL, Flow
from designer.model.kinds import SERVING

_GIVEN = frozenset({"batch_data", "stream_data", "features"})
_PASSES = SERVING | {
    "llm_endpoint", "guardrail", "api_gateway", "queue", "cache", "other", "agent_tool", "rules_engine",
    "retriever", "fallback",
}  # fmt: skip
"""Kinds whose callers write what they pass on."""
_GIVES = frozenset(
    {
        "retriever", "vector_index", "document_pipeline", "agent_tool", "guardrail", "api_gateway", "cache",
        "queue", "llm_endpoint", "serving_endpoint", "data_validation", "data_versioning", "ingestion_job",
        "raw_store", "warehouse", "event_stream", "log_store", "prediction_store", "other",
    }
)  # fmt: skip
"""Kinds that give on the text that they got; numbers made of it, such as features, are no text."""


class Guards(NamedTuple):
    """Checks against injected instructions: those that look for them, and those that may."""

    sure: Members
    unsure: Members


class Texts:
    """The way of texts in a design; components in `guards` let nothing through."""

    def __init__(self, view: View, guards: Members) -> None:
        self._view, self._guards = view, guards
        self._half = view.seats
        self._nexts: dict[int, list[int]] = {}
        self._beside = {one: position for one in guards if (position := _beside(view, one)) is not None}
        for flow in view.flows():
            self._add(flow)
        self._closure = Closure(self._nexts)

    def reaching(self, component: str) -> Members:
        """The components whose text gets into what this one works with; itself only around a cycle."""
        mask = self._closure.reached(self._view.number(component))
        return self._view.set_of((mask >> self._half) | (mask & ((1 << self._half) - 1)))

    def asking(self, component: str) -> Members:
        """Those of them whose requests lead to this one."""
        mask = self._closure.reached(self._view.number(component))
        return self._view.set_of(mask & ((1 << self._half) - 1))

    def given_by(self, component: str) -> Members:
        """The components whose text is in what this one gives to others, itself among them."""
        mask = self._closure.reached(self._half + self._view.number(component)) >> self._half
        return self._view.set_of(mask | 1 << self._view.number(component))

    def _add(self, flow: Flow) -> None:
        source, target = self._view.number(flow.source), self._view.number(flow.target)
        if flow.kind in CALL:
            self._works(flow.target, source, "input")
            what = "tool" if self._view.kind(flow.target) == "agent_tool" else "retrieved"
            self._works(flow.source, self._half + target, what)
            self._gives(flow.source, target)
        elif flow.kind == "predictions":
            self._works(flow.target, source, "input")
            self._gives(flow.target, source)
        elif flow.kind in _GIVEN:
            self._works(flow.target, self._half + source, "retrieved")
            self._gives(flow.target, source)

    def _works(self, component: str, node: int, what: str) -> None:
        if self._view.kind(component) in _PASSES and not self._is_guarded(component, what):
            self._nexts.setdefault(self._view.number(component), []).append(node)

    def _gives(self, component: str, source: int) -> None:
        if self._view.kind(component) in _GIVES and not self._stops(component):
            self._nexts.setdefault(self._half + self._view.number(component), []).append(self._half + source)

    def _stops(self, component: str) -> bool:
        return bool(self._guards.mask >> self._view.number(component) & 1)

    def _is_guarded(self, component: str, what: str) -> bool:
        """Whether it is a guard, or asks one that stands beside it to look at such text."""
        if self._stops(component):
            return True
        if not self._beside:
            return False
        asked = self._view.targets(component, CALL)
        return any(one in self._beside and self._covers(one, what) for one in asked)

    def _covers(self, guard: str, what: str) -> bool:
        return not self._beside[guard] or what in self._beside[guard]


def _beside(view: View, guard: str) -> tuple[str, ...] | None:
    """The positions of a guard that is only asked and passes nothing on, () for all; None for others."""
    if view.kind(guard) != "guardrail" or view.out(guard, "predictions", *sorted(CALL)):
        return None
    return tuple(view.get(guard, "position") or ())


def texts(view: View, guards: Members | None = None) -> Texts:
    """The way of texts past these guards, or with nothing in the way."""
    stops = guards or view.none()
    return view.once(("texts", stops.mask), lambda: Texts(view, stops))


def guards(view: View) -> Guards:
    """The guardrails and validations that look for injected instructions.

    One that does not state what it looks for may; so may one whose checks are only those that its
    technology brings.
    """
    return view.once("guards", lambda: _guards(view))


def _guards(view: View) -> Guards:
    sure, unsure = [], []
    for one in view.of_kind("guardrail", "data_validation"):
        checks = view.value(one, "checks")
        if "injection" in (checks.value or ()):
            sure.append(one)
        elif checks.origin != "stated":
            unsure.append(one)
    return Guards(view.members(sure), view.members(unsure))


def untrusted(view: View) -> Members:
    """Where text may come from somebody who means harm: users, outsiders, other companies."""
    return view.once("untrusted", lambda: view.members(_untrusted(view)))


def _untrusted(view: View) -> Iterable[str]:
    yield from (one for one in view.of_kind("consumer_app") if view.get(one, "user_facing"))
    for one in view.of_kind("data_source", "event_stream"):
        if view.get(one, "user_generated") or view.get(one, "external"):
            yield one
    yield from (one for one in view.of_kind("agent_tool") if view.get(one, "external"))
