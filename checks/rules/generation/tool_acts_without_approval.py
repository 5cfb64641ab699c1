"""GEN010: the model asks, and it is done."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import titles
from designer.model.flow import CALL, Flow, flow_id
from designer.model.matrix import is_legal

_REACHES = CALL | {"predictions"}
_DECIDES = frozenset({"human_review", "rules_engine"})
_ACTORS = ("llm_endpoint", "serving_endpoint")
_SEARCH = ("retriever", "vector_index")

_REFUNDS = """\
sketchcheck: 1
name: Refund agent
brief: {problem: Customers wait a week for a refund of ten euros., business_metric: Days to refund}
components:
  - {id: desk, kind: consumer_app, name: Help page, on_missing: hide}
  - {id: agent, kind: serving_endpoint, name: Agent, exposure: internal}
  - {id: model, kind: llm_endpoint, name: Model, exposure: internal}
  - {id: pay, kind: agent_tool, name: Pay backMORE}
  - {id: clerk, kind: human_review, name: Clerk, role: [approval]}
  - {id: policy, kind: rules_engine, name: Limits}
flows:
  - {from: desk, to: agent, kind: request_response}
  - {from: agent, to: model, kind: request_response}
  - {from: desk, to: policy, kind: request_response}
  - {from: agent, to: clerk, kind: async_request}
