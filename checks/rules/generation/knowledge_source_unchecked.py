"""GEN024: what outsiders write becomes an answer without a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.finding import Finding, Fix, Passed, Verdict
from checks.mending import Mending
from checks.rule import Bad, Good, Rule
from checks.sources import Source
from designer.graph import Members, View
from designer.graph.generation import retrievals
from designer.graph.questions import titles
from designer.model.flow import DATA, Flow

CHECKS = ("schema", "duplicates", "volume", "supply_chain")
_CHECKED = frozenset({"data_validation"})
_HANDLED = _CHECKED | {"document_pipeline"}
_ORIGINS = ("data_source", "event_stream")

_FORUM = """\
sketchcheck: 1
name: Answers from the forum
components:
  - {id: chat, kind: consumer_app, name: Chat, on_missing: hide}
  - {id: model, kind: llm_endpoint, name: Model}
  - {id: forum, kind: data_source, name: Forum, user_generated: true}
  - {id: reader, kind: document_pipeline, name: Forum reader}
  - {id: index, kind: vector_index, name: Forum index}
flows:
  - {from: chat, to: model, kind: request_response}
  - {from: model, to: index, kind: request_response}
  - {from: forum, to: reader, kind: batch_data}
  - {from: reader, to: index, kind: features}
"""


class KnowledgeSourceUnchecked(Rule):
    """Text of users or of another company gets into an index past every check of data.

    A document pipeline that sets bad documents aside, or stops at them, counts as the check; one that
    skips them or does not say what it does, does not. Only sources that say that outsiders write them.
    """

    code = "GEN024"
    name = "knowledge-source-unchecked"
    category = "generation"
    severity = "warning"
    gate = "rag"
    suppressed_by = ("GEN008",)
    message = (
        "{source} is written by {writers} and gets into {index} without a check. Broken, doubled or planted"
        " text becomes an answer."
    )
    why = "Whoever can write a document can write the answer that is made of it."
    fix = (
        "Check documents before they are indexed (form, duplicates, volume, where they come from), set aside"
        " what fails, and keep the id of the source with every passage."
    )
    false_alarms = "Text that an editor releases; draw the release as the source, or as a check."
    question = "Who can add a page today that your assistant quotes tomorrow?"
    sources = (
        Source("OWL", "LLM08 mitigation 2"), Source("OWL", "LLM04 (title)"),
        Source("RAGDOC", "XI Ingestion"),
    )  # fmt: skip
    examples = (
        Bad(_FORUM, at="index", fixed=True),
        Bad(
            _FORUM.replace("user_generated: true", "external: true").replace(
                "name: Forum reader", "name: Forum reader, on_error: skip"
            ),
            at="index",
            fixed=True,
        ),
        Bad(
            _FORUM.replace("flows:\n", "  - {id: bin, kind: dead_letter_queue, name: Bin}\nflows:\n")
            .replace("  - {from: forum, to: reader, kind: batch_data}\n", "")
            .replace("from: reader, to: index, kind: features", "from: forum, to: index, kind: batch_data"),
            at="index",
            fixed=True,
        ),
        Good(_FORUM.replace(", user_generated: true", ""), why="Nobody says that outsiders write it."),
        Good(
            _FORUM.replace(
                "flows:\n",
                "  - {id: check, kind: data_validation, name: Check, on_fail: block}\nflows:\n",
            )
            .replace("{from: forum, to: reader", "{from: check, to: reader")
            .replace("flows:\n", "flows:\n  - {from: forum, to: check, kind: batch_data}\n"),
            why="Posts are checked first.",
        ),
        Good(_FORUM.replace("name: Forum reader", "name: Forum reader, on_error: quarantine")),
    )

    def places(self, view: View) -> Iterable[str]:
        """Indexes from which passages are taken, that text of outsiders gets into."""
        indexes = view.among(retrievals(view), "vector_index")
        return [one for one in indexes if view.upstream(one, DATA) & _outsiders(view)]

    def judge(self, view: View, place: str) -> Verdict:
        """Whether it is checked on the way."""
        unchecked = _unchecked(view, place)
        if not unchecked:
            handled = view.upstream(place, DATA, _CHECKED) & _outsiders(view)
            return Passed("declaration" if handled else "structure")
        users = any(view.get(one, "user_generated") for one in unchecked)
        return self.found(
            place,
            where=unchecked,
            source=titles(view, list(unchecked), 2),
            writers="its users" if users else "another company",
            index=view.title(place),
        )

    def fixes(self, finding: Finding, view: View) -> list[Fix]:
        """A check right behind each of these sources, with a place for what fails."""
        mending = Mending(view)
        aside = mending.existing("dead_letter_queue") or mending.add("dead_letter_queue", like=finding.anchor)
        for flow in _ways_in(view, finding.anchor):
            check = mending.insert(
                flow.id, "data_validation", "Document check", checks=list(CHECKS), on_fail="quarantine"
            )
            mending.connect(check, aside, "stream_data" if flow.kind == "stream_data" else "batch_data")
        return [mending.fix(f"Check what gets into {view.title(finding.anchor)}")]


def _outsiders(view: View) -> Members:
    """The sources that say that users or another company write them."""
    return view.once("text of outsiders", lambda: view.members(_find_outsiders(view)))


def _find_outsiders(view: View) -> Iterator[str]:
    for one in view.of_kind(*_ORIGINS):
        if view.get(one, "user_generated") or view.get(one, "external"):
            yield one


def _unchecked(view: View, index: str) -> Members:
    """The outsiders whose text gets in past validation and past pipelines that handle bad documents."""
    outsiders = _outsiders(view)
    found = view.upstream(index, DATA, _HANDLED) & outsiders
    for pipeline in view.among(view.upstream(index, DATA, _CHECKED), "document_pipeline"):
        if view.get(pipeline, "on_error") in (None, "skip"):
            found = found | (view.upstream(pipeline, DATA, _CHECKED) & outsiders)
    return found


def _ways_in(view: View, index: str) -> list[Flow]:
    """The flows by which the text of unchecked sources leaves them for the index."""
    leading = view.upstream(index, DATA, _CHECKED) | view.members([index])
    flows = (flow for one in _unchecked(view, index) for flow in view.out(one, DATA))
    return [flow for flow in flows if view.members([flow.target]) & leading - view.all_of("data_validation")]
