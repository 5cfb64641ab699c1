"""BIZ004: a yes or no decision, and nobody said what a wrong one costs."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

TWO_SIDED = frozenset(
    {
        "classification", "anomaly_detection", "fraud", "risk_scoring", "credit_scoring", "churn", "no_show",
        "spam", "content_filter",
    }
)  # fmt: skip
"""Tasks that end in a yes or no, so that there are two ways to be wrong."""

_BOXES = """\
components:
  - {id: mail, kind: event_stream, name: Incoming mail}
  - {id: filter, kind: stream_inference, name: Spam filter}
  - {id: inbox, kind: consumer_app, name: Inbox}
flows:
  - {from: mail, to: filter, kind: stream_data}
  - {from: filter, to: inbox, kind: predictions}
"""


class ErrorCostsUnstated(Rule):
    """The model says yes or no, and the brief leaves out what a false alarm or a miss costs."""

    code = "BIZ004"
    name = "error-costs-unstated"
    category = "business"
    severity = "warning"
    gate = "has_model"
    asks_from = 3
    message = (
        "The brief does not say what {missing} costs. Any threshold for {task} is then a matter of taste,"
        " and so is the choice of cases that a person should see."
    )
    why = (
        "Threshold, metric and the size of the review desk all follow from the ratio of two costs."
        " Without it they are set by habit, usually to one half."
    )
    fix = "State both costs in money, minutes or harm; the order of magnitude is enough."
    false_alarms = (
        "A score that is only shown and never cut at a threshold; say so in the decision and waive it."
    )
    question = "Which mistake is worse here, and how many of the other kind would you accept to avoid one?"
    sources = (Source("SEED", "S4"), Source("FRD"), Source("SOM"), Source("ZIN", "25"))
    examples = (
        Bad(
            f"""\
sketchcheck: 1
name: Spam filter
brief:
  ml_task: spam
  cost_false_negative: 3 s of a reader's time
{_BOXES}""",
            at="brief",
        ),
        Bad(f"sketchcheck: 1\nname: Neither cost\nbrief: {{ml_task: spam}}\n{_BOXES}", at="brief"),
        Good(
            f"""\
sketchcheck: 1
name: Spam filter
brief:
  ml_task: spam
  cost_false_negative: 3 s of a reader's time
  cost_false_positive: a lost order, about 40 EUR
{_BOXES}""",
            why="Both costs are there, one of them roughly.",
        ),
        Good(
            f"sketchcheck: 1\nname: Forecast\nbrief: {{ml_task: forecasting}}\n{_BOXES}",
            why="A forecast is off by an amount; it has no false alarms.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief of a design of three components or more whose task ends in a yes or no."""
        return ["brief"] if view.brief.ml_task in TWO_SIDED and len(view.ids) >= self.asks_from else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether both costs are there, as a number or in words."""
        costs = {"a false alarm": view.brief.cost_false_positive, "a miss": view.brief.cost_false_negative}
        missing = [what for what, cost in costs.items() if not (cost or "").strip()]
        if not missing:
            return Passed("declaration")
        return self.found(place, missing=" or ".join(missing), task=str(view.brief.ml_task).replace("_", " "))
