"""SRV004: a batch job computes answers and puts them nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.loose import unjoined
from designer.graph.questions import READERS
from designer.model.kinds import KINDS

OUTPUT = frozenset({"predictions", "features", "batch_data", "labels"})
"""Kinds of flow by which a job hands over what it computed."""
OBSERVERS = frozenset(
    {"evaluation", "quality_monitor", "drift_monitor", "metrics_monitor", "outcome_join", "data_validation",
     "data_versioning", "dead_letter_queue"}
)  # fmt: skip
"""Kinds that judge or keep watch of answers; nobody uses an answer there."""
_BUT_CHECKS = frozenset(KINDS) - {"data_validation"}

_CHURN = """\
sketchcheck: 1
name: Nightly churn scores
components:
  - {id: crm, kind: consumer_app, name: CRM, on_missing: default}
  - {id: nightly, kind: batch_inference, name: Churn scoring}
  - {id: records, kind: log_store}
  - {id: watch, kind: metrics_monitor, watches: [duration, completeness]}
  - {id: pager, kind: alerting}
flows:
  - {from: nightly, to: records, kind: logs, carries: [prediction, request_id], timestamped: true}
  - {from: nightly, to: watch, kind: metrics}
  - {from: watch, to: pager, kind: alerts}
"""
_WATCHED = (
    _CHURN.replace("flows:\n", "  - {id: drift, kind: drift_monitor, watches: [prediction_drift]}\nflows:\n")
    + "  - {from: nightly, to: drift, kind: predictions}\n  - {from: drift, to: pager, kind: alerts}\n"
)


class BatchOutputNotLanded(Rule):
    """The output of a batch job goes to no store and no reader, at most to what judges or watches it.

    Wider than the catalogue in what counts as a landing: a dashboard is one, since people read forecasts
    there, and so is output that goes on as features, rows or labels.
    """

    code = "SRV004"
    name = "batch-output-not-landed"
    category = "serving"
    severity = "error"
    gate = "has_model"
    suppressed_by = ("GRF001",)
    message = "{batch} computes predictions and writes them nowhere that {consumer} could read them from."
    why = "When the run is over its answers are gone, unless they were put where the reader looks them up."
    fix = "Write the answers to a prediction store, and let the application read them there by key."
    false_alarms = "A job whose output table is not drawn; draw it."
    question = (
        "Where does the application find last night's scores, and what does it show for a customer who"
        " signed up after the run?"
    )
    sources = (Source("MICH", "offline"), Source("ZIN", "4"), Source("EY"))
    examples = (
        Bad(_CHURN, at="nightly", fixed=True),
        Bad(_WATCHED, at="nightly", fixed=True),
        Good(_CHURN + "  - {from: nightly, to: crm, kind: predictions}\n", why="The reader gets them."),
        Good(
            _CHURN.replace("flows:\n", "  - {id: dwh, kind: warehouse}\nflows:\n")
            + "  - {from: nightly, to: dwh, kind: batch_data}\n",
            why="The scores are rows of the warehouse.",
        ),
        Good(
            _CHURN + "  - {from: nightly, to: crm, kind: unspecified}\n",
            why="What the arrow carries is a question.",
        ),
        Good(
            "sketchcheck: 1\nname: First box\ncomponents:\n  - {id: nightly, kind: batch_inference}\n",
            why="A first box is alone for a moment.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Batch jobs with something beside them."""
        return view.of_kind("batch_inference") if len(view.ids) > 1 else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its output goes to somebody who keeps or uses it."""
        taken = view.downstream(place, OUTPUT, _BUT_CHECKS) - view.members([place])
        if any(view.kind(one) not in OBSERVERS for one in taken):
            return Passed()
        for flow in (*view.out(place, "unspecified"), *view.into(place, "unspecified")):
            return NotStated("kind", flow.id)
        apps = view.of_kind("consumer_app")
        reader = apps if len(apps) == 1 else []
        consumer = view.title(reader[0]) if reader else "an application"
        where = [*reader, *unjoined(view, *READERS, "prediction_store")]
        return self.found(place, where=where, batch=view.title(place), consumer=consumer)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A prediction store that the application that is drawn reads from."""
        mending = Mending(view)
        batch, apps = finding.anchor, view.of_kind("consumer_app")
        store = mending.ensure("prediction_store", like=batch)
        mending.connect(batch, store, "predictions")
        is_read = store in view and view.into(store, "request_response")
        if apps and not is_read:
            mending.connect(apps[0], store, "request_response")
        return [mending.fix(f"Keep the answers of {view.title(batch)} in a store", complete=not apps[1:])]
