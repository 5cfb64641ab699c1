"""Availability of a chain of calls: the product over everything that must be up."""

from __future__ import annotations

from math import prod

from designer.graph import View

SINGLE, REPLICATED = 0.99, 0.999
"""Assumed availability of one instance, and of several or of a managed service, where none is stated."""
_WAITS = frozenset({"request_response"})


def availability(view: View, component: str) -> float:
    """Share of the time (0 to 1) in which a component and all that it waits for are up, fallbacks aside."""
    needed = {component, *view.downstream(component, _WAITS)}
    return prod(_own(view, one) for one in sorted(needed))


def _own(view: View, component: str) -> float:
    stated = view.get(component, "slo_availability")
    if stated is not None:
        return float(stated) / 100
    several = (view.get(component, "replicas") or 1) > 1 or bool(view.get(component, "autoscaling"))
    managed = view.get(component, "packaging") == "managed"
    return REPLICATED if several or managed else SINGLE
