"""GEN001: answers are to rest on sources, and no source is on the way."""

from __future__ import annotations

from collections.abc import Iterable

from checks.finding import Finding, Fix, FixKind, NotStated, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import View
from designer.graph.generation import (
    answering_models,
    indexes_of,
    personal_data,
    services_of_model,
    writes_text,
)
from designer.graph.questions import readers_of, titles
from designer.graph.texts import texts
from designer.model.flow import DATA

_HOLDS_TEXT = (
    "retriever", "vector_index", "data_source", "event_stream", "raw_store", "warehouse", "log_store",
    "document_pipeline",
)  # fmt: skip
_TEXT_COMES_ALONG = ("summarisation", "extraction")
_FILTERS = {"user": "by_user", "tenant": "by_tenant"}

_DESK = """\
sketchcheck: 1
name: Questions about the staff handbook
brief: {ml_task: question_answering}
components:
  - {id: app, kind: consumer_app, name: Intranet, on_missing: hide}
  - {id: service, kind: serving_endpoint, name: Assistant, exposure: internal}
  - {id: model, kind: llm_endpoint, name: Model}
MOREflows:
  - {from: app, to: service, kind: request_response}
  - {from: service, to: model, kind: request_response}
"""
_ALONE = _DESK.replace("MORE", "")
_DIRECT = """\
sketchcheck: 1
name: Product questions
brief: {grounding_required: true, access_levels: user}
components:
  - {id: shop, kind: consumer_app, name: Shop, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: records, kind: log_store, name: Records}
flows:
  - {from: shop, to: model, kind: request_response}
  - {from: model, to: records, kind: logs, carries: [prediction, request_id]}
"""


