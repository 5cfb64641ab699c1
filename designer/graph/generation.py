"""Questions about language models: who calls them, and from what they retrieve."""

from __future__ import annotations

from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import CALL
from designer.model.kinds import KINDS

_FRONT = frozenset({"guardrail", "api_gateway", "queue", "cache", "other"})
_STOP = frozenset(KINDS) - _FRONT
_WAITS = frozenset({"request_response"})
_RETRIEVING = ("retriever", "vector_index")


def callers_of_model(view: View, model: str) -> Members:
    """Services and applications that call a language model, directly or through what stands before it."""
    return view.upstream(model, CALL, _STOP) & view.all_of("consumer_app", "serving_endpoint")


def retrievals(view: View) -> Members:
    """The retrievers and vector indexes that a language model, or a service that calls one, asks.

    One that such a retriever asks belongs to them; what only passes calls on may stand between.
    """
    return view.once("retrievals", lambda: _retrievals(view))


def _retrievals(view: View) -> Members:
    models = view.of_kind("llm_endpoint")
    services = view.all_of("serving_endpoint")
    asking = {*models, *(one for model in models for one in callers_of_model(view, model) & services)}
    retrieving = view.all_of(*_RETRIEVING)
    found = view.none()
    for one in asking:
        found |= view.downstream(one, _WAITS, _STOP) & retrieving
    further = found
    for one in found:
        further |= view.downstream(one, _WAITS, _STOP) & retrieving
    return further
