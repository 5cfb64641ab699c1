"""BRF001: nobody wrote down which problem the system solves."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

SHORTEST = 20
"""A problem in fewer characters is a label, not a sentence."""


class ProblemStatementMissing(Rule):
    """The brief has no problem statement, one too short to mean anything, or only the name of the task."""

    code = "BRF001"
    name = "problem-statement-missing"
    category = "brief"
    severity = "error"
    maturity = "sketch"
    asks_from = 3
    message = (
        "The brief does not state a problem that these {count} components solve,"
        " so nobody can tell whether they are the right ones, or whether they worked."
    )
    why = "Every judgement is measured against the problem; a drawing without one is neither right nor wrong."
    fix = "State in the brief who suffers what, how often, and what it costs."
    false_alarms = "A drawing made only to explain a tool has no problem of its own; waive the finding there."
    question = "Without the word model: what goes wrong today, and for whom?"
    sources = (Source("SEED", "S4"), Source("SEED", "S8"), Source("IVR"), Source("SE4", "6"))
    examples = (
        Bad(
            """\
sketchcheck: 1
name: Churn
brief: {ml_task: churn, problem: churn}
components:
  - {id: crm, kind: data_source}
  - {id: train, kind: training}
  - {id: app, kind: consumer_app}
""",
            at="brief.problem",
        ),
        Bad(
            """\
sketchcheck: 1
name: Nothing stated
components:
  - {id: crm, kind: data_source}
  - {id: train, kind: training}
  - {id: app, kind: consumer_app}
""",
            at="brief.problem",
        ),
        Good(
            """\
sketchcheck: 1
name: Churn
brief:
  ml_task: churn
  problem: One subscriber in nine leaves within 60 days, and support hears of it afterwards.
components:
  - {id: crm, kind: data_source}
  - {id: train, kind: training}
  - {id: app, kind: consumer_app}
""",
            why="The problem says who, how often and why today's way fails.",
        ),
        Good(
            "sketchcheck: 1\nname: Two boxes\ncomponents:\n  - {id: a, kind: data_source}\n",
            why="A first box is no design yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The problem field, once there are three components."""
        return ["brief.problem"] if len(view.ids) >= self.asks_from else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the field holds a sentence."""
        problem = (view.brief.problem or "").strip()
        if len(problem) < SHORTEST or problem == view.brief.ml_task:
            return self.found(place, count=len(view.ids))
        return Passed("declaration")
