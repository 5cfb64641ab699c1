"""MON002: nobody notices when the inputs stop looking like the training data."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Severity, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import (
    FEATURE_KINDS,
    RECORD_FLOWS,
    RECORDS_STOP,
    answer_records,
    answerers,
    data_into,
    measured_by,
    only_passes_on,
)
from designer.model.kinds import MONITOR, SERVING
from designer.model.resolve import Origin, Value

WATCH = "feature_drift"
_READ = RECORD_FLOWS | {"metrics"}
_MODEL = frozenset({"model_artifact", "unspecified"})

_FEED = """\
sketchcheck: 1
name: Loan offers
components:
  - {id: train, kind: training, name: Weekly training}
  - {id: features, kind: feature_store, name: Features}
  - {id: offers, kind: serving_endpoint, name: Offer model}
  - {id: portal, kind: consumer_app, name: Bank portal, on_missing: default}
  - {id: records, kind: log_store, name: Records}
  - {id: drift, kind: drift_monitor, name: Drift monitor, watches: [prediction_drift]}
  - {id: pager, kind: alerting}
flows:
  - {from: features, to: train, kind: features}
  - {from: train, to: offers, kind: model_artifact}
  - {from: offers, to: features, kind: request_response}
  - {from: portal, to: offers, kind: request_response}
  - {from: offers, to: records, kind: logs, carries: [prediction, features, request_id], timestamped: true}
  - {from: records, to: drift, kind: logs}
  - {from: drift, to: pager, kind: alerts}
"""


class InputDriftNotMonitored(Rule):
    """No monitor of feature drift gets the inputs of a model that answers.

    Its inputs are in its own logs and metrics, in what is recorded of its answers, and in the feature
    pipelines and stores from which it reads. A service that has no model of its own and calls one is
    left out, and so is a retrieval that gets no model: a search by words was trained on nothing.
    What a monitor with these inputs watches is asked where it is not stated. It is an error
    where no live quality is watched either and harm is medium or high.
    """

    code = "MON002"
    name = "input-drift-not-monitored"
    category = "monitoring"
    severity = "warning"
    suppressed_by = ("LOG001", "MON006")
    gate = "trained and live"
    message = (
        "Nothing compares what {serving} is asked today with what it was trained on. When users, prices or a"
        " system before it change, its answers get worse while every service looks healthy."
    )
    why = "A changed world raises no error: without a comparison the first sign is the lost money."
    fix = "Add a drift monitor that compares recorded features with the training data, and alerts."
    false_alarms = "Inputs that cannot drift, such as those of a simulation."
    question = "Sales opens in a new country on Monday. Do you hear of it from an alarm or from the revenue?"
    sources = (
        Source("SEED", "S2"), Source("MLTS", "Monitor2"), Source("SE4", "21"), Source("GCP", "monitoring"),
        Source("EVI"),
    )  # fmt: skip
    examples = (
        Bad(_FEED, at="offers", fixed=True),
        Bad(
            _FEED.replace("{from: records, to: drift", "{from: train, to: drift"),
            at="offers",
            fixed=True,
        ),
        Good(_FEED.replace("[prediction_drift]", "[prediction_drift, feature_drift]")),
        Good(
            _FEED.replace("serving_endpoint", "candidate_retrieval").replace(
                "train, to: offers", "train, to: portal"
            ),
            why="A search by words was trained on nothing.",
        ),
        Good(
            _FEED.replace("[prediction_drift]", "[feature_drift]").replace(
                "{from: records, to: drift, kind: logs}", "{from: features, to: drift, kind: features}"
            ),
            why="The store from which it reads is watched.",
        ),
        Good(
            _FEED.replace(", watches: [prediction_drift]", ", technology: evidently"),
            why="What the tool is set up to watch is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components with a model that answer somebody."""
        serving = [one for one in answerers(view) if view.kind(one) in SERVING]
        return [one for one in serving if not only_passes_on(view, one) and not _searches_by_words(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a monitor of feature drift gets its inputs."""
        values: dict[str, Value] = {}
        for monitors in (_recording, _reading):
            values |= {one: view.value(one, "watches") for one in monitors(view, place)}
            origins = {value.origin for value in values.values() if WATCH in (value.value or ())}
            if origins:
                return Passed("structure" if Origin.STATED in origins else "technology")
        for one, value in values.items():
            if value.origin is Origin.MISSING and view.kind(one) == "drift_monitor":
                return NotStated("watches", one)
        where = (*values, *view.of_kind("drift_monitor"))
        source, _ = _best_source(view, place)
        return self.found(
            place, where=where, severity=_severity(view), mended_at=source, serving=view.title(place)
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Lead its records, or else its features, to the drift monitor that is drawn, or to a new one."""
        mending = Mending(view)
        source, watches = _best_source(view, finding.anchor)
        monitor = mending.monitor("drift_monitor", watches, like=source, reference="training")
        fed = _recording(view, finding.anchor) | _reading(view, finding.anchor)
        if monitor not in fed:
            _feed(mending, source, monitor)
        return [mending.fix(f"Watch the inputs of {view.title(finding.anchor)} for drift")]


def _searches_by_words(view: View, one: str) -> bool:
    return view.kind(one) == "candidate_retrieval" and not view.upstream(one, _MODEL)


def _severity(view: View) -> Severity:
    harm = view.brief.harm.level if view.brief.harm else None
    return "error" if harm in ("medium", "high") and not view.of_kind("quality_monitor") else "warning"


def _recording(view: View, serving: str) -> Members:
    """Monitors that get its metrics or records of its answers."""
    return measured_by(view, serving) | view.among(answer_records(view, serving), MONITOR)


def _reading(view: View, serving: str) -> Members:
    """Monitors that get the features that it reads."""
    found = view.none()
    sources = view.among(data_into(view, serving), FEATURE_KINDS)
    for one in sources & view.once("feature feeders", lambda: _feeders(view)):
        found = found | view.downstream(one, _READ, RECORDS_STOP)
    return view.among(found, MONITOR)


def _feeders(view: View) -> Members:
    """Feature pipelines and stores from which something flows towards a monitor."""
    found = view.none()
    for one in view.of_kind(*MONITOR):
        found = found | view.upstream(one, _READ, RECORDS_STOP)
    return view.among(found, FEATURE_KINDS)


def _best_source(view: View, serving: str) -> tuple[str, tuple[str, ...]]:
    """Where the inputs are read for comparison, and what can be watched there."""
    stores = view.among(answer_records(view, serving), "log_store")
    for one in stores:
        return one, (WATCH, "prediction_drift")
    for one in view.among(data_into(view, serving), FEATURE_KINDS):
        return one, (WATCH,)
    return serving, (WATCH, "prediction_drift")


def _feed(mending: Mending, source: str, monitor: str) -> None:
    if mending.view.kind(source) in FEATURE_KINDS:
        mending.connect(source, monitor, "features")
    elif mending.view.kind(source) == "log_store":
        mending.connect(source, monitor, "logs")
    else:
        carries = ["prediction", "features", "request_id"]
        mending.connect(source, monitor, "logs", carries=carries, timestamped=True)
