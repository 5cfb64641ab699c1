"""GEN005: the test questions are all of the friendly sort."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.generation import outsiders_write

_ALWAYS_AN_ANSWER = frozenset(
    {"summarisation", "generation", "classification", "sentiment", "spam", "content_filter", "routing"}
)
"""Tasks in which every input can be answered."""
_SORTS = {"unanswerable": "questions without an answer", "adversarial": "attacks"}

_HELP = """\
sketchcheck: 1
name: Help desk
brief: {maturity: production, ml_task: question_answering, problem: Staff wait days for simple answers.}
components:
  - {id: app, kind: consumer_app, name: Help page, user_facing: true, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: tests, kind: evaluation, name: Answer tests, on_fail: block}
  - {id: questions, kind: eval_set, name: Questions, includes: [SORTS]}
flows:
  - {from: app, to: model, kind: request_response}
  - {from: model, to: tests, kind: predictions}
  - {from: questions, to: tests, kind: labels}
"""


class EvalSetOnlyHasEasyQuestions(Rule):
    """A set of test questions has none without an answer, or no attack where outsiders write to the system.

    Tasks in which every input has an answer, such as a summary, are not asked for the former. Outsiders
    are the users of a user-facing application, or of a source that states that users write it.
    """

    code = "GEN005"
    name = "eval-set-only-has-easy-questions"
    category = "generation"
    severity = "warning"
    maturity = "production"
    gate = "generative"
    message = (
        "{cases} has no {lacks}. It shows how well the system answers, and not what it does when it should"
        " say that it does not know, or refuse."
    )
    why = "People ask what the documents do not tell, and some write to make the system misbehave."
    fix = "Add questions that cannot be answered, attacks in questions and in documents, and past failures."
    false_alarms = "Attacks that another set holds; name them in `includes` of the set that is run as well."
    question = "What should it answer to a question that your documents leave open, and how often does it?"
    sources = (
        Source("MLSDR-AI", "Evaluation"), Source("MLSDR", "Modern AI fixes 8"),
        Source("OWL", "LLM01 mitigation 7"), Source("RAGDOC", "IV.i.9"),
    )  # fmt: skip
    examples = (
        Bad(_HELP.replace("SORTS", "answerable"), at="questions", fixed=True),
        Bad(_HELP.replace("SORTS", "answerable, unanswerable"), at="questions", fixed=True),
        Bad(
            _HELP.replace("SORTS", "multi_turn").replace("user_facing: true", "user_facing: false"),
            at="questions",
            fixed=True,
        ),
        Good(_HELP.replace("SORTS", "answerable, unanswerable, adversarial"), why="Both sorts are asked."),
        Good(
            _HELP.replace("SORTS", "answerable, unanswerable").replace(
                "user_facing: true", "user_facing: false"
            ),
            why="Only the team itself writes to it.",
        ),
        Good(
            _HELP.replace("SORTS", "adversarial").replace("question_answering", "summarisation"),
            why="Every text has a summary.",
        ),
        Good(_HELP.replace(", includes: [SORTS]", ""), why="What the set holds is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Sets of test questions that something uses."""
        return [one for one in view.of_kind("eval_set") if view.out(one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the set holds the sorts of question that this system needs."""
        includes = view.value(place, "includes")
        if includes.value is None:
            return NotStated("includes", place)
        lacking = _lacking(view, place)
        if not lacking:
            return passed_by(includes)
        lacks = " and no ".join(_SORTS[one] for one in lacking)
        return self.found(place, cases=view.title(place), lacks=lacks)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """Name the sorts that are missing, for people to write them."""
        cases = finding.anchor
        lacking = _lacking(view, cases)
        mending = Mending(view)
        mending.state(cases, includes=[*(view.get(cases, "includes") or ()), *lacking])
        title = f"Plan {' and '.join(_SORTS[one] for one in lacking)} in {view.title(cases)}"
        return [mending.fix(title, "declared", complete=False)]


def _lacking(view: View, cases: str) -> list[str]:
    wanted = [] if view.brief.ml_task in _ALWAYS_AN_ANSWER else ["unanswerable"]
    wanted += ["adversarial"] if outsiders_write(view) else []
    return [one for one in wanted if one not in (view.get(cases, "includes") or ())]
