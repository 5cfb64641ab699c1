"""Latency along calls that wait: the longest chain that begins at a component."""

from __future__ import annotations

from dataclasses import dataclass

from designer.graph import View
from designer.graph.reach import components_of

_WAITS = frozenset({"request_response"})


@dataclass(frozen=True, slots=True)
class Chain:
    """The slowest way through the callees: its components in order and the sum of their p99, in ms.

    Adding up p99 values overstates the p99 of the sum; it is the careful estimate. `missing` are
    components on the chain that state no latency: the sum is then a lower bound.
    """

    components: tuple[str, ...]
    total_ms: float
    missing: tuple[str, ...]


def longest_chain(view: View, component: str) -> Chain:
    """The longest chain of waiting calls from a component; of parallel branches the slowest counts."""
    return view.once("chains", lambda: _chains(view))[component]


def _chains(view: View) -> dict[str, Chain]:
    chains: dict[str, Chain] = {}
    for members in components_of(view.neighbours(_WAITS)):
        for node in members:
            component = view.ids[node]
            callees = [chains[one] for one in view.targets(component, "request_response") if one in chains]
            chains[component] = _extend(view, component, callees)
    return chains


def _extend(view: View, component: str, callees: list[Chain]) -> Chain:
    slowest = max(callees, key=lambda chain: chain.total_ms, default=Chain((), 0.0, ()))
    own = view.get(component, "latency_p99_ms")
    missing = slowest.missing if own is not None else (component, *slowest.missing)
    return Chain((component, *slowest.components), (own or 0.0) + slowest.total_ms, missing)
