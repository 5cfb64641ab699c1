"""BIZ003: a business metric without today's value, or without a target."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import is_blank, is_project

_WORDS = {"current": "its value today", "target": "its target"}

_CRM = """\
sketchcheck: 1
name: Churn
brief:
  business_metric: {name: customers kept, unit: "%"VALUES}
components:
  - {id: train, kind: training, name: Train}
  - {id: scores, kind: batch_inference, name: Scores, rows_per_run: 90000}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: train, to: scores, kind: model_artifact}
  - {from: scores, to: crm, kind: predictions}
"""


class NoBaselineValueOrTarget(Rule):
    """The business metric is named, but not what it is today, or what it should become."""

    code = "BIZ003"
    name = "no-baseline-value-or-target"
    category = "business"
    severity = "warning"
    gate = "has_model"
    message = (
        "The brief names {metric} but not {missing}. Whatever comes out after launch, those who want a"
        " success will see one."
    )
    why = "A number that was not written down before cannot be compared with one that is measured after."
    fix = "Measure today's value before building, and state the smallest change that would be worth it."
    false_alarms = "A metric that does not exist yet; measure it for two weeks first."
    question = "What is the number today, and below which gain would you not build this?"
    sources = (Source("ZIN", "2"), Source("SEED", "S8"), Source("IVR"))
    examples = (
        Bad(_CRM.replace("VALUES", ""), at="brief.business_metric"),
        Bad(_CRM.replace("VALUES", ', target: "64"'), at="brief.business_metric"),
        Good(
            _CRM.replace("VALUES", ', current: "61", target: "64"'),
            why="61 % today, 64 % wanted.",
        ),
        Good(
            _CRM.replace("name: customers kept, ", "").replace("VALUES", ""),
            why="A metric without a name is the matter of another rule.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The metric, once it has a name and there are three components."""
        metric = view.brief.business_metric
        named = metric is not None and not is_blank(metric.name)
        return ["brief.business_metric"] if named and is_project(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether both values are there."""
        metric = view.brief.business_metric
        missing = [words for name, words in _WORDS.items() if is_blank(getattr(metric, name))]
        if not missing:
            return Passed("declaration")
        return self.found(place, metric=metric.name if metric else "", missing=" or ".join(missing))
