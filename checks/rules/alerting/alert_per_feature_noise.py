"""ALR003: a drift monitor that alarms on each of very many features."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Option, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import data_into
from designer.model.flow import DATA
from designer.model.kinds import SERVING

MANY = 20
"""So many features can be tested one by one before false alarms are the rule."""
_TESTS_FEATURES = frozenset({"feature_drift", "training_serving_skew"})
_TOLD = DATA | {"logs", "metrics", "predictions"}

_ADS = """\
sketchcheck: 1
name: Ads
brief: {maturity: production}
components:
  - {id: site, kind: consumer_app, name: Site, on_missing: hide}
  - {id: ranker, kind: serving_endpoint, name: Ad ranker}
  - {id: profiles, kind: feature_pipeline, name: Profiles, n_features: 180}
  - {id: drift, kind: drift_monitor, name: Drift, watches: [feature_drift], reference: training}
  - {id: oncall, kind: alerting, name: On call}
flows:
  - {from: site, to: ranker, kind: request_response}
  - {from: profiles, to: ranker, kind: features}
  - {from: ranker, to: drift, kind: logs}
  - {from: drift, to: oncall, kind: alerts}
"""


class AlertPerFeatureNoise(Rule):
    """A drift monitor alerts, watches more than 20 features, and does not say when drift is worth an alert.

    Its features are those of the pipelines from which data reach it, and of those that give the serving
    components before it their features. Where a pipeline does not state how many it makes and the others
    are not too many already, that is asked.
    """

    code = "ALR003"
    name = "alert-per-feature-noise"
    category = "alerting"
    severity = "advice"
    maturity = "production"
    gate = "live"
    suppressed_by = ("GRF001", "MON006")
    message = (
        "{monitor} watches {n} features, and {policy}. With so many tests some alarm goes off every day,"
        " until nobody reads them."
    )
    why = "Alarms on single columns are mostly false, and teach people to look away when one is true."
    fix = "Alert on the share of features that moved, on the important ones, or on the effect on the answers."
    false_alarms = (
        "Limits that were set with the number of tests in mind; state the policy that comes closest."
    )
    question = "How many of last month's drift alarms made somebody do something?"
    sources = (Source("SHA", "5.1.2"), Source("NML"), Source("SHA", "5.1.2.2"))
    examples = (
        Bad(_ADS, at="drift", fixed=True),
        Bad(
            _ADS.replace("reference: training", "reference: training, alert_policy: any_feature").replace(
                "n_features: 180", "n_features: 21"
            ),
            at="drift",
            fixed=True,
        ),
        Good(
            _ADS.replace("reference: training", "reference: training, alert_policy: model_impact"),
            why="Only what moves the answers is worth an alert.",
        ),
        Good(_ADS.replace("n_features: 180", "n_features: 12"), why="Twelve can be looked at one by one."),
        Good(_ADS.replace(", n_features: 180", ""), why="How many there are is a question."),
        Good(_ADS.replace("[feature_drift]", "[prediction_drift]"), why="One distribution is watched."),
    )

    options = (Option("features", MANY, "Features that may each raise an alarm."),)

    def places(self, view: View) -> Iterable[str]:
        """Drift monitors that alert and may test features one by one."""
        return [
            one
            for one in view.of_kind("drift_monitor")
            if view.out(one, "alerts") and _TESTS_FEATURES & set(view.get(one, "watches") or _TESTS_FEATURES)
        ]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it says when drift is worth an alert, or tests few features."""
        policy = view.value(place, "alert_policy")
        if policy.value not in (None, "any_feature"):
            return passed_by(policy)
        pipelines = list(_pipelines(view, place))
        counts = [view.get(one, "n_features") for one in pipelines]
        total = sum(count or 0 for count in counts)
        if total > self.option(view, "features"):
            said = "alarms on each one" if policy.value else "which of them are worth an alarm is not stated"
            return self.found(place, where=pipelines, monitor=view.title(place), n=f"{total:,}", policy=said)
        for one, count in zip(pipelines, counts, strict=True):
            if count is None:
                return NotStated("n_features", one)
        return Passed("declaration") if pipelines else NotStated("alert_policy", place)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Alert on the share that moved, which needs no knowledge of the model; or on the important ones."""
        title = view.title(finding.anchor)
        share, important = Mending(view), Mending(view)
        share.state(finding.anchor, alert_policy="share_of_features")
        important.state(finding.anchor, alert_policy="top_importance")
        return [
            share.fix(f"Let {title} alert when a share of the features has moved", "declared"),
            important.fix(f"Let {title} alert on the most important features only", "declared"),
        ]


def _pipelines(view: View, monitor: str) -> Members:
    """The feature pipelines whose features a monitor sees, directly or as they were served."""
    before = view.upstream(monitor, _TOLD)
    found = before
    for one in view.among(before, SERVING):
        found = found | data_into(view, one)
    return view.among(found, "feature_pipeline")
