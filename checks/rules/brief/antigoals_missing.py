"""BRF007: everything is a goal, and nothing is left out on purpose."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import asked_maturity, is_project, unsaid

LARGE = 8
"""From so many components on, scope is worth a word: a convention of the catalogue."""

_BOT = """\
sketchcheck: 1
name: Support bot
brief:
  maturity: MATURITY
  problem: Customers wait two days for answers that stand in the manual.
ANTIGOALS
components:
  - {id: app, kind: consumer_app, name: Chat, on_missing: default}
  - {id: bot, kind: serving_endpoint, name: Assistant}
  - {id: model, kind: llm_endpoint, name: Model}
flows:
  - {from: app, to: bot, kind: request_response}
  - {from: bot, to: model, kind: request_response}
"""
_FIVE_MORE = "".join(f"  - {{id: source-{n}, kind: data_source}}\n" for n in range(5))


def _bot(maturity: str = "design", antigoals: str = "", boxes: str = "") -> str:
    text = _BOT.replace("MATURITY", maturity).replace("ANTIGOALS\n", antigoals)
    return text.replace("flows:\n", boxes + "flows:\n")


class AntigoalsMissing(Rule):
    """A design of some size, or one for production, does not say what it will not do."""

    code = "BRF007"
    name = "antigoals-missing"
    category = "brief"
    severity = "advice"
    gate = "has_model"
    suppressed_by = ("BRF001",)
    message = (
        "The brief has goals and no limits. Nobody can say which of the next wishes are out of scope, or what"
        " the system must never do."
    )
    why = "What was not ruled out gets built, or is expected; both come to light late."
    fix = "Write two or three things into antigoals that this version does not do, and why."
    false_alarms = "A small tool of one team, where scope is settled by talking; waive it."
    question = "What will people ask for next that you have decided not to build?"
    sources = (Source("MLSDR", "Major 1"), Source("MLSDR", "dimension 1"))
    examples = (
        Bad(_bot("production"), at="brief.antigoals"),
        Bad(_bot(boxes=_FIVE_MORE), at="brief.antigoals"),
        Good(
            _bot("production", "  antigoals: It answers nothing about contracts and changes no account.\n"),
            why="Two limits are set.",
        ),
        Good(_bot(), why="A small drawing is not asked before production."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The field, for a large design or one for production."""
        grown = asked_maturity(view) == "production" and is_project(view)
        return ["brief.antigoals"] if grown or len(view.ids) >= LARGE else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the field holds something."""
        if not unsaid(view, "antigoals"):
            return Passed("declaration")
        return self.found(place, where=["brief.problem"])
