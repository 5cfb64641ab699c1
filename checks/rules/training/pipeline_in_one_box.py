"""TRN005: one box reads, makes features, trains, judges and ships."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.featuring import insert_pipeline, keep_times, share_features
from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import time_matters
from designer.graph.questions import titles
from designer.model.flow import Flow
from designer.model.kinds import CONSUMER, SERVING

FEW = 8
"""A design with fewer boxes than this may hide its steps in one of them."""
STAGES = (
    "ingest|load|read|extract|fetch", "clean|valid|check", "feature|transform|prepar",
    "train|fit|learn", "evaluat|test|judge", "deploy|serv|score|predict|release",
)  # fmt: skip
"""Beginnings of words that name a step of the way from data to an answer, one step an entry."""
_SOURCES = frozenset({"data_source", "event_stream"})
_ROWS = ("batch_data", "stream_data")
_OUT = ("model_artifact", "predictions")

_PARTS = """\
sketchcheck: 1
name: Churn
components:
  - {id: crm, kind: data_source, name: CRM}
  - {id: script, kind: training, name: Script}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: App}
  - {id: judge, kind: evaluation, name: Evaluate, on_fail: block}
flows:
  - {from: crm, to: script, kind: batch_data}
  - {from: app, to: scorer, kind: request_response}
"""
_LARGE = """\
sketchcheck: 1
name: Many boxes
components:
  - {id: clicks, kind: event_stream, name: Clicks}
  - {id: job, kind: training, name: NAME}
  - {id: ranker, kind: stream_inference, name: Ranker}
  - {id: app, kind: consumer_app, name: App}
  - {id: log, kind: log_store, name: Log}
  - {id: health, kind: metrics_monitor, name: Health}
  - {id: oncall, kind: alerting, name: On call}
  - {id: board, kind: dashboard, name: Board}
flows:
  - {from: clicks, to: job, kind: stream_data}
  - {from: job, to: ranker, kind: model_artifact}
  - {from: ranker, to: app, kind: predictions}
"""


class PipelineInOneBox(Rule):
    """A training reads a source itself and hands its model to serving itself.

    It is asked of small designs, and in larger ones of a training whose name holds the words of two steps;
    reading these words is a heuristic, the test of the flows is exact. Labels that come straight from a
    source do not count as reading it.
    """

    code = "TRN005"
    name = "pipeline-in-one-box"
    category = "training"
    severity = "warning"
    gate = "has_model"
    message = (
        "{training} does everything from {sources} to {targets} in one piece. No step can be tested, run"
        " again or replaced alone, and when one fails, all of them start over."
    )
    why = "Steps that are boxes of their own can be tested, shared and repaired; a single script cannot."
    fix = (
        "Split it: load, validate, make features, train, evaluate, register. Each step is then run and tested"
        " by itself."
    )
    false_alarms = "A first drawing that leaves steps out to save room; draw it at maturity sketch."
    question = "One feature changes. Which parts of the system do you touch and deploy again?"
    sources = (
        Source("SEED", "S3"), Source("GCP", "L1-modular"), Source("SCU", "pipeline-jungle"), Source("TFXD"),
    )  # fmt: skip
    examples = (
        Bad(_PARTS + "  - {from: script, to: scorer, kind: model_artifact}\n", at="script", fixed=True),
        Bad(_LARGE.replace("NAME", "Load and train"), at="job", fixed=True),
        Good(
            _PARTS + "  - {from: script, to: judge, kind: model_artifact}\n"
            "  - {from: judge, to: scorer, kind: model_artifact}\n",
            why="The evaluation is a step of its own.",
        ),
        Good(_LARGE.replace("NAME", "Ranking model"), why="A large drawing, and a name of one thing."),
        Good(_PARTS, why="Where the model goes is not drawn yet."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Trainings of small designs, and those that are named as several steps."""
        few = len(view.ids) < FEW
        return [one for one in view.of_kind("training") if few or steps_named(view.title(one)) > 1]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it reads a source and ships its model both by itself."""
        before, after = _from_sources(view, place), _to_serving(view, place)
        if not (before and after):
            return Passed()
        sources, targets = [flow.source for flow in before], [flow.target for flow in after]
        return self.found(
            place,
            where=[*sources, *targets],
            flows=[flow.id for flow in (*before, *after)],
            training=view.title(place),
            sources=titles(view, sources),
            targets=titles(view, targets),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Put the missing steps on both sides of the training; all flows that were drawn stay."""
        training, mending = finding.anchor, Mending(view)
        pipeline = _split_before(mending, training)
        mixed = keep_times(mending, pipeline, training)
        mixed = share_features(mending, pipeline, training) or mixed
        for flow in view.out(training, "model_artifact"):
            if view.kind(flow.target) in SERVING:
                _split_after(mending, flow, time_matters(view, training))
        title = f"Split {view.title(training)} into its steps"
        return [mending.fix(title, "mixed" if mixed else "structural")]


def steps_named(name: str) -> int:
    """How many steps of a pipeline a name speaks of."""
    words = re.findall(r"\w+", name.lower())
    return sum(any(re.match(stage, word) for word in words) for stage in STAGES)


def _from_sources(view: View, training: str) -> list[Flow]:
    return [flow for flow in view.into(training, *_ROWS) if view.kind(flow.source) in _SOURCES]


def _to_serving(view: View, training: str) -> list[Flow]:
    return [flow for flow in view.out(training, *_OUT) if view.kind(flow.target) in SERVING | CONSUMER]


def _split_before(mending: Mending, training: str) -> str:
    """Put loading, validation and features between the sources and the training; give the features' id."""
    first, *others = _from_sources(mending.view, training)
    streamed = first.kind == "stream_data"
    zone = mending.design.components[training].zone
    aside = "quarantine" if streamed else "fail"
    job = mending.insert(first.id, "ingestion_job", "Load", zone=zone, on_error=aside)
    check = mending.insert(
        _between(mending, job, training).id,
        "data_validation",
        "Check",
        zone=zone,
        checks=["schema", "nulls", "range", "volume", "freshness"],
        on_fail="quarantine" if streamed else "block",
    )
    for flow in others:
        mending.reconnect(flow.id, target=job)
    return insert_pipeline(mending, _between(mending, check, training).id, training)


def _split_after(mending: Mending, flow: Flow, timed: bool) -> None:
    """Put the evaluation and the registry that are drawn, or new ones, between a training and a serving."""
    split = {"split": "time"} if timed else {}
    judge = mending.existing("evaluation") or mending.add(
        "evaluation", like=flow.source, on_fail="block", **split
    )
    registry = mending.existing("model_registry") or mending.add("model_registry", like=flow.source)
    mending.reconnect(flow.id, target=judge)
    mending.connect(judge, registry, "model_artifact")
    mending.connect(registry, flow.target, "model_artifact")


def _between(mending: Mending, source: str, target: str) -> Flow:
    flows = mending.design.flows.values()
    return next(one for one in flows if (one.source, one.target) == (source, target) and one.kind in _ROWS)
