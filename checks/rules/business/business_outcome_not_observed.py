"""BIZ005: the goal has a name, and nothing measures it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.purpose import is_blank
from designer.graph.questions import all_readers, answerers
from designer.model.kinds import CONSUMER

GOAL = "business_kpi"
WATCHING = ("quality_monitor", "metrics_monitor", "dashboard", "experiment_platform")
NAMED = 20
"""So many consumers are named."""
_MAY = frozenset(WATCHING) - {"metrics_monitor"}
"""Kinds that may watch the goal where they do not say what they watch."""
_SPEAKS = ("consumer_app", "human_review", "legacy_system")

_SHOP = """\
sketchcheck: 1
name: Shop recommendations
brief:
  maturity: production
  business_metric: {name: revenue per session, unit: EUR, current: "2.40", target: "2.46"}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
  - {id: health, kind: metrics_monitor, name: Health, watches: [latency, errors]}
  - {id: tests, kind: experiment_platform, name: Tests, watches: WATCHED}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: shop, to: ranker, kind: request_response}
  - {from: ranker, to: health, kind: metrics}
  - {from: shop, to: tests, kind: metrics}
  - {from: health, to: pager, kind: alerts}
"""


class BusinessOutcomeNotObserved(Rule):
    """The brief names a business metric, and no monitor, dashboard or experiment watches it.

    One of these that does not say what it watches may watch it: then that is asked, but for the service
    monitor, which nobody would expect to know about money. The fix draws the number as metrics, not as
    the catalogue's feedback: it is counted, and says nothing of single answers.
    """

    code = "BIZ005"
    name = "business-outcome-not-observed"
    category = "business"
    severity = "warning"
    maturity = "production"
    gate = "live"
    suppressed_by = ("BIZ001",)
    message = (
        "The goal is {metric}, and nothing in the design measures it after launch{watched}. The system will"
        " run, and nobody will know whether it helps."
    )
    why = "What it was built for is the one number that no service metric and no model metric can stand for."
    fix = (
        "Let the quality monitor, the experiment platform or a dashboard watch business_kpi, fed by those who"
        " see it."
    )
    false_alarms = "A number that finance reports in any case; draw that report as a dashboard."
    question = "Three months after launch, which chart says whether to go on paying for this?"
    sources = (Source("SHA", "4.4.4"), Source("ZIN", "39"), Source("SEED", "S4"), Source("SEED", "S8"))
    examples = (
        Bad(_SHOP.replace("WATCHED", "[accuracy]"), at="design", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Churn
brief:
  maturity: production
  business_metric: {name: customers kept, current: "61", target: "64"}
components:
  - {id: customers, kind: warehouse, name: Customers}
  - {id: nightly, kind: batch_inference, name: Nightly scores}
  - {id: crm, kind: consumer_app, name: CRM}
flows:
  - {from: customers, to: nightly, kind: features}
  - {from: nightly, to: crm, kind: predictions}
""",
            at="design",
            fixed=True,
        ),
        Good(
            _SHOP.replace("WATCHED", "[accuracy, business_kpi]"), why="Each test reports revenue by variant."
        ),
        Good(
            _SHOP.replace(", watches: WATCHED", ""), why="What the experiment platform watches is a question."
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where a metric is named and somebody outside is answered."""
        metric = view.brief.business_metric
        return ["design"] if metric and not is_blank(metric.name) and _consumers(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether something watches it."""
        watching = {one: view.value(one, "watches") for one in view.of_kind(*WATCHING)}
        for watched in watching.values():
            if GOAL in (watched.value or ()):
                return passed_by(watched)
        for one, watched in watching.items():
            if watched.value is None and view.kind(one) in _MAY:
                return NotStated("watches", one)
        metric = view.brief.business_metric
        words = sorted({word.replace("_", " ") for one in watching.values() for word in one.value or ()})
        return self.found(
            place,
            where=("brief.business_metric", *islice(_consumers(view), NAMED)),
            metric=metric.name if metric else "",
            watched=f"; what is watched is {', '.join(words[:5])}" if words else "",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the experiment platform that is drawn watch it, else a quality monitor told by a consumer."""
        del finding
        speaker = next((one for one in _consumers(view) if view.kind(one) in _SPEAKS), None)
        if speaker is None:
            return []
        metric = view.brief.business_metric
        mending = Mending(view)
        platform = mending.existing("experiment_platform")
        if platform:
            mending.state(platform, watches=[*(view.get(platform, "watches") or ()), GOAL])
            mending.connect(speaker, platform, "metrics")
            return [mending.fix(f"Measure the goal in {view.title(platform)}", "mixed")]
        monitor = mending.monitor("quality_monitor", (GOAL,))
        mending.connect(speaker, monitor, "metrics", label=metric.name if metric else None)
        mending.connect(monitor, mending.ensure("dashboard", audience="business"), "metrics")
        return [mending.fix(f"Let {view.title(speaker)} report the outcome to a quality monitor")]


def _consumers(view: View) -> Members:
    """Those outside who are answered."""
    return view.once("answered consumers", lambda: _find_consumers(view))


def _find_consumers(view: View) -> Members:
    found = view.members([])
    for one in answerers(view):
        found = found | all_readers(view, one)
    return view.among(found, CONSUMER)
