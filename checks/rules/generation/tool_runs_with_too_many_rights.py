"""GEN011: the tool may do more than the person who asks."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.model.flow import CALL

_ORDERS = """\
sketchcheck: 1
name: Order desk
brief: {access_levels: LEVELS, problem: Customers call to ask where their order is., business_metric: Calls}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide, user_facing: false}
  - {id: model, kind: llm_endpoint, name: Model, exposure: internal}
  - {id: orders, kind: agent_tool, name: Get order, effect: read, RIGHTS}
flows:
  - {from: shop, to: model, kind: request_response}
  - {from: model, to: orders, kind: request_response}
"""


def _orders(rights: str, levels: str = "user") -> str:
    text = _ORDERS.replace("access_levels: LEVELS, ", f"access_levels: {levels}, " if levels else "")
    return text.replace("RIGHTS", rights)


class ToolRunsWithTooManyRights(Rule):
    """A tool takes whatever the model writes, or runs with rights that the person who asks may not have.

    Whose rights a tool uses is asked where the brief says that rights differ, and must then be stated.
    That its arguments are open is a finding only where it is stated.
    """

    code = "GEN011"
    name = "tool-runs-with-too-many-rights"
    category = "generation"
    severity = "warning"
    gate = "agentic"
    message = "{tool} {how}. Whoever misleads the model once can do there all that the tool can do."
    why = (
        "A model is a deputy that can be talked into things; rights that it does not have cannot be misused."
    )
    fix = "Run the tool as the user, with narrow typed arguments, and keep reading and writing apart."
    false_alarms = "A tool whose answers everybody may see, such as the weather; waive it with that reason."
    question = "With whose password does this call run?"
    sources = (Source("OWL", "LLM06 mitigations 3, 4, 5"), Source("MLSDR-AI", "Agent Review"))
    examples = (
        Bad(_orders("acts_as: service_account, typed: true"), at="orders", fixed=True),
        Bad(_orders("typed: true"), at="orders", fixed=True),
        Bad(_orders("acts_as: user, typed: false"), at="orders", fixed=True),
        Bad(_orders("pii: sensitive, acts_as: service_account, typed: false"), at="orders", fixed=True),
        Good(_orders("acts_as: user, typed: true"), why="It can do what the customer may do."),
        Good(_orders("acts_as: service_account, typed: true", "none"), why="Everybody may see every order."),
        Good(_orders("typed: true", ""), why="The brief does not say that rights differ."),
        Good(_orders("acts_as: user"), why="Whether its arguments are narrow is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Tools that something calls."""
        return [one for one in view.of_kind("agent_tool") if view.into(one, *CALL)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whose rights it uses, and how much it lets the model say."""
        typed = view.value(place, "typed")
        words = [
            *_rights(view, place),
            *(["runs any command that the model writes"] if typed.value is False else []),
        ]
        if words:
            severity = _severity(view, place)
            return self.found(place, severity=severity, tool=view.title(place), how=" and ".join(words))
        return NotStated("typed", place) if typed.value is None else passed_by(typed)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that it acts as the user, and that its arguments are narrow; both must be built."""
        tool, mending = finding.anchor, Mending(view)
        if _rights(view, tool):
            mending.state(tool, acts_as="user")
        if view.get(tool, "typed") is False:
            mending.state(tool, typed=True)
        title = f"Give {view.title(tool)} only the rights of the user"
        return [mending.fix(title, "declared", complete=False)]


def _rights(view: View, tool: str) -> list[str]:
    """What is wrong with the rights of a tool, where rights differ."""
    acts_as = view.get(tool, "acts_as")
    if view.brief.access_levels not in ("user", "tenant") or acts_as == "user":
        return []
    if acts_as is None:
        return ["does not state whose rights it uses"]
    return ["runs as a service that may do for everybody what each person may do only for himself"]


def _severity(view: View, tool: str) -> Severity:
    grave = view.get(tool, "effect") == "irreversible" or view.get(tool, "pii") == "sensitive"
    return "error" if grave else "warning"
