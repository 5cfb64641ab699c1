"""GEN017: the record of an answer does not say which prompt, passages or tool calls made it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Severity, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.generation import callers_of_model
from designer.graph.guarding import asked_by, consumers_of_model, guards_around, passages_for, tools_for
from designer.graph.questions import flow_carries, listed, records_of
from designer.model.flow import Flow

ALWAYS = ("prompt_version", "model_version")
WORTHWHILE = ("request_id", "tokens")
"""What a fix adds besides, because a record without them is hard to use."""
_PIECES = ("retriever", "vector_index", "agent_tool")

_LAW = """\
sketchcheck: 1
name: Questions about contracts
components:
  - {id: portal, kind: consumer_app, name: Lawyers' portal, on_missing: hide}
  - {id: answers, kind: serving_endpoint, name: Answer service}
  - {id: finder, kind: retriever, name: Clause finder, min_score: 0.3}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: portal, to: answers, kind: request_response}
  - {from: answers, to: finder, kind: request_response}
  - {from: answers, to: model, kind: request_response}
  - from: answers
    to: records
    kind: logs
    timestamped: true
    carries: [request_id, prediction, prompt_version, model_version, retrieved_ids]
"""
_CARRIES = "    carries: [request_id, prediction, prompt_version, model_version, retrieved_ids]\n"
_AGENT = _LAW.replace("retriever, name: Clause finder, min_score: 0.3", "agent_tool, name: Clause register")


class AnswerCannotBeRetraced(Rule):
    """Answers are recorded without the versions, passages or tool calls from which they came.

    Records of the model and its callers count, and those of its guardrails, retrievers and tools. Passages
    and tool calls are asked for only where the model, or a service that calls it, has them, not wherever
    the design has some. Where a record does not state what it holds, that is a question.
    """

    code = "GEN017"
    name = "answer-cannot-be-retraced"
    category = "generation"
    severity = "warning"
    gate = "generative"
    suppressed_by = ("LOG001",)
    message = (
        "Records of what {model} answers lack {missing}. When somebody shows a wrong answer, you cannot"
        " tell {which} produced it."
    )
    why = "One bad answer can only be explained, repeated and mended if what the model saw is on record."
    fix = "Record the versions of prompt and model, the ids of passages and the tool calls with each answer."
    false_alarms = "A tracing tool that records all of it unasked; state what its flow of logs carries."
    question = "Here is a wrong answer from Monday. Which passages did the model see, under which prompt?"
    sources = (
        Source("MLSDR-AI", "Observability"), Source("MLSDR", "Modern AI fixes 3"),
        Source("OWL", "LLM08 mitigation 4"),
    )  # fmt: skip
    examples = (
        Bad(_LAW.replace(", retrieved_ids]", "]"), at="model", fixed=True),
        Bad(_AGENT, at="model", fixed=True),
        Bad(
            _LAW.replace("components:", "brief: {regulated: [privacy]}\ncomponents:").replace(
                "prompt_version, model_version, ", ""
            ),
            at="model",
            fixed=True,
        ),
        Good(_LAW),
        Good(_AGENT.replace("retrieved_ids", "tool_calls"), why="The calls of the tool are on record."),
        Good(
            _LAW.replace(", retrieved_ids]", "]")
            + "  - {from: finder, to: records, kind: logs, carries: [request_id, retrieved_ids],"
            " timestamped: true}\n",
            why="The finder records its passages under the same request id.",
        ),
        Good(
            _LAW.replace(
                "    carries: [request_id, prediction, prompt_version, model_version, retrieved_ids]\n", ""
            ),
            why="What the record holds is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Language models that answer somebody and whose answers are recorded."""
        answering = (one for one in view.of_kind("llm_endpoint") if consumers_of_model(view, one))
        return [one for one in answering if _own_records(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the records hold what made an answer."""
        records = _records(view, place)
        missing = _missing(view, place, records)
        if not missing:
            return Passed("declaration")
        if unclear := [flow for flow in records if getattr(flow, "carries", None) is None]:
            return NotStated("carries", unclear[0].id)
        return self.found(
            place,
            where=callers_of_model(view, place),
            flows=[flow.id for flow in records],
            severity=_severity(view),
            model=view.title(place),
            missing=listed([one.replace("_", " ") for one in missing]),
            which=_which(missing),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Let the record of the answers hold what is missing."""
        model = finding.anchor
        missing = _missing(view, model, _records(view, model))
        record = _own_records(view, model)[0]
        mending = Mending(view)
        mending.state(record.id, carries=list(dict.fromkeys([*flow_carries(record), *missing, *WORTHWHILE])))
        return [mending.fix(f"Record what made an answer of {view.title(model)}", "declared")]


def _own_records(view: View, model: str) -> list[Flow]:
    """Flows of logs by which the model and its callers record, those that say what they hold first."""
    recorders = (model, *callers_of_model(view, model))
    flows = [flow for one in recorders for flow in records_of(view, one)]
    return sorted(flows, key=lambda flow: "prediction" not in (getattr(flow, "carries", None) or ()))


def _records(view: View, model: str) -> list[Flow]:
    pieces = view.among(asked_by(view, model), *_PIECES) | guards_around(view, model)
    return [*_own_records(view, model), *(flow for one in pieces for flow in records_of(view, one))]


def _missing(view: View, model: str, records: list[Flow]) -> list[str]:
    asked = [*ALWAYS]
    asked += ["retrieved_ids"] if passages_for(view, model) else []
    asked += ["tool_calls"] if tools_for(view, model) else []
    known = {word for flow in records for word in flow_carries(flow)}
    return [one for one in asked if one not in known]


def _which(missing: list[str]) -> str:
    words = {
        "prompt_version": "prompt", "model_version": "model", "retrieved_ids": "passages",
        "tool_calls": "tool calls",
    }  # fmt: skip
    return "which " + listed([words[one] for one in missing], "or")


def _severity(view: View) -> Severity:
    harm = view.brief.harm.level if view.brief.harm else None
    return "error" if view.brief.regulated or harm == "high" else "warning"
