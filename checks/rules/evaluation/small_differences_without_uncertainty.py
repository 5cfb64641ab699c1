"""EVA007: models are compared, and nobody says which difference is more than noise."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.graph.release import judged_by, judges

_OTHERS = frozenset({"baseline_model", "legacy_system"})
_SHOWN = ("predictions", "metadata", "model_artifact")

_PARTS = """\
sketchcheck: 1
name: Demand
brief: {maturity: production}
components:
  - {id: train, kind: training, name: Train}
  - {id: naive, kind: baseline_model, name: Last week}
  - {id: judge, kind: evaluation, name: EvaluateCHECKS}
MOREflows:
  - {from: train, to: judge, kind: model_artifact}
"""
_COMPARED = "  - {from: naive, to: judge, kind: predictions}\n"
_TEST = (
    "  - {id: nightly, kind: batch_inference, name: Forecast}\n"
    "  - {id: tests, kind: experiment_platform, name: TrialsEFFECT}\n"
)
_RUN = "  - {from: tests, to: nightly, kind: control, purpose: ab}\n"


def _design(flows: str, checks: str = ", checks: [metric]", more: str = "") -> str:
    return _PARTS.replace("CHECKS", checks).replace("MORE", more) + flows


class SmallDifferencesWithoutUncertainty(Rule):
    """Models are compared, and neither an interval nor a smallest visible effect is stated anywhere.

    Compared is what an evaluation judges beside a baseline, the system of today or a second training,
    and what an experiment platform splits. That such a box stands somewhere is not enough.
    """

    code = "EVA007"
    name = "small-differences-without-uncertainty"
    category = "evaluation"
    severity = "advice"
    maturity = "production"
    gate = "trained"
    message = (
        "{comparing} {verb} models, and nowhere is stated how large a difference must be to count. One that"
        " another random seed would give as well will be taken for progress."
    )
    why = "Test sets are samples. A gain smaller than their noise is shipped, paid for, and not there."
    fix = "Give each score an interval (bootstrap or repeated runs), and each test its smallest effect."
    false_alarms = "Differences so large that no interval is needed to see them."
    question = "How much does the score move if you train the same model again with another seed?"
    sources = (Source("MLSDR", "Major 7"), Source("MLSDR", "dimension 4"))
    examples = (
        Bad(_design(_COMPARED), at="design", fixed=True),
        Bad(_design(_RUN, more=_TEST.replace("EFFECT", "")), at="design", fixed=True),
        Good(
            _design(_COMPARED, ", checks: [metric, uncertainty]"),
            why="The evaluation gives intervals.",
        ),
        Good(
            _design(_RUN, more=_TEST.replace("EFFECT", ", min_effect: 0.5 % of sales")),
            why="The test says what it can see.",
        ),
        Good(_design(""), why="A baseline that is not brought to the evaluation is not compared."),
        Good(_design(_COMPARED, checks=""), why="What the evaluation checks is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where models are compared."""
        return ["design"] if _comparing(view) or _testing(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether any evaluation states uncertainty, or any experiment platform its smallest effect."""
        unclear = ""
        for one in view.of_kind("evaluation"):
            checks = view.value(one, "checks")
            if "uncertainty" in (checks.value or ()):
                return passed_by(checks)
            unclear = unclear or (one if checks.value is None else "")
        for one in view.of_kind("experiment_platform"):
            effect = view.value(one, "min_effect")
            if (effect.value or "").strip():
                return passed_by(effect)
        if unclear:
            return NotStated("checks", unclear)
        where = [*_comparing(view), *_testing(view)]
        verb = "compares" if len(where) == 1 else "compare"
        return self.found(place, where=where, comparing=titles(view, where), verb=verb)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Add intervals to the evaluations that compare; the smallest effect only a person knows."""
        del finding
        mending = Mending(view)
        for judge in _comparing(view) or judges(view):
            mending.state(judge, checks=[*(view.get(judge, "checks") or ()), "uncertainty"])
        title = "Give the scores of the evaluation an interval"
        return [mending.fix(title, "declared", complete=not _testing(view))] if mending.edits else []


def _comparing(view: View) -> list[str]:
    """Evaluations that judge a trained model beside something else."""
    return view.once("comparing", lambda: [one for one in judges(view) if _compares(view, one)])


def _compares(view: View, judge: str) -> bool:
    others = any(view.kind(flow.source) in _OTHERS for flow in view.into(judge, *_SHOWN))
    return others or len(judged_by(view, judge)) > 1


def _testing(view: View) -> list[str]:
    """Experiment platforms that are joined to something."""
    return [one for one in view.of_kind("experiment_platform") if view.out(one) or view.into(one)]
