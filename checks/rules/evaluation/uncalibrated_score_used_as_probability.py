"""EVA005: somebody computes with a score whose scale nobody has checked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import answerers, titles
from designer.graph.release import judges_of
from designer.model.flow import CALL, Flow
from designer.model.kinds import CONSUMER, KINDS, SERVING

CHANCES = frozenset(
    {
        "classification", "anomaly_detection", "fraud", "risk_scoring", "credit_scoring", "churn",
        "no_show", "spam", "content_filter", "ads",
    }
)  # fmt: skip
"""Tasks whose score is read as the chance that something happens."""
_COMPUTING = ("optimiser", "rules_engine")
_WORDS = re.compile(
    r"\b(probabilit(y|ies)|expected (value|loss|revenue|cost|margin)|bids?|thresholds?)\b", re.IGNORECASE
)
_PREDICTIONS = frozenset({"predictions"})
_ENDS = frozenset(KINDS) - {
    "api_gateway", "cache", "queue", "prediction_store", "event_stream", "guardrail", "other",
}  # fmt: skip

_PARTS = """\
sketchcheck: 1
name: Ad auction
brief: {ml_task: TASK}
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Release gate, checks: [metricMORE]}
  - {id: scorer, kind: serving_endpoint, name: Click model}
  - {id: bidder, kind: rules_engine, name: Bidder}
  - {id: site, kind: consumer_app, name: Site}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: scorer, kind: model_artifact}
"""
_ASKED = (
    "  - {from: site, to: bidder, kind: request_response}\n"
    "  - {from: bidder, to: scorer, kind: request_response}\n"
)


def _design(flows: str, task: str = "ads", more: str = "") -> str:
    return _PARTS.replace("TASK", task).replace("MORE", more) + flows


class UncalibratedScoreUsedAsProbability(Rule):
    """A policy layer or optimiser computes with a score, and no evaluation of that model checks calibration.

    Only where the task gives a chance: an optimiser that is fed travel times or a demand forecast, and a
    policy layer that filters a ranked list, read no probability. Without a task it is listed as not
    stated. A consumer counts where the label of its flow speaks of a probability, an expected value, a
    bid or a threshold, whatever the task; these words are a heuristic. Without an evaluation there is
    nothing to add the check to, and EVA001 speaks.
    """

    code = "EVA005"
    name = "uncalibrated-score-used-as-probability"
    category = "evaluation"
    severity = "warning"
    gate = "live"
    suppressed_by = ("EVA001",)
    message = (
        "The score of {serving} is used as a probability by {user}, and that 0.8 means eight in ten is"
        " checked nowhere in {judge}. Whatever is multiplied by it or cut off at it is off by as much."
    )
    why = "A model can order cases well and still be wrong about every chance; only calibration shows that."
    fix = "Check calibration before release, overall and for single groups, and watch it live."
    false_alarms = "Thresholds that are set again on fresh data for every release; waive it with that reason."
    question = "Of the cases that you scored 0.8 last month, how many came true?"
    sources = (Source("FBC"), Source("ZIN", "14"), Source("ZIN", "40"), Source("SCU", "7-prediction-bias"))
    examples = (
        Bad(_design(_ASKED), at="scorer", fixed=True),
        Bad(
            _design(
                "  - {from: scorer, to: site, kind: predictions, label: click probability}\n",
                task="recommendation",
            ),
            at="scorer",
            fixed=True,
        ),
        Good(_design(_ASKED, more=", calibration"), why="The evaluation checks calibration."),
        Good(
            _design(_ASKED, task="recommendation"),
            why="A policy layer that filters a ranked list does not compute with its scores.",
        ),
        Good(
            _design("  - {from: scorer, to: site, kind: predictions, label: forbidden items}\n"),
            why="Neither policy nor optimiser, and no word of a probability: nobody computes with it.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Models that are evaluated and with whose score somebody computes."""
        kinds = SERVING - {"candidate_retrieval"}
        for one in answerers(view):
            if view.kind(one) in kinds and _users(view, one) and judges_of(view, one):
                yield one

    def judge(self, view: View, place: str) -> Verdict:
        """Whether an evaluation of the model checks calibration."""
        judges = list(judges_of(view, place))
        values = [view.value(one, "checks") for one in judges]
        for value in values:
            if "calibration" in (value.value or ()):
                return passed_by(value)
        if view.brief.ml_task is None and not _worded(view, place):
            return NotStated("ml_task", "brief")
        for one, value in zip(judges, values, strict=True):
            if value.value is None:
                return NotStated("checks", one)
        users = _users(view, place)
        return self.found(
            place,
            where=[*users, *judges],
            flows=[flow.id for flow in _worded(view, place)],
            user=titles(view, users),
            serving=view.title(place),
            judge=titles(view, judges),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Add the check to the evaluations that judge this model."""
        mending = Mending(view)
        for judge in judges_of(view, finding.anchor):
            mending.state(judge, checks=[*(view.get(judge, "checks") or ()), "calibration"])
        return [mending.fix(f"Check the calibration of {view.title(finding.anchor)}", "declared")]


def _users(view: View, serving: str) -> list[str]:
    """Who computes with the score: a policy layer or optimiser, or a consumer whose flow says so."""
    worded = [flow.source if flow.target == serving else flow.target for flow in _worded(view, serving)]
    if view.brief.ml_task is not None and view.brief.ml_task not in CHANCES:
        return list(dict.fromkeys(worded))
    return list(dict.fromkeys([*worded, *_computing(view, serving)]))


def _computing(view: View, serving: str) -> Members:
    computing = view.all_of(*_COMPUTING)
    if not computing:
        return computing
    near = view.downstream(serving, _PREDICTIONS, _ENDS) | view.upstream(serving, CALL, _ENDS)
    return near & computing


def _worded(view: View, serving: str) -> list[Flow]:
    """Flows to consumers, or calls from them, whose label says that the score is a probability."""
    return view.once("worded as chances", lambda: _find_worded(view)).get(serving, [])


def _find_worded(view: View) -> dict[str, list[Flow]]:
    found: dict[str, list[Flow]] = {}
    for flow in view.flows("predictions", CALL):
        if flow.label and _WORDS.search(flow.label):
            if flow.kind == "predictions" and view.kind(flow.target) in CONSUMER:
                found.setdefault(flow.source, []).append(flow)
            elif flow.kind in CALL and view.kind(flow.source) in CONSUMER:
                found.setdefault(flow.target, []).append(flow)
    return {one: sorted(flows, key=lambda flow: flow.id) for one, flows in found.items()}
