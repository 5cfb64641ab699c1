"""GEN006: a model grades answers, and no person has graded the same ones."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.questions import answerers

_GRADES = frozenset({"labels", "feedback"})
_OWN_WORK = frozenset({"eval_set", "training"})
"""Kinds behind which labels are expected answers, not grades of given ones."""

_JUDGED = """\
sketchcheck: 1
name: Graded by a model
brief: {maturity: production, problem: Customers wait two days for an answer to a simple question.}
components:
  - {id: app, kind: consumer_app, name: Help page, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model, exposure: internal}
  - {id: tests, kind: evaluation, name: Answer tests, on_fail: block, judge: llm, judge_calibrated: false}
  - {id: questions, kind: eval_set, name: Questions}
  - {id: people, kind: human_review, name: Support team}
flows:
  - {from: app, to: model, kind: request_response}
  - {from: model, to: tests, kind: predictions}
  - {from: model, to: people, kind: predictions}
  - {from: questions, to: tests, kind: labels}
"""


class ModelJudgesItselfUncalibrated(Rule):
    """A language model grades answers, states that it was never compared, and gets no grades of people.

    Grades are labels or feedback of people or of labelling that reach the evaluation or monitor, also by
    way of a store; what comes through an eval set are expected answers. Labels made by rules do not count.
    """

    code = "GEN006"
    name = "model-judges-itself-uncalibrated"
    category = "generation"
    severity = "warning"
    maturity = "production"
    gate = "generative"
    message = (
        "{judge} lets a model grade the answers, and its grades were never laid beside those of people. You"
        " may be tuning for what one model likes to read from another."
    )
    why = (
        "A judging model has tastes: long answers, its own phrases, the first of two. They look like quality."
    )
    fix = "Let people grade a sample of the same answers, report how often both agree, and repeat it."
    false_alarms = (
        "A comparison made outside the drawing; state `judge_calibrated: true` and keep its numbers."
    )
    question = "Of a hundred answers, on how many do this judge and your best colleague disagree?"
    sources = (Source("MLSDR", "Major 13"), Source("MLSDR-AI", "Evaluation"))
    examples = (
        Bad(_JUDGED, at="tests", fixed=True),
        Bad(
            _JUDGED.replace("kind: evaluation", "kind: quality_monitor")
            .replace(", on_fail: block", "")
            .replace("  - {from: questions, to: tests, kind: labels}\n", ""),
            at="tests",
            fixed=True,
        ),
        Bad(
            _JUDGED + "  - {from: people, to: questions, kind: labels}\n",
            at="tests",
            fixed=True,
        ),
        Good(_JUDGED + "  - {from: people, to: tests, kind: labels}\n", why="People grade the same answers."),
        Good(_JUDGED.replace("judge_calibrated: false", "judge_calibrated: true"), why="It was compared."),
        Good(_JUDGED.replace(", judge_calibrated: false", ""), why="Whether it was compared is a question."),
        Good(_JUDGED.replace("judge: llm", "judge: human"), why="People are the judges."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Evaluations and monitors of quality in which a language model is the judge."""
        judges = view.of_kind("evaluation", "quality_monitor")
        return [one for one in judges if view.get(one, "judge") == "llm"]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether its grades were compared with those of people, or can be."""
        calibrated = view.value(place, "judge_calibrated")
        if calibrated.value:
            return passed_by(calibrated)
        people = view.among(view.upstream(place, _GRADES, _OWN_WORK), "human_review", "labelling")
        if any(view.get(one, "mode") != "rule" for one in people):
            return Passed()
        if calibrated.value is None:
            return NotStated("judge_calibrated", place)
        return self.found(place, judge=view.title(place))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """People who grade a sample of what the judge is given."""
        judge = finding.anchor
        mending = Mending(view)
        people = mending.existing("human_review") or _people(mending, judge)
        mending.connect(people, judge, "labels")
        return [mending.fix(f"Let people grade a sample for {view.title(judge)}", complete=False)]


def _people(mending: Mending, judge: str) -> str:
    """New reviewers; they are given answers that somebody gets already, so nothing new goes live."""
    people = mending.add("human_review", "Graders", like=judge, role=["audit"])
    live = set(answerers(mending.view))
    for one in mending.view.sources(judge, "predictions"):
        if one in live:
            mending.connect(one, people, "predictions")
    return people
