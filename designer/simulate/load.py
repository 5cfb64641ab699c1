"""Offered load: how many requests reach each component when one request enters at each front door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from designer.graph import View
from designer.graph.reach import components_of

CALLERS = ("consumer_app", "human_review", "legacy_system")
_ONLY_CALL = frozenset({"consumer_app", "human_review"})
"""Callers that take no load themselves; a legacy system that is asked does."""
_WAITS = frozenset({"request_response"})


def entries(view: View) -> list[str]:
    """Components that a consumer calls and waits for, and that no other component of the path calls."""
    return view.once("entries", lambda: sorted(set(_entries(view))))


def _entries(view: View) -> Iterator[str]:
    for flow in view.flows("request_response"):
        if view.kind(flow.source) in CALLERS and view.kind(flow.target) not in CALLERS:
            yield flow.target


def offered_load(view: View) -> dict[str, float]:
    """Requests that reach each component for every request that enters the system.

    The load of a component is the sum over its callers of their load times its `calls_per_request`;
    at an entry it starts at one. Calls inside a cycle add nothing (rule GRF003 speaks of those).
    Components that no waiting call reaches are left out.
    """
    return view.once("offered_load", lambda: _offered_load(view))


def _offered_load(view: View) -> dict[str, float]:
    load = {one: _calls(view, one) for one in entries(view)}
    waits = view.neighbours(_WAITS)
    for together in reversed(list(components_of(waits, sorted(waits)))):
        for node in sorted(together):
            caller = view.id_at(node)
            if caller in load and view.kind(caller) not in CALLERS:
                for callee in _callees(view, dict.fromkeys(waits.get(node, ())), together):
                    load[callee] = load.get(callee, 0.0) + load[caller] * _calls(view, callee)
    return load


def _callees(view: View, called: Iterable[int], together: list[int]) -> Iterator[str]:
    """Those called that take the calls on; not those that call back."""
    for node in called:
        callee = view.id_at(node)
        if node not in together and view.kind(callee) not in _ONLY_CALL:
            yield callee


def _calls(view: View, component: str) -> float:
    calls = view.get(component, "calls_per_request")
    return 1.0 if calls is None else float(calls)
