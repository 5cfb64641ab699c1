"""Availability of a chain of calls: the product over everything that must be up."""

from __future__ import annotations

from math import prod

from designer.graph import Members, View
from designer.graph.reach import Closure
from designer.model.kinds import GENERATIVE, SERVING

SINGLE, REPLICATED = 0.99, 0.999
"""Assumed availability of one instance, and of several or of a managed service, where none is stated."""
_WAITS = frozenset({"request_response"})
_MODELS = tuple(sorted(SERVING | GENERATIVE))
_FEATURES = frozenset({"feature_store", "feature_pipeline"})
_ANSWERS_KEPT = frozenset({"prediction_store", "cache"})
_GOES_ON = ("default", "impute", "fallback")
_ELSEWHERE = ("vendor_api", "managed")


def availability(view: View, component: str) -> float:
    """Share of the time (0 to 1) in which a component and all that it waits for are up, fallbacks aside."""
    needed = {component, *view.downstream(component, _WAITS)}
    return prod(_own(view, one) for one in sorted(needed))


def known_availability(view: View, component: str) -> float | None:
    """Availability of a component alone: stated, or assumed of a single instance; None if neither."""
    stated = view.get(component, "slo_availability")
    if stated is not None:
        return float(stated) / 100
    return SINGLE if is_single(view, component) else None


def is_single(view: View, component: str) -> bool:
    """Whether it runs as one instance, as far as is stated; one is assumed where nothing is."""
    if not view.has(component, "replicas") or view.get(component, "external"):
        return False
    elsewhere = view.get(component, "packaging") == "managed" or view.get(component, "hosting") in _ELSEWHERE
    return not elsewhere and not view.get(component, "autoscaling") and view.get(component, "replicas") <= 1


def hard_dependencies(view: View, component: str) -> Members:
    """A component and all it waits for without which it has no answer.

    What a caller can do without is left out, with all behind it: a fallback, or a system of today that is
    asked only beside models, and the models and stores of answers beside it; a cache beside a model;
    features of a caller that has a policy for missing ones.
    """
    closure = view.once("hard calls", lambda: Closure(_hard_calls(view)))
    return view.set_of(closure.reached(view.number(component))) | view.members([component])


def _hard_calls(view: View) -> dict[int, list[int]]:
    calls: dict[int, list[int]] = {}
    for caller in view.neighbours(_WAITS):
        callees = view.targets(view.id_at(caller), "request_response")
        hard = [one for one in callees if not _is_soft(view, view.id_at(caller), one, callees)]
        if hard:
            calls[caller] = [view.number(one) for one in hard]
    return calls


def _is_soft(view: View, caller: str, callee: str, callees: list[str]) -> bool:
    kind = view.kind(callee)
    if kind in _FEATURES:
        return view.get(caller, "missing_value_policy") in _GOES_ON
    if any(stands_in(view, one) for one in callees):
        return kind in _ANSWERS_KEPT or stands_in(view, callee) or _leads_to_model(view, callee)
    return kind == "cache" and any(_leads_to_model(view, one) for one in callees if one != callee)


def stands_in(view: View, component: str) -> bool:
    """Whether it answers in place of a model: a fallback, or a system of today asked only beside models."""
    if view.kind(component) != "legacy_system":
        return view.kind(component) == "fallback"
    callers = view.sources(component, "request_response")
    return bool(callers) and all(_asks_a_model(view, one) for one in callers)


def _asks_a_model(view: View, caller: str) -> bool:
    return any(_leads_to_model(view, one) for one in view.targets(caller, "request_response"))


def _leads_to_model(view: View, component: str) -> bool:
    reached = view.downstream(component, _WAITS) | view.members([component])
    return bool(view.among(reached, *_MODELS))


def _own(view: View, component: str) -> float:
    stated = view.get(component, "slo_availability")
    if stated is not None:
        return float(stated) / 100
    several = (view.get(component, "replicas") or 1) > 1 or bool(view.get(component, "autoscaling"))
    managed = view.get(component, "packaging") == "managed"
    return REPLICATED if several or managed else SINGLE
