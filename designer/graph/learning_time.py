"""Questions about time in learning: whether order matters, and which trainings are joined to anything."""

from __future__ import annotations

from designer.graph.view import View
from designer.model.flow import DATA

TEMPORAL_TASKS = frozenset(
    {"fraud", "churn", "credit_scoring", "no_show", "recommendation", "ads", "forecasting"}
)
"""Tasks in which yesterday predicts today, so that mixing the two flatters the model."""


def time_matters(view: View, training: str) -> bool:
    """Whether order in time matters to what a training learns.

    The brief's `temporal` settles it; else the task does, or a stream of events among its data.
    """
    if view.brief.temporal is not None:
        return view.brief.temporal
    streams = view.all_of("event_stream")
    return view.brief.ml_task in TEMPORAL_TASKS or bool(view.upstream(training, DATA) & streams)


def fed_trainings(view: View) -> list[str]:
    """The trainings into which some data flow; of the others there is nothing to say yet."""
    return view.once(
        "fed trainings", lambda: [one for one in view.of_kind("training") if view.into(one, DATA)]
    )