"""
_DIRECT = "  - {from: model, to: pay, kind: request_response}\n"
_BY_POLICY = (
    "  - {from: model, to: policy, kind: request_response}\n"
    "  - {from: policy, to: pay, kind: request_response}\n"
)
_BY_CLERK = "  - {from: clerk, to: pay, kind: request_response}\n"


def _refunds(effect: str, flows: str = _DIRECT) -> str:
    return _REFUNDS.replace("MORE", f", effect: {effect}" if effect else "") + flows


class ToolActsWithoutApproval(Rule):
    """A tool that can do harm runs as soon as a model, or the service around it, calls it.

    Asked where its effect is irreversible or not stated, and of writing tools that another company runs
    or whose design names medium or high harm. A tool that only leads to searches reads, whatever it
    states. People with the role of approval or a policy layer must lie on every way to the tool; where
    a service consults one of them beside the way, whether the tool waits for the word is a question.
    """

    code = "GEN010"
    name = "tool-acts-without-approval"
    category = "generation"
    severity = "error"
    gate = "agentic"
    message = (
        "{tool} {can} on the word of {actors} alone. Nothing outside the model decides whether it may, so"
        " one wrong or planted sentence is enough."
    )
    why = "A model can be misled at any time, and what it has sent, paid or deleted does not come back."
    fix = "Let the tool make a draft; a person, or rules with limits, commit it."
    false_alarms = "A tool whose own system asks for approval; state approval as policy or human."
    question = "Which single sentence in a mail would make your agent pay an invoice?"
    sources = (
        Source("MLSDR", "Critical 9"), Source("OWL", "LLM06 mitigations 6, 7"),
        Source("MLSDR-AI", "Agent Review"),
    )  # fmt: skip
    examples = (
        Bad(_refunds("irreversible"), at="pay", fixed=True),
        Bad(_refunds(""), at="pay", fixed=True),
        Bad(_refunds("write, external: true"), at="pay", fixed=True),
        Bad(_refunds("write").replace("brief: {", "brief: {harm: {level: high}, "), at="pay", fixed=True),
        Bad(_refunds("irreversible", _BY_POLICY + _DIRECT), at="pay", fixed=True),
        Bad(_refunds("irreversible", _BY_CLERK).replace("[approval]", "[triage]"), at="pay", fixed=True),
        Good(_refunds("write"), why="It changes only things of your own, and little harm is done."),
        Good(_refunds("irreversible", _BY_POLICY), why="Rules decide first."),
        Good(_refunds("irreversible", _BY_CLERK), why="A clerk does it."),
        Good(_refunds("irreversible, approval: human"), why="Somebody agrees before each call."),
        Good(
            _refunds("irreversible", "  - {from: agent, to: pay, kind: request_response}\n"),
            why="The agent consults a clerk; whether the tool waits for him is a question.",
        ),
        Good(
            _refunds("", _DIRECT + "  - {from: pay, to: index, kind: request_response}\n").replace(
                "flows:", "  - {id: index, kind: vector_index, name: Terms}\nflows:"
            ),
            why="All that it does is search.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Tools that may do harm and that a model or service reaches."""
        actors = view.all_of(*_ACTORS)
        tools = [one for one in view.of_kind("agent_tool") if _can(view, one)]
        return [one for one in tools if view.upstream(one, _REACHES) & actors]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether somebody or something decides before the tool runs."""
        approval = view.value(place, "approval")
        if approval.value not in (None, "none"):
            return passed_by(approval)
        near = view.upstream(place, _REACHES, _DECIDES)
        actors = view.among(near, *_ACTORS)
        if not actors:
            return self._by_people(view, place, near)
        direct = actors & view.members(view.sources(place, *_REACHES)) or actors
        consults = view.of_kind(*_DECIDES) and all(_consults(view, one) for one in direct)
        if consults and approval.value is None:
            return NotStated("approval", place)
        return self._finding(view, place, direct, direct)

    def _by_people(self, view: View, place: str, near: Members) -> Verdict:
        """What the people before the tool are there for, where only they reach it."""
        if view.among(near, "rules_engine"):
            return Passed()
        roles = {one: view.get(one, "role") for one in view.among(near, "human_review")}
        for one, role in roles.items():
            if role is None:
                return NotStated("role", one)
        if all("approval" in role for role in roles.values()):
            return Passed()
        actors = view.among(view.upstream(place, _REACHES), *_ACTORS)
        return self._finding(view, place, actors, view.members(roles))

    def _finding(self, view: View, place: str, actors: Members, where: Members) -> Finding:
        names = titles(view, list(actors))
        return self.found(place, where=where, tool=view.title(place), can=_can(view, place), actors=names)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """People who approve, before the tool; where the way is led through them already, say so."""
        tool = finding.anchor
        verdict = self.judge(view, tool)
        mending = Mending(view)
        if isinstance(verdict, NotStated):
            wanted = {"approval": "human"} if verdict.property == "approval" else {"role": ["approval"]}
            mending.state(verdict.element, **wanted)
            who = "each call of {} needs approval" if verdict.property == "approval" else "{} approves"
            title = f"State that {who.format(view.title(verdict.element))}"
            return [mending.fix(title, "declared")]
        title = f"Let a person approve each call of {view.title(tool)}"
        mending.state(tool, approval="human")
        near = view.upstream(tool, _REACHES, _DECIDES)
        if view.among(near, *_ACTORS):
            _lead_through_people(mending, tool)
            return [mending.fix(title, "mixed")]
        for one in view.among(near, "human_review"):
            if "approval" not in (roles := view.get(one, "role") or ()):
                mending.state(one, role=[*roles, "approval"])
        return [mending.fix(title, "declared")]


def _can(view: View, tool: str) -> str:
    """What harm a tool can do, in words; "" if none that has to be asked about."""
    effect = view.get(tool, "effect")
    if effect == "irreversible":
        return "does what cannot be undone"
    if effect is None:
        called = view.targets(tool, CALL)
        searching = called and all(view.kind(one) in _SEARCH for one in called)
        return "" if searching else "acts (whether it can change anything is not stated)"
    if effect == "write" and view.get(tool, "external"):
        return "changes things in another company's system"
    harm = view.brief.harm.level if view.brief.harm else None
    return "changes things" if effect == "write" and harm in ("medium", "high") else ""


def _consults(view: View, actor: str) -> bool:
    """Whether a service asks people who approve, or a policy layer; a model alone is no such service."""
    if view.kind(actor) != "serving_endpoint":
        return False
    asked = view.targets(actor, *_REACHES)
    return any(
        view.kind(one) == "rules_engine"
        or (view.kind(one) == "human_review" and "approval" in (view.get(one, "role") or ("approval",)))
        for one in asked
    )


def _lead_through_people(mending: Mending, tool: str) -> None:
    """Lead what models and services ask of a tool through people who approve."""
    view = mending.view
    drawn = (one for one in view.of_kind("human_review") if "approval" in (view.get(one, "role") or ()))
    people = next(drawn, None) or mending.add("human_review", "Approval", like=tool, role=["approval"])
    for flow in view.into(tool, _REACHES):
        if view.kind(flow.source) not in _DECIDES and _is_asked_by_actor(view, flow.source):
            _lead_to(mending, flow, people)
    mending.connect(people, tool, "request_response")


def _is_asked_by_actor(view: View, source: str) -> bool:
    before = view.upstream(source, _REACHES, _DECIDES) | view.members([source])
    return bool(view.among(before, *_ACTORS))


def _lead_to(mending: Mending, flow: Flow, people: str) -> None:
    """Let a call of a tool end at people, who do not answer at once."""
    source = mending.view.kind(flow.source)
    kind = "async_request" if is_legal(source, "async_request", "human_review") else "predictions"
    retyped = flow_id(flow.source, flow.target, kind)
    if kind != flow.kind and retyped in mending.design.flows:
        mending.delete(flow.id)  # Its twin, which is a call of that kind already, is led there as well.
        return
    if kind != flow.kind:
        mending.retype(flow.id, kind)
    mending.reconnect(flow.own_id or retyped, target=people)
