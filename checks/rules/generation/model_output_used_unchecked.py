"""GEN009: free text of a model is run or stored as if a program had made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import services_of_model, writes_text
from designer.graph.questions import titles
from designer.model.flow import CALL, Flow
from designer.model.kinds import KINDS

_HANDS_ON = frozenset({"request_response", "predictions"})
_GUARD_STOP = frozenset(KINDS) - {"guardrail"}
_MODEL = frozenset({"model_artifact"})
_GIVES = ("predictions", "async_request", "batch_data")
_RUNS = frozenset({"rules_engine", "optimiser", "legacy_system"})
_KEEPS = frozenset({"warehouse", "prediction_store", "queue"})
_QUERIED = frozenset({"warehouse", "data_source", "legacy_system"})
_TEXT_IS_THE_PRODUCT = ("summarisation", "generation", "question_answering")
_LOOKS_AT_OUTPUT = {"output", "tool"}

_ORDERS = """\
sketchcheck: 1
name: Orders from mails
brief: {ml_task: extraction, problem: Clerks type orders from mails by hand., business_metric: Minutes}
components:
  - {id: desk, kind: consumer_app, name: Desk, on_missing: hide}
  - {id: reader, kind: serving_endpoint, name: Mail reader, exposure: internal}
  - {id: model, kind: llm_endpoint, name: Model, output_format: FORMAT}
  - {id: erp, kind: legacy_system, name: ERP}
MOREflows:
  - {from: desk, to: reader, kind: request_response}
  - {from: reader, to: model, kind: request_response}
"""
_BOOKED = "  - {from: reader, to: erp, kind: predictions}\n"
_SCHEMA = (
    "  - {id: check, kind: guardrail, name: Check, position: [output], checks: [LOOKS], on_fail: block}\n"
)
_THROUGH = "  - {from: reader, to: check, kind: predictions}\n  - {from: check, to: erp, kind: predictions}\n"
_TOOL = """\
sketchcheck: 1
name: Questions to the database
brief: {problem: Managers wait a week for a simple number., business_metric: Days per question}
components:
  - {id: desk, kind: consumer_app, name: Desk, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model, exposure: internal, output_format: free_text}
  - {id: sql, kind: agent_tool, name: Run SQL, effect: read, acts_as: user, typed: TYPED}
flows:
  - {from: desk, to: model, kind: request_response}
  - {from: model, to: sql, kind: request_response}
