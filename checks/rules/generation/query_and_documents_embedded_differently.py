"""GEN021: questions and documents are put into two different spaces."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.model.flow import DATA
from designer.model.kinds import KINDS

_CALLS = frozenset({"request_response"})
_THROUGH = frozenset(KINDS) - {"retriever", "guardrail", "other"}

_MANUALS = """\
sketchcheck: 1
name: Answers from manuals
components:
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: finder, kind: retriever, name: Finder, search: hybrid, embedding_model: text-embed 2}
  - {id: index, kind: vector_index, name: Passages}
  - {id: cutter, kind: document_pipeline, name: Manual cutter, embedding_model: text-embed 1}
flows:
  - {from: model, to: finder, kind: request_response}
  - {from: finder, to: index, kind: request_response}
  - {from: cutter, to: index, kind: features}
"""


class QueryAndDocumentsEmbeddedDifferently(Rule):
    """A retriever and a pipeline that fills its index name different embedding models.

    Spaces and capital letters make no difference. Where one of them names none it is a question, which
    has to be answered at maturity production. A retriever that searches by words only is left out; one
    that asks a vector index and does not say how it searches is not.
    """

    code = "GEN021"
    name = "query-and-documents-embedded-differently"
    category = "generation"
    severity = "error"
    gate = "rag"
    message = (
        "{pipeline} embeds documents with {theirs}, {finder} embeds questions with {own}. Distances between"
        " the two mean nothing, so the passages that are found have little to do with the question."
    )
    why = "After half an upgrade the search still answers, and nothing fails; only the passages are wrong."
    fix = (
        "Name one embedding model with its version on both sides; on a change build a second index beside"
        " the first, then switch."
    )
    false_alarms = "Two names for one model, or a pair of models trained together; give them one name."
    question = "You change the embedding model. What happens to the million passages that are stored?"
    sources = (Source("RAGDOC", "X.i.ii (stores model version)"), Source("MLSDR-AI", "RAG Review"))
    examples = (
        Bad(_MANUALS, at="finder"),
        Bad(
            _MANUALS.replace("components:", "brief: {maturity: production}\ncomponents:").replace(
                ", embedding_model: text-embed 2", ""
            ),
            at="finder",
            fixed=True,
        ),
        Good(_MANUALS.replace("text-embed 1", "Text-Embed  2")),
        Good(_MANUALS.replace("hybrid", "sparse"), why="It searches by words, not by meaning."),
        Good(_MANUALS.replace(", embedding_model: text-embed 1", ""), why="One of the two is a question."),
    )

    def places(self, view: View) -> Iterable[str]:
        """Retrievers that search an index by meaning, which a pipeline fills."""
        by_meaning = (one for one in view.of_kind("retriever") if view.get(one, "search") != "sparse")
        return [one for one in by_meaning if _embedders(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether both sides use the same embedding model."""
        own = view.value(place, "embedding_model")
        if own.value is None:
            return NotStated("embedding_model", place)
        pipelines = _embedders(view, place)
        other = next((one for name, one in pipelines.items() if name and name != _same(own.value)), None)
        if other:
            return self.found(
                place,
                where=(other, *_indexes(view, place)),
                finder=view.title(place),
                own=own.value,
                pipeline=view.title(other),
                theirs=view.get(other, "embedding_model"),
            )
        return NotStated("embedding_model", pipelines[""]) if "" in pipelines else passed_by(own)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State the one name that is given on the other side as well; which of two is right, people know."""
        place = finding.anchor
        sides = (place, *(one for index in _indexes(view, place) for one in _pipelines(view, index)))
        named = [name for one in sides if (name := view.get(one, "embedding_model"))]
        if len({_same(name) for name in named}) != 1:
            return []
        mending = Mending(view)
        for one in dict.fromkeys(sides):
            if not view.get(one, "embedding_model"):
                mending.state(one, embedding_model=named[0])
        title = f"State that {named[0]} embeds questions and documents"
        return [mending.fix(title, "declared", complete=False)]


def _indexes(view: View, retriever: str) -> Members:
    return view.among(view.downstream(retriever, _CALLS, _THROUGH), "vector_index")


def _embedders(view: View, retriever: str) -> dict[str, str]:
    """By embedding model, "" where none is stated, the first pipeline that fills an index it asks."""
    found: dict[str, str] = {}
    for index in _indexes(view, retriever):
        for name, pipeline in _of_index(view, index).items():
            found.setdefault(name, pipeline)
    return found


def _of_index(view: View, index: str) -> dict[str, str]:
    return view.once(("embedders of index", index), lambda: _find_embedders(view, index))


def _find_embedders(view: View, index: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _pipelines(view, index):
        found.setdefault(_same(view.get(one, "embedding_model") or ""), one)
    return found


def _pipelines(view: View, index: str) -> Members:
    return view.among(view.upstream(index, DATA), "document_pipeline")


def _same(name: str) -> str:
    return "".join(name.lower().split())
