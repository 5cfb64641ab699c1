"""GOV003: a score decides about people, and no person can."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import all_readers, answerers, knows_outcomes
from designer.model.flow import CALL
from designer.model.kinds import KINDS

NAMED = 20
"""So many models are named."""
_PREDICTIONS = frozenset({"predictions"})
_HANDED = frozenset({"predictions", "async_request", "request_response"})
_BETWEEN = frozenset(KINDS) - {
    "queue",
    "rules_engine",
    "api_gateway",
    "guardrail",
    "prediction_store",
    "other",
}
"""Kinds that end the way on which a case comes to a person."""
_DECIDES = frozenset({"triage", "approval"})
_APPEAL = "appeal"

_LOAN = """\
sketchcheck: 1
name: Small loans
brief: {harm: {level: HARM}}
components:
  - {id: app, kind: consumer_app, name: Loan app, decision_effect: acts, on_missing: default}
  - {id: scorer, kind: serving_endpoint, name: Loan score}
  - {id: history, kind: feature_store, name: Payment history}
DESK
flows:
  - {from: app, to: scorer, kind: request_response}
  - {from: scorer, to: history, kind: request_response}
"""
_DESK = "  - {id: desk, kind: human_review, name: Loan officers, role: [ROLE], can_override: true}\n"
_BAND = "  - {from: scorer, to: desk, kind: predictions, label: unsure band}\n"


def _loan(harm: str = "high", role: str = "", flows: str = "") -> str:
    desk = _DESK.replace("ROLE", role) if role else ""
    return _LOAN.replace("HARM", harm).replace("DESK\n", desk) + flows


class HighHarmWithoutHumanOrAppeal(Rule):
    """An application acts on people from a score, harm is high or the law looks on, and no person decides.

    A person decides where human review is given cases (by the model, by what lies between it and the
    application, or by the application), may override, and does more than audit or hear appeals. There
    must be human review for appeals as well; it may be the same. Whether the application acts, whether a
    review may override and what it is for are asked where they are not stated.
    """

    code = "GOV003"
    name = "high-harm-without-human-or-appeal"
    category = "governance"
    severity = "error"
    gate = "live"
    message = "{consumer} acts on people by what {serving} says. {gap}"
    why = (
        "Where a wrong answer does lasting harm to a person, somebody must look at the doubtful cases, and"
        " the person must be able to object."
    )
    fix = (
        "Send the doubtful band to people who may override, lead their verdicts back as labels, and take"
        " appeals."
    )
    false_alarms = "An action that is undone by a click of the person concerned; then harm is not high."
    question = "The model is wrong about me. Who can change the decision, and how do I reach them?"
    sources = (
        Source("NIST", "MANAGE-2.4"), Source("NSH"), Source("SEED", "S4"), Source("CFPB"),
        Source("SE4", "29"),
    )  # fmt: skip
    examples = (
        Bad(_loan(), at="app", fixed=True),
        Bad(_loan(role="triage", flows=_BAND), at="app", fixed=True),
        Bad(_loan(role="appeal", flows=_BAND), at="app", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: Benefits
brief: {affects_people: true, regulated: [insurance]}
components:
  - {id: claims, kind: warehouse, name: Claims}
  - {id: nightly, kind: batch_inference, name: Nightly scores}
  - {id: pay, kind: consumer_app, name: Payments, decision_effect: acts}
flows:
  - {from: claims, to: nightly, kind: features}
  - {from: nightly, to: pay, kind: predictions}
""",
            at="pay",
            fixed=True,
        ),
        Good(
            _loan(role="triage, appeal", flows=_BAND),
            why="Officers decide the unsure cases and hear those who object.",
        ),
        Good(_loan(harm="low"), why="Little harm is done by a wrong answer."),
        Good(
            _loan().replace("acts", "informs"),
            why="A person reads the score and decides.",
        ),
        Good(
            _loan(role="triage, appeal", flows=_BAND).replace(", can_override: true", ""),
            why="Whether the officers may override is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Applications that get an answer, where harm is high or the law looks on."""
        return sorted(_scored_by(view)) if _is_grave(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it acts, and if so whether people decide and hear appeals."""
        effect = view.value(place, "decision_effect")
        if effect.value is None:
            return NotStated("decision_effect", place)
        if effect.value != "acts":
            return passed_by(effect)
        deciding, hearing = _may_override(view, _deciders(view, place)), _hearing(view)
        gaps = [
            *_gap(deciding, "Nobody checks the doubtful cases"),
            *_gap(hearing, "no way to object is drawn"),
        ]
        if gaps:
            return self._finding(view, place, gaps)
        unknown = [one for one in (deciding, hearing) if isinstance(one, NotStated)]
        return unknown[0] if unknown else Passed()

    def _finding(self, view: View, place: str, gaps: list[str]) -> Finding:
        serving = _scored_by(view)[place]
        text = ", and ".join(gaps)
        return self.found(
            place,
            where=serving[:NAMED],
            consumer=view.title(place),
            serving=view.title(serving[0]),
            gap=f"{text[0].upper()}{text[1:]}.",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """People between the score and the action, who also hear appeals."""
        app = finding.anchor
        mending = Mending(view)
        desk = next(iter(_given_cases(view, app)), None) or mending.existing("human_review")
        if desk is None:
            desk = mending.add("human_review", like=app)
        roles = view.get(desk, "role") or () if desk in view else ()
        missing = [one for one in ("triage", _APPEAL) if one not in roles]
        if _DECIDES & set(roles):
            missing = [one for one in missing if one == _APPEAL]
        mending.state(desk, can_override=True, role=[*roles, *missing])
        if desk not in _given_cases(view, app):
            mending.connect(_front(view, app), desk, "predictions", label="doubtful cases")
            mending.connect(desk, app, "predictions")
        mending.connect(app, desk, "async_request", label="appeals")
        _teach(mending, desk)
        return [mending.fix(f"Let people decide the doubtful cases of {view.title(app)}", complete=False)]


def _is_grave(view: View) -> bool:
    brief = view.brief
    regulated = bool(brief.affects_people and brief.regulated)
    return regulated or (brief.harm is not None and brief.harm.level == "high")


def _scored_by(view: View) -> dict[str, list[str]]:
    """For each application that gets answers, the models that give them."""
    return view.once("scored_by", lambda: _find_scored_by(view))


def _find_scored_by(view: View) -> dict[str, list[str]]:
    apps = view.all_of("consumer_app")
    found: dict[str, list[str]] = {}
    for serving in answerers(view):
        for app in all_readers(view, serving) & apps:
            found.setdefault(app, []).append(serving)
    return found


def _given_cases(view: View, app: str) -> Members:
    """Human review to which the application, or a model that answers it, hands cases."""
    people = view.all_of("human_review")
    if not people:
        return people
    found = view.downstream(app, _HANDED, _BETWEEN)
    for serving in _scored_by(view)[app]:
        found = found | all_readers(view, serving) | view.upstream(serving, CALL)
    return found & people


def _deciders(view: View, app: str) -> list[str]:
    """Those of them who do more than audit or hear appeals, or do not say what they do."""
    people = [(one, view.get(one, "role")) for one in _given_cases(view, app)]
    return [one for one, roles in people if roles is None or _DECIDES & set(roles)]


def _may_override(view: View, people: list[str]) -> bool | NotStated:
    unknown = None
    for one in people:
        may = view.get(one, "can_override")
        if may:
            return True
        unknown = unknown or (NotStated("can_override", one) if may is None else None)
    return unknown or False


def _hearing(view: View) -> bool | NotStated:
    return view.once("appeals are heard", lambda: _find_hearing(view))


def _find_hearing(view: View) -> bool | NotStated:
    roles = {one: view.get(one, "role") for one in view.of_kind("human_review")}
    if any(_APPEAL in (role or ()) for role in roles.values()):
        return True
    return next((NotStated("role", one) for one, role in roles.items() if role is None), False)


def _gap(answer: bool | NotStated, words: str) -> list[str]:
    return [words] if answer is False else []


def _front(view: View, app: str) -> str:
    """Who hands the doubtful cases over: a policy layer before the application, else the model."""
    given = view.upstream(app, _PREDICTIONS, _BETWEEN) | view.downstream(app, CALL, _BETWEEN)
    return next(iter(view.among(given, "rules_engine")), None) or _scored_by(view)[app][0]


def _teach(mending: Mending, desk: str) -> None:
    """Lead the verdicts to where outcomes are joined already, if anywhere."""
    view = mending.view
    for join in view.of_kind("outcome_join"):
        if join in knows_outcomes(view):
            mending.connect(desk, join, "labels", label="verdicts")
            return
