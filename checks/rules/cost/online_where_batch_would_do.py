"""CST001: each answer is computed while somebody waits, and all could have been computed last night."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import awaited
from designer.graph.questions import all_readers, only_passes_on
from designer.model.limits import MAX_NAME
from designer.model.matrix import is_legal
from designer.model.values import seconds

SLOW = seconds("12h")
"""Answers that may be older than this can be computed beforehand."""
ASKED = frozenset(
    {"search", "ads", "question_answering", "summarisation", "extraction", "generation", "agent"}
)
"""Tasks whose answer depends on what is asked, so that nothing can be computed beforehand."""
_WAITS = frozenset({"request_response"})
_PREDICTIONS = frozenset({"predictions"})
_READ_BY_JOB = {
    **dict.fromkeys(("feature_store", "feature_pipeline", "warehouse"), "features"),
    "data_source": "batch_data",
}
"""What a batch job reads in place of a call, by the kind of what was called."""

_CHURN = """\
sketchcheck: 1
name: Churn
brief: {max_feature_age: 24h, entities_known: true}
components:
  - {id: customers, kind: feature_store, name: Customers}
  - {id: scorer, kind: serving_endpoint, name: Churn score, computes_features: false}
  - {id: crm, kind: consumer_app, name: CRM, on_missing: default}
flows:
  - {from: scorer, to: customers, kind: request_response}
  - {from: crm, to: scorer, kind: request_response}
"""


class OnlineWhereBatchWouldDo(Rule):
    """Answers may be half a day old, all who are asked about are known, and each is computed on demand.

    Left out are tasks whose answer depends on what is asked, and endpoints that only pass on what others
    answer. Whether features are made from the request is asked where it is not stated. A size of the
    catalogue counts as known entities only where the brief does not deny that they are known.
    """

    code = "CST001"
    name = "online-where-batch-would-do"
    category = "cost"
    severity = "advice"
    gate = "online"
    message = (
        "Answers may be {age} old and need nothing from the request, yet {serving} makes"
        " {consumers} wait for each one. Computed beforehand they could not be late, and an outage would"
        " leave the last ones standing."
    )
    why = "A table that is filled by night costs less, and breaks less, than a service that must not sleep."
    fix = "Score all in a batch job, keep the answers in a prediction store, and give unknown keys a default."
    false_alarms = (
        "So many entities that few of them are ever asked for; then computing on demand is cheaper."
    )
    question = "Which part of this answer could not have been computed last night?"
    sources = (
        Source("SEED", "S3"), Source("SEED", "S8"), Source("ZIN", "4"), Source("NFX"), Source("EY"),
    )  # fmt: skip
    examples = (
        Bad(_CHURN, at="scorer", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Similar items
brief: {max_feature_age: 7d, catalogue_size: 20000, ml_task: recommendation}
components:
  - {id: items, kind: warehouse, name: Items}
  - {id: similar, kind: serving_endpoint, name: Similar items, computes_features: false}
  - {id: gateway, kind: api_gateway, name: Gateway}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
flows:
  - {from: items, to: similar, kind: batch_data}
  - {from: gateway, to: similar, kind: request_response}
  - {from: shop, to: gateway, kind: request_response}
""",
            at="similar",
            fixed=True,
        ),
        Good(_CHURN.replace("24h", "5m"), why="Answers must not be older than five minutes."),
        Good(
            _CHURN.replace("computes_features: false", "computes_features: true"),
            why="It turns what is in the request into features.",
        ),
        Good(
            _CHURN.replace("flows:\n", "  - {id: kept, kind: prediction_store, name: Last scores}\nflows:\n")
            + "  - {from: scorer, to: kept, kind: request_response}\n",
            why="Only what the store does not hold is computed.",
        ),
        Good(
            _CHURN.replace("entities_known: true", "catalogue_size: 9000, ml_task: search"),
            why="A search answers to words that nobody knows beforehand.",
        ),
        Good(
            _CHURN.replace(", computes_features: false", ""),
            why="What it does with a request is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Endpoints with a model that somebody waits for, where answers may be old and keys are known."""
        if not _can_be_old(view) or not _keys_known(view):
            return []
        waiting = view.among(awaited(view), "serving_endpoint")
        called = [one for one in waiting if view.into(one, "request_response")]
        return [one for one in called if not only_passes_on(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the request matters, or answers are kept."""
        computes = view.value(place, "computes_features")
        if computes.value:
            return passed_by(computes)
        if _is_kept(view, place):
            return Passed()
        if computes.value is None:
            return NotStated("computes_features", place)
        readers = all_readers(view, place)
        first = next(iter(readers))
        return self.found(
            place,
            where=[first],
            age=view.brief.max_feature_age,
            serving=view.title(place),
            consumers=view.title(first),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Make it a batch job that fills a store, and lead its callers to the store."""
        serving = finding.anchor
        if not _can_be_a_job(view, serving):
            return []
        mending = Mending(view)
        title = view.title(serving)
        store = mending.add("prediction_store", f"{title} by night"[:MAX_NAME], like=serving)
        for call in view.into(serving, "request_response"):
            mending.reconnect(call.id, target=store)
        for call in view.out(serving, "request_response"):
            mending.delete(call.id)
            mending.connect(call.target, serving, _READ_BY_JOB[view.kind(call.target)])
        mending.retype(serving, "batch_inference")
        mending.state(serving, schedule=view.brief.max_feature_age)
        mending.connect(serving, store, "predictions")
        return [mending.fix(f"Compute the answers of {title} beforehand", complete=False)]


def _can_be_a_job(view: View, serving: str) -> bool:
    """Whether every flow of an endpoint keeps its sense when the endpoint is a batch job."""
    for flow in view.into(serving):
        enters = "prediction_store" if flow.kind == "request_response" else "batch_inference"
        if not is_legal(view.kind(flow.source), flow.kind, enters):
            return False
    for flow in view.out(serving):
        target = view.kind(flow.target)
        called = flow.kind == "request_response"
        if not (target in _READ_BY_JOB if called else is_legal("batch_inference", flow.kind, target)):
            return False
    return True


def _can_be_old(view: View) -> bool:
    age = view.brief.max_feature_age
    return age is not None and seconds(age) >= SLOW and view.brief.ml_task not in ASKED


def _keys_known(view: View) -> bool:
    known = view.brief.entities_known
    return known is True or (known is None and view.brief.catalogue_size is not None)


def _is_kept(view: View, serving: str) -> bool:
    """Whether answers computed beforehand are used by it, or by those who read it."""
    kept = view.all_of("batch_inference", "prediction_store")
    if not kept:
        return False
    if (view.downstream(serving, _WAITS) | view.upstream(serving, _PREDICTIONS)) & kept:
        return True
    readers = all_readers(view, serving)
    return any((view.downstream(one, _WAITS) | view.upstream(one, _PREDICTIONS)) & kept for one in readers)
