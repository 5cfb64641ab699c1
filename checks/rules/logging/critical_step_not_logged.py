"""LOG002: a step that may lose or change records leaves no trace of what it did."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import flow_carries
from designer.model.flow import CALL

STEPS = (
    "ingestion_job", "data_validation", "feature_pipeline", "training", "evaluation", "batch_inference",
    "stream_inference", "rules_engine", "human_review", "fallback", "optimiser",
)  # fmt: skip
TRACES = ("logs", "metadata", "metrics", "alerts")
"""Flows by which a step tells what it did."""
_DECIDES = frozenset({"rules_engine", "human_review", "fallback", "optimiser"})
_ANSWERS = frozenset({"batch_inference", "stream_inference"})
_OUTCOME = frozenset({"decision", "prediction", "exposure"})
_PIPELINE = frozenset({"batch_data", "features", "labels", "model_artifact"})
_SETS_ASIDE = ("quarantine", "reject_and_log")

_CHURN = """\
sketchcheck: 1
name: Churn features
brief: {maturity: production}
components:
  - {id: crm, kind: data_source, name: CRM}
  - {id: export, kind: ingestion_job, name: Nightly export}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: train, kind: training, name: Training}
  - {id: runs, kind: experiment_tracker, name: Runs}
  - {id: log, kind: log_store, name: Log}
flows:
  - {from: crm, to: export, kind: batch_data}
  - {from: export, to: lake, kind: batch_data}
  - {from: lake, to: train, kind: batch_data}
  - {from: train, to: runs, kind: metadata}
"""
_RULES = """\
sketchcheck: 1
name: Loan rules
brief: {maturity: production}
components:
  - {id: portal, kind: consumer_app, name: Portal}
  - {id: policy, kind: rules_engine, name: Loan policy}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: portal, to: policy, kind: request_response}
  - {from: policy, to: scorer, kind: request_response}
"""


class CriticalStepNotLogged(Rule):
    """A job, check, decision or review tells nobody and nothing what it did.

    The catalogue counts logs and metadata alone. That fires on most designs that are watched well, so
    these count too: metrics and alerts; an orchestrator that starts the step, or one before it in the
    pipeline, and knows how each run ended; errors that are set aside or written down; the labels that
    people give; a caller that records what was decided; and, for training and evaluation, a registry
    that keeps lineage.
    """

    code = "LOG002"
    name = "critical-step-not-logged"
    category = "logging"
    severity = "warning"
    maturity = "production"
    gate = "has_model"
    suppressed_by = ("GRF001", "LOG001")
    message = (
        "Nothing records what happens in {component}. When {effect}, the search for the cause ends there."
    )
    why = "A failure is found by following records back, and a step that wrote none is where that stops."
    fix = "Log each run or decision with its time: what came in, what went out, and which errors there were."
    false_alarms = "A step whose platform keeps its logs by itself; draw that flow, or the orchestrator."
    question = "Name every place where a record can get lost. Which of them would have left a trace?"
    sources = (Source("SEED", "S2"), Source("ZIN", "6"), Source("GCP", "metadata"), Source("AWSC", "4"))
    examples = (
        Bad(_CHURN, at="export", fixed=True),
        Bad(_RULES, at="policy", fixed=True),
        Good(_CHURN + "  - {from: export, to: log, kind: logs}\n", why="The export writes down what it did."),
        Good(
            _CHURN.replace("flows:\n", "  - {id: plan, kind: orchestrator}\nflows:\n")
            + "  - {from: plan, to: export, kind: control, purpose: schedule}\n",
            why="The orchestrator that starts the export knows how each run ended.",
        ),
        Good(
            _CHURN.replace("name: Nightly export", "name: Nightly export, on_error: reject_and_log"),
            why="What the export cannot read is written down.",
        ),
        Good(
            _RULES.replace("flows:\n", "  - {id: log, kind: log_store, name: Log}\nflows:\n")
            + "  - {from: portal, to: log, kind: logs, carries: [decision, request_id]}\n",
            why="The portal records what the policy decided.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Steps that something enters or leaves."""
        return [one for one in view.of_kind(*STEPS) if view.out(one) or view.into(one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it leaves a trace by itself, or something that knows of it does."""
        if view.out(place, *TRACES) or _is_known(view, place):
            return Passed()
        on_error = view.value(place, "on_error")
        if on_error.value in _SETS_ASIDE:
            return passed_by(on_error)
        for flow in view.out(place, "unspecified"):
            return NotStated("kind", flow.id)
        return self.found(place, component=view.title(place), effect=_effect(view, place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Log this step; or this and all others that leave no trace."""
        one, every = Mending(view), Mending(view)
        silent = [place for place in self.places(view) if isinstance(self.judge(view, place), Finding)]
        _log(one, finding.anchor)
        for place in dict.fromkeys((finding.anchor, *silent)):
            _log(every, place)
        fixes = [one.fix(f"Log what {view.title(finding.anchor)} does")]
        return [*fixes, every.fix("Log all steps that leave no trace")] if len(silent) > 1 else fixes


def _is_known(view: View, step: str) -> bool:
    """Whether something else keeps a record of the step."""
    kind = view.kind(step)
    if kind in _DECIDES:
        said = kind == "human_review" and view.out(step, "labels", "feedback")
        return bool(said) or _is_recorded(view, step)
    kept = view.targets(step, "model_artifact") if kind in ("training", "evaluation") else ()
    if any(view.get(one, "lineage") is True for one in kept):
        return True
    run = view.once("orchestrated", lambda: _orchestrated(view))
    return bool(run & (view.upstream(step, _PIPELINE) | view.members([step])))


def _orchestrated(view: View) -> Members:
    """The steps that an orchestrator starts."""
    return view.members(one for plan in view.of_kind("orchestrator") for one in view.targets(plan, "control"))


def _is_recorded(view: View, step: str) -> bool:
    """Whether who asks the step, or gets its answer, records what was decided."""
    near = (*view.sources(step, *CALL), *view.targets(step, "predictions"))
    logs = (flow for one in near for flow in view.out(one, "logs"))
    return any(_OUTCOME & set(flow_carries(flow)) for flow in logs)


def _effect(view: View, step: str) -> str:
    kind = view.kind(step)
    if kind in ("training", "evaluation"):
        return "a model turns out bad"
    return "a decision is questioned" if kind in _DECIDES | _ANSWERS else "records are missing or wrong"


def _log(mending: Mending, step: str) -> None:
    kind = mending.view.kind(step)
    carries = ["pipeline_step", "errors"]
    if kind in _DECIDES:
        carries = ["decision", "request_id"]
    elif kind in _ANSWERS:
        carries = ["prediction", "model_version", "request_id"]
    store = mending.ensure("log_store", "Log of runs and decisions", like=step)
    mending.connect(step, store, "logs", carries=carries, timestamped=True)
