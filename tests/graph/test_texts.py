"""Whose text gets to a model: along requests, answers and data, and where checks end the way."""

from __future__ import annotations

import yaml

from designer.graph import View
from designer.graph.texts import guards, texts, untrusted
from designer.model.design import read_design

_PARTS = """
app: consumer_app
other_app: consumer_app
agent: serving_endpoint
model: llm_endpoint
search: retriever
index: vector_index
pipeline: document_pipeline
features: feature_pipeline
pages: data_source
clicks: event_stream
"""
_FLOWS = (
    "app agent request_response", "agent model request_response", "agent search request_response",
    "other_app search request_response", "search index request_response", "pages pipeline batch_data",
    "pipeline index features", "clicks features stream_data", "features agent features",
)  # fmt: skip


def view_of(*more: str, without: str = "", **boxes: dict[str, object]) -> View:
    """A search over pages, with further flows and boxes."""
    parts = {key: {"kind": kind} for key, kind in yaml.safe_load(_PARTS).items()}
    components = [{"id": key, **values} for key, values in (parts | boxes).items()]
    flows = [dict(zip(("from", "to", "kind"), one.split(), strict=True)) for one in (*_FLOWS, *more)]
    kept = [one for one in flows if without != f"{one['from']} {one['to']}"]
    return View(read_design({"components": components, "flows": kept}))


def test_text_comes_with_requests_and_in_answers() -> None:
    """Of the caller and of the pages found; not of another caller of the same search."""
    reached = set(texts(view_of()).reaching("model"))

    assert {"app", "search", "index", "pipeline", "pages"} <= reached
    assert "other_app" not in reached
    assert set(texts(view_of()).asking("model")) == {"app", "agent"}


def test_numbers_are_no_text() -> None:
    """What a feature pipeline makes of events does not bring their text along."""
    reached = set(texts(view_of()).reaching("model"))

    assert "features" in reached
    assert "clicks" not in reached


def test_a_check_on_the_way_ends_it() -> None:
    """A validation before the index keeps the pages away, and nothing else."""
    checked = view_of(
        "pages check batch_data", "check pipeline batch_data",
        without="pages pipeline",
        check={"kind": "data_validation", "checks": ["injection"]},
    )  # fmt: skip
    passed = set(texts(checked, guards(checked).sure).reaching("model"))

    assert "pages" not in passed
    assert {"app", "index"} <= passed


def test_a_check_beside_the_way_covers_what_its_position_names() -> None:
    """A guardrail that the agent asks about requests leaves found text unchecked, and the other way round."""
    for position, kept_out in (("input", "app"), ("retrieved", "pages")):
        guard = {"kind": "guardrail", "checks": ["injection"], "position": [position]}
        asked = view_of("agent guard request_response", guard=guard)
        passed = set(texts(asked, guards(asked).sure).reaching("model"))

        assert {"app", "pages"} - passed == {kept_out}


def test_a_check_that_does_not_say_what_it_looks_for_may_look_for_this() -> None:
    """So may one whose checks are those of its technology; one that states others does not."""
    view = view_of(
        said={"kind": "guardrail", "checks": ["pii"]},
        sure={"kind": "guardrail", "checks": ["pii", "injection"]},
        tool={"kind": "guardrail", "technology": "llama_guard"},
        unsaid={"kind": "data_validation"},
    )
    known = guards(view)

    assert (set(known.sure), set(known.unsure)) == ({"sure"}, {"tool", "unsaid"})


def test_only_what_is_stated_makes_a_stranger() -> None:
    """An application or source that does not say who writes is not called untrusted."""
    view = view_of(
        app={"kind": "consumer_app", "user_facing": True}, clicks={"kind": "event_stream", "external": True}
    )

    assert set(untrusted(view)) == {"app", "clicks"}
