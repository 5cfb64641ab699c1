"""MON004: nobody compares what was predicted with what happened."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Severity, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import (
    RECORD_FLOWS,
    RECORDS_STOP,
    answer_records,
    answerers,
    knows_outcomes,
    only_passes_on,
    readers_of,
)
from designer.model.kinds import MONITOR, SERVING
from designer.model.resolve import Origin

QUALITY = frozenset({"accuracy", "error", "calibration", "prediction_bias", "groundedness", "answer_quality"})
_JUDGED = frozenset({"groundedness", "answer_quality"})
_SPEAKS = ("consumer_app", "human_review", "legacy_system")
_OUTCOMES = RECORD_FLOWS | {"feedback"}

_DESK = """\
sketchcheck: 1
name: Delivery times
components:
  - {id: app, kind: consumer_app, name: Courier app, on_missing: default}
  - {id: eta, kind: serving_endpoint, name: Arrival model}
  - {id: records, kind: log_store, name: Records}
  - {id: join, kind: outcome_join, name: Actual arrivals, key: request_id}
  - {id: quality, kind: quality_monitor, name: Live error, watches: [error]}
  - {id: pager, kind: alerting}
flows:
  - {from: app, to: eta, kind: request_response}
  - {from: eta, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: app, to: join, kind: feedback, id_key: request_id}
  - {from: join, to: quality, kind: labels}
  - {from: quality, to: pager, kind: alerts}
