"""EVA003: one average for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.release import judged_by, judges
from designer.graph.slices import does_grave_harm, usual_groups

_PARTS = """\
sketchcheck: 1
name: Loans
BRIEF
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Release gateMORE}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: scorer, kind: model_artifact}
"""


def _design(more: str = "", brief: str = "brief: {ml_task: credit_scoring}") -> str:
    return _PARTS.replace("MORE", more).replace("BRIEF", brief)


class NoSliceEvaluation(Rule):
    """An evaluation of a trained model names no group that is judged apart.

    Groups that are named count also where the list of checks does not repeat the word; the word alone,
    without a group, does not. With high harm it is an error.
    """

    code = "EVA003"
    name = "no-slice-evaluation"
    category = "evaluation"
    severity = "warning"
    gate = "trained"
    message = (
        "{judge} names no groups that it judges apart{checks}. A model can gain on average and fail"
        " for {group}, say, and nobody would see it before the release."
    )
    why = "An average is made of the many; the group for which the model fails is usually small."
    fix = "Name at least two groups, such as new and known users or each region, with a floor for each."
    false_alarms = (
        "A model whose cases are all alike, such as one machine's sensor; waive it with that reason."
    )
    question = "For whom is the model worst, how bad is it there, and who has decided that this is enough?"
    sources = (
        Source("MLTS", "Model6"), Source("GCP", "L1-model-validation"), Source("SHA", "5.1.3"),
        Source("SHA", "4.4.4"),
    )  # fmt: skip
    examples = (
        Bad(_design(", checks: [metric, baseline]"), at="judge", fixed=True),
        Bad(_design(", checks: [metric, slices]"), at="judge", fixed=True),
        Bad(_design(brief="brief: {harm: {level: high}}"), at="judge", fixed=True),
        Good(
            _design(", checks: [metric, slices], slices: [first loan, region]"),
            why="Two groups are judged apart.",
        ),
        Good(_design(", slices: [first loan, region]"), why="The groups are named; that says enough."),
        Good(
            """\
sketchcheck: 1
name: An evaluation that judges no trained model
components:
  - {id: train, kind: training, name: Train}
  - {id: judge, kind: evaluation, name: Answer tests}
  - {id: model, kind: llm_endpoint, name: Assistant}
flows:
  - {from: model, to: judge, kind: predictions}
""",
            why="It judges a language model, which other rules ask about.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Evaluations that judge a trained model."""
        return judges(view)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it names groups."""
        slices = view.value(place, "slices")
        if any(one.strip() for one in slices.value or ()):
            return passed_by(slices)
        severity: Severity = "error" if does_grave_harm(view) else "warning"
        only_said = "slices" in (view.get(place, "checks") or ())
        return self.found(
            place,
            where=judged_by(view, place),
            severity=severity,
            judge=view.title(place),
            checks=", though slices are among its checks" if only_said else "",
            group=usual_groups(view)[0],
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Propose groups that fit the task; which ones matter here a person knows."""
        mending, judge = Mending(view), finding.anchor
        checks = view.get(judge, "checks") or ()
        mending.state(judge, checks=list(dict.fromkeys((*checks, "slices"))), slices=list(usual_groups(view)))
        title = f"Judge groups apart in {view.title(judge)}; replace the proposed ones by yours"
        return [mending.fix(title, "declared", complete=False)]
