"""EVA002: a score that is compared with nothing."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import feature_givers
from designer.graph.reach import Members
from designer.model.kinds import SERVING

SIMPLER = frozenset({"baseline_model", "legacy_system"})
_MODEL = frozenset({"model_artifact"})
_JUDGED = frozenset({"model_artifact", "predictions"})

_PARTS = """\
sketchcheck: 1
name: Demand
BRIEF
components:
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, CHECKS}
  - {id: nightly, kind: batch_inference, name: Forecast}
  - {id: naive, kind: baseline_model, name: Last week's value}
flows:
  - {from: features, to: train, kind: features}
  - {from: features, to: naive, kind: features}
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: nightly, kind: model_artifact}
"""


def _design(brief: str = "brief: {}", checks: str = "checks: [metric]") -> str:
    return _PARTS.replace("BRIEF", brief).replace("CHECKS", checks)


class NoBaselineCompared(Rule):
    """An evaluation sees only the model's own score: no rule, no naive guess, no current system.

    Without any evaluation the design is asked once, if a trained model is served.
    """

    code = "EVA002"
    name = "no-baseline-compared"
    category = "evaluation"
    severity = "warning"
    gate = "trained"
    suppressed_by = ("CST002",)
    message = (
        "{judge} compares the model with nothing: no rule, no naive guess, no system of today. Its {metric}"
        " may be worse than doing nothing."
    )
    why = "Only the distance to the simplest thing that could work tells whether the model earns its upkeep."
    fix = "Score the simplest alternative on the same test set, and list baseline among the checks."
    false_alarms = "A comparison that a notebook made once; write its score into the brief's baseline."
    question = "On the same test set, how well does the simplest thing do that you could have built in a day?"
    sources = (
        Source("MLTS", "Model5"), Source("ZIN", "4"), Source("ZIN", "14"), Source("IVR"),
        Source("SEED", "S6"),
    )  # fmt: skip
    examples = (
        Bad(_design(), at="judge", fixed=True),
        Bad(_design(checks="on_fail: block"), at="judge", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: No evaluation at all
components:
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: App}
flows:
  - {from: train, to: scorer, kind: model_artifact}
  - {from: app, to: scorer, kind: request_response}
""",
            at="design",
            fixed=True,
        ),
        Good(
            _design() + "  - {from: naive, to: judge, kind: predictions}\n",
            why="Last week's value is scored on the same data.",
        ),
        Good(_design(checks="checks: [metric, baseline]"), why="The baseline is among the checks."),
        Good(
            _design(brief="brief: {baseline: 18 % error with last week's value}"),
            why="The brief has its score.",
        ),
        Good(
            "sketchcheck: 1\nname: One box\ncomponents:\n  - {id: train, kind: training}\n",
            why="Nothing is served yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Evaluations that judge a trained model; the design, if it has none and serves one."""
        judges = view.of_kind("evaluation")
        if judges:
            return [one for one in judges if _judged(view, one)]
        return ["design"] if _served(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a baseline comes in, is among the checks or stands in the brief."""
        if (view.brief.baseline or "").strip():
            return Passed("declaration")
        if place == "design":
            return self._finding(view, place, _served(view), "The design")
        if any(view.kind(flow.source) in SIMPLER for flow in view.into(place, *_JUDGED, "metadata")):
            return Passed()
        checks = view.value(place, "checks")
        if "baseline" in (checks.value or ()):
            return passed_by(checks)
        return self._finding(view, place, list(_judged(view, place)), view.title(place))

    def _finding(self, view: View, place: str, trainings: list[str], judge: str) -> Finding:
        metric = view.brief.ml_metric
        name = metric.name if metric and metric.name else "score"
        return self.found(place, where=trainings, judge=judge, metric=name)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Score the system of today or the baseline that is drawn, or a new one."""
        mending = Mending(view)
        trainings = [one for one in finding.where if one in view.of_kind("training")]
        judge = finding.anchor
        if judge == "design":
            judge = mending.add("evaluation", like=trainings[0], on_fail="block")
            for one in trainings:
                mending.connect(one, judge, "model_artifact")
        baseline = mending.existing("legacy_system") or mending.existing("baseline_model")
        if baseline is None:
            baseline = mending.add("baseline_model", like=trainings[0])
            for giver in feature_givers(view, trainings[0]):
                mending.connect(giver, baseline, "features")
        mending.connect(baseline, judge, "predictions")
        known = view.get(judge, "checks") or () if judge in view else ()
        mending.state(judge, checks=[*known, "baseline"])
        return [mending.fix(f"Compare with {mending.design.title_of(baseline)}")]


def _judged(view: View, judge: str) -> Members:
    """The trainings whose models an evaluation judges, by the model or by its predictions."""
    return view.among(view.upstream(judge, _JUDGED, frozenset({"training"})), "training")


def _served(view: View) -> list[str]:
    """The trainings whose models are served."""
    found = view.none()
    for one in view.of_kind(*SERVING):
        found = found | view.among(view.upstream(one, _MODEL), "training")
    return list(found)
