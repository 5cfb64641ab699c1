"""Who stands around a language model, however it is drawn."""

from __future__ import annotations

import pytest

from designer.files import load_text
from designer.graph import View
from designer.graph.guarding import (
    consumers_of_model,
    guards_around,
    looks_for,
    passages_for,
    told_of,
    tools_for,
)
from designer.graph.prompting import personal_data_into, unfiltered_into

PARTS = """\
sketchcheck: 1
name: Test
components:
  - {id: app, kind: consumer_app, pii: personal}
  - {id: service, kind: serving_endpoint}
  - {id: guard, kind: guardrail, checks: [pii]}
  - {id: finder, kind: retriever}
  - {id: index, kind: vector_index, pii: sensitive}
  - {id: tool, kind: agent_tool}
  - {id: model, kind: llm_endpoint}
  - {id: second, kind: llm_endpoint}
  - {id: records, kind: log_store}
  - {id: quality, kind: quality_monitor}
flows:
"""


def view_of(*flows: str) -> View:
    """The parts with flows written as `from kind to`."""
    split = (one.split() for one in flows)
    lines = [f"  - {{from: {a}, to: {b}, kind: {kind}}}\n" for a, kind, b in split]
    return View(load_text(PARTS + "".join(lines), "test").design)


@pytest.mark.parametrize(
    "flows",
    [
        ("app request_response model",),
        ("app request_response service", "service request_response model"),
        ("service request_response model", "service predictions app"),
        ("app request_response service", "service request_response guard", "guard request_response model"),
        ("model predictions guard", "guard predictions app"),
    ],
)
def test_consumers_are_found_however_the_answer_travels(flows: tuple[str, ...]) -> None:
    """By calls, by predictions, through a service or a guardrail."""
    assert list(consumers_of_model(view_of(*flows), "model")) == ["app"]


@pytest.mark.parametrize(
    "flows",
    [
        ("service request_response guard", "guard request_response model"),
        ("service request_response model", "service request_response guard"),
        ("service request_response model", "service predictions guard"),
        ("model predictions guard",),
    ],
)
def test_guards_count_before_beside_and_after(flows: tuple[str, ...]) -> None:
    """A guardrail may be drawn in any of these ways."""
    assert list(guards_around(view_of(*flows), "model")) == ["guard"]


def test_what_one_model_asks_is_not_asked_by_another() -> None:
    """Passages and tools belong to the model, or the service, that asks for them."""
    view = view_of(
        "service request_response model", "service request_response finder", "finder request_response index",
        "second request_response tool",
    )  # fmt: skip

    assert list(passages_for(view, "model")) == ["finder", "index"]
    assert (list(tools_for(view, "model")), list(tools_for(view, "second"))) == ([], ["tool"])
    assert list(passages_for(view, "second")) == []


def test_a_monitor_hears_of_answers_through_the_record() -> None:
    """The record of the service tells of the model that it calls, not of another one."""
    view = view_of("service request_response model", "service logs records", "records logs quality")

    assert list(told_of(view, "model")) == ["quality"]
    assert list(told_of(view, "second")) == []


@pytest.mark.parametrize(
    ("states", "pii", "grounding"),
    [
        ("checks: [pii]", True, False),
        ("checks: [pii], position: [output]", False, False),
        ("position: [input]", None, None),
    ],
)
def test_a_guard_that_does_not_state_its_checks_may_do_anything(
    states: str, pii: bool | None, grounding: bool | None
) -> None:
    """Yes, no and not stated are three answers."""
    text = f"sketchcheck: 1\nname: Test\ncomponents:\n  - {{id: guard, kind: guardrail, {states}}}\n"
    view = View(load_text(text, "test").design)

    assert looks_for(view, "guard", "pii", ("input",)) is pii
    assert looks_for(view, "guard", "grounding", ("output",)) is grounding


def test_personal_data_get_in_by_question_and_by_passage() -> None:
    """A filter on the question leaves the passages as they are."""
    flows = ("app request_response guard", "guard request_response service", "service request_response model")
    view = view_of(*flows, "service request_response finder", "finder request_response index")

    assert list(personal_data_into(view, "model")) == ["app", "index"]
    assert list(unfiltered_into(view, "model")) == ["index"]
    assert list(personal_data_into(view, "second")) == []
