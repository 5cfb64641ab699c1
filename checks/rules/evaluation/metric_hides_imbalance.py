"""EVA004: a rare event, and a metric or a training that does not notice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import supervised
from designer.model.edits.language import SetBrief
from designer.model.resolve import Origin

RARE = 0.1
"""A smaller share of positive cases is rare."""
RARE_TASKS = frozenset({"fraud", "anomaly_detection", "no_show"})
"""Tasks whose positive cases are rare, where the brief states no share."""
_ORDERING = frozenset({"ranking", "recommendation", "search", "ads"})
_COUNTING = re.compile(r"\b(accuracy|error rate|misclassification)\b")
_AUC = re.compile(r"\b(roc[ -]?auc|auc[ -]?roc|auroc)\b|^auc$")
_FAIR = re.compile(r"\b(pr|precision|recall|balanced|cost)\b")
_METRIC = "brief.ml_metric"

_PARTS = """\
sketchcheck: 1
name: Card fraud
brief: {BRIEF}
components:
  - {id: train, kind: training, name: Train, learning: supervisedMORE}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: train, to: scorer, kind: model_artifact}
"""


def _design(brief: str, more: str = ", imbalance_strategy: weights") -> str:
    return _PARTS.replace("BRIEF", brief).replace("MORE", more)


class MetricHidesImbalance(Rule):
    """Positive cases are rare, and the metric rewards saying no, or a training does nothing about it.

    Rare is a stated share below a tenth; where none is stated, the task decides, and a stated share
    outweighs the task. Which metric is meant is read from its name: a heuristic. The area under the ROC
    curve is left alone where the task is to order things, for there it measures what is wanted.
    """

    code = "EVA004"
    name = "metric-hides-imbalance"
    category = "evaluation"
    severity = "warning"
    gate = "has_model"
    message = "{rare}, and {so}"
    why = "With rare events the answer that is always no scores best, and catches none of them."
    fix = (
        "Judge by precision and recall at the number of alarms that can be handled, by PR AUC or by expected"
        " cost; weight or sample the rare class, or choose the threshold for it."
    )
    false_alarms = "Accuracy on a test set that was balanced on purpose; say so in the name of the metric."
    question = "What does a model that always says no score on your metric?"
    sources = (Source("SEED", "S6"), Source("IVR"), Source("SOM"), Source("ZIN", "30"))
    examples = (
        Bad(_design("ml_task: fraud, ml_metric: accuracy"), at=_METRIC, fixed=True),
        Bad(_design("positive_rate: 0.002, ml_metric: ROC-AUC"), at=_METRIC, fixed=True),
        Bad(_design("positive_rate: 0.002, ml_metric: PR AUC", more=""), at="train", fixed=True),
        Good(
            _design("ml_task: fraud, ml_metric: recall at 200 alerts a day"),
            why="The metric counts what the fraud desk can handle.",
        ),
        Good(
            _design("ml_task: no_show, positive_rate: 0.3, ml_metric: accuracy"),
            why="Three in ten are not rare, whatever is usual for the task.",
        ),
        Good(
            _design("ml_task: ads, positive_rate: 0.02, ml_metric: AUC"),
            why="Which of two ads is better is just what this area measures.",
        ),
        Good(
            _design("positive_rate: 0.002", more=", imbalance_strategy: none"),
            why="To do nothing about it is a decision too.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The metric that is named, and the trainings that learn from labels, where positives are rare."""
        if not _is_rare(view):
            return
        metric = view.brief.ml_metric
        if metric and (metric.name or "").strip():
            yield _METRIC
        yield from (one for one in view.of_kind("training") if supervised(view, one).value)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the metric sees rare cases; whether the training states what it does about them."""
        if place == _METRIC:
            metric = view.brief.ml_metric
            name = (metric.name if metric else None) or ""
            so = _blind(name, view.brief.ml_task)
            if not so:
                return Passed("declaration")
            return self.found(place, rare=_rare(view), so=f"{name} {so}")
        strategy = view.value(place, "imbalance_strategy")
        if strategy.value is not None:
            return passed_by(strategy)
        assumed = ("learning",) if supervised(view, place).origin is Origin.DEFAULT else ()
        so = f"what {view.title(place)} does about it is not stated. Left alone, it learns to say no."
        return self.found(place, assumed=assumed, rare=_rare(view), so=so)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Another metric, without the target of the old one; or weights in the training."""
        mending = Mending(view)
        if finding.anchor == _METRIC:
            mending.do(SetBrief(values={"ml_metric": {"name": "PR AUC"}}))
            title = "Judge by PR AUC; its target has to be stated anew"
            return [mending.fix(title, "declared", complete=False)]
        mending.state(finding.anchor, imbalance_strategy="weights")
        return [mending.fix(f"Weight the rare class in {view.title(finding.anchor)}", "declared")]


def _is_rare(view: View) -> bool:
    rate = view.brief.positive_rate
    return view.brief.ml_task in RARE_TASKS if rate is None else rate < RARE


def _rare(view: View) -> str:
    rate = view.brief.positive_rate
    if rate is None:
        return f"Positive cases are rare in {(view.brief.ml_task or '').replace('_', ' ')}"
    return f"{rate * 100:g} % of the cases are positive"


def _blind(metric: str, task: str | None) -> str:
    """What the metric does not see of rare cases; "" for one that sees them."""
    name = metric.lower().replace("_", " ").strip()
    if _FAIR.search(name):
        return ""
    if _COUNTING.search(name):
        return "is near its best for a model that never raises an alarm."
    if _AUC.search(name) and task not in _ORDERING:
        return "stays high even where nine alarms of ten are false."
    return ""
