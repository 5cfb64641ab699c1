"""LOG005: the record is deleted before the outcome is known."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import CARRIERS, RECORD_STORES, flow_carries
from designer.model.kinds import GENERATIVE, KINDS
from designer.model.resolve import Origin
from designer.model.values import days

_ANSWERS = frozenset({"prediction", "features", "inputs"})
_SOURCES = CARRIERS | GENERATIVE | {"rules_engine", "fallback"}
_STEPS = frozenset({"event_stream", "queue", "ingestion_job", "data_validation", "other"})
_COPIES = frozenset({"batch_data", "stream_data", "logs"})

_CHARGEBACKS = """\
sketchcheck: 1
name: Chargebacks
brief: {label_delay: 60d}
components:
  - {id: checkout, kind: consumer_app, name: Checkout}
  - {id: scorer, kind: serving_endpoint, name: Fraud scorer}
  - {id: records, kind: log_store, name: Records, retention_days: 30}
  - {id: lake, kind: raw_store, name: Lake, retention_days: 400}
flows:
  - {from: checkout, to: scorer, kind: request_response}
  - {from: scorer, to: records, kind: logs, carries: [prediction, features, request_id], timestamped: true}
"""


class LogRetentionShorterThanLabelDelay(Rule):
    """A store of predictions forgets them before label delay and training window have passed.

    A copy in a raw store, warehouse or other log store that keeps them long enough is as good, which the
    catalogue names as a way to mend it.
    """

    code = "LOG005"
    name = "log-retention-shorter-than-label-delay"
    category = "logging"
    severity = "error"
    gate = "live"
    message = (
        "{store} keeps its records for {kept} days, but the outcome is known after {delay} and a training"
        " reads {window} of history: {needed} days are needed."
    )
    why = (
        "When the truth arrives there is no prediction left to compare it with, so the loop can never close."
    )
    fix = "Keep the records longer, or copy a sample to a store that does, within what privacy allows."
    false_alarms = "Records that are joined to early signals; state the delay of those in the brief."
    question = "The truth comes after ninety days and the records go after thirty. What do you learn from?"
    sources = (Source("FRD"), Source("SHA", "5.1.2"))
    examples = (
        Bad(_CHARGEBACKS, at="records", fixed=True),
        Bad(_CHARGEBACKS.replace("retention_days: 30", "retention_days: 89"), at="records", fixed=True),
        Good(
            _CHARGEBACKS.replace("retention_days: 30", "retention_days: 90"),
            why="60 days of delay and 30 of training window.",
        ),
        Good(
            _CHARGEBACKS + "  - {from: records, to: lake, kind: batch_data}\n",
            why="The lake keeps a copy for 400 days.",
        ),
        Good(_CHARGEBACKS.replace(", retention_days: 30", ""), why="How long is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Log stores that hold predictions, once the delay of labels is stated."""
        if view.brief.label_delay is None:
            return []
        return [one for one in view.of_kind("log_store") if _holds_answers(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it, or a copy, keeps them long enough."""
        needed = _needed_days(view)
        kept = view.get(place, "retention_days")
        if kept is not None and kept >= needed:
            return Passed("declaration")
        copies = _copies(view, place)
        if any((view.get(one, "retention_days") or 0) >= needed for one in copies):
            return Passed("structure")
        unknown = [one for one in (place, *copies) if view.get(one, "retention_days") is None]
        if unknown or kept is None:
            return NotStated("retention_days", unknown[0])
        window = view.brief_value("training_window")
        return self.found(
            place,
            where=copies,
            assumed=["training_window"] if window.origin is Origin.DEFAULT else (),
            store=view.title(place),
            kept=f"{kept:,.12g}",
            delay=view.brief.label_delay,
            window=window.value,
            needed=f"{ceil(needed):,}",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State a retention that is long enough."""
        mending = Mending(view)
        needed = ceil(_needed_days(view))
        mending.state(finding.anchor, retention_days=needed)
        return [mending.fix(f"Keep {view.title(finding.anchor)} for {needed} days", "declared")]


def _needed_days(view: View) -> float:
    return days(view.brief.label_delay or "0d") + days(view.brief_value("training_window").value)


def _holds_answers(view: View, store: str) -> bool:
    """Whether records of answers arrive, from who gave them or through streams and jobs."""
    recorders = view.once("records of answers", lambda: _first_stops(view))
    if view.members([store]) & recorders:
        return True
    before = view.among(view.upstream(store, _COPIES, frozenset(KINDS) - _STEPS), _STEPS)
    return bool(before & recorders)


def _first_stops(view: View) -> Members:
    """Where records of answers go first."""
    logs = view.flows("logs")
    answers = [flow for flow in logs if view.kind(flow.source) in _SOURCES]
    return view.members(flow.target for flow in answers if not _ANSWERS.isdisjoint(flow_carries(flow)))


def _copies(view: View, store: str) -> list[str]:
    reached = view.downstream(store, _COPIES, frozenset(KINDS) - _STEPS)
    return list(view.among(reached, RECORD_STORES) - view.members([store]))