class AnswersWithoutSources(Rule):
    """A language model answers questions that need a source, and no text of a source gets to it.

    A source is a search, a tool that reads, or a store whose text is called for or sent in, by the model
    or by what asks it; a flow whose label speaks of a document counts too. Summaries and extractions
    bring their text with the request. A model that only judges, sorts or plans gives no answers.
    """

    code = "GEN001"
    name = "answers-without-sources"
    category = "generation"
    severity = "error"
    gate = "generative"
    message = (
        "{llm} answers {consumers} from memory: the brief asks for answers that can be checked, and no"
        " document, search or reading tool is on the way to it. What it makes up reads like what it knows."
    )
    why = "Without sources a model sounds as sure when it is wrong, and nobody can look up which it is."
    fix = "Search the documents before the model is asked, and give the ids of the passages with the answer."
    false_alarms = (
        "The text is pasted into the question; label that flow “document”, or state the task as extraction."
    )
    question = "Take yesterday's first answer: on which page does it say so?"
    sources = (
        Source("MLSDR", "Critical 8"), Source("MLSDR-AI", "RAG Review"), Source("OWL", "LLM09 (title)"),
    )  # fmt: skip
    examples = (
        Bad(_ALONE, at="model", fixed=True),
        Bad(_DIRECT, at="model", fixed=True),
        Bad(
            _DESK.replace("MORE", "  - {id: index, kind: vector_index, name: Handbook}\n"),
            "model",
            fixed=True,
        ),
        Good(
            _DESK.replace("MORE", "  - {id: index, kind: vector_index, name: Handbook}\n")
            + "  - {from: service, to: index, kind: request_response}\n",
            why="The handbook is searched first.",
        ),
        Good(
            _DESK.replace("MORE", "  - {id: lookup, kind: agent_tool, name: Look up, effect: read}\n")
            + "  - {from: model, to: lookup, kind: request_response}\n",
            why="The model looks things up with a tool.",
        ),
        Good(
            _DESK.replace("MORE", "  - {id: lookup, kind: agent_tool, name: Tool}\n")
            + "  - {from: model, to: lookup, kind: request_response}\n",
            why="Whether the tool reads is a question.",
        ),
        Good(_ALONE.replace("question_answering", "summarisation"), why="The text comes with the request."),
        Good(
            _ALONE.replace("name: Model", "name: Router, role: [classify]"),
            why="It sorts, and answers nothing.",
        ),
        Good(
            _DIRECT.replace("response}", "response, label: Signed document}"), why="The text is sent along."
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """Models that write for a consumer, where the brief asks for sources or is about questions."""
        asked = view.brief.grounding_required
        if asked is None:
            asked = view.brief.ml_task == "question_answering"
        return [one for one in answering_models(view) if writes_text(view, one)] if asked else []

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the text of some source gets to the model."""
        if view.brief.ml_task in _TEXT_COMES_ALONG:
            return Passed("declaration")
        way = texts(view).reaching(place) | view.members([place])
        tools = list(view.among(way, "agent_tool"))
        if view.among(way, *_HOLDS_TEXT) or any(view.get(one, "effect") == "read" for one in tools):
            return Passed()
        return self._unsourced(view, place, list(way), tools)

    def _unsourced(self, view: View, place: str, way: list[str], tools: list[str]) -> Verdict:
        for one in way:
            if any("document" in (flow.label or "").lower() for flow in view.into(one)):
                return Passed("declaration")
            for flow in (*view.out(one, "unspecified"), *view.into(one, "unspecified")):
                if {view.kind(flow.source), view.kind(flow.target)} & {*_HOLDS_TEXT, "agent_tool"}:
                    return NotStated("kind", flow.id)
        for one in tools:
            if view.get(one, "effect") is None:
                return NotStated("effect", one)
        consumers = readers_of(view, place)
        return self.found(place, where=consumers, llm=view.title(place), consumers=titles(view, consumers))

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A search before the model, over the index that is drawn or a new one."""
        unstated = self.judge(view, finding.anchor)
        if isinstance(unstated, NotStated):
            return _as_reading(view, unstated)
        model = finding.anchor
        asking = next(iter(services_of_model(view, model)), model)
        mending = Mending(view)
        mending.connect(asking, _search(mending, asking), "request_response")
        kind: FixKind = "structural"
        if view.kind(asking) == "serving_endpoint":
            mending.state(asking, cites_sources=True)
            kind = "mixed"
        return [mending.fix(f"Search documents before {view.title(model)} is asked", kind, complete=False)]


def _as_reading(view: View, unstated: NotStated) -> list[Fix]:
    if unstated.property != "effect":
        return []
    mending = Mending(view)
    mending.state(unstated.element, effect="read")
    return [mending.fix(f"State that {view.title(unstated.element)} only reads", "declared")]


def _rights(view: View) -> str | None:
    """Whose rights a search must keep to, so that the mended design does not tell what others may read."""
    levels = view.brief.access_levels
    return "by_user" if levels is None and personal_data(view) else _FILTERS.get(levels or "")


def _search(mending: Mending, asking: str) -> str:
    """A retriever over an index over documents; what is drawn of it is taken."""
    view, rights = mending.view, _rights(mending.view)
    fit = [one for one in view.of_kind("retriever") if _keeps_to(view, one, rights)]
    search = fit[0] if fit else mending.add("retriever", like=asking, permission_filter=rights)
    if fit and view.get(search, "permission_filter") is None:
        mending.state(search, permission_filter=rights)
    if not (fit and view.out(search, "request_response")):
        drawn = [one for one in view.of_kind("vector_index") if not (rights and _drops_rights(view, one))]
        mending.connect(search, drawn[0] if drawn else _index(mending, asking, rights), "request_response")
    return search


def _keeps_to(view: View, search: str, rights: str | None) -> bool:
    """Whether a retriever that is drawn keeps to these rights, or can be said to."""
    if not rights:
        return True
    fits = view.get(search, "permission_filter") in (None, rights, "by_user")
    return fits and not any(_drops_rights(view, one) for one in indexes_of(view, search))


def _drops_rights(view: View, index: str) -> bool:
    pipelines = view.among(view.upstream(index, DATA), "document_pipeline")
    return any(view.get(one, "carries_permissions") is False for one in pipelines)


def _index(mending: Mending, asking: str, rights: str | None) -> str:
    index = mending.add("vector_index", like=asking)
    kept = True if rights else None
    unused = [one for one in mending.view.of_kind("document_pipeline") if not mending.view.out(one)]
    fit = [one for one in unused if not (kept and mending.view.get(one, "carries_permissions") is False)]
    pipeline = fit[0] if fit else _pipeline(mending, asking, kept)
    mending.connect(pipeline, index, "features")
    return index


def _pipeline(mending: Mending, asking: str, kept: bool | None) -> str:
    pipeline = mending.add("document_pipeline", like=asking, carries_permissions=kept)
    documents = mending.add("data_source", "Documents", like=asking)
    mending.connect(documents, pipeline, "batch_data")
    return pipeline
