"""FBK005: new data become a new live model, and nothing on the way can stop a bad one."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.loops import loop_of
from designer.graph.releases import (
    can_roll_back,
    data_checks,
    judges_on_way,
    released_by_itself,
    starts_by_itself,
    stops_bad_data,
)  # fmt: skip
from designer.model.edits.language import AddFlow
from designer.model.edits.parts import free_id
from designer.model.flow import DATA, Flow, flow_id
from designer.model.matrix import is_legal

RELEASERS = ("ci_cd", "model_registry", "orchestrator", "alerting", "human_review")
"""Who may command a way back, the likely one first."""
ENOUGH = 2
"""Versions to keep so that the one before is still there."""
_MODEL = frozenset({"model_artifact"})
_WORDS = {
    "data": "no check of the data that stops what is wrong",
    "model": "no evaluation that blocks a bad model",
    "back": "no way back to the model before",
}

_PARTS = """\
sketchcheck: 1
name: Spam
components:
  - {id: mail, kind: consumer_app, name: Mail, on_missing: default}
  - {id: filter, kind: serving_endpoint, name: Filter}
  - {id: reports, kind: raw_store, name: Reports}
  - {id: check, kind: data_validation, name: Check, on_fail: block}
  - {id: train, kind: training, name: Nightly training, trigger: schedule}
  - {id: judge, kind: evaluation, name: Judge, on_fail: block}
  - {id: release, kind: ci_cd, name: Release}
flows:
  - {from: mail, to: filter, kind: request_response}
  - {from: mail, to: reports, kind: feedback, id_key: request_id}
"""
_CHECKED = """\
  - {from: reports, to: check, kind: batch_data}
  - {from: check, to: train, kind: batch_data}
