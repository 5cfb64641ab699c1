"""Which flow may connect which kinds, and which is the likely one. The table is data/flow_matrix.json."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, ONLINE, SERVING

PREFERENCE = (
    "request_response", "features", "labels", "model_artifact", "predictions", "logs", "metrics", "alerts",
    "feedback", "batch_data", "stream_data", "control", "metadata", "async_request",
)  # fmt: skip
"""Where several kinds of flow are legal and nothing more is known, the first of these is the likely one."""

_LIKELY_BETWEEN = {
    ("data_source", "outcome_join"): "labels",
    ("data_validation", "outcome_join"): "labels",
    ("serving_endpoint", "event_stream"): "predictions",
    ("serving_endpoint", "feature_pipeline"): "request_response",
    ("serving_endpoint", "raw_store"): "predictions",
    ("serving_endpoint", "warehouse"): "predictions",
    **{("evaluation", kind): "model_artifact" for kind in SERVING},
    **{("other", kind): "request_response" for kind in ONLINE},
    **{(kind, "warehouse"): "request_response" for kind in ("agent_tool", "llm_endpoint", "retriever")},
    **{("stream_inference", kind): "request_response" for kind in (*ONLINE, "feature_store", "llm_endpoint")},
}
"""Pairs whose likely flow does not follow from what usually enters the one or leaves the other."""

_LIKELY_INTO: dict[str, tuple[str, ...]] = {
    "log_store": ("logs", "feedback"),
    "metrics_monitor": ("metrics",),
    "drift_monitor": ("features", "predictions", "logs", "batch_data"),
    "quality_monitor": ("labels", "predictions", "feedback", "logs"),
    "dashboard": ("metrics", "predictions"),
    "alerting": ("alerts",),
    "metadata_store": ("metadata",),
    "experiment_tracker": ("metadata",),
    "dead_letter_queue": ("stream_data", "batch_data"),
    "outcome_join": ("feedback", "labels", "predictions", "stream_data", "batch_data", "logs"),
    "labelling": ("feedback", "batch_data"),
    "raw_store": ("batch_data", "stream_data", "feedback", "predictions", "features", "labels"),
    "warehouse": ("batch_data", "stream_data", "labels", "feedback", "predictions", "features"),
    "event_stream": ("stream_data", "feedback", "predictions"),
    "queue": ("async_request", "stream_data", "predictions"),
    "data_validation": ("batch_data", "stream_data", "features", "labels"),
    "feature_pipeline": ("stream_data", "batch_data"),
    "training": ("features", "labels", "batch_data"),
    "evaluation": ("model_artifact", "labels", "predictions", "batch_data", "control"),
    "ci_cd": ("control", "model_artifact"),
    "orchestrator": ("control",),
    "human_review": ("predictions", "async_request"),
    "consumer_app": ("predictions",),
    **dict.fromkeys(ONLINE, ("features",)),
}
_LIKELY_FROM: dict[str, tuple[str, ...]] = {
    "event_stream": ("stream_data",),
    "data_source": ("batch_data", "stream_data", "labels"),
    "ingestion_job": ("batch_data", "stream_data"),
    "data_validation": ("batch_data", "stream_data"),
    "dead_letter_queue": ("batch_data", "stream_data"),
    "data_versioning": ("batch_data",),
    "raw_store": ("batch_data",),
    "warehouse": ("batch_data",),
    "outcome_join": ("labels", "batch_data"),
    "feature_pipeline": ("features",),
    "orchestrator": ("control",),
    "ci_cd": ("control",),
    "code_repo": ("control",),
    "alerting": ("control", "alerts"),
    "feature_store": ("features",),
    "vector_index": ("features",),
    "prediction_store": ("predictions",),
    "log_store": ("logs", "batch_data"),
    "batch_inference": ("predictions",),
    "stream_inference": ("predictions",),
    "queue": ("async_request",),
}


@cache
def flow_matrix() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each kind of flow: the kinds that it may leave and the kinds that it may enter."""
    table = json.loads(files("designer.model").joinpath("data/flow_matrix.json").read_text("utf-8"))
    matrix = {
        flow: (frozenset(row["from"]) | {"other"}, frozenset(row["to"]) | {"other"})
        for flow, row in table.items()
    }
    return matrix | {"unspecified": (frozenset(KINDS), frozenset(KINDS))}


@cache
def is_legal(source_kind: str, flow_kind: str, target_kind: str) -> bool:
    """Whether such a flow can mean something. What touches `other` always may."""
    if "other" in (source_kind, target_kind):
        return True
    leaves, enters = flow_matrix()[flow_kind]
    return source_kind in leaves and target_kind in enters


@cache
def legal_flows(source_kind: str, target_kind: str) -> tuple[str, ...]:
    """The kinds of flow that may lead from one kind of component to another, the likely one first.

    `unspecified` is always legal and stands last.
    """
    legal = [kind for kind in FLOWS if kind != "unspecified" and is_legal(source_kind, kind, target_kind)]
    wished = _wishes(source_kind, target_kind)
    return (*sorted(legal, key=wished.index), "unspecified")


def _wishes(source_kind: str, target_kind: str) -> list[str]:
    between = _LIKELY_BETWEEN.get((source_kind, target_kind))
    into, out_of = _LIKELY_INTO.get(target_kind, ()), _LIKELY_FROM.get(source_kind, ())
    shared = [kind for kind in out_of if kind in into]
    return list(dict.fromkeys([*([between] if between else ()), *shared, *into, *out_of, *PREFERENCE]))


def likely_flow(source_kind: str, target_kind: str) -> str:
    """The kind of flow that most probably leads from one kind to another; `unspecified` if none may."""
    return legal_flows(source_kind, target_kind)[0]
