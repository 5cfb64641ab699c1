"""GEN022: after the launch nobody measures what the model answers."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import callers_of_model
from designer.graph.guarding import consumers_of_model, told_of
from designer.graph.questions import titles
from designer.model.edits.language import AddFlow
from designer.model.kinds import MONITOR
from designer.model.resolve import Origin

QUALITY = frozenset({"groundedness", "answer_quality", "refusal_rate", "accuracy"})
WATCHES = ("groundedness", "refusal_rate")
_SPEAKERS = ("consumer_app", "human_review", "legacy_system")

_HELP = """\
sketchcheck: 1
name: Help in the app
components:
  - {id: app, kind: consumer_app, name: Banking app, on_missing: default}
  - {id: helper, kind: serving_endpoint, name: Helper}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: records, kind: log_store, name: Records}
  - {id: quality, kind: quality_monitor, name: Answer quality, watches: [groundedness], judge: llm}
  - {id: pager, kind: alerting, name: Pager}
flows:
  - {from: app, to: helper, kind: request_response}
  - {from: helper, to: model, kind: request_response}
  - {from: helper, to: records, kind: logs, timestamped: true, carries: [prediction, request_id]}
  - {from: quality, to: pager, kind: alerts}
"""
_JUDGED = "  - {from: records, to: quality, kind: logs}\n"
_THUMBS = "  - {from: app, to: records, kind: feedback, id_key: request_id}\n"


class LiveAnswerQualityUnknown(Rule):
    """No monitor judges the answers of a language model, or no word of its users comes back.

    Both are asked for. A monitor of any kind counts that gets answers, records or metrics of the model,
    its callers or guardrails, also by way of stores. A word of users is feedback from a consumer of the
    model or from people who review, or labels that reviewers give.
    """

    code = "GEN022"
    name = "live-answer-quality-unknown"
    category = "generation"
    severity = "warning"
    gate = "generative"
    suppressed_by = ("MON004", "FBK002")
    message = (
        "After the launch nobody learns how good the answers of {model} are: {missing}. The first news of a"
        " bad prompt will be a complaint."
    )
    why = (
        "Prompts, models and documents change every week, and latency looks the same when answers get worse."
    )
    fix = (
        "Judge a sample of answers each day, have people read some of them, collect the users' verdicts, and"
        " turn failures into test questions."
    )
    false_alarms = "Answers that people always read and correct; draw what they correct as feedback."
    question = "Answers got worse on Wednesday. How would you know by Friday?"
    sources = (
        Source("MLSDR-AI", "Observability"), Source("RAGDOC", "XI, XII.iii"), Source("MLSDR", "Major 11"),
    )  # fmt: skip
    examples = (
        Bad(_HELP + _JUDGED, at="model", fixed=True),
        Bad(_HELP + _THUMBS, at="model", fixed=True),
        Bad(
            _HELP.replace("[groundedness], judge: llm", "[data_quality]") + _JUDGED + _THUMBS,
            at="model",
            fixed=True,
        ),
        Good(_HELP + _JUDGED + _THUMBS),
        Good(
            _HELP.replace("flows:\n", "  - {id: readers, kind: human_review, name: Readers}\nflows:\n")
            + "  - {from: model, to: quality, kind: predictions}\n"
            "  - {from: helper, to: readers, kind: predictions}\n"
            "  - {from: readers, to: quality, kind: labels}\n",
            why="People read answers and say what they are worth.",
        ),
        Good(
            _HELP.replace(", watches: [groundedness], judge: llm", "") + _JUDGED + _THUMBS,
            why="What the monitor watches is a question.",
        ),
        Good(
            _HELP.replace("  - {from: app, to: helper, kind: request_response}\n", ""),
            why="Nobody is answered yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Language models that answer somebody."""
        return [one for one in view.of_kind("llm_endpoint") if consumers_of_model(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether answers are judged, and users heard."""
        monitors = view.among(told_of(view, place), MONITOR)
        values = {one: view.value(one, "watches") for one in monitors}
        judging = [value for one, value in values.items() if _judges(view, one)]
        unclear = [one for one in values if values[one].value is None and view.kind(one) == "quality_monitor"]
        heard = _is_heard(view, place)
        if judging and heard:
            stated = any(one.origin is Origin.STATED for one in judging)
            return Passed("structure" if stated else "technology")
        if unclear and heard:
            return NotStated("watches", unclear[0])
        lacks = [] if judging or unclear else ["no monitor judges them"]
        lacks += [] if heard else [f"{_users(view, place)} cannot say what they were worth"]
        return self.found(
            place,
            where=(*callers_of_model(view, place), *consumers_of_model(view, place), *monitors),
            model=view.title(place),
            missing=", and ".join(lacks),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Send answers to a monitor that judges them, and let a consumer give feedback."""
        model = finding.anchor
        mending = Mending(view)
        told = view.among(told_of(view, model), "quality_monitor")
        judging = [one for one in told if _judges(view, one)]
        monitor = judging[0] if judging else _new_judge(mending, model)
        if not _is_heard(view, model):
            speaker = next((one for one in _consumers(view, model) if view.kind(one) in _SPEAKERS), None)
            if speaker is None:
                return []
            mending.connect(speaker, monitor, "feedback", id_key=mending.id_key(model, speaker))
        drawn = any(isinstance(edit, AddFlow) for edit in mending.edits)
        title = f"Judge the answers of {view.title(model)} and hear its users"
        return [mending.fix(title, "structural" if drawn else "declared")]


def _judges(view: View, monitor: str) -> bool:
    return not QUALITY.isdisjoint(view.get(monitor, "watches") or ())


def _new_judge(mending: Mending, model: str) -> str:
    """A quality monitor, drawn or new, that gets the answers and judges them by another model."""
    view = mending.view
    monitor = mending.monitor("quality_monitor", WATCHES, like=model)
    if monitor not in view or view.get(monitor, "judge") in (None, "none"):
        mending.state(monitor, judge="llm")
    if monitor not in view or not view.members([monitor]) & told_of(view, model):
        mending.connect(model, monitor, "predictions")
    return monitor


def _consumers(view: View, model: str) -> list[str]:
    """The consumers of a model, applications first."""
    found = consumers_of_model(view, model)
    return sorted(found, key=lambda one: (view.kind(one) != "consumer_app", one))


def _users(view: View, model: str) -> str:
    return f"users of {titles(view, _consumers(view, model), 2)}"


def _is_heard(view: View, model: str) -> bool:
    people = view.all_of("human_review") | consumers_of_model(view, model)
    return bool(people & view.once("users heard", lambda: _heard(view)))


def _heard(view: View) -> Members:
    """Who gives feedback, and reviewers who give labels."""
    return view.members(
        flow.source
        for flow in view.flows("feedback", "labels")
        if flow.kind == "feedback" or view.kind(flow.source) == "human_review"
    )
