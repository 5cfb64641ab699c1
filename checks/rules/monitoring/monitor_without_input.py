"""MON006: a monitor or dashboard claims to show what nothing tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from checks.finding import Finding, Fix, FixKind, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.gates import gates
from designer.graph.questions import titles
from designer.graph.view import NONE
from designer.model.flow import FLOWS
from designer.model.kinds import CONSUMER, GENERATIVE, KINDS, MONITOR, SERVING, STORE
from designer.model.matrix import is_legal
from designer.model.resolve import Origin

_TRUTH = frozenset({"accuracy", "error", "calibration", "prediction_bias", "fairness"})
_DRIFT = frozenset({"feature_drift", "prediction_drift", "training_serving_skew", "estimated_performance"})
_DATA = frozenset({"data_freshness", "data_quality"})
_TEXT = frozenset(
    {"groundedness", "answer_quality", "refusal_rate", "retrieval_quality", "safety_incidents", "token_usage"}
)
_WRITING = GENERATIVE | {"prompt_store", "guardrail", "retriever", "eval_set", "agent_tool"}
_GIVES_NUMBERS = frozenset({"linear", "tree", "gbdt", "ensemble", "statistical"})
_MONEY = frozenset({"business_kpi"})
_HEALTH = frozenset({"latency", "errors", "throughput", "saturation", "duration", "completeness"})

_SAYS = frozenset(FLOWS) - {"control", "alerts", "model_artifact", "unspecified"}
_VALUES = frozenset({"features", "predictions", "logs", "batch_data", "stream_data"})
_BY_FLOW = (
    dict.fromkeys(_TRUTH, frozenset({"labels", "feedback"}))
    | dict.fromkeys(_DRIFT, _VALUES)
    | dict.fromkeys(_HEALTH, frozenset({"metrics", "logs", "stream_data", "batch_data", "predictions"}))
    | dict.fromkeys(_DATA | _TEXT | _MONEY, frozenset[str]())
)
"""The flows from which a watch is computed; those not named here from anything."""
_MAKES_DATA = STORE | {
    "data_source", "event_stream", "ingestion_job", "data_validation", "feature_pipeline",
    "document_pipeline", "dead_letter_queue", "orchestrator",
}  # fmt: skip
_BY_KIND = (
    dict.fromkeys(_TRUTH, frozenset({"evaluation", "experiment_platform"}))
    | dict.fromkeys(_DATA, _MAKES_DATA)
    | dict.fromkeys(
        _TEXT,
        SERVING | GENERATIVE | {"retriever", "guardrail", "agent_tool", "consumer_app", "human_review"},
    )
    | dict.fromkeys(_MONEY, CONSUMER | {"warehouse", "experiment_platform", "data_source"})
)
"""The components that supply a watch by whatever they send."""

_PASSES = STORE | MONITOR | {
    "event_stream", "queue", "ingestion_job", "outcome_join", "data_validation", "labelling", "other",
}  # fmt: skip
_STOP = frozenset(KINDS) - _PASSES

_USUAL = {
    "metrics_monitor": "latency",
    "drift_monitor": "feature_drift",
    "quality_monitor": "accuracy",
    "dashboard": "latency",
}
"""What a monitor is taken to watch where it states nothing and gets nothing."""
_SUPPLIERS: dict[frozenset[str], tuple[tuple[tuple[str, ...], str], ...]] = {
    _TRUTH: (
        (("outcome_join", "labelling"), "labels"),
        (("consumer_app", "human_review", "legacy_system"), "feedback"),
        (("quality_monitor", "evaluation"), "metrics"),
    ),
    _DRIFT: (
        (("log_store",), "logs"),
        (("feature_store", "feature_pipeline"), "features"),
        (tuple(sorted(SERVING)), "predictions"),
        (("drift_monitor",), "metrics"),
    ),
    _DATA: ((("raw_store", "warehouse", "ingestion_job", "feature_store", "data_source"), "metrics"),),
    _TEXT: ((("llm_endpoint", "serving_endpoint"), "metrics"),),
    _MONEY: ((("consumer_app", "warehouse", "experiment_platform"), "metrics"),),
    _HEALTH: (((*sorted(SERVING | GENERATIVE), "ingestion_job", "feature_pipeline", "training"), "metrics"),),
}
"""Who may supply a group of watches, and by which flow; the first that is drawn is offered."""

_LOANS = """\
sketchcheck: 1
name: Loan scores
components:
  - {id: portal, kind: consumer_app, name: Bank portal, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Loan scorer}
  - {id: records, kind: log_store, name: Records}
  - {id: quality, kind: quality_monitor, name: Live accuracy, watches: [accuracy]}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: portal, to: scorer, kind: request_response}
  - {from: scorer, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: quality, to: pager, kind: alerts}
