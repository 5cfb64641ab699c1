"""Offered load: how many requests reach each component when one request enters at each front door."""

from __future__ import annotations

from collections.abc import Iterator

from designer.graph import View
from designer.graph.reach import components_of

CALLERS = ("consumer_app", "human_review", "legacy_system")
_WAITS = frozenset({"request_response"})


def entries(view: View) -> list[str]:
    """Components that a consumer calls and waits for, and that no other component of the path calls."""
    return view.once("entries", lambda: sorted(set(_called(view))))


def _called(view: View) -> Iterator[str]:
    for caller in view.of_kind(*CALLERS):
        for one in view.targets(caller, "request_response"):
            if view.kind(one) not in CALLERS:
                yield one


def offered_load(view: View) -> dict[str, float]:
    """Requests that reach each component for every request that enters the system.

    The load of a component is the sum over its callers of their load times its `calls_per_request`;
    at an entry it starts at one. Calls inside a cycle add nothing (rule GRF003 speaks of those).
    Components that no waiting call reaches are left out.
    """
    return view.once("offered_load", lambda: _offered_load(view))


def _offered_load(view: View) -> dict[str, float]:
    load = {one: _calls(view, one) for one in entries(view)}
    for members in reversed(_layers(view)):
        for caller in sorted(members):
            if caller in load and view.kind(caller) not in CALLERS:
                for callee in _callees(view, caller, members):
                    load[callee] = load.get(callee, 0.0) + load[caller] * _calls(view, callee)
    return load


def _callees(view: View, caller: str, together: set[str]) -> Iterator[str]:
    for callee in view.targets(caller, "request_response"):
        if callee not in together and view.kind(callee) not in CALLERS:
            yield callee


def _layers(view: View) -> list[set[str]]:
    """Components that wait for each other together, the called before their callers."""
    waits = view.neighbours(_WAITS)
    return [{view.ids[node] for node in members} for members in components_of(waits, sorted(waits))]


def _calls(view: View, component: str) -> float:
    calls = view.get(component, "calls_per_request")
    return 1.0 if calls is None else float(calls)
