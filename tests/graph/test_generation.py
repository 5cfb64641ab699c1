"""Who asks a model, in what it searches, and who judges its answers."""

from __future__ import annotations

import pytest

from designer.graph import View
from designer.graph.gates import gates
from designer.graph.generation import (
    answering_models,
    askers_of,
    evaluations_of,
    indexes_of,
    retrievals,
    searches,
    services_of_model,
)
from designer.graph.questions import carriers_of
from designer.model.design import read_design


def view_of(*flows: str) -> View:
    """A view of boxes that are named by their kinds, `kind` or `kind-name`; flows as `from to kind`."""
    arrows = [dict(zip(("from", "to", "kind"), one.split(), strict=True)) for one in flows]
    boxes = sorted({one[end] for one in arrows for end in ("from", "to")})
    components = [{"id": one, "kind": one.partition("-")[0]} for one in boxes]
    return View(read_design({"components": components, "flows": arrows}))


CHAT = ("consumer_app serving_endpoint request_response", "serving_endpoint llm_endpoint request_response")


@pytest.mark.parametrize(
    "way",
    [
        ["serving_endpoint retriever request_response"],
        ["llm_endpoint retriever request_response"],
        ["llm_endpoint guardrail request_response", "guardrail retriever request_response"],
        ["llm_endpoint agent_tool request_response", "agent_tool retriever request_response"],
    ],
)
def test_a_search_is_found_however_it_is_asked(way: list[str]) -> None:
    """By the service, by the model, through a check or by a tool."""
    view = view_of(*CHAT, *way, "retriever vector_index request_response")

    assert searches(view) == ["retriever"]
    assert set(indexes_of(view, "retriever")) == {"vector_index"}
    assert set(askers_of(view, "retriever")) <= {"serving_endpoint", "llm_endpoint"}
    assert "rag" in gates(view)


def test_a_search_of_others_is_none_of_the_models() -> None:
    """A ranking that looks into an index does not make the design one with retrieval."""
    view = view_of(*CHAT, "ranking_stage vector_index request_response")

    assert not retrievals(view)
    assert "rag" not in gates(view)


def test_an_index_that_is_asked_directly_is_a_search() -> None:
    """As well as by a retriever: then there are two ways in."""
    both = [f"serving_endpoint {one} request_response" for one in ("vector_index", "retriever")]
    view = view_of(*CHAT, *both, "retriever vector_index request_response")

    assert searches(view) == ["retriever", "vector_index"]


@pytest.mark.parametrize(
    "way",
    [
        ["serving_endpoint evaluation predictions"],
        ["llm_endpoint guardrail predictions", "guardrail evaluation predictions"],
        ["evaluation serving_endpoint request_response"],
        ["evaluation llm_endpoint model_artifact"],
    ],
)
def test_an_evaluation_judges_what_it_sees(way: list[str]) -> None:
    """Given answers, its own calls, or the model itself."""
    assert set(evaluations_of(view_of(*CHAT, *way), "llm_endpoint")) == {"evaluation"}


def test_an_evaluation_of_another_model_does_not_judge_it() -> None:
    """It is drawn, and gets other answers."""
    view = view_of(*CHAT, "ranking_stage evaluation predictions", "evaluation evaluation-2 unspecified")

    assert not evaluations_of(view, "llm_endpoint")


def test_a_model_behind_a_service_answers_the_application() -> None:
    """The service is its caller, and the judge of an evaluation answers nobody."""
    view = view_of(*CHAT, "evaluation llm_endpoint-judge request_response")

    assert answering_models(view) == ["llm_endpoint"]
    assert set(services_of_model(view, "llm_endpoint")) == {"serving_endpoint"}


def test_a_guardrail_does_not_hide_who_could_record_an_answer() -> None:
    """The service behind it carries the answer on."""
    view = view_of(
        "consumer_app serving_endpoint request_response",
        "serving_endpoint guardrail request_response",
        "guardrail llm_endpoint request_response",
    )

    assert "serving_endpoint" in carriers_of(view, "llm_endpoint")
