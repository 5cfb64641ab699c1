"""CST002: the first model is the hardest one."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import feature_givers
from designer.graph.purpose import is_project, unsaid

COMPLEX = frozenset({"deep", "llm", "ensemble"})
SIMPLE = frozenset({"linear", "tree", "gbdt", "rules", "statistical"})
"""Families that are cheap to train, to run and to explain."""
_JUDGED = frozenset({"model_artifact", "predictions"})

_CLICKS = """\
sketchcheck: 1
name: Clicks
BRIEF
components:
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train a transformer, model_family: FAMILY}
  - {id: judge, kind: evaluation, name: Evaluate}
  - {id: ranker, kind: ranking_stage, name: Ranker}
flows:
  - {from: features, to: train, kind: features}
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: ranker, kind: model_artifact}
"""


def _clicks(brief: str = "brief: {}", family: str = "deep") -> str:
    return _CLICKS.replace("BRIEF", brief).replace("FAMILY", family)


class ComplexModelBeforeSimpleOne(Rule):
    """A deep, language or ensemble model is trained, and nothing simpler is drawn or written down.

    Something simpler is a baseline, another training of a simple family (the catalogue's linear, tree and
    gbdt, and rules and statistical models as well), or the brief's baseline.
    """

    code = "CST002"
    name = "complex-model-before-simple-one"
    category = "cost"
    severity = "warning"
    gate = "trained"
    message = (
        "{training} starts with {family}, and nothing simpler was tried. Nobody can say what the extra cost"
        " buys, and faults of the pipeline will look like faults of the model."
    )
    why = "The simple model may win, it finds the errors in the data first, and it is what to fall back on."
    fix = "Run a linear model or a heuristic through the same pipeline; keep the complex one if it wins."
    false_alarms = "Pictures, sound and language, where nothing simple works; say in baseline what you tried."
    question = "By how much does it beat logistic regression, and is that worth the time, cost and opacity?"
    sources = (
        Source("SEED", "S3"), Source("SEED", "S6"), Source("ZIN", "4"), Source("MLTS", "Model5"),
        Source("SHA", "4.5.5"), Source("SHA", "5.2.2"),
    )  # fmt: skip
    examples = (
        Bad(_clicks(), at="train", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Demand
components:
  - {id: sales, kind: warehouse, name: Sales}
  - {id: stack, kind: training, name: Train, model_family: ensemble}
  - {id: forecast, kind: batch_inference, name: Forecast}
flows:
  - {from: sales, to: stack, kind: features}
  - {from: stack, to: forecast, kind: model_artifact}
""",
            at="stack",
            fixed=True,
        ),
        Good(_clicks("brief: {baseline: Logistic regression reaches 0.71}"), why="It has something to beat."),
        Good(_clicks(family="gbdt"), why="Boosted trees are no big step."),
        Good(
            _clicks().replace("flows:", "  - {id: plain, kind: training, model_family: linear}\nflows:")
            + "  - {from: features, to: plain, kind: features}\n"
            + "  - {from: plain, to: judge, kind: model_artifact}\n",
            why="A linear model goes the same way.",
        ),
        Good(_clicks().replace(", model_family: deep", ""), why="The family of the model is not stated."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Trainings of a complex family, or of one that is not stated, in a design of three components."""
        trainings = view.of_kind("training") if is_project(view) else []
        return [one for one in trainings if (view.get(one, "model_family") or "deep") in COMPLEX]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether something simpler is there."""
        if _simpler_drawn(view):
            return Passed()
        if not unsaid(view, "baseline"):
            return Passed("declaration")
        family = view.get(place, "model_family")
        if family is None:
            return NotStated("model_family", place)
        words = {"deep": "a deep network", "llm": "a language model", "ensemble": "an ensemble of models"}
        return self.found(place, training=view.title(place), family=words[family])

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A linear model from the same features, judged beside the complex one."""
        training = finding.anchor
        mending = Mending(view)
        simple = mending.add("baseline_model", "Linear model", like=training, type="linear")
        for giver in feature_givers(view, training):
            mending.connect(giver, simple, "features")
        judge = next((one for one in view.of_kind("evaluation") if _judges(view, one, training)), None)
        if judge is None:
            judge = mending.add("evaluation", like=training, on_fail="block")
            mending.connect(training, judge, "model_artifact")
        mending.connect(simple, judge, "predictions")
        return [mending.fix(f"Judge a linear model beside {view.title(training)}")]


def _simpler_drawn(view: View) -> bool:
    return view.once("something simpler", lambda: _find_simpler(view))


def _find_simpler(view: View) -> bool:
    trainings = view.of_kind("training")
    simple = any(view.get(one, "model_family") in SIMPLE for one in trainings)
    return simple or bool(view.of_kind("baseline_model"))


def _judges(view: View, judge: str, training: str) -> bool:
    return training in set(view.upstream(judge, _JUDGED, frozenset({"training"})))
