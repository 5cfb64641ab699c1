"""Questions about releases: which models go live without a person, and how one gets back."""

from __future__ import annotations

from designer.graph.loops import loop_of
from designer.graph.questions import answerers, gateways_before
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import DATA, Control
from designer.model.kinds import SERVING

AUTOMATIC = ("schedule", "event", "drift")
_MODEL, _CONTROL = frozenset({"model_artifact"}), frozenset({"control"})
_RELEASES = (None, "approve", "gate", "deploy")
_STARTS = frozenset({"orchestrator", "metrics_monitor", "quality_monitor", "drift_monitor", "alerting"})


def starts_by_itself(view: View, training: str) -> bool:
    """Whether a training states that it is not started by hand, or something commands it."""
    if view.get(training, "trigger") in AUTOMATIC or view.get(training, "schedule"):
        return True
    return any(view.kind(one) in _STARTS for one in view.sources(training, "control"))


def released_by_itself(view: View, training: str) -> list[str]:
    """The answering components on the loop of a training that get its model without a person on the way."""
    return view.once(("released", training), lambda: _released_by_itself(view, training))


def _released_by_itself(view: View, training: str) -> list[str]:
    served = view.downstream(training, _MODEL) & loop_of(view, training) & view.all_of(SERVING)
    served = served & view.once("answering", lambda: view.members(answerers(view)))
    people = view.once("released by people", lambda: _released_by_people(view))
    return [one for one in served if not people & way_of_model(view, training, one)]


def way_of_model(view: View, training: str, serving: str) -> Members:
    """The model's way from a training to a serving component, ends included, and what deploys there."""
    between = view.downstream(training, _MODEL) & view.upstream(serving, _MODEL)
    deployers = view.among(view.upstream(serving, _CONTROL), "ci_cd", "orchestrator")
    return between | deployers | view.members([training, serving])


def judges_on_way(view: View, training: str, serving: str) -> list[str]:
    """Evaluations of a training's models that stand on the way to a serving component, or command it."""
    judges = view.among(view.downstream(training, _MODEL), "evaluation")
    way = way_of_model(view, training, serving)
    return [one for one in judges if way & view.members([one, *view.targets(one, "control")])]


def data_checks(view: View, training: str) -> Members:
    """The validations that what a training learns from has passed."""
    return view.among(view.upstream(training, DATA), "data_validation")


def stops_bad_data(view: View, training: str) -> bool:
    """Whether one of these blocks, or sets aside."""
    return bool(data_checks(view, training) & view.once("stopping checks", lambda: _stopping(view)))


def _stopping(view: View) -> Members:
    checks = view.of_kind("data_validation")
    return view.members(one for one in checks if view.get(one, "on_fail") in ("block", "quarantine"))


def can_roll_back(view: View, serving: str) -> bool:
    """Whether a command rolls a serving component, or a gateway before it, back."""
    ends = (serving, *gateways_before(view, serving))
    flows = (flow for one in ends for flow in view.into(one, "control"))
    return any(isinstance(flow, Control) and flow.purpose == "rollback" for flow in flows)


def _released_by_people(view: View) -> Members:
    """Components at which a person approves or deploys, or commands nobody says what."""
    flows = (flow for one in view.of_kind("human_review") for flow in view.out(one, "control"))
    return view.members(
        flow.target for flow in flows if isinstance(flow, Control) and flow.purpose in _RELEASES
    )
