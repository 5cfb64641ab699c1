"""LBL001: a model that should learn from the truth, and no truth reaches it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import supervised, truth_into
from designer.model.flow import DATA
from designer.model.resolve import Origin

_SOURCES, _CHECKED = ("data_source", "event_stream"), frozenset({"data_validation"})

_PARTS = """\
sketchcheck: 1
name: Chargebacks
components:
  - {id: payments, kind: warehouse, name: Payments}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train, learning: supervised}
  - {id: truth, kind: labelling, name: Chargebacks}
  - {id: quality, kind: quality_monitor, name: Quality}
flows:
  - {from: payments, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: truth, to: quality, kind: labels}
"""


class SupervisedWithoutLabels(Rule):
    """Data reach a supervised training, but no labels or feedback do, on any way.

    A training that does not say what it learns from is taken to be supervised where the task is one that
    usually is. The catalogue's list of such tasks is completed by those that end in a class: churn,
    no-show, spam and the like. A training that nothing reaches yet is not judged.
    """

    code = "LBL001"
    name = "supervised-without-labels"
    category = "labels"
    severity = "error"
    gate = "trained"
    message = (
        "{training} learns from examples with known answers, but no labels reach it. The drawing does not say"
        " where the truth comes from, who decides it, or when it is known."
    )
    why = "As drawn the training cannot run. Labels are often the slowest and dearest part of a system."
    fix = (
        "Draw where labels come from: people, an outcome that arrives later, or what users do; lead them in."
    )
    false_alarms = "Labels that are a column of the training table; draw a labels flow beside the features."
    question = "Who or what decides the right answer, and how long after the prediction do you learn it?"
    sources = (Source("AME"), Source("DCA"), Source("SE4", "4"), Source("IVR"))
    examples = (
        Bad(_PARTS, at="train", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Assumed from the task
brief: {ml_task: churn}
components:
  - {id: crm, kind: warehouse, name: CRM}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: batch_inference, name: Scores}
flows:
  - {from: crm, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
""",
            at="train",
            fixed=True,
        ),
        Good(
            _PARTS + "  - {from: truth, to: train, kind: labels}\n",
            why="The same drawing with one more flow.",
        ),
        Good(
            """\
sketchcheck: 1
name: Clicks come back through the lake
brief: {ml_task: recommendation}
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
flows:
  - {from: app, to: lake, kind: feedback}
  - {from: lake, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
""",
            why="What users did is the label.",
        ),
        Good(
            _PARTS.replace("learning: supervised", "learning: unsupervised"),
            why="Nothing is learned from answers.",
        ),
        Good(
            _PARTS + "  - {from: truth, to: train, kind: unspecified}\n",
            why="A flow of an unknown kind may bring them.",
        ),
        Good(
            "sketchcheck: 1\nname: One box\ncomponents:\n"
            "  - {id: train, kind: training, learning: supervised}\n",
            why="Nothing is drawn before the training yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The trainings that data reach, unless they say that they learn otherwise."""
        for one in view.of_kind("training"):
            if supervised(view, one).value is not False and view.into(one, *DATA):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether labels or feedback enter anything that the training reads."""
        if truth_into(view, place):
            return Passed()
        learning = supervised(view, place)
        if learning.value is None:
            return NotStated("learning", place)
        for flow in view.into(place, "unspecified"):
            return NotStated("kind", flow.id)
        assumed = ["learning"] if learning.origin is Origin.DEFAULT else []
        return self.found(place, assumed=assumed, training=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead in the labels that are drawn, through a check if they need one, or draw a place for them."""
        mending = Mending(view)
        truth = mending.existing("outcome_join") or mending.existing("labelling")
        truth = truth or mending.add("labelling", "Labels", like=finding.anchor)
        flow = mending.connect(truth, finding.anchor, "labels")
        if truth in view and view.among(view.upstream(truth, DATA, _CHECKED), *_SOURCES):
            mending.insert(
                flow, "data_validation", "Check labels", checks=["schema", "nulls"], on_fail="block"
            )
        title = f"Lead labels from {mending.design.title_of(truth)} to {view.title(finding.anchor)}"
        return [mending.fix(title, complete=truth in view)]
