"""Questions about language models: who calls them, from what they retrieve, who judges their answers."""

from __future__ import annotations

from collections.abc import Iterable

from designer.graph.questions import answerers
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import CALL
from designer.model.kinds import KINDS

_FRONT = frozenset({"guardrail", "api_gateway", "queue", "cache", "other"})
_STOP = frozenset(KINDS) - _FRONT
_SEARCH_STOP = _STOP - {"agent_tool", "retriever"}
_RETRIEVING = ("retriever", "vector_index")
_WAITS, _PREDICTIONS, _MODEL = (
    frozenset({"request_response"}), frozenset({"predictions"}), frozenset({"model_artifact"}),
)  # fmt: skip
_TESTED_BY = frozenset({"labels", "batch_data", "metadata", "predictions", "features"})
_PASSES_ANSWERS_ON = frozenset({"guardrail", "cache", "queue", "prediction_store", "event_stream", "other"})
_ANSWERS_STOP = frozenset(KINDS) - _PASSES_ANSWERS_ON
_SIDE_ROLES = frozenset({"judge", "classify", "plan"})


def callers_of_model(view: View, model: str) -> Members:
    """Services and applications that call a language model, directly or through what stands before it."""
    return view.among(view.upstream(model, CALL, _STOP), "consumer_app", "serving_endpoint")


def services_of_model(view: View, model: str) -> Members:
    """The services among the callers of a language model."""
    return view.among(view.upstream(model, CALL, _STOP), "serving_endpoint")


def called_by(view: View, component: str, *kinds: str) -> Members:
    """Components of these kinds that a component calls, directly or through what stands before them."""
    return view.among(view.downstream(component, CALL, _STOP), *kinds)


def writes_text(view: View, model: str) -> bool:
    """Whether a language model may write what others read: its roles are not only to judge or to sort."""
    roles = view.get(model, "role")
    return not roles or not _SIDE_ROLES.issuperset(roles)


def answering_models(view: View) -> list[str]:
    """The language models that answer some consumer, also through a service."""
    return [one for one in answerers(view) if view.kind(one) == "llm_endpoint"]


def retrievals(view: View) -> Members:
    """The retrievers and vector indexes that a language model, or a service that calls one, asks.

    One that such a retriever, or a tool of an agent, asks belongs to them.
    """
    return view.once("retrievals", lambda: _retrievals(view))


def _retrievals(view: View) -> Members:
    models = view.of_kind("llm_endpoint")
    asking = view.members(models)
    for model in models:
        asking = asking | services_of_model(view, model)
    found = view.none()
    for caller in asking:
        found = found | view.downstream(caller, _WAITS, _SEARCH_STOP)
    return view.among(found, *_RETRIEVING)


def searches(view: View) -> list[str]:
    """What a model's search begins with: the retrievals that no retriever asks."""
    return view.once("searches", lambda: list(_searches(view)))


def _searches(view: View) -> Iterable[str]:
    for one in retrievals(view):
        callers = view.sources(one, "request_response")
        if view.kind(one) == "retriever" or any(view.kind(caller) != "retriever" for caller in callers):
            yield one


def indexes_of(view: View, search: str) -> Members:
    """The vector indexes in which a retriever looks; an index that is asked directly is its own."""
    asked = view.downstream(search, _WAITS, _SEARCH_STOP)
    return view.among(asked | view.members([search]), "vector_index")


def askers_of(view: View, search: str) -> Members:
    """The services and language models that ask a retriever or index, also by a tool."""
    return view.among(view.upstream(search, CALL, _SEARCH_STOP), "llm_endpoint", "serving_endpoint")


def evaluations_of(view: View, *parts: str) -> Members:
    """The evaluations that judge what these components answer.

    They are given the answers of one of them or of a caller, they call one themselves, or its model
    passes them on its way.
    """
    return view.once(("evaluations_of", parts), lambda: _evaluations_of(view, parts))


def _evaluations_of(view: View, parts: tuple[str, ...]) -> Members:
    judges = view.all_of("evaluation")
    if not judges:
        return judges
    way, models = view.members(parts), view.none()
    for part in parts:
        way = way | view.upstream(part, CALL)
        models = models | view.upstream(part, _MODEL)
    judged = view.once("judged", lambda: _judged(view))
    given = view.members(judge for one in way & view.members(judged) for judge in judged[one])
    return ((way | models) & judges) | given


def _judged(view: View) -> dict[str, list[str]]:
    """The components whose answers are given to evaluations, with these."""
    found: dict[str, list[str]] = {}
    for judge in view.of_kind("evaluation"):
        for giver in view.upstream(judge, _PREDICTIONS, _ANSWERS_STOP):
            found.setdefault(giver, []).append(judge)
    return found


def eval_sets_of(view: View, evaluation: str) -> Members:
    """The sets of test questions from which an evaluation works."""
    return view.among(view.upstream(evaluation, _TESTED_BY), "eval_set")


def outsiders_write(view: View) -> bool:
    """Whether people outside the team write text that the system reads."""
    return view.once("outsiders_write", lambda: any(_outsiders(view)))


def _outsiders(view: View) -> Iterable[bool]:
    yield from (view.get(one, "user_facing") is True for one in view.of_kind("consumer_app"))
    sources = view.of_kind("data_source", "event_stream")
    yield from (view.get(one, "user_generated") is True for one in sources)


def personal_data(view: View) -> Members:
    """The components that say they hold or pass on personal or sensitive data."""
    return view.once("personal_data", lambda: _personal_data(view))


def _personal_data(view: View) -> Members:
    return view.members(one for one, pii in view.stating("pii").items() if pii in ("personal", "sensitive"))
