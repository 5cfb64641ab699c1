"""GOV002: those who pay are told in the language of those who build."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import is_blank, is_project, unsaid
from designer.model.edits.language import SetBrief
from designer.model.limits import MAX_TEXT

_WORDS = {
    "stakeholders": "who has to agree",
    "value_statement": "what it is worth in money, time or outcomes",
    "tradeoffs": "what was given up for what",
}

_FRAUD = """\
sketchcheck: 1
name: Card fraud
brief:
  problem: Card fraud costs 2.1 M USD a month, and four declines in five hit honest buyers.
  users: The checkout
  decision: Approve or decline each payment.
  business_metric: {name: fraud loss, unit: USD/month, current: 2.1M, target: 1.3M, by: 2027-06}
BRIEF
components:
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: shop, kind: consumer_app, name: Checkout, on_missing: default}
flows:
  - {from: train, to: scorer, kind: model_artifact}
  - {from: shop, to: scorer, kind: request_response}
"""
_AGREED = """\
  stakeholders:
    - {role: Head of payments, concern: Honest customers who are declined do not come back.}
  tradeoffs: [Trees instead of a deep network for reasons that an analyst can read.]
"""
_VALUE = "  value_statement: A fifth less fraud is 1 M USD a year, for 120 k USD of running cost.\n"


class ValueNotToldInStakeholderTerms(Rule):
    """The brief leaves out who must agree, what it is worth to them, or what was given up.

    It is the last thing to ask: while problem, decision or business metric are missing there is no value
    to tell, and those rules speak instead.
    """

    code = "GOV002"
    name = "value-not-told-in-stakeholder-terms"
    category = "governance"
    severity = "advice"
    gate = "has_model"
    suppressed_by = ("BRF001", "BRF003", "BIZ001", "BIZ003")
    message = "The brief does not say {missing}. Those who pay for this will hear technical terms only."
    why = "More projects end for want of a case that others understand than for want of accuracy."
    fix = "Name those who have a say and their worries, the gain as a number, and what was chosen over what."
    false_alarms = "A tool that a team builds for itself and pays for itself; waive it."
    question = "Tell the finance director in two sentences why this deserves a team for a year."
    sources = (Source("SEED", "S5"), Source("SHA", "4.4.4"), Source("IVR"))
    examples = (
        Bad(_FRAUD.replace("BRIEF\n", ""), at="brief"),
        Bad(_FRAUD.replace("BRIEF\n", _AGREED), at="brief", fixed=True),
        Good(
            _FRAUD.replace("BRIEF\n", _AGREED + _VALUE),
            why="The gain, the cost and the price of the choice are told.",
        ),
        Good(
            "sketchcheck: 1\nname: First box\ncomponents:\n  - {id: train, kind: training}\n",
            why="A first box is no project yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief, once there are three components."""
        return ["brief"] if is_project(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the three fields hold something."""
        missing = [_WORDS[name] for name in unsaid(view, *_WORDS)]
        if not missing:
            return Passed("declaration")
        return self.found(
            place, where=["brief.problem", "brief.business_metric"], missing=", or ".join(missing)
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Draft the value from the business metric, where only that is missing."""
        del finding
        if unsaid(view, *_WORDS) != ["value_statement"] or not (draft := _draft(view)):
            return []
        mending = Mending(view)
        mending.do(SetBrief(values={"value_statement": draft}))
        return [mending.fix("Draft the value from the business metric", "declared", complete=False)]


def _draft(view: View) -> str:
    """A sentence of what the brief states already; "" where that is too little."""
    metric = view.brief.business_metric
    if metric is None or is_blank(metric.name) or is_blank(metric.current) or is_blank(metric.target):
        return ""
    unit = f" {metric.unit}" if metric.unit else ""
    by = f" by {metric.by}" if metric.by else ""
    draft = f"{metric.name} goes from {metric.current} to {metric.target}{unit}{by}."
    return draft if len(draft) <= MAX_TEXT else ""