"""


def _orders(form: str = "free_text", more: str = "", flows: str = _BOOKED) -> str:
    return _ORDERS.replace("FORMAT", form).replace("MORE", more) + flows


class ModelOutputUsedUnchecked(Rule):
    """What a language model writes goes into something that runs or keeps it, and no schema is checked.

    Looked at are the flows from a model, from a service that calls one and has no model of its own, and
    from guardrails behind them. A queue that leads to the model carries requests, not output; where text
    is the product of the task, a store of texts is no danger. An output format that is not stated is a
    question, as is a tool that does not say whether its arguments are typed.
    """

    code = "GEN009"
    name = "model-output-used-unchecked"
    category = "generation"
    severity = "error"
    gate = "generative"
    message = (
        "What {llm} writes goes into {target} and no program has checked its form. An invented field, a"
        " script or a query in that text is run or stored like any other input."
    )
    why = (
        "A model fills every gap with something that looks right, and what follows it takes that at its word."
    )
    fix = "Ask the model for a fixed schema, check it in code, and reject or repeat what does not fit."
    false_alarms = "A receiver that checks what it gets; draw its check as a guardrail."
    question = "You expect one amount and the model gives two. What happens?"
    sources = (
        Source("OWL", "LLM05"), Source("MLSDR", "Modern AI fixes 5"), Source("MLSDR-AI", "Agent Review"),
    )  # fmt: skip
    examples = (
        Bad(_orders(), at="reader>erp:predictions", fixed=True),
        Bad(_TOOL.replace("TYPED", "false"), at="model>sql:request_response", fixed=True),
        Bad(
            _orders(more=_SCHEMA.replace("LOOKS", "toxicity"), flows=_THROUGH),
            at="check>erp:predictions",
            fixed=True,
        ),
        Bad(
            _orders(flows="  - {from: model, to: erp, kind: request_response}\n"),
            at="model>erp:request_response",
            fixed=True,
        ),
        Good(_orders("schema"), why="The model must keep to a schema."),
        Good(
            _orders(more=_SCHEMA.replace("LOOKS", "schema"), flows=_THROUGH),
            why="Code checks the form first.",
        ),
        Good(_TOOL.replace("TYPED", "true"), why="The arguments of the tool are narrow."),
        Good(
            _orders(flows="  - {from: reader, to: erp, kind: request_response}\n"),
            why="The service only looks something up.",
        ),
        Good(_orders().replace(", output_format: free_text", ""), why="Its form is a question."),
        Good(
            _orders().replace("extraction", "summarisation").replace("legacy_system", "prediction_store"),
            why="The summary is kept to be read.",
        ),
        Good(
            _orders(flows="").replace("legacy_system", "queue").replace("reader, to: model", "erp, to: model")
            + "  - {from: reader, to: erp, kind: async_request}\n",
            why="The queue carries requests to the model.",
        ),
    )  # fmt: skip

    def places(self, view: View) -> Iterable[str]:
        """The flows on which the words of a model reach something that runs or keeps them."""
        return sorted(_outputs(view))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether a check of the schema, a fixed format or typed arguments come first."""
        flow, models = view.flow(place), _outputs(view)[place]
        checks = _guards_on(view, flow, models)
        if any(_checks_schema(view, one) for one in checks):
            return Passed()
        typed = view.value(flow.target, "typed")
        formats = [view.value(one, "output_format") for one in models]
        if typed.value:
            return passed_by(typed)
        if all(one.value == "schema" for one in formats):
            return passed_by(formats[0])
        unknown = _unknown(view, flow, models, checks)
        return unknown or self._finding(view, flow, models)

    def _finding(self, view: View, flow: Flow, models: list[str]) -> Finding:
        where = [*models, flow.source, flow.target]
        llm, target = titles(view, models), view.title(flow.target)
        return self.found(flow.id, where=where, flows=[flow.id], llm=llm, target=target)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A guardrail that checks the schema on the way; or state that the model must keep to one."""
        flow = view.flow(finding.anchor)
        mending = Mending(view)
        mending.insert(flow.id, "guardrail", position=["output"], checks=["schema"], on_fail="block")
        stated = Mending(view)
        for model in _outputs(view)[flow.id]:
            stated.state(model, output_format="schema")
        target = view.title(flow.target)
        return [
            mending.fix(f"Check the form of what {target} is given"),
            stated.fix(
                f"State that {titles(view, _outputs(view)[flow.id])} must keep to a schema", "declared"
            ),
        ]


def _outputs(view: View) -> dict[str, list[str]]:
    """The flows that are judged, with the models whose words they carry."""
    return view.once("model_outputs", lambda: _find_outputs(view))


def _find_outputs(view: View) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for model in view.of_kind("llm_endpoint"):
        if writes_text(view, model):
            for flow in _outputs_of(view, model):
                found.setdefault(flow, []).append(model)
    return found


def _outputs_of(view: View, model: str) -> set[str]:
    services = [one for one in services_of_model(view, model) if not view.upstream(one, _MODEL)]
    own, passing = _with_guards(view, [model]), _with_guards(view, services)
    leaving = {one.id for source in own | passing for one in view.out(source) if _is_used(view, one, model)}
    asked = {one.id for source in own for one in view.out(source, "request_response") if _asks(view, one)}
    return leaving | asked


def _with_guards(view: View, sources: Iterable[str]) -> Members:
    """These components, and the guardrails to which they hand on."""
    found = view.members(sources)
    for one in found:
        found = found | view.among(view.downstream(one, _HANDS_ON, _GUARD_STOP), "guardrail")
    return found


def _is_used(view: View, flow: Flow, model: str) -> bool:
    target = view.kind(flow.target)
    if target == "agent_tool":
        return flow.kind == "request_response"
    if flow.kind not in _GIVES:
        return False
    if target == "consumer_app":
        return bool(view.get(flow.target, "decision_effect") == "acts")
    if target in _KEEPS and view.brief.ml_task in _TEXT_IS_THE_PRODUCT:
        return False
    if target == "queue" and view.downstream(flow.target, CALL) & view.members([model]):
        return False
    return target in _RUNS | _KEEPS


def _asks(view: View, flow: Flow) -> bool:
    return view.kind(flow.target) in _QUERIED


def _guards_on(view: View, flow: Flow, models: list[str]) -> Members:
    """The guardrails that see the output: on the flow, between model and service, or asked by the sender."""
    source = flow.source
    behind = view.upstream(source, _HANDS_ON, _GUARD_STOP) | view.members([source])
    found = behind if view.kind(source) == "guardrail" else view.members(_between(view, source, models))
    asked = view.members(one for one in view.targets(source, CALL) if not view.out(one, *_HANDS_ON))
    return view.among(found | asked, "guardrail")


def _between(view: View, service: str, models: list[str]) -> Iterator[str]:
    called = view.downstream(service, CALL, _GUARD_STOP)
    given = view.upstream(service, _HANDS_ON, _GUARD_STOP)
    for model in models:
        yield from called & view.upstream(model, CALL, _GUARD_STOP)
        yield from given & view.downstream(model, frozenset({"predictions"}), _GUARD_STOP)


def _checks_schema(view: View, guard: str) -> bool:
    position = view.get(guard, "position")
    sees = not position or bool(_LOOKS_AT_OUTPUT.intersection(position))
    return sees and "schema" in (view.get(guard, "checks") or ())


def _unknown(view: View, flow: Flow, models: list[str], checks: Members) -> NotStated | None:
    for one in checks:
        if view.get(one, "checks") is None:
            return NotStated("checks", one)
    if view.kind(flow.target) == "agent_tool" and view.get(flow.target, "typed") is None:
        return NotStated("typed", flow.target)
    formats = {one: view.get(one, "output_format") for one in models}
    if any(form not in (None, "schema") for form in formats.values()):
        return None
    return next((NotStated("output_format", one) for one, form in formats.items() if form is None), None)
