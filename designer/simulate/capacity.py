"""Capacity against load: what a component can take, what it is asked to take."""

from __future__ import annotations

from typing import NamedTuple

from designer.graph import View
from designer.simulate.load import offered_load

HEADROOM = 1.3
"""Capacity that is kept free at peak: 30 % (rule of thumb of the catalogue, SCL001)."""


class Ratio(NamedTuple):
    """Capacity over need of a component, in requests per second; below 1 it cannot keep up."""

    component: str
    capacity: float
    need: float

    @property
    def ratio(self) -> float:
        """Capacity over need."""
        return self.capacity / self.need if self.need else float("inf")


def capacity(view: View, component: str) -> float | None:
    """Requests per second that a component can take with all instances it may have; None if not stated."""
    one = view.get(component, "capacity_qps")
    if one is None:
        return None
    name = "max_replicas" if view.get(component, "autoscaling") else "replicas"
    instances = view.get(component, name) if view.has(component, name) else 1
    return float(one) * float(1 if instances is None else instances)


def capacity_ratios(view: View, factor: float = 1.0, headroom: float = HEADROOM) -> dict[str, Ratio]:
    """Capacity and need at peak load times `factor` and `headroom`, by component.

    Of what is on the request path and states a capacity, the tightest first; empty where the brief states
    no peak.
    """
    key = ("capacity_ratios", factor, headroom)
    return view.once(key, lambda: {one.component: one for one in _ratios(view, factor * headroom)})


def _ratios(view: View, times: float) -> list[Ratio]:
    peak = view.brief.qps_peak
    if peak is None:
        return []
    found = [
        Ratio(component, able, peak * share * times)
        for component, share in sorted(offered_load(view).items())
        if (able := capacity(view, component)) is not None
    ]
    return sorted(found, key=lambda one: (one.ratio, one.component))
