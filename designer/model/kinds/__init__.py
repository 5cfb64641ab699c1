"""The kinds of component, one file a stage; and the sets of kinds that rules speak of."""

from __future__ import annotations

from typing import Any

from designer.model.kinds import (
    consume,
    deliver,
    features,
    generation,
    labels,
    observe,
    serving,
    sources,
    stores,
    training,
)
from designer.model.kinds.component import Component, OnRequestPath

STAGES = {
    "sources": "Sources",
    "ingest_and_store": "Ingest and store",
    "labels": "Labels",
    "features": "Features",
    "train_and_judge": "Train and judge",
    "serve": "Serve",
    "consume": "Consume",
    "observe": "Observe",
    "deliver": "Deliver",
    "any": "Anything else",
}
"""The stages of a pipeline in their order, with the words shown for them."""

_ALL: tuple[type[Component], ...] = (
    *sources.KINDS, *stores.KINDS, *labels.KINDS, *features.KINDS, *training.KINDS, *serving.KINDS,
    *generation.KINDS, *consume.KINDS, *observe.KINDS, *deliver.KINDS,
)  # fmt: skip
KINDS: dict[str, type[Component]] = {cls.model_fields["kind"].default: cls for cls in _ALL}
"""Every kind of component by its name in files."""

SERVING = frozenset(
    {"serving_endpoint", "batch_inference", "stream_inference", "candidate_retrieval", "ranking_stage"}
)
ONLINE = frozenset({"serving_endpoint", "candidate_retrieval", "ranking_stage"})
GENERATIVE = frozenset({"llm_endpoint"})
CONSUMER = frozenset({"consumer_app", "human_review", "legacy_system", "optimiser", "rules_engine"})
STORE = frozenset(
    {"raw_store", "warehouse", "feature_store", "vector_index", "prediction_store", "log_store", "cache",
     "data_versioning"}
)  # fmt: skip
MONITOR = frozenset({"metrics_monitor", "quality_monitor", "drift_monitor"})


def read_component(data: dict[str, Any]) -> Component:
    """Build the component that a flat mapping describes.

    Raises KeyError for an unknown kind, pydantic.ValidationError for anything else that is wrong.
    """
    return KINDS[data["kind"]].read(data)


__all__ = [
    "CONSUMER", "GENERATIVE", "KINDS", "MONITOR", "ONLINE", "SERVING", "STAGES", "STORE", "Component",
    "OnRequestPath", "read_component",
]  # fmt: skip
