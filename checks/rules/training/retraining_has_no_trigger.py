"""TRN004: a model that must stay young, retrained when somebody thinks of it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.learning_time import fed_trainings
from designer.model.flow import flow_id

STARTS = frozenset({"schedule", "retrain"})
"""Purposes of a command that starts a training."""

_PARTS = """\
sketchcheck: 1
name: Prices
brief: {maturity: production, max_model_age: 7d}
components:
  - {id: table, kind: feature_store, name: Feature table}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: App}
  - {id: nights, kind: orchestrator, name: Night plan}
flows:
  - {from: table, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: app, to: scorer, kind: request_response}
"""


def _design(training: str = "", flow: str = "") -> str:
    return _PARTS.replace("name: Train}", f"name: Train{training}}}") + flow


class RetrainingHasNoTrigger(Rule):
    """Nothing starts a training again, though the brief limits the model's age or says that time matters.

    A stated schedule counts as a trigger, also where `trigger` itself is not stated. A command whose
    purpose is not stated is asked about.
    """

    code = "TRN004"
    name = "retraining-has-no-trigger"
    category = "training"
    severity = "warning"
    maturity = "production"
    gate = "trained and live"
    message = (
        "{training} runs only when somebody remembers it, but {need}. Its answers get worse between two runs,"
        " a little every day."
    )
    why = "A model ages without an error; a duty kept in one head goes on holiday with it."
    fix = "Let an orchestrator start the training on a schedule, or let an alert start it."
    false_alarms = "Models that are replaced by hand on purpose, such as those that a regulator approves."
    question = "Who retrains this model while the team is on its summer holidays?"
    sources = (
        Source("GCP", "triggers"), Source("AZM", "L2"), Source("AZM", "L4"), Source("SHA", "4.5.1"),
        Source("MLTS", "Monitor4"),
    )  # fmt: skip
    examples = (
        Bad(_design(", trigger: manual"), at="train", fixed=True),
        Bad(
            _design().replace("max_model_age: 7d", "temporal: true"),
            at="train",
            fixed=True,
        ),
        Bad(
            _design(flow="  - {from: nights, to: train, kind: control, purpose: disable}\n"),
            at="train",
            fixed=True,
        ),
        Good(
            _design(flow="  - {from: nights, to: train, kind: control, purpose: schedule}\n"),
            why="The night plan starts it.",
        ),
        Good(_design(", trigger: drift"), why="Drift starts it."),
        Good(_design(", schedule: 7d"), why="It runs every week."),
        Good(
            _design(flow="  - {from: nights, to: train, kind: control}\n"),
            why="What the night plan commands is not stated; that is a question.",
        ),
        Good(
            _design(", trigger: manual").replace(", max_model_age: 7d", ""),
            why="Nothing says that the model may not grow old.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The trainings that have data, where the brief wants a young model or says that time matters."""
        return fed_trainings(view) if view.brief.max_model_age or view.brief.temporal else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a command, a trigger or a schedule starts it."""
        commands = view.into(place, "control")
        if any(getattr(one, "purpose", None) in STARTS for one in commands):
            return Passed()
        for value in (view.value(place, "trigger"), view.value(place, "schedule")):
            if value.value not in (None, "manual"):
                return passed_by(value)
        for one in commands:
            if getattr(one, "purpose", None) is None:
                return NotStated("purpose", one.id)
        return self.found(place, training=view.title(place), need=_need(view))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the orchestrator that is drawn, or a new one, start it; or state that a schedule does."""
        training, title = finding.anchor, view.title(finding.anchor)
        stated, drawn = Mending(view), Mending(view)
        stated.state(training, trigger="schedule")
        declared = stated.fix(f"State that {title} runs on a schedule", "declared", complete=False)
        manual = view.get(training, "trigger") == "manual"
        starter = drawn.existing("orchestrator") or drawn.add("orchestrator", like=training)
        if flow_id(starter, training, "control") in view.design.flows:
            return [declared]  # That command has another purpose, which stays.
        drawn.connect(starter, training, "control", purpose="schedule")
        drawn.state(training, trigger="schedule" if manual else None)
        return [drawn.fix(f"Start {title} on a schedule", "mixed" if manual else "structural"), declared]


def _need(view: View) -> str:
    if age := view.brief.max_model_age:
        return f"the brief wants a model that is at most {age} old"
    return "order in time matters here"
