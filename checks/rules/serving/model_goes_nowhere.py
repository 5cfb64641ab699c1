"""SRV001: a model is trained, and nothing that answers ever gets it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import titles
from designer.model.kinds import CONSUMER, GENERATIVE, KINDS, SERVING
from designer.model.values import seconds

LEARNING = ("model_registry", "evaluation", "training")
"""Kinds that a model passes before it is used, the last of them first."""
USES = SERVING | GENERATIVE | CONSUMER | {
    "feature_pipeline", "vector_index", "labelling", "fallback", "retriever", "document_pipeline",
    "guardrail", "other",
}  # fmt: skip
"""Kinds that do something with a model."""
SLOW_ENOUGH = "12h"
"""Where data may be so old, answers may be computed on a schedule."""
_RELEASED = frozenset({"model_artifact", "control"})
_PERHAPS = _RELEASED | {"unspecified"}
_MODEL = frozenset({"model_artifact"})
_STOP = frozenset(KINDS) - {*LEARNING, "ci_cd", "orchestrator"}

_NOTEBOOK = """\
sketchcheck: 1
name: Churn scores
brief: {serving_mode: batch}
components:
  - {id: crm, kind: data_source, name: CRM}
  - {id: checks, kind: data_validation, checks: [schema], on_fail: block}
  - {id: train, kind: training, name: Churn training, learning: unsupervised}
  - {id: judge, kind: evaluation, name: Evaluation, split: time, on_fail: block}
  - {id: models, kind: model_registry, name: Registry}
flows:
  - {from: crm, to: checks, kind: batch_data}
  - {from: checks, to: train, kind: batch_data}
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: models, kind: model_artifact}
"""
_UNCONNECTED = """\
sketchcheck: 1
name: Two halves
components:
  - {id: train, kind: training, name: Ranking model, learning: unsupervised}
  - {id: judge, kind: evaluation, name: Evaluation, split: time, on_fail: block}
  - {id: shop, kind: consumer_app, name: Shop, on_missing: default}
  - {id: ranker, kind: serving_endpoint, name: Ranker}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: shop, to: ranker, kind: request_response}
"""


class ModelGoesNowhere(Rule):
    """A training produces a model, and nothing that answers, or computes for something that does, gets it.

    Wider than the catalogue in what counts as a way: a command to deploy, after the model or its
    evaluation has come to whoever gives it, brings the model too. A training has one finding, at the last
    box that its model reaches. The fix only brings the model to somebody: what could not be asked while
    nobody used it is asked from then on.
    """

    code = "SRV001"
    name = "model-goes-nowhere"
    category = "serving"
    severity = "warning"
    gate = "trained"
    suppressed_by = ("GRF001",)
    message = (
        "The model of {training} {way}: no service or job ever runs it, so nobody can use what it predicts."
    )
    why = "A model that nothing runs helps nobody; the work that makes it useful has not been thought about."
    fix = "Add an endpoint or a batch job that runs the model, and lead the model to it from the registry."
    false_alarms = "A study that is meant to end with a report; waive it, or leave maturity at sketch."
    question = "The notebook gives good numbers. How does the first prediction get out of it, and to whom?"
    sources = (Source("SEED", "S7"), Source("ZIN", "4"), Source("AZM", "L0"))
    examples = (
        Bad(_NOTEBOOK, at="models", fixed=True),
        Bad(_UNCONNECTED, at="judge", fixed=True),
        Good(
            _UNCONNECTED + "  - {from: judge, to: ranker, kind: model_artifact}\n",
            why="The ranker runs the model.",
        ),
        Good(
            _NOTEBOOK.replace("flows:\n", "  - {id: nightly, kind: batch_inference}\nflows:\n")
            + "  - {from: models, to: nightly, kind: control, purpose: deploy}\n",
            why="The registry deploys it.",
        ),
        Good(
            _UNCONNECTED.replace("  - {from: train, to: judge", "  - {from: train, to: ranker")
            + "  - {from: train, to: judge, kind: model_artifact}\n",
            why="The evaluation is a side branch; the model goes to the ranker.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The last box of each model, or the training of one that is used."""
        return sorted(_ends(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether something uses the models that end here."""
        unused = [one for one in _ends(view)[place] if not _used(view, one)]
        if not unused:
            return Passed()
        for one in unused:
            if flow := _perhaps(view, one):
                return NotStated("kind", flow)
        way = "goes nowhere" if place in unused else f"gets as far as {view.title(place)} and no further"
        return self.found(place, where=unused, training=titles(view, unused), way=way)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Bring the model to a component without one, or to a new one with reader, records and monitor."""
        mending = Mending(view)
        without = [one for one in view.of_kind(*SERVING) if not view.upstream(one, _MODEL)]
        serving = without[0] if without else _new_serving(mending, finding.anchor)
        mending.connect(finding.anchor, serving, "model_artifact")
        title = f"Let {mending.design.title_of(serving)} run the model"
        return [mending.fix(title, complete=False)]


def _ends(view: View) -> dict[str, list[str]]:
    """By the last box of their model the trainings; by themselves where the model is used."""
    return view.once("ends of models", lambda: _find_ends(view))


def _find_ends(view: View) -> dict[str, list[str]]:
    ends: dict[str, list[str]] = {}
    for one in view.of_kind("training"):
        ends.setdefault(one if _used(view, one) else _last(view, one), []).append(one)
    return ends


def _used(view: View, training: str) -> bool:
    return bool(view.among(view.downstream(training, _RELEASED, _STOP), USES))


def _last(view: View, training: str) -> str:
    passed = view.downstream(training, _MODEL, _STOP)
    return next((one for kind in LEARNING for one in view.among(passed, kind)), training)


def _perhaps(view: View, training: str) -> str:
    """A flow that does not say what it is, and that may bring the model to somebody; "" if none does."""
    if not view.among(view.downstream(training, _PERHAPS, _STOP), USES):
        return ""
    passed = [training, *view.downstream(training, _PERHAPS, _STOP)]
    return next(flow.id for one in passed for flow in view.out(one, "unspecified"))


def _new_serving(mending: Mending, like: str) -> str:
    """A box that answers, read by an application, recorded and watched."""
    brief = mending.view.brief
    slow = brief.max_feature_age and seconds(brief.max_feature_age) >= seconds(SLOW_ENOUGH)
    batch = brief.serving_mode == "batch" or (brief.serving_mode is None and slow)
    serving = mending.add("batch_inference" if batch else "serving_endpoint", like=like)
    consumer = mending.existing("consumer_app") or mending.add("consumer_app", on_missing="default")
    if batch:
        mending.connect(serving, consumer, "predictions")
    else:
        mending.connect(consumer, serving, "request_response")
    log, carries = mending.ensure("log_store"), ["request_id", "prediction", "model_version"]
    mending.connect(serving, log, "logs", carries=carries, timestamped=True)
    watches = ("duration", "completeness") if batch else ("latency", "errors")
    mending.connect(serving, mending.monitor("metrics_monitor", watches), "metrics")
    return serving
