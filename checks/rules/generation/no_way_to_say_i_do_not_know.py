"""GEN018: the model has to answer even where nothing fitting was found."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Passed, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import callers_of_model
from designer.graph.guarding import before_model, consumers_of_model, guards_around, looks_for, passages_for
from designer.graph.questions import titles
from designer.model.flow import CALL

_ONWARDS = frozenset({*CALL, "predictions"})
_AFTER = ("output",)

_PAGES = """\
sketchcheck: 1
name: Answers from the staff handbook
components:
  - {id: portal, kind: consumer_app, name: Staff portal, on_missing: hide}
  - {id: answers, kind: serving_endpoint, name: Answer service}
  - {id: finder, kind: retriever, name: Page finder}
  - {id: model, kind: llm_endpoint, name: Model}
flows:
  - {from: portal, to: answers, kind: request_response}
  - {from: answers, to: finder, kind: request_response}
  - {from: answers, to: model, kind: request_response}
"""
_DIRECT = """\
sketchcheck: 1
name: A model that searches by itself
components:
  - {id: portal, kind: consumer_app, name: Shop portal, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: goods, kind: vector_index, name: Goods}
flows:
  - {from: portal, to: model, kind: request_response}
  - {from: model, to: goods, kind: request_response}
"""


class NoWayToSayIDoNotKnow(Rule):
    """A model answers from retrieved passages, and nothing tells it apart when there are none that fit.

    Any of these is a way out: a lowest score for passages, a guardrail that compares the answer with them,
    a person or a fallback that the model, its callers or what stands before them can turn to, or a person
    who reads the answer. An index that is asked directly has no lowest score to state.
    """

    code = "GEN018"
    name = "no-way-to-say-i-do-not-know"
    category = "generation"
    severity = "warning"
    gate = "rag"
    message = (
        "When {finder} finds nothing that fits, {model} is asked to answer all the same: passages have no"
        " lowest score, nobody compares the answer with them, and there is no one to hand over to."
    )
    why = "A model that is given unrelated text writes an answer from it that looks like every other answer."
    fix = (
        "State a lowest score, compare the answer with the passages (guardrail, grounding), and hand over to"
        " a person or say that nothing was found."
    )
    false_alarms = "A prompt that asks the model to decline; that helps, and the drawing cannot show it."
    question = "Your documents do not contain the answer. What does the user read?"
    sources = (
        Source("MLSDR-AI", "RAG Review"), Source("MLSDR", "Modern AI fixes 4, 7"),
        Source("RAGDOC", "I.iii Direct, XII"),
    )  # fmt: skip
    examples = (
        Bad(_PAGES, at="model", fixed=True),
        Bad(_DIRECT, at="model", fixed=True),
        Bad(
            _PAGES.replace(
                "flows:\n",
                "  - {id: check, kind: guardrail, checks: [injection], position: [input]}\nflows:\n",
            )
            + "  - {from: answers, to: check, kind: request_response}\n",
            at="model",
            fixed=True,
        ),
        Good(_PAGES.replace("name: Page finder", "name: Page finder, min_score: 0.4")),
        Good(
            _PAGES.replace("flows:\n", "  - {id: sorry, kind: fallback, type: static_default}\nflows:\n")
            + "  - {from: answers, to: sorry, kind: request_response}\n",
            why="The service can say that it found nothing.",
        ),
        Good(
            _PAGES.replace(
                "flows:\n",
                "  - {id: check, kind: guardrail, checks: [grounding], position: [output]}\nflows:\n",
            )
            + "  - {from: answers, to: check, kind: request_response}\n",
            why="Answers are compared with the passages.",
        ),
        Good(
            _PAGES.replace("kind: consumer_app, name: Staff portal, on_missing: hide", "kind: human_review"),
            why="A person reads each answer.",
        ),
        Good(
            _PAGES.replace("flows:\n", "  - {id: check, kind: guardrail}\nflows:\n")
            + "  - {from: answers, to: check, kind: request_response}\n",
            why="What the guardrail looks for is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Language models that answer somebody from passages."""
        answering = (one for one in view.of_kind("llm_endpoint") if consumers_of_model(view, one))
        return [one for one in answering if passages_for(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether there is a way out."""
        passages = passages_for(view, place)
        for finder in view.among(passages, "retriever"):
            score = view.value(finder, "min_score")
            if score.value is not None:
                return passed_by(score)
        looks = {one: looks_for(view, one, "grounding", _AFTER) for one in guards_around(view, place)}
        if True in looks.values() or _can_hand_over(view, place):
            return Passed()
        if unclear := [one for one, answer in looks.items() if answer is None]:
            return NotStated("checks", unclear[0])
        finders = view.among(passages, "retriever") or passages
        where = (*finders, *callers_of_model(view, place))
        return self.found(place, where=where, model=view.title(place), finder=titles(view, list(finders), 2))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A plain "not found" to turn to, and a check of the answer that the caller asks."""
        model = finding.anchor
        mending = Mending(view)
        services = view.among(callers_of_model(view, model), "serving_endpoint")
        caller = next(iter(services), None) or next(iter(callers_of_model(view, model)), model)
        spare = next((one for one in view.of_kind("fallback") if not view.into(one)), None)
        fallback = spare or mending.add("fallback", "Not found", like=caller, type="static_default")
        mending.connect(caller, fallback, "request_response")
        check = mending.add(
            "guardrail", "Answer check", like=caller, position=["output"], checks=["grounding"],
            on_fail="fallback",
        )  # fmt: skip
        mending.connect(caller, check, "request_response")
        return [mending.fix(f"Let {view.title(caller)} say that nothing was found")]


def _can_hand_over(view: View, model: str) -> bool:
    """Whether a person or a fallback can be turned to, or a person reads what is answered."""
    ways_out = view.all_of("human_review", "fallback")
    if not ways_out:
        return False
    found: Members = consumers_of_model(view, model)
    for one in (model, *before_model(view, model), *callers_of_model(view, model)):
        found = found | view.downstream(one, _ONWARDS)
    return bool(found & ways_out)
