"""EVA008: the data that chose the model also report how good it is."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.questions import titles
from designer.graph.release import judged_by, judges

_CONTROL = frozenset({"control"})

_PARTS = """\
sketchcheck: 1
name: Churn
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: EvaluateSET}
  - {id: runs, kind: experiment_tracker, name: Runs}
  - {id: second, kind: training, name: Second model}
flows:
  - {from: train, to: judge, kind: model_artifact}
"""
_TRACKED = "  - {from: train, to: runs, kind: metadata}\n"


def _design(flows: str = _TRACKED, final_set: str = "") -> str:
    return _PARTS.replace("SET", final_set) + flows


class NoUntouchedFinalSet(Rule):
    """An evaluation chooses between runs, and is not said to keep a set that no choice sees.

    It chooses where it judges two trainings, where the runs that it judges are tracked, or where it
    starts a training again. A tracker or training apart from it is no sign of that.
    """

    code = "EVA008"
    name = "no-untouched-final-set"
    category = "evaluation"
    severity = "warning"
    gate = "trained"
    message = (
        "{judge} chooses between {runs}, and {what}. After many comparisons the best score is partly luck,"
        " and that score is what gets reported."
    )
    why = "Whatever takes part in a choice is used up as a test; the winner was picked for its luck as well."
    fix = "Keep one set that no choice ever sees and that is looked at once, or use nested splits."
    false_alarms = (
        "A tracker that only keeps the record of one scheduled training; waive it with that reason."
    )
    question = "Who has looked at the test set so far, and how many times?"
    sources = (Source("MLSDR", "Major 6"), Source("MLSDR", "Leakage checklist 7"))
    examples = (
        Bad(_design(), at="judge", fixed=True),
        Bad(_design(final_set=", final_set: shared"), at="judge", fixed=True),
        Bad(_design("  - {from: second, to: judge, kind: model_artifact}\n"), at="judge", fixed=True),
        Good(
            _design(final_set=", final_set: untouched"),
            why="One set is kept for the report, and only for it.",
        ),
        Good(
            _design("  - {from: second, to: runs, kind: metadata}\n"),
            why="The runs that are tracked are those of another model, which this one does not judge.",
        ),
        Good(_design(""), why="One run, judged once: nothing is chosen."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Evaluations that choose between runs."""
        return [one for one in judges(view) if _chooses(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it keeps a set that no choice sees."""
        final = view.value(place, "final_set")
        if final.value in ("untouched", "nested"):
            return passed_by(final)
        trainings = list(judged_by(view, place))
        several = len(trainings) > 1
        return self.found(
            place,
            where=trainings,
            judge=view.title(place),
            runs=titles(view, trainings) if several else f"runs of {titles(view, trainings)}",
            what="reports the final score on the same data"
            if final.value
            else "does not state a set that no choice has seen",
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that a set is kept; a person has to keep it."""
        mending = Mending(view)
        mending.state(finding.anchor, final_set="untouched")
        title = f"Keep a set for {view.title(finding.anchor)} that no choice sees"
        return [mending.fix(title, "declared", complete=False)]


def _chooses(view: View, judge: str) -> bool:
    trainings = judged_by(view, judge)
    if len(trainings) > 1:
        return True
    tracked = view.once("tracked", lambda: _tracked(view))
    return bool((trainings | view.members([judge])) & tracked) or bool(
        trainings & view.downstream(judge, _CONTROL)
    )


def _tracked(view: View) -> Members:
    """Trainings and evaluations that exchange metadata with a tracker of runs."""
    found: set[str] = set()
    for tracker in view.of_kind("experiment_tracker"):
        found.update(view.sources(tracker, "metadata"), view.targets(tracker, "metadata"))
    return view.members(found)