"""
_TREES = """\
  - {id: train, kind: training, name: Training, model_family: gbdt}
flows:
  - {from: train, to: scorer, kind: model_artifact}
"""
_METRICS = "  - {from: scorer, to: quality, kind: metrics}\n"
_FRESH = """\
sketchcheck: 1
name: A board for the lake
components:
  - {id: shop, kind: data_source, name: Orders}
  - {id: load, kind: ingestion_job, name: Nightly load}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: board, kind: dashboard, name: Freshness board, watches: [data_freshness]}
flows:
  - {from: shop, to: load, kind: batch_data}
  - {from: load, to: lake, kind: batch_data}
  - {from: board, to: load, kind: control, purpose: schedule}
"""


class MonitorWithoutInput(Rule):
    """A monitor gets nothing at all, or nothing from which one of the things it watches could be computed.

    What it gets is followed back through stores, streams, joins and other monitors. Lenient on purpose:
    each group of watches asks for one fitting kind of source, an `other` box may supply anything, and
    metrics of a drift or quality monitor's own source are believed. What a technology brings along counts
    as claimed only where nothing of it can be computed.
    """

    code = "MON006"
    name = "monitor-without-input"
    category = "monitoring"
    severity = "error"
    maturity = "sketch"
    suppressed_by = ("GRF001",)
    message = (
        "{monitor} is drawn as watching {watches}, but {that} cannot be computed from what it gets ({gets})."
    )
    why = "A monitor that measures nothing looks like safety, and keeps others from asking for the real one."
    fix = "Draw the flow from which the number is computed, or do not claim that it is watched."
    false_alarms = "Numbers that arrive on a way that is not drawn; draw it."
    question = "This number on the screen: from which records is it computed?"
    sources = (Source("SHA", "5.1.3"),)
    examples = (
        Bad(_LOANS + _METRICS, at="quality", fixed=True),
        Bad(_LOANS, at="quality", fixed=True),
        Bad(_FRESH, at="board", fixed=True),
        Bad(
            _LOANS.replace("[accuracy]", "[groundedness]").replace("flows:\n", _TREES) + _METRICS,
            at="quality",
        ),
        Good(_LOANS + "  - {from: portal, to: quality, kind: feedback, id_key: request_id}\n"),
        Good(_LOANS.replace("[accuracy]", "[groundedness]") + _METRICS, why="The scorer may write."),
        Good(
            _LOANS.replace("[accuracy]", "[latency, errors]") + _METRICS,
            why="Metrics of the scorer tell how fast it answers.",
        ),
        Good(_FRESH + "  - {from: lake, to: board, kind: metrics}\n"),
        Good(
            _LOANS.replace("watches: [accuracy]", "technology: langfuse") + _METRICS,
            why="The tool could watch more than is used here.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Monitors and dashboards, once there is something that they could watch."""
        return view.of_kind(*MONITOR, "dashboard") if len(view.ids) > 1 else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether everything that it claims to watch can be computed from what it gets."""
        value = view.value(place, "watches")
        watches = value.value or ()
        missing = _missing(view, place)
        if view.into(place, _SAYS):
            if value.origin is Origin.MISSING and view.kind(place) in MONITOR:
                return NotStated("watches", place)
            if not missing or (value.origin is Origin.TECHNOLOGY and len(missing) < len(watches)):
                return Passed("technology" if value.origin is Origin.TECHNOLOGY else "structure")
        unclear = view.into(place, "unspecified")
        if unclear:
            return NotStated("kind", next(iter(unclear)).id)
        words = " and ".join(one.replace("_", " ") for one in missing[:3]) or "something"
        that = "it" if len(missing) < 2 else "they"
        givers = view.sources(place)
        gets = f"from {titles(view, givers)}" if givers else "nothing"
        return self.found(
            place,
            where=givers,
            monitor=view.title(place),
            watches=words,
            that=that,
            gets=gets,
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Draw the missing flows; or claim no more than is measured."""
        place, fixes = finding.anchor, list[Fix]()
        if not _lacks(view, place):
            return []
        supplied = Mending(view)
        for source, kind in _supplies(view, place):
            supplied.connect(source, place, kind)
        if view.get(place, "watches") is None and view.kind(place) in MONITOR:
            supplied.state(place, watches=[_USUAL[view.kind(place)]])
        if not _lacks(supplied.after(), place):
            _alarmed(supplied, view, place)
            fixes.append(supplied.fix(f"Give {view.title(place)} what it measures"))
        left = [one for one in view.get(place, "watches") or () if one not in _missing(view, place)]
        if left and view.into(place, _SAYS):
            honest = Mending(view)
            honest.state(place, watches=left)
            _alarmed(honest, view, place)
            how: FixKind = "declared" if len(honest.edits) == 1 else "mixed"
            fixes.append(honest.fix(f"Let {view.title(place)} claim only what it measures", how))
        return fixes


