"""BIZ002: two numbers, and nothing that ties the one to the other."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import is_blank, unsaid
from designer.model.brief import Metric

_SHOP = """\
sketchcheck: 1
name: Shop recommendations
brief:
  business_metric: {name: BUSINESS, unit: EUR, current: "2.40", target: "2.46"}
  ml_metric: {name: clicks on the first five}
LINK
components:
  - {id: train, kind: training, name: Train}
  - {id: ranker, kind: ranking_stage, name: Ranker}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
flows:
  - {from: train, to: ranker, kind: model_artifact}
  - {from: shop, to: ranker, kind: request_response}
"""


def _shop(link: str = "", business: str = "revenue per session") -> str:
    return _SHOP.replace("LINK\n", link).replace("BUSINESS", business)


class ProxyLinkUnexplained(Rule):
    """Model metric and business metric are both named, and nothing says why the first moves the second.

    So it is where both are the same number: a model is judged on past data, before anybody acts on what
    it says, so it cannot be judged by what the business gains from it.
    """

    code = "BIZ002"
    name = "proxy-link-unexplained"
    category = "business"
    severity = "warning"
    gate = "has_model"
    message = "{gap} A model can win on the one and lose on the other, and no technical check would see it."
    why = "A model that is good at the wrong number passes every test there is, and is a loss all the same."
    fix = "Write into metric_link why a better model moves the business, and how you will check that it does."
    false_alarms = "A forecast that is itself the product; say in metric_link who pays for its accuracy."
    question = "How could the model's number rise while the business loses?"
    sources = (
        Source("MLTS", "Model2"), Source("SHA", "4.4.4"), Source("ZIN", "25"), Source("ZIN", "38"),
        Source("SEED", "S4"),
    )  # fmt: skip
    examples = (
        Bad(_shop(), at="brief.metric_link"),
        Bad(
            _shop("  metric_link: They are the same.\n", business="Clicks on the first five"),
            at="brief.metric_link",
        ),
        Good(
            _shop("  metric_link: In four of five tests a point more of it brought 0.02 EUR a session.\n"),
            why="Past tests tie the two numbers together.",
        ),
        Good(
            _shop().replace("  ml_metric: {name: clicks on the first five}\n", ""),
            why="One number needs no link.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The field, where both metrics are named."""
        named = _name(view.brief.business_metric) and _name(view.brief.ml_metric)
        return ["brief.metric_link"] if named else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the link is explained, and leads from one number to another."""
        model, business = _name(view.brief.ml_metric), _name(view.brief.business_metric)
        where = ("brief.ml_metric", "brief.business_metric")
        if model.casefold() == business.casefold():
            gap = f"Model and business are judged by the same number, {model}, which no test on past data can"
            return self.found(place, where=where, gap=f"{gap} measure: there nobody acts on the answers.")
        if unsaid(view, "metric_link"):
            gap = f"The model is judged by {model} and the business by {business}, and nothing says why the"
            return self.found(place, where=where, gap=f"{gap} first should move the second.")
        return Passed("declaration")


def _name(metric: Metric | None) -> str:
    return "" if metric is None or is_blank(metric.name) else (metric.name or "").strip()
