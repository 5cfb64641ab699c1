"""LBL007: the same user is in training and in test."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View

_PARTS = """\
sketchcheck: 1
name: Scans
brief: {repeated_entities: REPEATED, temporal: false}
components:
  - {id: scans, kind: warehouse, name: Scans}
  - {id: features, kind: feature_pipeline, name: Features}
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Evaluate, STATED}
flows:
  - {from: scans, to: features, kind: batch_data}
  - {from: features, to: train, kind: features}
  - {from: train, to: judge, kind: model_artifact}
"""


def _design(stated: str, repeated: str = "true") -> str:
    return _PARTS.replace("STATED", stated).replace("REPEATED", repeated)


class SameEntityOnBothSidesOfSplit(Rule):
    """Rows are split at random though the brief says that one user, patient or document gives many.

    Checks that are not stated count as none. Where the split is also wrong in time, only that is said:
    one new split mends both.
    """

    code = "LBL007"
    name = "same-entity-on-both-sides-of-split"
    category = "labels"
    severity = "error"
    gate = "trained"
    suppressed_by = ("LBL005",)
    message = (
        "{judge} splits rows at random, but one user, patient or document gives many rows. The same one is in"
        " training and in test, so the score measures memory and says little about new ones."
    )
    why = "A model that has seen the same person before only has to recognise them."
    fix = "Keep all rows of one entity on one side, remove near-duplicates, and check for leakage."
    false_alarms = "Systems that only ever score entities they have learned from; split by time then."
    question = "A user has 300 rows. How many are in the test set while the others are in training?"
    sources = (
        Source("MLSDR", "Critical 3"), Source("MLSDR", "Leakage checklist 4, 5"), Source("MLSDR", "Major 5"),
    )  # fmt: skip
    examples = (
        Bad(_design("split: random"), at="judge", fixed=True),
        Bad(_design("split: random, checks: [metric, slices]"), at="judge", fixed=True),
        Good(_design("split: group"), why="All rows of one patient are on one side."),
        Good(
            _design("split: random, checks: [metric, leakage]"), why="Leakage between the sides is checked."
        ),
        Good(_design("split: random", "false"), why="Each patient gives one row."),
        Good(_design("on_fail: block"), why="The split is a question, not a gap."),
    )

    def places(self, view: View) -> Iterable[str]:
        """The evaluations that get something to judge, where entities are repeated."""
        if view.brief.repeated_entities:
            yield from (one for one in view.of_kind("evaluation") if view.into(one))

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its split is not random, or leakage is checked."""
        split, checks = view.value(place, "split"), view.value(place, "checks")
        if "leakage" in (checks.value or ()):
            return passed_by(checks)
        if split.value is None:
            return NotStated("split", place)
        if split.value != "random":
            return passed_by(split)
        return self.found(place, judge=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Split by group and check for leakage; the field to group by is a person's to name."""
        judge = finding.anchor
        mending = Mending(view)
        mending.state(judge, split="group", checks=_with_leakage(view, judge))
        title = f"State that {view.title(judge)} keeps all rows of one entity on one side"
        return [mending.fix(title, "declared", complete=False)]


def _with_leakage(view: View, judge: str) -> list[str]:
    return [*(view.get(judge, "checks") or ()), "leakage"]
