"""Which rules a design is about: the gates that are open for it, by the words of the rule catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from designer.graph.generation import retrievals
from designer.graph.questions import answerers
from designer.graph.view import View
from designer.model.kinds import GENERATIVE, ONLINE, SERVING

_STATED_BATCH = ("rows_per_run", "throughput_rows_s")


def gates(view: View) -> frozenset[str]:
    """The gates that are open for this design."""
    return view.once("gates", lambda: frozenset((*_gates(view), *_generative(view))))


def _gates(view: View) -> Iterable[str]:
    yield "always"
    trained = bool(view.of_kind("training"))
    if trained or view.of_kind(*SERVING, *GENERATIVE):
        yield "has_model"
    answering = answerers(view)
    if trained:
        yield "trained"
    if answering:
        yield "live"
        if trained:
            yield "trained and live"
        if any(view.kind(one) in ONLINE | GENERATIVE for one in answering):
            yield "online"
    if _works_in_batches(view):
        yield "batch"


def _works_in_batches(view: View) -> bool:
    """Whether something scores in batches, or a batch job states its rows and throughput."""
    jobs = [one for one in view.of_kind("feature_pipeline") if view.get(one, "mode") == "batch"]
    sized = (*jobs, *view.of_kind("training"))
    stated = any(all(view.get(one, name) is not None for name in _STATED_BATCH) for one in sized)
    return stated or bool(view.of_kind("batch_inference"))


def _generative(view: View) -> Iterable[str]:
    if view.of_kind("llm_endpoint"):
        yield "generative"
        if retrievals(view):
            yield "rag"
        if view.of_kind("agent_tool"):
            yield "agentic"
