"""GEN012: an agent goes on until something outside stops it."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.generation import called_by, callers_of_model
from designer.graph.questions import titles
from designer.model.flow import RequestResponse
from designer.model.resolve import MISSING, Value

STEPS = 8
"""So many steps a fix assumes, for a person to correct."""
WAITS_MS = 10_000
"""So long a call may take, as a fix assumes, where the brief gives less time for no answer."""
_ASKED = ("agent_tool", "llm_endpoint", "guardrail", "api_gateway", "other")

_AGENT = """\
sketchcheck: 1
name: Travel agent
components:
  - {id: desk, kind: consumer_app, name: Desk, on_missing: hide}
  - {id: agent, kind: serving_endpoint, name: Agent, exposure: internalSTEPS}
  - {id: model, kind: llm_endpoint, name: ModelLIMIT}
  - {id: trains, kind: agent_tool, name: Find trains, effect: read, typed: true}
flows:
  - {from: desk, to: agent, kind: request_response}
  - {from: agent, to: model, kind: request_responseTIME}
"""


def _agent(steps: str = "", time: str = "", *, caller: str = "agent", limit: str = "") -> str:
    text = _AGENT.replace("STEPS", steps).replace("TIME", time).replace("LIMIT", limit)
    call = f"  - {{from: {caller}, to: trains, kind: request_response{time}}}\n"
    return text + call


_UNLIMITED, _LIMITED = "decides by itself how often it calls", "takes up to {} steps, in which it calls"
_TRYING = "A tool that answers with an error invites it to try again, at your cost, until somebody notices."
_WAITING = "A tool that hangs holds each of these steps up, and the user waits for all of them."


class AgentLoopWithoutLimits(Rule):
    """A service or model calls tools, with no limit on its steps, or with no timeout on any call.

    Without a limit on steps it is an error; without a timeout alone a warning, for the loop does end.
    The limit on steps may stand on the service or on the model that it drives. Where a service calls
    tools itself, its model is not asked a second time. One call with a timeout is enough: that the others
    have none is the subject of another rule.
    """

    code = "GEN012"
    name = "agent-loop-without-limits"
    category = "generation"
    severity = "error"
    gate = "agentic"
    message = "{agent} {calls} {tools}, and no limit on {lacks} is stated. {so}"
    why = "A loop that a model steers ends when the model is content, and some requests never make it so."
    fix = "Limit steps, time and tokens of one request, and hand over to a person where a limit is reached."
    false_alarms = "A service that calls its tool exactly once; state `max_steps: 1` or 2, and the timeout."
    question = "What is the dearest single request that a user can send today?"
    sources = (
        Source("GAL", "GENCOST05-BP01"), Source("MLSDR-AI", "Agent Review"),
        Source("OWL", "LLM10 mitigations 5, 10"),
    )  # fmt: skip
    examples = (
        Bad(_agent(), at="agent", fixed=True),
        Bad(_agent(time=", timeout_ms: 5000"), at="agent", fixed=True),
        Bad(_agent(", max_steps: 6"), at="agent", fixed=True),
        Bad(_agent(caller="model"), at="model", fixed=True),
        Good(_agent(", max_steps: 6", ", timeout_ms: 5000"), why="Six steps, five seconds each."),
        Good(
            _agent(", max_steps: 6", ", timeout_ms: 5000", caller="model"),
            why="The service limits the steps of the model that it drives.",
        ),
        Good(_agent(time=", timeout_ms: 5000", limit=", max_steps: 4"), why="The model is limited."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Services that call tools, and models that call them where no service before them does."""
        acting = [
            one
            for one in view.of_kind("serving_endpoint", "llm_endpoint")
            if called_by(view, one, "agent_tool")
        ]
        known = view.among(view.members(acting), "serving_endpoint")
        return [
            one
            for one in acting
            if not (view.kind(one) == "llm_endpoint" and callers_of_model(view, one) & known)
        ]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its steps are limited, and at least one of its calls in time."""
        steps = _steps(view, place)
        lacks = ["steps"] if steps.value is None else []
        lacks += ["time"] if _is_endless(view, place) else []
        if not lacks:
            return passed_by(steps)
        tools = list(called_by(view, place, "agent_tool"))
        limited = steps.value is not None
        return self.found(
            place,
            where=tools,
            severity="warning" if limited else None,
            agent=view.title(place),
            calls=_LIMITED.format(steps.value) if limited else _UNLIMITED,
            tools=titles(view, tools),
            so=_WAITING if limited else _TRYING,
            lacks=" or ".join(lacks),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State a number of steps and timeouts, as assumptions to be corrected."""
        agent, mending = finding.anchor, Mending(view)
        if _steps(view, agent).value is None:
            mending.state(agent, max_steps=STEPS)
        if _is_endless(view, agent):
            for flow in _calls(view, agent):
                mending.state(flow.id, timeout_ms=min(view.brief.latency_p99_ms or WAITS_MS, WAITS_MS))
        title = f"State how often and how long {view.title(agent)} may try"
        return [mending.fix(title, "declared", complete=False)]


def _steps(view: View, agent: str) -> Value:
    """The limit on the steps of an agent, its own or that of the service or model it works with."""
    own = view.value(agent, "max_steps")
    if own.value is not None:
        return own
    partners = called_by(view, agent, "llm_endpoint")
    if view.kind(agent) == "llm_endpoint":
        partners = callers_of_model(view, agent)
    limits = (view.value(one, "max_steps") for one in partners)
    return next((one for one in limits if one.value is not None), MISSING)


def _calls(view: View, agent: str) -> list[RequestResponse]:
    """The calls that wait, to tools, models and what stands before them."""
    flows = view.out(agent, "request_response")
    return [one for one in flows if isinstance(one, RequestResponse) and view.kind(one.target) in _ASKED]


def _is_endless(view: View, agent: str) -> bool:
    calls = _calls(view, agent)
    return bool(calls) and all(one.timeout_ms is None for one in calls)