def _lacks(view: View, monitor: str) -> bool:
    return not view.into(monitor, _SAYS) or bool(_missing(view, monitor))


def _missing(view: View, monitor: str) -> list[str]:
    """The watches that nothing supplies."""
    return view.once(("missing", monitor), lambda: _find_missing(view, monitor))


def _find_missing(view: View, monitor: str) -> list[str]:
    before = view.upstream(monitor, _SAYS, _STOP)
    if view.among(before, "other"):
        return []
    around = view.among(before, _PASSES) | view.members([monitor])
    entered = view.once("entered", lambda: _entered(view))
    flows = {kind for kind, components in entered.items() if components & around}
    if view.kind(monitor) in ("drift_monitor", "quality_monitor") and "metrics" in flows:
        flows |= _VALUES
    written = view.once("may write text", lambda: _may_write(view))
    return [
        one
        for one in view.get(monitor, "watches") or ()
        if (one in _TEXT and not written)
        or not (flows & _BY_FLOW.get(one, _SAYS) or view.among(before, _BY_KIND.get(one, NONE)))
    ]


def _may_write(view: View) -> bool:
    """Whether anything drawn may write text: not where all models are trained here and give numbers."""
    families = {view.get(one, "model_family") for one in view.of_kind("training")}
    return bool(view.of_kind(*_WRITING)) or not families or not families <= _GIVES_NUMBERS


def _entered(view: View) -> dict[str, Members]:
    """For each kind of flow the components that it enters."""
    entered: dict[str, set[str]] = {}
    for flow in view.flows():
        entered.setdefault(flow.kind, set()).add(flow.target)
    return {kind: view.members(entered[kind]) for kind in sorted(entered)}


def _supplies(view: View, monitor: str) -> Iterator[tuple[str, str]]:
    """For each watch that lacks one a source that is drawn, with the kind of flow."""
    for watch in _missing(view, monitor) or [_USUAL[view.kind(monitor)]]:
        found = (
            (source, flow)
            for kinds, flow in _SUPPLIERS[_group(watch)]
            for kind in kinds
            for source in view.of_kind(kind)
            if source != monitor and _is_meant(kind, flow, view.kind(monitor))
        )
        yield from islice(found, 1)


def _is_meant(source_kind: str, flow: str, monitor_kind: str) -> bool:
    """Whether the flow may be drawn; predictions on a dashboard would be answers for whoever looks."""
    return is_legal(source_kind, flow, monitor_kind) and (flow, monitor_kind) != ("predictions", "dashboard")


def _group(watch: str) -> frozenset[str]:
    return next((one for one in (_TRUTH, _DRIFT, _DATA, _TEXT, _MONEY) if watch in one), _HEALTH)


def _alarmed(mending: Mending, view: View, monitor: str) -> None:
    """A monitor that begins to measure needs somebody to tell."""
    if view.kind(monitor) in MONITOR and "live" in gates(view):
        mending.alarm(monitor)
