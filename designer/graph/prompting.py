"""Which text gets into the prompts of language models: from whom, from which stores, past which filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from designer.graph.guarding import looks_for, reached_around
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import CALL, DATA

PERSONAL = frozenset({"personal", "sensitive"})
_SENT = frozenset({*CALL, *DATA, "predictions"})
_ANSWERS_WITH_TEXT = frozenset(
    {
        "feature_store", "feature_pipeline", "vector_index", "retriever", "prediction_store", "cache",
        "warehouse", "data_source", "agent_tool", "guardrail",
    }
)  # fmt: skip
"""Kinds whose answer to a call becomes part of what the caller knows, and so of its prompts."""
_HARMLESS = frozenset({"none", "pseudonymous"})
_POSITIONS = ("input", "retrieved")


def personal_data_into(view: View, model: str) -> Members:
    """The components with personal data whose text can get into the prompts of a model, filtered or not."""
    return _found(view, model, "prompt text", lambda: _declared(view))


def unfiltered_into(view: View, model: str) -> Members:
    """Those of them whose text passes no guardrail that takes personal data out."""
    return _found(view, model, "unfiltered text", lambda: (*_declared(view), *_filters(view)))


def surely_unfiltered_into(view: View, model: str) -> Members:
    """As `unfiltered_into`, but a guardrail that does not state its checks is trusted to be such a filter."""
    return _found(
        view, model, "surely unfiltered", lambda: (*_declared(view), *_filters(view), *_vague(view))
    )


def vague_filters(view: View) -> Members:
    """The guardrails that do not state what they look for."""
    return view.once("vague filters", lambda: view.members(_find_vague(view)))


def _find_vague(view: View) -> Iterable[str]:
    return (one for one in view.of_kind("guardrail") if view.get(one, "checks") is None)


def _found(view: View, model: str, name: str, stops: Callable[[], Iterable[str]]) -> Members:
    cleaned = view.once(("text stops", name), lambda: view.members(stops()))
    reached = reached_around(view, name, lambda: _senders(view), cleaned, model) | view.members([model])
    return (reached - cleaned) & _personal(view)


def _personal(view: View) -> Members:
    return view.once("stated personal", lambda: view.members(_with_pii(view, PERSONAL)))


def _declared(view: View) -> Iterable[str]:
    return _with_pii(view, _HARMLESS)


def _with_pii(view: View, levels: frozenset[str]) -> list[str]:
    return [one for one, pii in view.stating("pii").items() if pii in levels]


def _senders(view: View) -> dict[int, list[int]]:
    """By index the components from which text comes; what is redacted on the way does not count."""
    return view.once("senders of text", lambda: _find_senders(view))


def _find_senders(view: View) -> dict[int, list[int]]:
    senders: dict[int, list[int]] = {}
    for flow in view.flows(_SENT):
        if getattr(flow, "redacted", None):
            continue
        source, target = view.number(flow.source), view.number(flow.target)
        senders.setdefault(target, []).append(source)
        if flow.kind == "request_response" and view.kind(flow.target) in _ANSWERS_WITH_TEXT:
            senders.setdefault(source, []).append(target)
    return senders


def _filters(view: View) -> Iterable[str]:
    guards = view.of_kind("guardrail")
    return _with_askers(view, [one for one in guards if _takes_out(view, one)])


def _takes_out(view: View, guard: str) -> bool:
    looks = looks_for(view, guard, "pii", _POSITIONS)
    return bool(looks) and view.get(guard, "on_fail") != "warn"


def _vague(view: View) -> Iterable[str]:
    return _with_askers(view, vague_filters(view))


def _with_askers(view: View, guards: Iterable[str]) -> Iterable[str]:
    """Guardrails, and who asks one that leads nowhere: it then sends on what came back."""
    for guard in guards:
        yield guard
        if not view.out(guard, CALL) and _reads_input(view, guard):
            yield from view.sources(guard, CALL)


def _reads_input(view: View, guard: str) -> bool:
    position = view.get(guard, "position")
    return position is None or "input" in position
