"""Questions about learning: whose model is served, from which features it learned, and with which truth."""

from __future__ import annotations

from collections.abc import Iterable

from designer.graph.questions import FEATURE_KINDS, flow_carries
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import DATA
from designer.model.resolve import MISSING, Origin, Value

SUPERVISED_TASKS = frozenset(
    {
        "classification", "regression", "ranking", "recommendation", "risk_scoring", "credit_scoring",
        "fraud", "churn", "no_show", "spam", "content_filter", "sentiment",
    }
)  # fmt: skip
"""Tasks whose training is assumed to learn from labels where it does not say what it learns from."""
_FEATURES, _MODEL = frozenset({"features"}), frozenset({"model_artifact"})
_READ_BACK = frozenset({"batch_data", "stream_data", "features", "logs"})


def runs(view: View, serving: str) -> list[list[str]]:
    """Whose model a serving component runs: groups of trainings, of each of which it runs one.

    A training whose model arrives on its own way is a group of its own. Trainings that share a registry
    are one group, because the drawing does not say which of its models is taken. A training that only
    gives another one its first weights is left out.
    """
    return view.once(("runs", serving), lambda: _runs(view, serving))


def _runs(view: View, serving: str) -> list[list[str]]:
    trainings = view.all_of("training")
    near = view.upstream(serving, _MODEL, frozenset({"training", "model_registry"}))
    alone = [[one] for one in near & trainings]
    kept = [
        list(view.upstream(one, _MODEL, frozenset({"training"})) & trainings)
        for one in view.among(near, "model_registry")
    ]
    return [*alone, *filter(None, kept)]


def feature_givers(view: View, component: str) -> list[str]:
    """The feature pipelines and stores whose features reach a component without passing another of them."""
    return list(view.among(view.upstream(component, _FEATURES, FEATURE_KINDS), FEATURE_KINDS))


def givers_of_training(view: View, serving: str) -> list[str]:
    """The feature pipelines and stores next to the trainings whose models a serving component may run."""
    trainings = {one for group in runs(view, serving) for one in group}
    return sorted({giver for one in trainings for giver in feature_givers(view, one)})


def learns_from_served(view: View, training: str) -> frozenset[str]:
    """The components whose logged features a training reads back: it then learns from what was served."""
    return view.once(("learns_from", training), lambda: frozenset(_learns_from(view, training)))


def _learns_from(view: View, training: str) -> Iterable[str]:
    loggers: dict[str, list[str]] = view.once("feature_loggers", lambda: _feature_loggers(view))
    if loggers:
        read = view.upstream(training, _READ_BACK)
        for store in read & view.members(loggers):
            yield from loggers[store]


def _feature_loggers(view: View) -> dict[str, list[str]]:
    loggers: dict[str, list[str]] = {}
    for flow in view.flows("logs"):
        if "features" in flow_carries(flow):
            loggers.setdefault(flow.target, []).append(flow.source)
    return loggers


def supervised(view: View, training: str) -> Value:
    """Whether a training learns from labels: stated, assumed from the task (a default), or missing."""
    learning = view.value(training, "learning")
    if learning.value is not None:
        return Value(learning.value == "supervised", learning.origin)
    return Value(True, Origin.DEFAULT) if view.brief.ml_task in SUPERVISED_TASKS else MISSING


def truth_into(view: View, training: str) -> Members:
    """Where labels or feedback enter what a training reads, itself included; empty if no truth reaches it."""
    ends = view.once("ends of truth", lambda: view.members(_ends_of_truth(view)))
    return (view.upstream(training, DATA) | view.members([training])) & ends


def _ends_of_truth(view: View) -> Iterable[str]:
    yield from (flow.target for flow in view.flows("labels", "feedback"))
    yield from view.of_kind("labelling", "outcome_join")
