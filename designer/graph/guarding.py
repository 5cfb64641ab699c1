"""Questions about what stands around a language model: who is answered, what checks the text, who watches."""

from __future__ import annotations

from collections.abc import Callable, Collection

from designer.graph.generation import callers_of_model, retrievals
from designer.graph.questions import all_readers
from designer.graph.reach import Closure, Members
from designer.graph.view import View
from designer.model.flow import CALL
from designer.model.kinds import CONSUMER, KINDS, MONITOR

_BEFORE = frozenset({"guardrail", "api_gateway", "queue", "cache", "serving_endpoint", "other"})
_BEFORE_STOP = frozenset(KINDS) - _BEFORE
_ASKED_STOP = frozenset(KINDS) - {"guardrail", "retriever", "rules_engine", "queue", "other"}
_OUTPUT_STOP = frozenset(KINDS) - {"guardrail", "other"}
_OUTPUT = frozenset({"predictions"})
_REPORTS = frozenset({"predictions", "logs", "metrics", "batch_data", "stream_data", "labels"})
_REPORTS_STOP = frozenset(KINDS) - {
    "log_store", "raw_store", "warehouse", "event_stream", "ingestion_job", "data_validation",
    "outcome_join", "labelling", "human_review", "prediction_store", "queue", "other",
}  # fmt: skip


def consumers_of_model(view: View, model: str) -> Members:
    """The consumers that get what a language model writes, from it or from a service that calls it."""
    return view.once(("consumers of model", model), lambda: _consumers(view, model))


def _consumers(view: View, model: str) -> Members:
    found = all_readers(view, model)
    for service in view.among(callers_of_model(view, model), "serving_endpoint"):
        found = found | all_readers(view, service)
    return view.among(found | callers_of_model(view, model), CONSUMER)


def before_model(view: View, model: str) -> Members:
    """Applications, gateways, guardrails and services through which a request reaches a language model."""
    return view.upstream(model, CALL, _BEFORE_STOP)


def speakers(view: View, model: str) -> Members:
    """A language model with the services that call it: what asks for passages and tools on its behalf."""
    return view.among(callers_of_model(view, model), "serving_endpoint") | view.members([model])


def asked_by(view: View, model: str) -> Members:
    """What a language model and the services that call it ask, through guardrails, retrievers and rules."""
    return view.once(("asked by model", model), lambda: _asked_by(view, model))


def _asked_by(view: View, model: str) -> Members:
    found = view.none()
    for one in speakers(view, model):
        found = found | view.downstream(one, CALL, _ASKED_STOP)
    return found


def passages_for(view: View, model: str) -> Members:
    """The retrievers and vector indexes that find passages for a language model."""
    return asked_by(view, model) & retrievals(view)


def tools_for(view: View, model: str) -> Members:
    """The tools that are called on behalf of a language model."""
    return view.among(asked_by(view, model), "agent_tool")


def guards_around(view: View, model: str) -> Members:
    """The guardrails before a language model, beside it and after it."""
    return view.once(("guards around", model), lambda: _guards_around(view, model))


def _guards_around(view: View, model: str) -> Members:
    guards = view.all_of("guardrail")
    if not guards:
        return guards
    found = before_model(view, model) | asked_by(view, model)
    for one in speakers(view, model):
        found = found | view.downstream(one, _OUTPUT, _OUTPUT_STOP)
    return found & guards


def looks_for(view: View, guard: str, check: str, positions: Collection[str]) -> bool | None:
    """Whether a guardrail looks for this in text at one of these positions; None where it does not say.

    A guardrail that states what it looks for but not where is taken to look at the text that passes it.
    """
    checks = view.get(guard, "checks")
    if checks is None:
        return None
    position = view.get(guard, "position")
    return check in checks and (position is None or not set(positions).isdisjoint(position))


def told_of(view: View, model: str) -> Members:
    """The monitors and dashboards that learn of the answers of a language model, its callers or guardrails.

    By predictions, logs or metrics; stores, streams, joins and people who label may lie between.
    """
    return view.once(("told of", model), lambda: _told_of(view, model))


def _told_of(view: View, model: str) -> Members:
    gateways = view.among(before_model(view, model), "api_gateway")
    witnesses = callers_of_model(view, model) | guards_around(view, model) | gateways | view.members([model])
    found = view.none()
    for one in witnesses:
        found = found | view.downstream(one, _REPORTS, _REPORTS_STOP)
    return view.among(found, MONITOR, "dashboard")


def hosting(view: View, model: str) -> str | None:
    """Who runs a language model, or None where nothing says so.

    One that belongs to another company is a vendor's, unless it is stated that you run it yourself.
    """
    stated: str | None = view.get(model, "hosting")
    return "vendor_api" if stated != "self_hosted" and view.get(model, "external") else stated


def reached_around(
    view: View, name: str, nexts: Callable[[], dict[int, list[int]]], stops: Members, start: str
) -> Members:
    """What a component reaches over these neighbours without passing through `stops`.

    `name` stands for the neighbours: the same name must always come with the same ones.
    """
    key = ("reached around", name, stops.mask)
    closure = view.once(key, lambda: Closure(nexts(), {view.number(one) for one in stops}))
    return view.set_of(closure.reached(view.number(start)))
