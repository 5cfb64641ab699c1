"""SKW004: nobody compares what a model learned from with what it is given."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import feature_givers
from designer.graph.questions import answer_records, answerers, measured_by, titles
from designer.graph.reach import Members
from designer.model.kinds import SERVING

TAUGHT = frozenset(
    {"training", "evaluation", "feature_store", "feature_pipeline", "warehouse", "data_versioning"}
)
"""Kinds that can tell a monitor what a model learned from."""
_COMPARING = ("drift_monitor", "quality_monitor")
_AS_TAUGHT = frozenset({"training", "validation"})

_PARTS = """\
sketchcheck: 1
name: Fraud
brief: {maturity: production}
components:
  - {id: store, kind: feature_store, name: Features, online: true}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: log, kind: log_store, name: Log}
  - {id: drift, kind: drift_monitor, name: Drift, reference: REFERENCE}
flows:
  - {from: store, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: scorer, to: store, kind: request_response}
  - {from: checkout, to: scorer, kind: request_response}
  - {from: scorer, to: log, kind: logs, carries: [features, prediction, request_id]}
  - {from: log, to: drift, kind: logs}
"""
_LAST_WEEK = _PARTS.replace("REFERENCE", "previous_period")


class SkewNeverMeasured(Rule):
    """No monitor of drift or quality sees both what was learned from and what is served.

    A monitor that gets records of the answers and is said to compare with the training or validation data
    counts too, against the catalogue. What such a monitor compares with is asked if it is not stated.
    """

    code = "SKW004"
    name = "skew-never-measured"
    category = "skew"
    severity = "warning"
    maturity = "production"
    gate = "online"
    suppressed_by = ("MON002", "MON003")
    message = (
        "Nothing compares the data that {trainings} learned from with what {serving} is given. A mismatch"
        " between the two, of whatever cause, stays unseen until users complain."
    )
    why = "A comparison of both sides catches every cause of skew, also those that nobody thought of."
    fix = "Let a drift monitor read a sample of the training data and the logged inputs, and alert on gaps."
    false_alarms = "A job that replays logged requests through the training code; draw it as a drift monitor."
    question = "Replay yesterday's logged requests through the training code. Do you get the same scores?"
    sources = (
        Source("ZIN", "37"), Source("MLTS", "Monitor3"), Source("BRK19"), Source("TFDV", "DetectFeatureSkew"),
        Source("SE4", "23"), Source("BQS"),
    )  # fmt: skip
    examples = (
        Bad(_LAST_WEEK, at="design", fixed=True),
        Bad(
            _LAST_WEEK.replace(
                "{from: log, to: drift, kind: logs}", "{from: store, to: drift, kind: features}"
            ),
            at="design",
            fixed=True,
        ),
        Good(
            _LAST_WEEK + "  - {from: store, to: drift, kind: features}\n",
            why="The monitor gets both sides.",
        ),
        Good(_PARTS.replace("REFERENCE", "training"), why="The log is compared with the training data."),
        Good(
            _PARTS.replace(", reference: REFERENCE", ""),
            why="What the log is compared with is a question, not a gap.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, if it trains a model and a model answers somebody."""
        return ["design"] if view.of_kind("training") and _servings(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether some monitor sees both sides."""
        seeing = _seeing(view)
        if any(view.kind(source) in TAUGHT for one in seeing for source in view.sources(one)):
            return Passed()
        references = {
            one: view.value(one, "reference") for one in seeing if view.kind(one) == "drift_monitor"
        }
        for value in references.values():
            if value.value in _AS_TAUGHT:
                return passed_by(value)
        for one, value in references.items():
            if value.value is None:
                return NotStated("reference", one)
        trainings, serving = view.of_kind("training"), _servings(view)
        return self.found(
            place,
            where=[*trainings, *serving, *view.of_kind(*_COMPARING)],
            trainings=titles(view, trainings),
            serving=titles(view, serving),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead both sides to the drift monitor that is drawn, or to a new one."""
        del finding
        mending = Mending(view)
        watches = ("training_serving_skew", "feature_drift")
        monitor = mending.monitor_also("drift_monitor", watches)
        if monitor not in view:
            mending.state(monitor, reference="training")
        if monitor not in _seeing(view):
            _show_served(mending, monitor)
        _show_taught(mending, monitor)
        return [mending.fix("Compare what is served with what was learned from")]


def _servings(view: View) -> list[str]:
    return [one for one in answerers(view) if view.kind(one) in SERVING]


def _seeing(view: View) -> Members:
    """The monitors of drift or quality that get records of answers or numbers about them."""
    return view.once("see answers", lambda: _find_seeing(view))


def _find_seeing(view: View) -> Members:
    comparing = view.all_of(*_COMPARING)
    found = view.members(())
    for serving in _servings(view) if comparing else ():
        found = found | ((answer_records(view, serving) | measured_by(view, serving)) & comparing)
    return found


def _show_served(mending: Mending, monitor: str) -> None:
    """Lead a record of the answers to a monitor: from a log that has one, or from the serving itself."""
    view, serving = mending.view, _servings(mending.view)[0]
    for log in view.among(answer_records(view, serving), "log_store"):
        mending.connect(log, monitor, "logs")
        return
    carries = ["prediction", "features", "request_id"]
    mending.connect(serving, monitor, "logs", carries=carries, timestamped=True)


def _show_taught(mending: Mending, monitor: str) -> None:
    """Lead what a training read to a monitor, or else its numbers."""
    view, training = mending.view, mending.view.of_kind("training")[0]
    for giver in feature_givers(view, training):
        mending.connect(giver, monitor, "features")
        return
    mending.connect(training, monitor, "metrics")
