"""BIZ001: a model metric at best, and no number of the business."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

_BOXES = """\
components:
  - {id: orders, kind: data_source, name: Orders}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: checkout, kind: consumer_app, name: Checkout}
flows:
  - {from: orders, to: train, kind: batch_data}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: checkout, to: scorer, kind: request_response}
"""


class BusinessMetricMissing(Rule):
    """The brief names no number of the business that the model should move.

    It is asked for once there are three boxes: the first boxes of a sketch are no project yet.
    """

    code = "BIZ001"
    name = "business-metric-missing"
    category = "business"
    severity = "error"
    gate = "has_model"
    asks_from = 3
    message = (
        "The brief names no business metric{instead}. The team will improve a number that nobody else"
        " watches, and cannot show afterwards that the system was worth building."
    )
    why = (
        "A model can get better while the business does not notice. Only a number that the business already"
        " reports can say whether to launch, to go on or to stop."
    )
    fix = "State in the brief the business metric with its unit, today's value, the target, and by when."
    false_alarms = (
        "A platform that serves many products has no metric of its own; name the one of its first user."
    )
    question = "Which number that your company already reports should move, how far, and by when?"
    sources = (Source("SEED", "S4"), Source("SHA", "4.4.4"), Source("ZIN", "39"), Source("SE4", "7"))
    examples = (
        Bad(
            f"""\
sketchcheck: 1
name: Card fraud
brief:
  ml_metric: {{name: AUC, target: "0.93"}}
{_BOXES}""",
            at="brief.business_metric",
        ),
        Bad(f"sketchcheck: 1\nname: No metric at all\n{_BOXES}", at="brief.business_metric"),
        Bad(
            f"""\
sketchcheck: 1
name: A target without a name
brief:
  business_metric: {{target: 1.5M}}
{_BOXES}""",
            at="brief.business_metric",
        ),
        Good(
            f"""\
sketchcheck: 1
name: Card fraud
brief:
  ml_metric: {{name: AUC, target: "0.93"}}
  business_metric: {{name: fraud loss, unit: USD/month, current: 2.1M, target: 1.5M, by: Q3}}
{_BOXES}""",
            why="The model's number stands beside the one that finance reports.",
        ),
        Good(
            "sketchcheck: 1\nname: First box\ncomponents:\n  - {id: train, kind: training}\n",
            why="A first box is no project yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The field, once there are three components."""
        return ["brief.business_metric"] if len(view.ids) >= self.asks_from else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the metric has a name."""
        metric = view.brief.business_metric
        if metric and (metric.name or "").strip():
            return Passed("declaration")
        model = view.brief.ml_metric
        instead = f", only {model.name}" if model and model.name else " and no other metric either"
        return self.found(place, instead=instead)
