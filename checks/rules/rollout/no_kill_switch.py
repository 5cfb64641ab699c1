"""ROL003: it acts on people, and nobody can stop it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, answerers, gateways_before, titles
from designer.graph.release import controls, doors
from designer.model.flow import CALL, Control
from designer.model.kinds import MONITOR, SERVING

COPES = ("default", "hide", "fallback")
"""What an application may do by itself when there is no answer."""
_OPERATED = MONITOR | {"alerting", "human_review", "dashboard", "ci_cd", "experiment_platform"}
"""From where a command that routes traffic elsewhere is meant as a way out; a gateway only routes."""
_STOPPED_AT = SERVING | {
    "api_gateway", "rules_engine", "optimiser", "guardrail", "llm_endpoint", "prediction_store", "cache",
    "agent_tool",
}  # fmt: skip
_PREDICTIONS = frozenset({"predictions"})
_STAND_IN = ("fallback", "legacy_system")

_PARTS = """\
sketchcheck: 1
name: Loan decisions
brief: {BRIEF}
components:
  - {id: bank, kind: consumer_app, name: Loan desk, on_missing: ON, decision_effect: acts}
  - {id: gateway, kind: api_gateway, name: Gateway, auth: oauth}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: officer, kind: human_review, name: Credit officer}
  - {id: rules, kind: fallback, name: Rules only}
flows:
  - {from: bank, to: gateway, kind: request_response}
  - {from: gateway, to: scorer, kind: request_response}
"""
_ACTS = "affects_people: true"
_SPARE = "  - {from: gateway, to: rules, kind: request_response}\n"
_SWITCH = "  - {from: officer, to: gateway, kind: control, purpose: disable}\n"


def _design(flows: str, brief: str = _ACTS, on_missing: str = "error") -> str:
    return _PARTS.replace("BRIEF", brief).replace("ON,", f"{on_missing},") + flows


class NoKillSwitch(Rule):
    """What acts on people, or can do much harm, cannot be switched off and gone on without.

    A command to disable counts from anywhere, one to route traffic elsewhere only from people, alerts,
    monitors, releases or experiments; at the model, at what it is asked through, or at what passes its
    answers on. Something must take over then: a fallback, a system of today, a policy layer, a person, or
    an application that says how it goes on. Each model that is concerned needs such a switch.
    """

    code = "ROL003"
    name = "no-kill-switch"
    category = "rollout"
    severity = "error"
    gate = "live"
    message = "{serving} {stakes}, and {gap}"
    why = "When a model goes wrong, each hour until it is off is paid by the people that it decides about."
    fix = "Draw the command that switches it off, who gives it, and the fallback that then answers."
    false_alarms = "A platform whose operators can switch any service off; draw their command."
    question = (
        "It refuses good customers at a hundred times the usual rate. Who stops it, and what takes over?"
    )
    sources = (
        Source("NIST", "MANAGE-2.4"), Source("SCU", "7-action-limits"), Source("SEED", "S4"),
        Source("AWSC", "7.3"),
    )  # fmt: skip
    examples = (
        Bad(_design(_SPARE), at="design", fixed=True),
        Bad(_design(_SPARE, "harm: {level: high, text: a family loses its home}"), at="design", fixed=True),
        Bad(_design(_SWITCH), at="design", fixed=True),
        Good(_design(_SPARE + _SWITCH), why="The officer can switch to rules only."),
        Good(_design(_SWITCH, on_missing="default"), why="The desk goes on with a default."),
        Good(
            _design(_SPARE, "affects_people: false"),
            why="It decides nothing about single persons, and no high harm is stated.",
        ),
        Good(
            _design(_SPARE).replace(", decision_effect: acts", ", decision_effect: informs"),
            why="A person acts; the model informs.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The design, where some answer acts on people or may, or harm is high."""
        people = view.brief.affects_people
        if _high(view):
            return ["design"]
        asked = people is not False and any(_acts(view, one) != "informs" for one in _apps(view))
        acting = asked and any(_acts(view, one) == "acts" for one in _apps(view))
        return ["design"] if acting or (asked and people) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether each model that is concerned can be switched off, and something takes over then."""
        if not _high(view) and (unknown := _unknown(view)):
            return unknown
        concerned = _concerned(view)
        without = [one for one in concerned if not _switches(view, one)]
        if without:
            if unclear := next(_unclear(view, without), None):
                return NotStated("purpose", unclear)
            return self._gap(view, place, without, "no command is drawn that switches this off.")
        alone = [one for one in concerned if not _takes_over(view, one)]
        if alone:
            return self._gap(view, place, alone, "nothing is drawn that takes over once this is off.")
        return Passed()

    def _gap(self, view: View, place: str, models: list[str], gap: str) -> Finding:
        harm = view.brief.harm.text if view.brief.harm and _high(view) else None
        acting = "acts on people" if len(models) == 1 else "act on people"
        stakes = f"can do much harm{f' ({harm})' if harm else ''}" if _high(view) else acting
        apps = [one for one in _apps(view) if _acts(view, one) == "acts"]
        where = [*models, *apps]
        return self.found(place, where=where, serving=titles(view, models), stakes=stakes, gap=gap)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A command to switch it off where it is asked, and a fallback there if nothing takes over."""
        del finding
        mending, models = Mending(view), _concerned(view)
        for model in models:
            if not _switches(view, model):
                front = _front(view, model)
                stopper = mending.existing("human_review") or mending.ensure("alerting", like=front)
                mending.command(stopper, front, "disable")
        alone = [one for one in models if not _takes_over(view, one)]
        if alone:
            _stand_in(mending, view, alone)
        return [mending.fix(f"Draw what switches {titles(view, models)} off", complete=not alone)]


