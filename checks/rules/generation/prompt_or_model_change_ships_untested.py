"""GEN003: a new prompt or model goes live, and no fixed set of questions was asked first."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, FixKind, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.generation import (
    answering_models,
    callers_of_model,
    eval_sets_of,
    evaluations_of,
    services_of_model,
)
from designer.graph.loose import unread
from designer.graph.purpose import asked_maturity
from designer.graph.questions import titles
from designer.model.flow import Control

_GATING = ("gate", "approve")
_CASES = ("labels", "batch_data", "features")
_COMMANDS = frozenset({"control"})
_WANTED = {"on_fail": "block", "purpose": "gate"}

_CHAT = """\
sketchcheck: 1
name: Support chat
brief: {problem: People wait two days for an answer to a simple question., business_metric: Waiting time}
components:
  - {id: app, kind: consumer_app, name: Help page, on_missing: hide}
  - {id: chat, kind: serving_endpoint, name: Chat service, exposure: internal}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: tests, kind: evaluation, name: Answer tests}
  - {id: questions, kind: eval_set, name: Questions}
flows:
  - {from: app, to: chat, kind: request_response}
  - {from: chat, to: model, kind: request_response}
"""
_TRIED = "  - {from: chat, to: tests, kind: predictions}\n"
_ASKED = "  - {from: questions, to: tests, kind: labels}\n"
_PRODUCTION = _CHAT.replace("brief: {", "brief: {maturity: production, ") + _TRIED + _ASKED


class PromptOrModelChangeShipsUntested(Rule):
    """A language model answers consumers, and no evaluation runs it, or its caller, on fixed questions.

    The evaluation may be given answers, call the service itself, or stand on the way of the model; its
    questions are an eval set, or labels or rows of another box. From production on it must also hold a bad
    change back: by `on_fail: block` or by a control flow that gates. An evaluation with questions that is
    only tied to the release, or gets the same prompts, leaves a warning: it is not drawn what it asks.
    """

    code = "GEN003"
    name = "prompt-or-model-change-ships-untested"
    category = "generation"
    severity = "error"
    gate = "generative"
    suppressed_by = ("EVA001",)
    message = (
        "{lack}. A new prompt, model version or index for {llm} therefore goes live on the strength of a few"
        " answers that somebody liked, and its first real test is a customer."
    )
    why = "A change that mends one answer breaks others, and only the same questions asked again show which."
    fix = "Collect real questions, let an evaluation put them to the service, and hold back what does worse."
    false_alarms = "Tests of answers that run inside CI/CD; draw them as an evaluation, for they decide."
    question = "Which fifty questions must still be answered well after tomorrow's change?"
    sources = (
        Source("MLSDR-AI", "Evaluation"), Source("GAL", "GENPERF01-BP01"), Source("AGL", "AGENTOPS02-BP01"),
    )  # fmt: skip
    examples = (
        Bad(_CHAT, at="model", fixed=True),
        Bad(_CHAT + _TRIED, at="model", fixed=True),
        Bad(_PRODUCTION.replace("Answer tests", "Answer tests, on_fail: warn"), at="model", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Plain call
components:
  - {id: app, kind: consumer_app, name: Note taker, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: deploy, kind: ci_cd, name: CI}
flows:
  - {from: app, to: model, kind: request_response}
  - {from: deploy, to: model, kind: control, purpose: deploy}
""",
            at="model",
            fixed=True,
        ),
        Bad(
            _CHAT + _ASKED + "  - {from: tests, to: chat, kind: control, purpose: gate}\n",
            at="model",
            fixed=True,
        ),
        Good(_CHAT + _TRIED + _ASKED, why="The service is run on fixed questions."),
        Good(
            _CHAT + _ASKED + "  - {from: tests, to: chat, kind: request_response}\n",
            why="The evaluation asks the service itself.",
        ),
        Good(
            _PRODUCTION.replace("Answer tests", "Answer tests, on_fail: block"),
            why="A bad change is stopped.",
        ),
        Good(
            _PRODUCTION.replace("Answer tests", "Answer tests, on_fail: warn")
            + "  - {from: tests, to: chat, kind: control, purpose: gate}\n",
            why="The service waits for the word of the evaluation.",
        ),
        Good(
            _CHAT + _TRIED + "  - {from: questions, to: tests, kind: unspecified}\n",
            why="What the questions are for is not stated, and is a question.",
        ),
    )  # fmt: skip

    def places(self, view: View) -> Iterable[str]:
        """Language models that answer a consumer, also through a service."""
        return answering_models(view)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether one evaluation of its answers has questions and, from production on, a consequence."""
        verdicts: list[NotStated | str] = []
        for one in evaluations_of(view, place):
            verdict = _verdict(view, one)
            if isinstance(verdict, Passed):
                return verdict
            verdicts.append(verdict)
        unknown = next((one for one in verdicts if isinstance(one, NotStated)), None)
        if not verdicts:
            unknown = _open_question(view, place)
        return unknown or self._finding(view, place, [one for one in verdicts if isinstance(one, str)])

    def _finding(self, view: View, place: str, lacks: list[str]) -> Finding:
        where = [*callers_of_model(view, place), *evaluations_of(view, place), *unread(view, "eval_set")]
        asked = titles(view, list(services_of_model(view, place))) or view.title(place)
        lack = lacks[0] if lacks else f"No evaluation puts fixed questions to {asked}"
        if tied := [] if lacks else _tied(view, place):
            lack = (
                f"{view.title(tied[0])} has fixed questions, but no flow shows that it puts them to {asked}"
            )
        severity = "warning" if tied else self.severity
        return self.found(place, where=[*where, *tied], severity=severity, llm=view.title(place), lack=lack)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """An evaluation on fixed questions that holds a bad change back; what is drawn of it is taken."""
        model = finding.anchor
        if isinstance(self.judge(view, model), NotStated):
            return self._stated(view, model)
        asked = next(iter(services_of_model(view, model)), model)
        mending = Mending(view)
        _hold_back(mending, _judge_of(mending, model, asked), asked)
        return [mending.fix(f"Test {view.title(asked)} on fixed questions", _kind(mending), complete=False)]

    def _stated(self, view: View, model: str) -> list[Fix]:
        mending = Mending(view)
        while isinstance(unstated := self.judge(mending.after(), model), NotStated):
            if unstated.property not in _WANTED:
                return []
            mending.state(unstated.element, **{unstated.property: _WANTED[unstated.property]})
        return [mending.fix("State that the evaluation holds bad changes back", "declared")]


def _verdict(view: View, evaluation: str) -> Passed | NotStated | str:
    """Whether an evaluation tests, as far as can be told; or in words what it lacks."""
    if not (view.into(evaluation, *_CASES) or eval_sets_of(view, evaluation)):
        for flow in view.into(evaluation, "unspecified"):
            return NotStated("kind", flow.id)
        return f"{view.title(evaluation)} has no fixed questions to ask"
    if asked_maturity(view) != "production":
        return Passed()
    return _consequence(view, evaluation)


def _consequence(view: View, evaluation: str) -> Passed | NotStated | str:
    on_fail = view.value(evaluation, "on_fail")
    if on_fail.value == "block":
        return passed_by(on_fail)
    commands = [flow for flow in view.out(evaluation, "control") if isinstance(flow, Control)]
    if any(flow.purpose in _GATING for flow in commands):
        return Passed()
    for flow in commands:
        if flow.purpose is None:
            return NotStated("purpose", flow.id)
    if on_fail.value is None:
        return NotStated("on_fail", evaluation)
    return f"{view.title(evaluation)} holds nothing back when answers get worse"


def _tied(view: View, model: str) -> list[str]:
    """Evaluations with questions that gate a release, or get prompts, of the model or its callers."""
    parts = callers_of_model(view, model) | view.members([model])
    prompts = {source for one in parts for source in view.sources(one, "metadata")}
    return [
        one
        for one in view.of_kind("evaluation")
        if eval_sets_of(view, one)
        and (view.downstream(one, _COMMANDS) & parts or prompts & set(view.sources(one, "metadata")))
    ]


def _open_question(view: View, model: str) -> NotStated | None:
    """A flow between the model or a caller and an evaluation that does not say what it is."""
    for one in (model, *callers_of_model(view, model)):
        for flow in (*view.out(one, "unspecified"), *view.into(one, "unspecified")):
            if "evaluation" in (view.kind(flow.source), view.kind(flow.target)):
                return NotStated("kind", flow.id)
    return None


def _judge_of(mending: Mending, model: str, asked: str) -> str:
    """The evaluation of this model, one that judges nothing yet, or a new one."""
    view = mending.view
    judges = evaluations_of(view, model)
    for judge in judges:
        return judge
    free = [one for one in view.of_kind("evaluation") if not view.into(one, "predictions", "model_artifact")]
    judge = free[0] if free else mending.add("evaluation", "Answer tests", like=asked, on_fail="block")
    mending.connect(asked, judge, "predictions")
    return judge


def _hold_back(mending: Mending, judge: str, asked: str) -> None:
    """Give an evaluation its questions, and let it gate the change."""
    view = mending.view
    drawn = judge in view
    if not (drawn and (view.into(judge, *_CASES) or eval_sets_of(view, judge))):
        cases = mending.existing("eval_set") or mending.add("eval_set", like=asked)
        mending.connect(cases, judge, "labels")
    if drawn and isinstance(_consequence(view, judge), Passed):
        return
    gated = mending.existing("ci_cd") or mending.existing("prompt_store") or asked
    if drawn and gated in view.targets(judge, "control"):
        mending.state(judge, on_fail="block")
    else:
        mending.connect(judge, gated, "control", purpose="gate")


def _kind(mending: Mending) -> FixKind:
    stated = [edit.op == "set" for edit in mending.edits]
    return "declared" if all(stated) else "mixed" if any(stated) else "structural"
