"""GEN007: whoever asks, the search looks through everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checks.finding import Finding, Fix, NotStated, Verdict, passed_by
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import indexes_of, personal_data, searches
from designer.model.flow import DATA
from designer.model.resolve import MISSING, Value

_STRENGTH = {"none": 0, "by_tenant": 1, "by_user": 2}
_NEEDED = {"tenant": 1, "user": 2, None: 1}
_FILTERS = {"tenant": "by_tenant", "user": "by_user", None: "by_user"}
_WHO = {"tenant": "customer", "user": "person", None: "person"}

_DOCS = """\
sketchcheck: 1
name: Answers from contracts
brief: {access_levels: LEVELS, problem: Lawyers search old contracts for hours., business_metric: Hours}
components:
  - {id: app, kind: consumer_app, name: Desk, on_missing: hide}
  - {id: assistant, kind: serving_endpoint, name: Assistant, exposure: internal}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: search, kind: retriever, name: Contract searchFILTER}
  - {id: index, kind: vector_index, name: Contracts}
  - {id: pipeline, kind: document_pipeline, name: Cut and embedRIGHTS}
  - {id: archive, kind: raw_store, name: Archive}
flows:
  - {from: app, to: assistant, kind: request_response}
  - {from: assistant, to: model, kind: request_response}
  - {from: assistant, to: search, kind: request_response}
  - {from: search, to: index, kind: request_response}
  - {from: archive, to: pipeline, kind: batch_data}
  - {from: pipeline, to: index, kind: features}
"""


def _docs(levels: str = "user", filtered: str = "", rights: str = ", carries_permissions: true") -> str:
    text = _DOCS.replace("access_levels: LEVELS, ", f"access_levels: {levels}, " if levels else "")
    return text.replace("FILTER", filtered).replace("RIGHTS", rights)


class RetrievalIgnoresPermissions(Rule):
    """Not everybody may read every document, and a search gives whoever asks what it finds.

    Asked where the brief says that rights differ, or says nothing and personal data is upstream of the
    index; where it says nothing of other documents, that is a question. The search may filter in the
    retriever or in the index, whichever is the stricter; no filter stated is the finding.
    A pipeline that states that it drops the rights makes every filter blind.
    """

    code = "GEN007"
    name = "retrieval-ignores-permissions"
    category = "generation"
    severity = "error"
    gate = "rag"
    message = (
        "{search} {how}. A question from one {who} can bring back passages that only another may read, and"
        " the log will show an ordinary request."
    )
    why = "Rights that end where the index begins are gone: the model repeats whatever the search hands it."
    fix = "Keep the access list with each passage, and filter by the caller's identity inside the search."
    false_alarms = "Documents that everybody may read; state `access_levels: none` in the brief."
    question = "A trainee asks for the board minutes. At which box does that request end?"
    sources = (
        Source("OWL", "LLM08 risks 1, 2; mitigation 1"), Source("MLSDR", "Critical 8"),
        Source("MLSDR-AI", "RAG Review"),
    )  # fmt: skip
    examples = (
        Bad(_docs(), at="search", fixed=True),
        Bad(_docs(filtered=", permission_filter: by_tenant"), at="search", fixed=True),
        Bad(
            _docs(filtered=", permission_filter: by_user", rights=", carries_permissions: false"),
            at="search",
            fixed=True,
        ),
        Bad(_docs("").replace("name: Archive", "name: Staff files, pii: personal"), at="search", fixed=True),
        Good(_docs(filtered=", permission_filter: by_user"), why="The search keeps to the caller's rights."),
        Good(_docs("tenant", ", permission_filter: by_tenant"), why="Customers are kept apart."),
        Good(_docs("none"), why="Everybody may read everything."),
        Good(_docs(""), why="Who may read what is a question."),
        Good(
            _docs().replace("name: Contracts", "name: Contracts, permission_filter: by_user"),
            why="The index filters.",
        ),
        Good(
            _docs(filtered=", permission_filter: by_user", rights=""),
            why="Whether the pipeline keeps the rights is a question.",
        ),
    )

    def places(self, view: View) -> Iterable[str]:
        """What a search begins with, where rights differ or may differ."""
        return [] if view.brief.access_levels == "none" else searches(view)

    def judge(self, view: View, place: str) -> Verdict:
        """Whether the search filters by rights, and has the rights to filter by."""
        levels = view.brief.access_levels
        kept = _filter(view, place)
        if levels is None and not _behind(view, place) & personal_data(view):
            return NotStated("access_levels", "brief") if kept.value in (None, "none") else passed_by(kept)
        how = ""
        if not kept.value or kept.value == "none":
            how = "states no filter by rights" if kept.value is None else "searches all that was indexed"
        elif _STRENGTH[kept.value] < _NEEDED[levels]:
            how = "keeps customers apart, but not the people of one customer"
        pipelines = {one: view.get(one, "carries_permissions") for one in _pipelines(view, place)}
        dropping = [one for one, carries in pipelines.items() if carries is False]
        if not how and dropping:
            how = (
                f"cannot filter by rights, for {view.title(dropping[0])} does not keep them with the passages"
            )
        if how:
            return self.found(place, where=pipelines, search=view.title(place), how=how, who=_WHO[levels])
        for one, carries in pipelines.items():
            if carries is None:
                return NotStated("carries_permissions", one)
        return passed_by(kept)

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """State the filter and that pipelines keep the rights; both must then be built."""
        place, mending = finding.anchor, Mending(view)
        levels = view.brief.access_levels
        if _STRENGTH[_filter(view, place).value or "none"] < _NEEDED[levels]:
            mending.state(place, permission_filter=_FILTERS[levels])
        for one in _pipelines(view, place):
            if not view.get(one, "carries_permissions"):
                mending.state(one, carries_permissions=True)
        title = f"Let {view.title(place)} keep to the rights of whoever asks"
        return [mending.fix(title, "declared", complete=False)]


def _filter(view: View, search: str) -> Value:
    """The filter of a search: its own, or that of all the indexes it asks, whichever is the stricter."""
    own = view.value(search, "permission_filter")
    asked = [view.value(one, "permission_filter") for one in indexes_of(view, search)]
    weakest = min(asked, key=_strength, default=MISSING)
    return max(own, weakest, key=_strength)


def _strength(value: Value) -> Any:
    return -1 if value.value is None else _STRENGTH[value.value]


def _pipelines(view: View, search: str) -> Members:
    return view.among(_behind(view, search), "document_pipeline")


def _behind(view: View, search: str) -> Members:
    """The indexes of a search and all whose data reach them."""
    found = indexes_of(view, search)
    for index in found:
        found = found | view.upstream(index, DATA)
    return found
