"""LOG001: predictions leave no record."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.personal import CARRY, personal_data
from designer.graph.questions import (
    RECORD_STORES,
    answerers,
    carriers_of,
    is_behind_a_service,
    logged_by,
    readers_of,
)
from designer.model.kinds import KINDS, MONITOR, SERVING

_PREDICTIONS = frozenset({"predictions"})
_ENDS = frozenset(KINDS) - {"other"}
_ROWS = frozenset({"warehouse", "raw_store"})
_COMPARES = MONITOR | {"outcome_join", *RECORD_STORES}

_BEGINNING = """\
sketchcheck: 1
name: Scores
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: shop, to: scorer, kind: request_response}
"""

_FUNNEL = """\
sketchcheck: 1
name: Two stages
components:
  - {id: app, kind: consumer_app, name: App}
  - {id: search, kind: candidate_retrieval, name: Search}
  - {id: ranker, kind: ranking_stage, name: Ranker}
flows:
  - {from: app, to: search, kind: request_response}
  - {from: search, to: ranker, kind: predictions}
  - {from: ranker, to: app, kind: predictions}
"""
_NIGHTLY = """\
sketchcheck: 1
name: Nightly scores
components:
  - {id: nightly, kind: batch_inference, name: Nightly scores}
  - {id: table, kind: prediction_store, name: Score table, retention_days: 365}
  - {id: crm, kind: consumer_app, name: CRM}
  - {id: quality, kind: quality_monitor, name: Lift}
flows:
  - {from: nightly, to: table, kind: predictions}
  - {from: crm, to: table, kind: request_response}
  - {from: table, to: quality, kind: predictions}
"""


class PredictionsNotLogged(Rule):
    """A component answers consumers, and neither it nor anything that carries its answer keeps a record.

    Of models that hand their answers to each other the last is asked: its record is one of all. Answers of
    a job that are kept as rows are a record too: in a warehouse or lake, or in a store of predictions from
    which something that compares or joins them reads; how long they are kept is a question.
    """

    code = "LOG001"
    name = "predictions-not-logged"
    category = "logging"
    severity = "error"
    gate = "live"
    message = (
        "{serving} leaves no record of its predictions. When a complaint comes from {reader}, when quality"
        " drops or when outcomes should train the next model, there is nothing to look at."
    )
    why = "Without a record nothing can be explained, monitored or learned from, and none can be made later."
    fix = "Log prediction, features, model version and request id, with the time, to a log store."
    false_alarms = "Answers that are recorded inside the consuming product but not drawn; draw that flow."
    question = "A case was missed last Tuesday. Show me how you would find out why."
    sources = (
        Source("SEED", "S2"), Source("SE4", "25"), Source("GCP", "L0"), Source("MICH", "log-predictions"),
        Source("ZIN", "29"), Source("MLSDP", "no-logging"),
    )  # fmt: skip
    examples = (
        Bad(_BEGINNING + "  - {from: shop, to: records, kind: feedback}\n", at="scorer", fixed=True),
        Bad(
            _BEGINNING + "  - {from: scorer, to: records, kind: logs, carries: [errors]}\n",
            at="scorer",
            fixed=True,
        ),
        Good(_BEGINNING + "  - {from: scorer, to: records, kind: logs, carries: [prediction, request_id]}\n"),
        Good(
            _BEGINNING + "  - {from: scorer, to: records, kind: logs}\n",
            why="A log that says nothing more holds at least the prediction.",
        ),
        Good(
            _BEGINNING + "  - {from: shop, to: records, kind: logs, carries: [prediction]}\n",
            why="The caller keeps the record.",
        ),
        Bad(_FUNNEL, at="ranker", fixed=True),
        Bad(
            _NIGHTLY.replace("  - {from: table, to: quality, kind: predictions}\n", ""),
            at="nightly",
            fixed=True,
        ),
        Good(_NIGHTLY, why="A year of scores lies in the table, and a monitor compares them."),
        Good(
            _NIGHTLY.replace(", retention_days: 365", ""), why="How long the scores are kept is a question."
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Those that answer somebody; a language model behind a service is judged there."""
        asked = [one for one in answerers(view) if not is_behind_a_service(view, one)]
        left = view.members(one for one in asked if not _is_logged(view, one))
        return [one for one in asked if one not in left or not _later(view, one) & left]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the prediction is in the logs of the component or of a carrier of its answer."""
        if _is_logged(view, place):
            return Passed()
        kept = [(store, view.value(store, "retention_days")) for store in _kept_in(view, place)]
        if known := next((days for _, days in kept if days.value is not None), None):
            return passed_by(known)
        if kept:
            return NotStated("retention_days", kept[0][0])
        readers = readers_of(view, place)
        where = (*readers, *view.among(view.upstream(place, _PREDICTIONS, _ENDS), SERVING))
        return self.found(place, where=where, serving=view.title(place), reader=view.title(readers[0]))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Log to the log store that is drawn, or to a new one."""
        mending = Mending(view)
        store = _keeper(view, finding.anchor)
        store = store or mending.add("log_store", "Prediction log", like=finding.anchor)
        carries = _completed(view, finding.anchor, store)
        mending.connect(finding.anchor, store, "logs", carries=carries, timestamped=True)
        return [mending.fix(f"Log the predictions of {view.title(finding.anchor)}")]


def _is_logged(view: View, serving: str) -> bool:
    return any("prediction" in logged_by(view, one) for one in _recorders(view, serving))


def _later(view: View, serving: str) -> Members:
    """Models that are given its answers, without handing theirs back."""
    given = view.among(view.downstream(serving, _PREDICTIONS, _ENDS), SERVING)
    return given - view.upstream(serving, _PREDICTIONS, _ENDS) - view.members([serving])


def _kept_in(view: View, serving: str) -> list[str]:
    """Where the answers of a job stay as rows, for later."""
    if view.kind(serving) != "batch_inference":
        return []
    given = view.targets(serving, "predictions")
    compared = (one for one in given if view.kind(one) == "prediction_store" and _is_compared(view, one))
    return [*(one for one in given if view.kind(one) in _ROWS), *compared]


def _is_compared(view: View, store: str) -> bool:
    return any(
        view.kind(one) in _COMPARES for one in view.targets(store, "predictions", "batch_data", "logs")
    )


def _recorders(view: View, serving: str) -> Members:
    """The component and the carriers of its answer, of those that record anything."""
    near = carriers_of(view, serving) | view.members([serving])
    return near & view.once("loggers", lambda: view.members(flow.source for flow in view.flows("logs")))


def _keeper(view: View, serving: str) -> str | None:
    """The first log store; of personal data one that passes nothing on to another company."""
    stores = view.of_kind("log_store")
    if serving in personal_data(view):
        abroad = view.members(one for one in view.ids if view.get(one, "external"))
        stores = [one for one in stores if not view.downstream(one, CARRY) & abroad]
    return next(iter(stores), None)


def _completed(view: View, serving: str, store: str) -> list[str]:
    wanted = ["prediction", "features", "model_version", "request_id"]
    drawn = [flow for flow in view.out(serving, "logs") if flow.target == store]
    stated = [word for flow in drawn for word in getattr(flow, "carries", None) or ()]
    return list(dict.fromkeys([*stated, *wanted]))
