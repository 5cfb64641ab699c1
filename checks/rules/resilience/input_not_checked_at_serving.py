"""RES004: a model answers whatever it is sent."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.model.flow import CALL
from designer.model.kinds import CONSUMER

DOORS = ("ranking_stage", "serving_endpoint")
"""Online kinds that can state whether they check what they are sent."""
CHECKERS = ("data_validation", "guardrail")
_STOP = frozenset(DOORS)

_LOAN = """\
sketchcheck: 1
name: Loan scores
components:
  - {id: form, kind: consumer_app, name: Loan form, on_missing: default}
  - {id: gateway, kind: api_gateway, name: Gateway}
  - {id: scorer, kind: serving_endpoint, name: Scorer, input_validation: false}
flows:
  - {from: form, to: gateway, kind: request_response}
  - {from: gateway, to: scorer, kind: request_response}
"""


class InputNotCheckedAtServing(Rule):
    """The first model behind an application does not check requests, and nothing before it does.

    Asked is the first component that can check, not those behind it: what has passed one door is known.
    An error where the door is open to the public.
    """

    code = "RES004"
    name = "input-not-checked-at-serving"
    category = "resilience"
    severity = "warning"
    gate = "online"
    message = (
        "{serving} takes whatever {caller} sends. A missing field, a negative age or an unknown category"
        " gives a confident score that is wrong."
    )
    why = "A model has an answer to every input; that one was nonsense shows only in what follows from it."
    fix = "Check names, types, ranges and categories of each request, and say which answer a bad one gets."
    false_alarms = "Callers of the same team that check for it; state that they do."
    question = "Somebody sends age = -3. What comes back, and who hears of it?"
    sources = (
        Source("SEED", "S3"), Source("SEED", "S2"), Source("SHA", "4.5.4"), Source("OWA", "ML01"),
        Source("MLTS", "Monitor2"),
    )  # fmt: skip
    examples = (
        Bad(_LOAN, at="scorer", fixed=True),
        Bad(
            _LOAN.replace("flows:\n", "  - {id: ranker, kind: ranking_stage, name: Offers}\nflows:\n")
            + "  - {from: scorer, to: ranker, kind: request_response}\n",
            at="scorer",
            fixed=True,
        ),
        Good(_LOAN.replace("input_validation: false", "input_validation: true")),
        Good(
            _LOAN.replace("input_validation: false", "technology: fastapi"), why="The framework checks types."
        ),
        Good(_LOAN.replace(", input_validation: false", ""), why="Whether it checks is a question."),
        Good(
            _LOAN.replace("kind: api_gateway", "kind: guardrail"),
            why="A guard stands between the form and the model.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The first doors behind applications, people and other systems."""
        return [one for one in view.of_kind(*DOORS) if _callers(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it or something on the way to it checks requests."""
        checks = view.value(place, "input_validation")
        if checks.value:
            return passed_by(checks)
        if view.among(view.upstream(place, CALL, _STOP), *CHECKERS):
            return Passed()
        if checks.value is None:
            return NotStated("input_validation", place)
        callers = list(_callers(view, place))
        severity = "error" if view.get(place, "exposure") == "public" else self.severity
        return self.found(
            place, where=callers, severity=severity, serving=view.title(place), caller=view.title(callers[0])
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that it checks."""
        mending = Mending(view)
        mending.state(finding.anchor, input_validation=True)
        title = f"State that {view.title(finding.anchor)} checks requests"
        return [mending.fix(title, "declared", complete=False)]


def _callers(view: View, door: str) -> Members:
    return view.among(view.upstream(door, CALL, _STOP), CONSUMER)
