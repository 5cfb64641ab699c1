"""ROL004: the old system goes, and nobody has compared it with the new one."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, answer_records, answerers, gateways_before, titles
from designer.graph.release import controls, doors, judges, judges_of, tried
from designer.model.flow import CALL
from designer.model.kinds import MONITOR, SERVING
from designer.model.resolve import Origin

_COMPARING = ("evaluation", "experiment_platform", *sorted(MONITOR))

_PARTS = """\
sketchcheck: 1
name: Loan decisions
components:
  - {id: desk, kind: consumer_app, name: Loan desk, on_missing: default}
  - {id: old, kind: legacy_system, name: Score card, status: STATUS}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: judge, kind: evaluation, name: Evaluate}
  - {id: gateway, kind: api_gateway, name: Gateway, auth: oauth}
flows:
  - {from: desk, to: gateway, kind: request_response}
  - {from: gateway, to: scorer, kind: request_response}
"""
_OLD_ASKED = "  - {from: gateway, to: old, kind: request_response}\n"
_OLD_GIVES = "  - {from: old, to: desk, kind: predictions}\n"


def _design(flows: str, status: str = "retiring") -> str:
    return _PARTS.replace("STATUS", status) + flows


class LegacyReplacedWithoutOverlap(Rule):
    """An old system and a new model answer the same consumer, and are neither compared nor routed.

    Asked of a system that is retiring, and of one that gives its predictions to the same consumer. One
    that is only called beside the model may answer another question, so where its status is not stated
    that is asked first. An old system that calls the new model, or that the model or a fallback calls,
    goes on working with it, and a policy layer that gets both decides which one wins.
    """

    code = "ROL004"
    name = "legacy-replaced-without-overlap"
    category = "rollout"
    severity = "warning"
    gate = "live"
    suppressed_by = ("INT003",)
    message = (
        "{legacy} and {serving} answer {consumers}, and nothing shows a time in which both run and are"
        " compared, nor which of them wins."
    )
    why = "An old system holds rules that nobody wrote down. Only cases where the two differ bring them up."
    fix = (
        "Run both on the same cases, compare the answers, and route by segment until the new one is as good."
    )
    false_alarms = "Two systems that answer different questions of one application; draw what each is asked."
    question = "Which cases does the old system get right that yours gets wrong?"
    sources = (
        Source("SEED", "S1"), Source("SEED", "S2"), Source("ZIN", "7"), Source("ZIN", "24"),
        Source("SE4", "22"),
    )  # fmt: skip
    examples = (
        Bad(_design(_OLD_ASKED), at="old", fixed=True),
        Bad(_design(_OLD_GIVES, status="existing"), at="old", fixed=True),
        Good(
            _design(
                _OLD_ASKED
                + "  - {from: old, to: judge, kind: predictions}\n"
                + "  - {from: scorer, to: judge, kind: predictions}\n"
            ),
            why="The answers of both are compared.",
        ),
        Good(
            _design(_OLD_ASKED + "  - {from: gateway, to: scorer, kind: control, purpose: route}\n"),
            why="The gateway decides by case who answers.",
        ),
        Good(_design(_OLD_ASKED, status="existing"), why="It stays, and may answer another question."),
        Good(
            _design("  - {from: scorer, to: old, kind: request_response}\n"),
            why="The new model asks the old system.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Old systems that may be replaced by a new model with the same consumer."""
        return [one for one in view.of_kind("legacy_system") if _replaced_by(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether each new model is tried beside it, routed, or compared with it."""
        alone = [one for one in _replaced_by(view, place) if not _overlap(view, place, one)]
        if not alone:
            return Passed()
        status = view.value(place, "status")
        if not view.out(place, "predictions"):
            if status.origin is Origin.DEFAULT:
                return NotStated("status", place)
            if status.value != "retiring":
                return Passed("declaration")
        readers = [one for one in _readers(view, place) if _shared(view, alone, one)]
        assumed = any(view.value(one, "status").origin is Origin.DEFAULT for one in alone)
        return self.found(
            place,
            assumed=("status",) if assumed else (),
            where=[*alone, *readers],
            legacy=view.title(place),
            serving=titles(view, alone),
            consumers=titles(view, readers),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Bring the answers of both to one place that compares; and let a gateway before the new one route.

        An evaluation that judges something else is left alone: it would have to judge this model too.
        """
        legacy, mending = finding.anchor, Mending(view)
        for serving in _replaced_by(view, legacy):
            if _overlap(view, legacy, serving):
                continue
            judge = next(iter(judges_of(view, serving) & view.members(judges(view))), None)
            judge = judge or _platform(mending, serving)
            for one in (legacy, serving):
                mending.connect(one, judge, "predictions")
            for gateway in list(gateways_before(view, serving))[:1]:
                mending.command(gateway, serving, "route")
        return [mending.fix(f"Compare {view.title(legacy)} with what replaces it while both run")]


def _readers(view: View, legacy: str) -> Members:
    """Who gets the answers of the old system, without other old systems and policy layers."""
    return view.among(all_readers(view, legacy), "consumer_app", "human_review", "dashboard", "optimiser")


def _shared(view: View, models: Iterable[str], reader: str) -> bool:
    return any(all_readers(view, one) & view.members([reader]) for one in models)


def _replaced_by(view: View, legacy: str) -> list[str]:
    """The new models that answer a consumer of the old system and do not work with it."""
    return view.once(("replaced by", legacy), lambda: _find_replacing(view, legacy))


def _find_replacing(view: View, legacy: str) -> list[str]:
    if _is_fallback(view, legacy):
        return []
    answered: dict[str, list[str]] = view.once("answered with the old", lambda: _answered(view))
    policies = view.among(all_readers(view, legacy), "rules_engine")
    asking = view.upstream(legacy, CALL)
    found = {one for reader in _readers(view, legacy) for one in answered[reader]}
    joined = asking | view.members(one for policy in policies for one in answered[policy])
    joined = joined | view.members(answered[legacy])
    return list(view.members(found) - joined)


def _answered(view: View) -> dict[str, list[str]]:
    """By reader of an old system, and by old system, the new models that answer it."""
    old = view.all_of("legacy_system")
    asked = old
    for one in old:
        asked = asked | all_readers(view, one)
    answered: dict[str, list[str]] = {one: [] for one in asked}
    for model in answerers(view):
        if view.kind(model) in SERVING and view.get(model, "status") == "new":
            for reader in all_readers(view, model) & asked:
                answered[reader].append(model)
    return answered


def _is_fallback(view: View, legacy: str) -> bool:
    near = (*view.sources(legacy), *view.targets(legacy))
    return any(view.kind(one) == "fallback" for one in near)


def _overlap(view: View, legacy: str, serving: str) -> bool:
    """Whether traffic is split between the two, or their answers come to one place that compares."""
    entrances = doors(view, serving) | doors(view, legacy)
    if entrances & (tried(view) | view.once("routed", lambda: _routed(view))):
        return True
    judged = judges_of(view, serving) | answer_records(view, serving)
    return bool(judged & answer_records(view, legacy) & view.all_of(*_COMPARING))


def _routed(view: View) -> Members:
    return view.members(flow.target for flow in controls(view) if flow.purpose == "route")


def _platform(mending: Mending, serving: str) -> str:
    """An experiment platform, drawn or new, that is not itself asked on the way of a request."""
    asked = {flow.target for flow in mending.design.flows.values() if flow.kind == "request_response"}
    platforms = [key for key, one in mending.design.components.items() if one.kind == "experiment_platform"]
    free = sorted(one for one in platforms if one not in asked)
    return free[0] if free else mending.add("experiment_platform", like=serving)
