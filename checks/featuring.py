"""Parts of fixes that give a model its features from a pipeline of their own, on both sides."""

from __future__ import annotations

from collections.abc import Iterable

from checks.mending import Mending
from designer.graph import View
from designer.graph.learning import supervised, truth_into
from designer.graph.learning_time import time_matters
from designer.graph.questions import feature_path
from designer.graph.reach import Members
from designer.model.edits.language import InsertOnFlow
from designer.model.edits.parts import free_id
from designer.model.kinds import SERVING

_MODEL = frozenset({"model_artifact"})


def served_from(view: View, training: str) -> Members:
    """The serving components that the model of a training reaches."""
    return view.among(view.downstream(training, _MODEL), SERVING)


def insert_pipeline(mending: Mending, flow: str, like: str) -> str:
    """Put a feature pipeline in the middle of a flow of rows, so that features leave it; give its id."""
    new = free_id(mending.design, "feature_pipeline")
    zone = mending.design.components[like].zone
    component = {"id": new, "kind": "feature_pipeline", "name": "Feature pipeline"}
    component |= {"missing_value_policy": "default"}
    component |= {"zone": zone} if zone else {}
    mending.do(InsertOnFlow(flow=flow, component=component, out_kind="features"))
    return new


def keep_times(mending: Mending, pipeline: str, training: str) -> bool:
    """Where time matters, keep the features with their times in a store before the training; say if so."""
    view = mending.view
    labelled = truth_into(view, training) or supervised(view, training).value
    if not (labelled and time_matters(view, training)):
        return False
    store = mending.add("feature_store", like=training, offline=True, point_in_time=True)
    mending.reroute(mending.connect(pipeline, training, "features"), store)
    return True


def share_features(mending: Mending, pipeline: str, training: str) -> bool:
    """Let what serves the model of a training read the same features; say whether something is declared.

    A component that also makes features itself is said to run the code of the pipeline.
    """
    view, named = mending.view, settle_missing(mending, [pipeline])
    for serving in served_from(view, training):
        if not (pipeline in view and feature_path(view, serving) & view.members([pipeline])):
            mending.connect(pipeline, serving, "features")
        if view.get(serving, "computes_features"):
            named = True
            own = view.get(serving, "feature_code_ref") or f"{pipeline}_transform"
            drawn = view.get(pipeline, "code_ref") if pipeline in view else None
            mending.state(pipeline, code_ref=drawn or own)
            mending.state(serving, feature_code_ref=drawn or own)
    return named


def settle_missing(mending: Mending, pipelines: Iterable[str]) -> bool:
    """Before pipelines feed live answers: a default for missing values where none is stated; say if so."""
    view = mending.view
    open_ones = [
        one
        for one in pipelines
        if one in view
        and view.kind(one) == "feature_pipeline"
        and view.get(one, "missing_value_policy") is None
    ]
    for one in open_ones:
        mending.state(one, missing_value_policy="default")
    return bool(open_ones)
