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
    slowest = view.once("slowest callees", lambda: _slowest_callees(view))
    chain = [component]
    while after := slowest.get(chain[-1]):
        chain.append(after)
    latencies = {one: view.get(one, "latency_p99_ms") for one in chain}
    total = 0.0
    for one in reversed(chain):
        total = (latencies[one] or 0.0) + total
    return Chain(tuple(chain), total, tuple(one for one in chain if latencies[one] is None))


def _slowest_callees(view: View) -> dict[str, str]:
    """For each caller the callee with the longest chain; calls back into a circle are left out."""
    waits = view.neighbours(_WAITS)
    totals: dict[str, float] = {}
    slowest: dict[str, str] = {}
    for members in components_of(waits, sorted(waits)):
        for node in members:
            component = view.id_at(node)
            callees = [one for one in view.targets(component, "request_response") if one in totals]
            if callees:
                slowest[component] = max(callees, key=totals.__getitem__)
            behind = totals[slowest[component]] if callees else 0.0
            totals[component] = (view.get(component, "latency_p99_ms") or 0.0) + behind
    return slowest
