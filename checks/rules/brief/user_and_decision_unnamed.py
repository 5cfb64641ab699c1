"""BRF003: nobody said who uses the answer, or what they do differently."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Passed, Verdict
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.purpose import is_project, unsaid

_WORDS = {"users": "who uses the answer", "decision": "what is done differently because of it"}

_CLINIC = """\
sketchcheck: 1
name: No-shows
brief:
  problem: Of 1600 appointments a day 190 stay empty, while others wait for weeks.
BRIEF
components:
  - {id: visits, kind: warehouse, name: Visits}
  - {id: train, kind: training, name: Train}
  - {id: scores, kind: batch_inference, name: Nightly scores}
  - {id: desk, kind: consumer_app, name: Call list}
flows:
  - {from: visits, to: train, kind: features}
  - {from: train, to: scores, kind: model_artifact}
  - {from: scores, to: desk, kind: predictions}
"""


def _clinic(brief: str = "") -> str:
    return _CLINIC.replace("BRIEF\n", brief)


class UserAndDecisionUnnamed(Rule):
    """The brief leaves out who uses the answer, or which decision changes because of it.

    A box for the application does not stand in for them: it says where the answer goes, not what
    somebody does with it.
    """

    code = "BRF003"
    name = "user-and-decision-unnamed"
    category = "brief"
    severity = "warning"
    gate = "has_model"
    suppressed_by = ("BRF001",)
    message = (
        "The brief does not say {missing}. For a decision that nobody has named there is no right threshold,"
        " no time limit and no price of an error."
    )
    why = "An answer that changes nothing anybody does is worth nothing, however often it is right."
    fix = "Write down who gets the answer, and what they do with it that they would not do without it."
    false_alarms = "A platform whose users are other teams; name the first of them and their decision."
    question = "The score arrives. Who does what now, and what would they have done without it?"
    sources = (Source("SEED", "S4"), Source("ZIN", "25"), Source("NSH"))
    examples = (
        Bad(_clinic(), at="brief"),
        Bad(_clinic("  users: The call desk\n"), at="brief"),
        Good(
            _clinic("  users: The call desk\n  decision: Whom the desk phones each morning.\n"),
            why="The desk and its morning calls are named.",
        ),
        Good(
            "sketchcheck: 1\nname: First box\ncomponents:\n  - {id: train, kind: training}\n",
            why="A first box is no project yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """The brief, once there are three components."""
        return ["brief"] if is_project(view) else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether both fields hold something."""
        missing = [_WORDS[name] for name in unsaid(view, *_WORDS)]
        if not missing:
            return Passed("declaration")
        return self.found(place, where=["brief.problem"], missing=", or ".join(missing))