"""


class LiveQualityUnknown(Rule):
    """No monitor of quality gets both the predictions of a model and their outcomes.

    Predictions may come from the model, from its record or from that of a caller; outcomes as labels or
    feedback, directly or through stores and joins; for free text a judge stands for them. Asked only
    where outcomes can be had: a label delay, labels, feedback or supervised learning. A service that has
    no model of its own and calls one is left out. Which monitor of the catalogue's kinds it is does not
    matter, only what it watches. Models whose answers are in one record have one finding.
    """

    code = "MON004"
    name = "live-quality-unknown"
    category = "monitoring"
    severity = "warning"
    gate = "live"
    suppressed_by = ("LOG001", "MON006")
    message = (
        "Nobody compares what {serving} answers with what happens afterwards. How good it is was known on old"
        " data{evaluation}, and is a guess since."
    )
    why = "The promise of a model is kept or broken after launch, and without outcomes nobody can tell which."
    fix = "Join recorded predictions with outcomes, and watch accuracy, calibration and bias of the joined."
    false_alarms = "Quality that is judged elsewhere, such as by the team that owns the outcomes; draw it."
    question = "How accurate was the live model last week, and what makes you believe that number?"
    sources = (
        Source("MICH", "monitor"), Source("MLTS", "Monitor7"), Source("SEED", "S2"),
        Source("SCU", "7-prediction-bias"), Source("NIST", "MEASURE-2.4"), Source("SE4", "14"),
    )  # fmt: skip
    examples = (
        Bad(_DESK, at="eta", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Spam filter
brief: {label_delay: 1d, harm: {level: high}}
components:
  - {id: mail, kind: consumer_app, on_missing: default}
  - {id: filter, kind: serving_endpoint, name: Spam filter}
  - {id: records, kind: log_store}
flows:
  - {from: mail, to: filter, kind: request_response}
  - {from: mail, to: records, kind: feedback, id_key: request_id}
  - {from: filter, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
""",
            at="filter",
            fixed=True,
        ),
        Good(
            _DESK + "  - {from: records, to: join, kind: logs}\n", why="Predictions and arrivals are joined."
        ),
        Good(
            _DESK + "  - {from: eta, to: quality, kind: predictions}\n",
            why="The monitor gets both by itself.",
        ),
        Good(
            _DESK.replace(", watches: [error]", "") + "  - {from: records, to: join, kind: logs}\n",
            why="What the monitor watches is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Serving components with a model that answer somebody, where outcomes can be had."""
        if not _outcomes_exist(view):
            return []
        serving = [one for one in answerers(view) if view.kind(one) in SERVING]
        return [one for one in serving if not only_passes_on(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a monitor of quality gets its predictions and their outcomes."""
        monitors = view.among(answer_records(view, place), MONITOR)
        origins = [view.value(one, "watches").origin for one in monitors if _knows_quality(view, one)]
        if origins:
            return Passed("structure" if Origin.STATED in origins else "technology")
        for one in view.among(monitors, "quality_monitor") & _with_outcomes(view):
            if view.get(one, "watches") is None:
                return NotStated("watches", one)
        harm = view.brief.harm.level if view.brief.harm else None
        severity: Severity = "error" if harm == "high" else "warning"
        judged = view.of_kind("evaluation")
        evaluation = f" in {view.title(judged[0])}" if judged else ""
        where = (*monitors, *view.of_kind("quality_monitor"), *judged[:1])
        title = view.title(place)
        kept = next(iter(view.among(answer_records(view, place), "log_store")), "")
        return self.found(
            place, where=where, severity=severity, mended_at=kept, serving=title, evaluation=evaluation
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Join its records with the feedback of a reader, and watch the result."""
        serving = finding.anchor
        speakers = [one for one in readers_of(view, serving) if view.kind(one) in _SPEAKS]
        join = next(iter(view.members(view.of_kind("outcome_join")) & knows_outcomes(view)), None)
        if not speakers and not join:
            return []
        mending = Mending(view)
        stores = list(view.among(answer_records(view, serving), "log_store"))
        join = join or mending.existing("outcome_join")
        key = mending.id_key(*filter(None, (join, serving, *speakers[:1], *stores[:1])))
        join = join or mending.add("outcome_join", like=serving, key=key)
        if join not in view or join not in knows_outcomes(view):
            mending.connect(speakers[0], join, "feedback", id_key=key, delay=view.brief.label_delay)
        if join not in view or join not in answer_records(view, serving):
            _record(mending, serving, stores, join)
        quality = mending.monitor(
            "quality_monitor", ("accuracy", "calibration", "prediction_bias"), like=serving
        )
        mending.connect(join, quality, "labels")
        return [mending.fix(f"Compare the answers of {view.title(serving)} with their outcomes")]


def _outcomes_exist(view: View) -> bool:
    learnt = any(view.get(one, "learning") == "supervised" for one in view.of_kind("training"))
    return learnt or view.brief.label_delay is not None or bool(knows_outcomes(view))


def _with_outcomes(view: View) -> Members:
    """Monitors that get labels or feedback, directly or through stores and joins."""
    return view.once("with outcomes", lambda: _find_with_outcomes(view))


def _find_with_outcomes(view: View) -> Members:
    known = knows_outcomes(view)
    stores = known - view.all_of(RECORDS_STOP)
    found = known
    for one in stores:
        found = found | view.downstream(one, _OUTCOMES, RECORDS_STOP)
    return view.among(found, MONITOR)


def _knows_quality(view: View, monitor: str) -> bool:
    watched = QUALITY & set(view.get(monitor, "watches") or ())
    judged = watched & _JUDGED and view.get(monitor, "judge") in ("llm", "human")
    return bool(judged or (watched and (_is_told(view, monitor) or monitor in _with_outcomes(view))))


def _is_told(view: View, monitor: str) -> bool:
    return bool(view.into(monitor, "labels", "feedback"))


def _record(mending: Mending, serving: str, stores: list[str], join: str) -> None:
    """Lead the records of the answers to the join; from a store where they are kept, or a new one."""
    if not stores:
        stores = [mending.ensure("log_store", "Prediction log", like=serving)]
        carries = ["prediction", "features", "model_version", "request_id"]
        mending.connect(serving, stores[0], "logs", carries=carries, timestamped=True)
    mending.connect(stores[0], join, "logs")
