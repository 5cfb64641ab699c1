"""Mistakes in what is written down."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.gaps.cases import Cases, case, operator
from benchmarks.gaps.changing import drop, forget, less, put
from benchmarks.gaps.reading import Good, seconds, sole
from designer.model.edits.language import Edit
from designer.model.flow import CALL, Flow
from designer.model.kinds import GENERATIVE, SERVING

RECORDS = ("log_store", "raw_store", "warehouse")
SPEAKERS = (*SERVING, *GENERATIVE, "rules_engine", "fallback", "human_review", "consumer_app")
STEPS = (
    "ingestion_job", "data_validation", "feature_pipeline", "training", "evaluation", "batch_inference",
    "stream_inference", "rules_engine", "human_review", "fallback", "optimiser",
)  # fmt: skip


def _with_answer(good: Good, component: str) -> list[Flow]:
    """The logs of a component that hold the answer; a log that does not say what it carries holds it."""
    flows = [one for one in good.out(component, "logs") if good.kind(one.target) in RECORDS]
    return [one for one in flows if "prediction" in (good.words(one.id, "carries") or ("prediction",))]


def _witnesses(good: Good, model: str) -> Iterable[str]:
    """The model, what calls it, and what keeps or gets its answers."""
    yield model
    yield from good.upstream(model, CALL)
    yield from good.downstream(model, frozenset({"predictions"}))


@operator("LOG001", "The last log that holds the answers of a model is gone.")
def answers_unlogged(good: Good) -> Cases:
    last: dict[str, list[str]] = {}
    for model in good.blamed(good.answering()):
        flow = sole(flow for one in _witnesses(good, model) for flow in _with_answer(good, one))
        if flow:
            last.setdefault(flow.id, []).append(model)
    for flow_id, models in last.items():
        yield case(drop(flow_id), at=models)


@operator("LOG001", "There is no log.")
def log_gone(good: Good) -> Cases:
    logs = good.of_kind("log_store")
    last = [
        model for model in good.blamed(good.answering())
        if all(f.target in logs for one in _witnesses(good, model) for f in _with_answer(good, one))
    ]  # fmt: skip
    if logs and last:
        yield case(drop(*logs), at=last)


@operator("LOG002", "An important step leaves no trace.")
def step_unlogged(good: Good) -> Cases:
    for one in good.of_kind(*STEPS) if not good.of_kind("orchestrator") else ():
        flows = good.out(one, "logs", "metadata", "metrics", "alerts")
        if flows and not _known_elsewhere(good, one):
            # Where the answers themselves are lost with it, that is the nearer cause.
            answers = good.kind(one) in SERVING and _with_answer(good, one)
            cause = "LOG001" if answers else ""
            yield case(drop(*flows), *_unwritten(good, one), at=one, cause=cause)


def _unwritten(good: Good, step: str) -> list[Edit]:
    """Edits by which nothing is written on behalf of a step: no lineage, nothing set aside."""
    kept = good.targets(step, "model_artifact")
    edits = [put(one, lineage=False) for one in kept if good.kind(one) == "model_registry"]
    return edits + ([put(step, on_error="fail")] if good.get(step, "on_error") else [])


def _known_elsewhere(good: Good, step: str) -> bool:
    """Whether people say what they decided, or whoever asks a step or gets its answer records it."""
    said = good.kind(step) == "human_review" and good.out(step, "labels", "feedback")
    near = (*good.sources(step, *CALL), *good.targets(step, "predictions"))
    kept = {word for one in near for f in good.out(one, "logs") for word in good.words(f.id, "carries")}
    return bool(said) or bool(kept & {"decision", "prediction", "exposure"})


def _spoken(good: Good, *kinds: str) -> list[Flow]:
    flows = [one for one in good.flows("logs") if good.kind(one.source) in (kinds or SPEAKERS)]
    return flows if good.answering() else []


@operator("LOG003", "Records do not say when they were made.")
def log_without_time(good: Good) -> Cases:
    for flow in _spoken(good):
        yield case(put(flow.id, timestamped=False), at=flow.id)


@operator("LOG003", "Records have nothing by which they can be joined to what came of them.")
def log_without_id(good: Good) -> Cases:
    for flow in _spoken(good):
        edits = [forget(flow.id, "id_key")] if getattr(flow, "id_key", None) else []
        if "request_id" in good.words(flow.id, "carries"):
            edits.append(less(good, flow.id, "carries", "request_id"))
        if edits:
            yield case(*edits, at=flow.id)


@operator("LOG004", "Records do not say which version of the model answered.")
def log_without_version(good: Good) -> Cases:
    several = good.of_kind("model_registry", "experiment_platform")
    for flow in _spoken(good, *SERVING, *GENERATIVE) if several else ():
        carried = good.words(flow.id, "carries")
        if {"model_version", "prediction"} <= set(carried):
            yield case(less(good, flow.id, "carries", "model_version"), at=flow.id)


@operator("LOG005", "Records are gone before the outcome is known.")
def log_too_short(good: Good) -> Cases:
    for log in good.of_kind("log_store") if seconds(good.brief.label_delay) else ():
        wanted = [one for one in good.into(log, "logs") if good.kind(one.source) in (*SERVING, *GENERATIVE)]
        if wanted:
            yield case(put(log, retention_days=1), at=log)
