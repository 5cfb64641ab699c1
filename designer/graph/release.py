"""Questions about releases: what judges a model, on whom it is tried first, what sends it out."""

from __future__ import annotations

from collections.abc import Iterable

from designer.graph.learning import runs
from designer.graph.questions import all_readers, answerers
from designer.graph.reach import Members
from designer.graph.view import View
from designer.model.flow import CALL, Control
from designer.model.kinds import KINDS, SERVING

TRIALS = frozenset({"shadow", "canary", "ab", "holdout"})
"""Purposes of a command that gives a new model a part of the traffic, or a copy of it."""
RELEASES = frozenset({"deploy", "shadow", "canary", "ab"})
"""Purposes of a command that brings a new version to where it answers."""
GRADUAL = frozenset({"canary", "shadow"})
"""Strategies of a release that reach only some users at first."""
_MODEL = frozenset({"model_artifact"})
_JUDGED = frozenset({"model_artifact", "predictions"})
_TRAINING = frozenset({"training"})
_JUDGING_ENDS = SERVING | {"training", "evaluation"}
_CONTROL = frozenset({"control"})
_HANDS_ON = frozenset(KINDS) - {"orchestrator", "model_registry", "other"}


def judged_by(view: View, evaluation: str) -> Members:
    """The trainings whose models an evaluation judges, by the model or by its predictions."""
    return view.among(view.upstream(evaluation, _JUDGED, _TRAINING), "training")


def judges(view: View) -> list[str]:
    """The evaluations that judge some trained model."""
    return view.once("judges", lambda: [one for one in view.of_kind("evaluation") if judged_by(view, one)])


def judges_of(view: View, serving: str) -> Members:
    """The evaluations of the model that a serving component runs: on its way there, or beside the way."""
    return view.once(("judges_of", serving), lambda: _judges_of(view, serving))


def _judges_of(view: View, serving: str) -> Members:
    found = view.upstream(serving, _MODEL, _TRAINING)
    for training in (one for group in runs(view, serving) for one in group):
        found = found | view.downstream(training, _JUDGED, _JUDGING_ENDS)
    return view.among(found, "evaluation")


def controls(view: View) -> list[Control]:
    """The commands of a design."""
    return [one for one in view.flows("control") if isinstance(one, Control)]


def doors(view: View, serving: str) -> Members:
    """A serving component and all that calls it, directly or not: where its traffic can be steered."""
    return view.upstream(serving, CALL) | view.members([serving])


def tried(view: View) -> Members:
    """Components on which something is tried before everybody gets it.

    A command for a trial reaches them, a release that starts with a part, or an experiment platform is
    joined to them by a flow of any kind.
    """
    return view.once("tried", lambda: view.members(_tried(view)))


def _tried(view: View) -> Iterable[str]:
    for flow in controls(view):
        if flow.purpose in TRIALS or flow.strategy in GRADUAL:
            yield flow.target
    for platform in view.of_kind("experiment_platform"):
        yield from view.targets(platform)
        yield from view.sources(platform)


def is_tried(view: View, serving: str) -> bool:
    """Whether new models of a serving component are tried on a part of the traffic, there or before it."""
    trials = tried(view)
    return bool(trials) and bool(trials & (doors(view, serving) | all_readers(view, serving)))


def released(view: View) -> Members:
    """What a release pipeline brings out: by a command, by a model, or through what hands either on."""
    return view.once("released", lambda: _released(view))


def _released(view: View) -> Members:
    found = view.none()
    for pipeline in view.of_kind("ci_cd"):
        found = found | view.members(view.targets(pipeline, "model_artifact"))
        sent = [one for one in view.out(pipeline, "control") if getattr(one, "purpose", None) in RELEASES]
        for flow in sent:
            found = found | view.members([flow.target])
            if view.kind(flow.target) not in _HANDS_ON:
                found = found | view.downstream(flow.target, _CONTROL, _HANDS_ON)
    return found


def released_by_us(view: View) -> list[str]:
    """The serving components that answer somebody and are not run by another company."""
    serving = (one for one in answerers(view) if view.kind(one) in SERVING)
    return [one for one in serving if view.get(one, "external") is not True]