"""
_JUDGED = """\
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: filter, kind: model_artifact}
"""
_BACK = "  - {from: release, to: filter, kind: control, purpose: rollback}\n"


class AutomaticRetrainWithoutBrakes(Rule):
    """A training that starts by itself learns from its own answers, and a brake on the way is missing.

    Three brakes are asked for: a validation of the data that blocks or sets aside, an evaluation on the
    way of the model that blocks, and a way back. Wider than the catalogue: a schedule, or a command of an
    orchestrator or monitor, makes a training automatic; a person who approves or deploys on the way makes
    it one that is not; and a registry on the way that keeps the version before is a way back. What a brake
    that is drawn does on failure is asked where it is not stated. Where all that is missing is a check of
    the data, or an evaluation, and none is drawn, DAT001 or EVA001 says so.
    """

    code = "FBK005"
    name = "automatic-retrain-without-brakes"
    category = "feedback"
    severity = "error"
    gate = "trained and live"
    suppressed_by = ("DAT002",)
    message = (
        "What {training} learns becomes the live model of {serving} by itself, with {lacks}. One bad day of"
        " data, or somebody who feeds it, is live by the next morning."
    )
    why = "A loop that releases its own models will one day release a bad one, and nobody is asked."
    fix = "Check the data before the training, block bad models after it, and keep a way back."
    false_alarms = "A release that waits for a person; draw the approval."
    question = "A mistake doubles all prices over night. Has tomorrow's model learnt it?"
    sources = (
        Source("GCP", "L1"), Source("SE4", "24"), Source("OWA", "ML08"), Source("OWA", "ML02"),
        Source("AWSL", "MLSEC04-BP03"), Source("SHA", "4.4.2"),
    )  # fmt: skip
    examples = (
        Bad(_PARTS + _CHECKED + _JUDGED, at="train", fixed=True),
        Bad(
            _PARTS
            + "  - {from: reports, to: train, kind: batch_data}\n"
            + "  - {from: train, to: filter, kind: model_artifact}\n"
            + _BACK,
            at="train",
            fixed=True,
        ),
        Bad(
            _PARTS.replace("Judge, on_fail: block", "Judge, on_fail: warn") + _CHECKED + _JUDGED + _BACK,
            at="train",
            fixed=True,
        ),
        Good(_PARTS + _CHECKED + _JUDGED + _BACK, why="All three brakes are drawn."),
        Good(
            _PARTS.replace("trigger: schedule", "trigger: manual") + _CHECKED + _JUDGED,
            why="A person starts each training.",
        ),
        Good(
            _PARTS.replace("flows:\n", "  - {id: lead, kind: human_review, name: Lead}\nflows:\n")
            + _CHECKED
            + _JUDGED
            + "  - {from: lead, to: filter, kind: control, purpose: approve}\n",
            why="A person lets each model go live.",
        ),
        Good(
            _PARTS.replace("Judge, on_fail: block", "Judge") + _CHECKED + _JUDGED + _BACK,
            why="What the evaluation does with a bad model is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Trainings on a loop that are not started by hand and whose model goes live without a person."""
        started = [one for one in view.of_kind("training") if view.get(one, "trigger") != "manual"]
        loops = [one for one in started if loop_of(view, one) and released_by_itself(view, one)]
        return [one for one in loops if not _is_told_elsewhere(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether data, model and release have a brake each."""
        brakes = _brakes(view, place)
        lacking = [name for name, verdict in brakes.items() if verdict is None]
        unknown = [verdict for verdict in brakes.values() if isinstance(verdict, NotStated)]
        if not lacking:
            return unknown[0] if unknown else Passed()
        if not starts_by_itself(view, place):
            return NotStated("trigger", place)
        served = released_by_itself(view, place)
        weak = data_checks(view, place) if lacking == ["data"] else ()
        words = [_WORDS[name] for name in lacking]
        lacks = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
        serving = view.title(served[0])
        return self.found(
            place, where=(*served, *weak), training=view.title(place), serving=serving, lacks=lacks
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Put in the brakes that are missing."""
        training = finding.anchor
        brakes = _brakes(view, training)
        mending = Mending(view)
        if brakes["back"] is None:
            for serving in released_by_itself(view, training):
                if _way_back(view, serving) is None:
                    _add_way_back(mending, serving)
        if brakes["data"] is None:
            _check_data(mending, training)
        if brakes["model"] is None:
            _judge_model(mending, training)
        title = f"Put brakes between {view.title(training)} and what is live"
        return [mending.fix(title, "mixed", complete=False)] if mending.edits else []


Brake = Passed | NotStated | None
"""A brake that holds, one of which a fact is not stated, or none."""


def _brakes(view: View, training: str) -> dict[str, Brake]:
    served = released_by_itself(view, training)
    return {
        "data": _data_brake(view, training),
        "model": _first_open([_model_brake(view, training, one) for one in served]),
        "back": _first_open([_way_back(view, one) for one in served]),
    }


def _is_told_elsewhere(view: View, training: str) -> bool:
    """Whether one brake alone is missing, for which other rules ask because nothing of the sort is drawn."""
    lacking = [name for name, verdict in _brakes(view, training).items() if verdict is None]
    if lacking == ["data"]:
        return not data_checks(view, training)
    judged = (judges_on_way(view, training, one) for one in released_by_itself(view, training))
    return lacking == ["model"] and not any(judged)


def _first_open(brakes: list[Brake]) -> Brake:
    """The weakest of several: one that is missing, else one that is not known, else one that holds."""
    if None in brakes:
        return None
    return next((one for one in brakes if isinstance(one, NotStated)), Passed())


def _data_brake(view: View, training: str) -> Brake:
    """Whether a validation before the training blocks, or sets aside."""
    if stops_bad_data(view, training):
        return Passed("declaration")
    checks = data_checks(view, training)
    return next((NotStated("on_fail", one) for one in checks if view.get(one, "on_fail") is None), None)


def _model_brake(view: View, training: str, serving: str) -> Brake:
    """Whether an evaluation on the way to a serving component blocks."""
    values = {one: view.get(one, "on_fail") for one in judges_on_way(view, training, serving)}
    if "block" in values.values():
        return Passed("declaration")
    return next((NotStated("on_fail", one) for one, value in values.items() if value is None), None)


def _way_back(view: View, serving: str) -> Brake:
    """A command to roll back, or a registry on the way that keeps the version before."""
    if can_roll_back(view, serving):
        return Passed()
    registries = list(view.among(view.upstream(serving, _MODEL), "model_registry"))
    kept = {one: view.get(one, "keep_versions") for one in registries}
    if any((count or 0) >= ENOUGH for count in kept.values()):
        return Passed("declaration")
    return next((NotStated("keep_versions", one) for one, count in kept.items() if count is None), None)


def _add_way_back(mending: Mending, serving: str) -> None:
    commander = next((one for kind in RELEASERS if (one := mending.existing(kind))), None)
    commander = commander or mending.add("ci_cd", like=serving)
    wanted = free_id(mending.design, flow_id(commander, serving, "control"))
    flow = {"id": wanted, "from": commander, "to": serving, "kind": "control", "purpose": "rollback"}
    mending.do(AddFlow(flow=flow))


def _check_data(mending: Mending, training: str) -> None:
    """Let the checks that are drawn block; or put one before the training."""
    view = mending.view
    checks = list(data_checks(view, training))
    if checks:
        mending.state(checks[0], on_fail="block")
        return
    fits = [flow for flow in view.into(training, DATA) if _can_be_checked(flow)]
    if fits:
        wanted = ["schema", "nulls", "range", "volume", "distribution"]
        check = mending.insert(fits[0].id, "data_validation", checks=wanted, on_fail="block")
        mending.connect(check, mending.ensure("alerting"), "alerts")


def _can_be_checked(flow: Flow) -> bool:
    return is_legal("data_validation", flow.kind, "training")


def _judge_model(mending: Mending, training: str) -> None:
    """Let the evaluations that are drawn block; or lead the model through one."""
    view = mending.view
    for serving in released_by_itself(view, training):
        if _model_brake(view, training, serving) is None:
            judges = judges_on_way(view, training, serving)
            if judges:
                mending.state(judges[0], on_fail="block")
                continue
            step = view.path(training, serving, _MODEL)[0]
            if step.id in mending.design.flows:
                mending.insert(step.id, "evaluation", on_fail="block", checks=["metric", "baseline"])