def _high(view: View) -> bool:
    return bool(view.brief.harm and view.brief.harm.level == "high")


def _apps(view: View) -> list[str]:
    """The applications that get an answer."""
    return view.once("apps answered", lambda: list(_find_apps(view)))


def _find_apps(view: View) -> Members:
    found = view.none()
    for one in answerers(view):
        found = found | all_readers(view, one)
    return view.among(found, "consumer_app")


def _acts(view: View, app: str) -> str | None:
    effect: str | None = view.get(app, "decision_effect")
    return effect


def _unknown(view: View) -> NotStated | None:
    """What must be stated before it is known whether an answer acts on people."""
    if view.brief.affects_people is None:
        return NotStated("affects_people", "brief")
    if any(_acts(view, one) == "acts" for one in _apps(view)):
        return None
    return NotStated("decision_effect", next(one for one in _apps(view) if _acts(view, one) is None))


def _concerned(view: View) -> list[str]:
    """All that answers, where harm is high; otherwise what answers an application that acts."""
    if _high(view):
        return answerers(view)
    acting = view.members(one for one in _apps(view) if _acts(view, one) == "acts")
    return [one for one in answerers(view) if all_readers(view, one) & acting]


def _way(view: View, model: str) -> Members:
    """Where its answers can be stopped: itself, what passes them on, and what either is asked through."""
    return view.once(("way of answers", model), lambda: _find_way(view, model))


def _find_way(view: View, model: str) -> Members:
    given = view.downstream(model, _PREDICTIONS)
    way = doors(view, model) | given
    for one in view.among(given, _STOPPED_AT):
        way = way | view.upstream(one, CALL)
    return way


def _switches(view: View, model: str) -> Members:
    return _way(view, model) & view.once("switched", lambda: _switched(view))


def _switched(view: View) -> Members:
    return view.members(
        flow.target
        for flow in controls(view)
        if flow.purpose == "disable" or (flow.purpose == "route" and view.kind(flow.source) in _OPERATED)
    )


def _unclear(view: View, models: Iterable[str]) -> Iterator[str]:
    """Commands at such a place that do not say what they are for."""
    for model in models:
        for one in view.among(_way(view, model), _STOPPED_AT):
            for flow in view.into(one, "control"):
                if isinstance(flow, Control) and flow.purpose is None and view.kind(flow.source) in _OPERATED:
                    yield flow.id


def _takes_over(view: View, model: str) -> bool:
    """Whether something stands in for the model when it is off."""
    readers = all_readers(view, model)
    if (_way(view, model) | readers) & view.once("stood in for", lambda: _stood_in_for(view)):
        return True
    return bool(view.among(readers, "human_review", "dashboard", "rules_engine")) or any(
        view.get(one, "on_missing") in COPES for one in view.among(readers, "consumer_app")
    )


def _stood_in_for(view: View) -> Members:
    """Components that ask a fallback or the system of today, are asked beside it, or get its answers."""
    found: set[str] = set()
    for one in view.of_kind(*_STAND_IN):
        found.update(view.sources(one, "request_response", "async_request", "control"))
        found.update(view.targets(one, "predictions"))
    return view.members(found)


def _front(view: View, model: str) -> str:
    """The gateway or policy layer through which a model is asked, or the model itself."""
    policy = view.among(all_readers(view, model), "rules_engine")
    return next(iter(gateways_before(view, model)), None) or next(iter(policy), model)


def _stand_in(mending: Mending, view: View, models: list[str]) -> None:
    """Let the front of each model ask a fallback; for a batch, which asks nobody, its readers do."""
    spare = next((one for one in view.of_kind("fallback") if not (view.out(one) or view.into(one))), None)
    fallback = spare or mending.add("fallback", like=models[0])
    for model in models:
        front = _front(view, model)
        readers = view.among(all_readers(view, model), "consumer_app", "legacy_system", "optimiser")
        for one in readers if view.kind(front) == "batch_inference" else [front]:
            mending.connect(one, fallback, "request_response")
