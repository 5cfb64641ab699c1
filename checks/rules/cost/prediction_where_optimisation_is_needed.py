"""CST006: a model guesses what a solver could compute."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning import runs
from designer.graph.questions import answerers, titles
from designer.model.flow import Flow
from designer.model.kinds import CONSUMER, SERVING

CHOOSING = frozenset({"routing", "scheduling", "assignment", "allocation", "dispatch", "packing"})
"""Tasks of choosing the best combination under constraints that are known."""
HEAVY = frozenset({"deep", "reinforcement", "llm"})
_WORDS = re.compile(
    r"\b(route planning|routes|vehicle routing|schedules|scheduling|timetables?|rosters?"
    r"|assign(s|ed|ing|ment|ments)? \w+ to|dispatch(es|ed|ing)?)\b",
    re.IGNORECASE,
)
_ANSWERED = CONSUMER | {"dashboard", "api_gateway", "prediction_store", "queue"}

_PARTS = """\
sketchcheck: 1
name: Delivery tours
brief: {ml_task: routing}
components:
  - {id: tours, kind: warehouse, name: Past tours}
  - {id: train, kind: training, name: Train, model_family: deep}
  - {id: planner, kind: batch_inference, name: Planner}
  - {id: drivers, kind: consumer_app, name: Driver app}
flows:
  - {from: tours, to: train, kind: features}
  - {from: train, to: planner, kind: model_artifact}
"""
_ANSWER = "  - {from: planner, to: drivers, kind: predictions}\n"


class PredictionWhereOptimisationIsNeeded(Rule):
    """The task is to choose under constraints; a deep, reinforcement or language model makes the choice.

    The test of the task is exact. Where the brief names no task, words in its problem statement stand in
    for it: a heuristic. A task that is named outweighs the words, since tickets are routed and payments
    are scheduled too.
    """

    code = "CST006"
    name = "prediction-where-optimisation-is-needed"
    category = "cost"
    severity = "warning"
    gate = "has_model"
    message = (
        "The task is to choose the best {choice} under constraints. {training} learns to guess the choice,"
        " which costs data and computing and cannot promise that the constraints hold."
    )
    why = (
        "Goal and constraints are known and can be written down. A solver keeps them, tells how far it is"
        " from the optimum, and takes a new rule as one more line."
    )
    fix = "Let a solver choose, and use the model for what is unknown: travel times, demand, service times."
    false_alarms = (
        "Problems that change faster than any solver can follow, where a learned choice was measured."
    )
    question = "Which part of this is unknown and must be predicted, and which is known and can be computed?"
    sources = (Source("SEED", "S6"), Source("ORT"), Source("DSP"), Source("SHA", "5.2.2"))
    examples = (
        Bad(_PARTS + _ANSWER, at="design", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Words of the problem
brief: {problem: Couriers wait because we assign orders to them by hand at noon.}
components:
  - {id: train, kind: training, name: Train, model_family: reinforcement}
  - {id: matcher, kind: serving_endpoint, name: Matcher}
  - {id: app, kind: consumer_app, name: Courier app}
flows:
  - {from: train, to: matcher, kind: model_artifact}
  - {from: app, to: matcher, kind: request_response}
""",
            at="design",
            fixed=True,
        ),
        Good(
            _PARTS.replace("flows:", "  - {id: solver, kind: optimiser, name: Tour solver}\nflows:")
            + "  - {from: planner, to: solver, kind: predictions, label: travel times}\n"
            + "  - {from: solver, to: drivers, kind: predictions}\n",
            why="The model gives travel times, and a solver chooses the tours.",
        ),
        Good(
            _PARTS.replace("deep", "linear") + _ANSWER, why="A linear model that ranks tours is cheap to run."
        ),
        Good(
            _PARTS.replace(", model_family: deep", "") + _ANSWER, why="The family of the model is not stated."
        ),
        Good(
            _PARTS.replace("routing", "classification, problem: Support routes one ticket in five wrongly")
            + _ANSWER,
            why="Routing tickets is a classification; the task outweighs the words.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where the task is to choose and a trained model answers somebody."""
        return ["design"] if _choice(view) and any(_deciding(view)) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a solver is drawn, or the models that answer are light ones."""
        if view.of_kind("optimiser"):
            return Passed()
        families = {one: view.value(one, "model_family") for one in _deciding(view)}
        heavy = [one for one, family in families.items() if family.value in HEAVY]
        if heavy:
            return self.found(place, where=heavy, choice=_choice(view), training=titles(view, heavy))
        for one, family in families.items():
            if family.value is None:
                return NotStated("model_family", one)
        return passed_by(next(iter(families.values())))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Put a solver between the model and those whom it answers."""
        flows = _answers(view, set(finding.where))
        if not flows:
            return []
        mending = Mending(view)
        solver = mending.add("optimiser", "Solver", like=flows[0].source)
        for flow in flows:
            mending.reroute(flow.id, solver)
        return [mending.fix("Let a solver choose, with the predictions as its input", complete=False)]


def _choice(view: View) -> str:
    """What is chosen, in the words of the task or of the problem; "" where nothing is."""
    task = view.brief.ml_task
    if task:
        return f"{task} plan" if task in CHOOSING else ""
    found = _WORDS.search(view.brief.problem or "")
    return f"plan (“{found[0]}”)" if found else ""


def _deciding(view: View) -> list[str]:
    """The trainings whose models answer somebody."""
    serving = [one for one in answerers(view) if view.kind(one) in SERVING]
    return sorted({training for one in serving for group in runs(view, one) for training in group})


def _answers(view: View, trainings: set[str]) -> list[Flow]:
    """The flows between components that run models of these trainings and those whom they answer."""
    flows: list[Flow] = []
    for one in answerers(view):
        if trainings.isdisjoint(training for group in runs(view, one) for training in group):
            continue
        flows += [flow for flow in view.out(one, "predictions") if view.kind(flow.target) in _ANSWERED]
        calls = view.into(one, "request_response")
        flows += [flow for flow in calls if view.kind(flow.source) in _ANSWERED]
    return flows
