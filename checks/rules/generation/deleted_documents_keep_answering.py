"""GEN020: text that was deleted stays in the index, and in the answers."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, NotStated, Severity, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import retrievals
from designer.graph.prompting import PERSONAL
from designer.graph.questions import titles
from designer.model.flow import DATA

STRICT = frozenset({"privacy", "health"})
"""Laws under which text that stays after its deletion is an offence."""

_WIKI = """\
sketchcheck: 1
name: Answers from the wiki
components:
  - {id: chat, kind: consumer_app, name: Chat, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: wiki, kind: data_source, name: Wiki}
  - {id: reader, kind: document_pipeline, name: Wiki reader, removes_deleted: false}
  - {id: index, kind: vector_index, name: Wiki index}
flows:
  - {from: chat, to: model, kind: request_response}
  - {from: model, to: index, kind: request_response}
  - {from: wiki, to: reader, kind: batch_data}
  - {from: reader, to: index, kind: features}
"""


class DeletedDocumentsKeepAnswering(Rule):
    """A pipeline adds text to an index from which passages are taken, and never removes any.

    Only where it is stated so; where nothing is said it is a question. An error where a law on privacy or
    health reaches the design, or where what is indexed is personal.
    """

    code = "GEN020"
    name = "deleted-documents-keep-answering"
    category = "generation"
    severity = "warning"
    gate = "rag"
    message = (
        "{pipeline} adds text to {index}, but takes out nothing that was deleted, replaced or revoked. Users"
        " go on being told what the document said."
    )
    why = "Withdrawn and erased text stays within reach of every question, long after its document is gone."
    fix = "Treat deletions and new versions as events that remove the old passages; try it with one document."
    false_alarms = "An index that is built anew from what exists, each time; state that deleted text leaves."
    question = "You delete a document today. Which boxes still hold its text tomorrow?"
    sources = (Source("MLSDR-AI", "RAG Review"), Source("OWL", "LLM08"))
    examples = (
        Bad(_WIKI, at="reader", fixed=True),
        Bad(
            _WIKI.replace("name: Wiki}", "name: Wiki, pii: personal}")
            .replace("flows:\n", "  - {id: lake, kind: raw_store, name: Lake, retention_days: 90}\nflows:\n")
            .replace("{from: wiki, to: reader", "{from: lake, to: reader")
            + "  - {from: wiki, to: lake, kind: batch_data}\n",
            at="reader",
            fixed=True,
        ),
        Good(_WIKI.replace("removes_deleted: false", "removes_deleted: true")),
        Good(_WIKI.replace(", removes_deleted: false", ""), why="Whether it does is a question."),
        Good(
            _WIKI.replace("  - {from: reader, to: index, kind: features}\n", ""),
            why="The pipeline fills no index yet.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Pipelines that fill an index from which passages are taken."""
        return [one for one in view.of_kind("document_pipeline") if _filled(view, one)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether deleted text leaves the index."""
        removes = view.value(place, "removes_deleted")
        if removes.value is None:
            return NotStated("removes_deleted", place)
        if removes.value:
            return passed_by(removes)
        indexes = _filled(view, place)
        title, index = view.title(place), titles(view, list(indexes), 2)
        return self.found(place, where=indexes, severity=_severity(view, place), pipeline=title, index=index)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State that deleted text is to leave."""
        mending = Mending(view)
        mending.state(finding.anchor, removes_deleted=True)
        title = f"Let {view.title(finding.anchor)} remove what was deleted"
        return [mending.fix(title, "declared", complete=False)]


def _filled(view: View, pipeline: str) -> Members:
    return view.among(view.downstream(pipeline, DATA), "vector_index") & retrievals(view)


def _severity(view: View, pipeline: str) -> Severity:
    if not STRICT.isdisjoint(view.brief.regulated or ()):
        return "error"
    touched = (pipeline, *view.upstream(pipeline, DATA), *_filled(view, pipeline))
    return "error" if any(view.get(one, "pii") in PERSONAL for one in touched) else "warning"
