"""GEN004: answers are judged, and the search behind them is not."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import askers_of, evaluations_of, searches

_DOCS = """\
sketchcheck: 1
name: Answers from the manual
components:
  - {id: app, kind: consumer_app, name: Workshop app, on_missing: hide}
  - {id: assistant, kind: serving_endpoint, name: Assistant, exposure: internal}
  - {id: search, kind: retriever, name: Manual search, top_k: 8}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: tests, kind: evaluation, name: Answer tests, checks: [grounding]}
  - {id: questions, kind: eval_set, name: Questions}
flows:
  - {from: app, to: assistant, kind: request_response}
  - {from: assistant, to: search, kind: request_response}
  - {from: assistant, to: model, kind: request_response}
  - {from: assistant, to: tests, kind: predictions}
  - {from: questions, to: tests, kind: labels}
"""


class RetrievalNotJudgedOnItsOwn(Rule):
    """Evaluations judge the answers that rest on a search, and none judges what the search found.

    Asked of retrievers, and of an index that is asked without one, once an evaluation is drawn that gets
    their results or the answers made from them. Where there is none, nothing is judged at all, which is
    the subject of another rule.
    """

    code = "GEN004"
    name = "retrieval-not-judged-on-its-own"
    category = "generation"
    severity = "warning"
    gate = "rag"
    suppressed_by = ("GEN003",)
    message = (
        "{evaluation} scores the answers, but not what {search} finds. When the right passage never reaches"
        " the model no prompt can save the answer, and the score does not say that this is what happened."
    )
    why = "A bad answer is due to the search or to the writing; with one score people mend the wrong one."
    fix = "Mark the right passages for some test questions, and score the search by them before the answers."
    false_alarms = "A search that its own team tests; draw that evaluation, or waive this one with its name."
    question = "For how many of the test questions was the right passage among those that the model saw?"
    sources = (
        Source("MLSDR-AI", "RAG Review"), Source("MLSDR-AI", "Evaluation"),
        Source("AZR", "evaluate each step"), Source("MLSDR", "Modern AI fixes 2"),
    )  # fmt: skip
    examples = (
        Bad(_DOCS, at="search", fixed=True),
        Bad(
            """\
sketchcheck: 1
name: An index without a retriever
components:
  - {id: app, kind: consumer_app, name: Workshop app, on_missing: hide}
  - {id: assistant, kind: serving_endpoint, name: Assistant, exposure: internal}
  - {id: index, kind: vector_index, name: Passages}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: tests, kind: evaluation, name: Answer tests, checks: [refusal, grounding]}
flows:
  - {from: app, to: assistant, kind: request_response}
  - {from: assistant, to: index, kind: request_response}
  - {from: assistant, to: model, kind: request_response}
  - {from: tests, to: assistant, kind: request_response}
""",
            at="index",
            fixed=True,
        ),
        Good(_DOCS.replace("[grounding]", "[retrieval, grounding]"), why="The search has its own score."),
        Good(_DOCS.replace(", checks: [grounding]", ""), why="What is judged is a question."),
        Good(
            _DOCS.replace("assistant, to: tests", "model, to: tests").replace(
                "checks: [grounding]", "technology: ragas"
            ),
            why="The technology judges passages as well.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """What a search begins with, where some evaluation could judge it."""
        return [one for one in searches(view) if _judges(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether an evaluation checks retrieval."""
        judges = _judges(view, place)
        checks = {one: view.value(one, "checks") for one in judges}
        for value in checks.values():
            if "retrieval" in (value.value or ()):
                return passed_by(value)
        for one, value in checks.items():
            if value.value is None:
                return NotStated("checks", one)
        first = next(iter(judges))
        where = [*askers_of(view, place), *judges]
        return self.found(place, where=where, search=view.title(place), evaluation=view.title(first))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that the first evaluation judges the search as well; its passages must be marked."""
        for one in _judges(view, finding.anchor):
            mending = Mending(view)
            mending.state(one, checks=["retrieval", *(view.get(one, "checks") or ())])
            title = f"Let {view.title(one)} judge what {view.title(finding.anchor)} finds"
            return [mending.fix(title, "declared", complete=False)]
        return []


def _judges(view: View, search: str) -> Members:
    """The evaluations that see what a search finds, or what is made of it."""
    return evaluations_of(view, search, *askers_of(view, search))
