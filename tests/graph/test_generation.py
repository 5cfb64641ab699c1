"""Who calls a language model, and what it retrieves from."""

from __future__ import annotations

from designer.files import load_text
from designer.graph import View
from designer.graph.gates import gates
from designer.graph.generation import callers_of_model, retrievals
from designer.graph.questions import carriers_of

ASSISTANT = """\
sketchcheck: 1
name: Assistant
components:
  - {id: app, kind: consumer_app}
  - {id: service, kind: serving_endpoint}
  - {id: guard, kind: guardrail}
  - {id: model, kind: llm_endpoint}
  - {id: watch, kind: guardrail}
  - {id: finder, kind: retriever}
  - {id: index, kind: vector_index}
  - {id: other_index, kind: vector_index}
flows:
  - {from: app, to: service, kind: request_response}
  - {from: service, to: guard, kind: request_response}
  - {from: guard, to: model, kind: request_response}
  - {from: model, to: watch, kind: request_response}
  - {from: watch, to: finder, kind: request_response}
  - {from: finder, to: index, kind: request_response}
"""


def test_what_only_passes_calls_on_hides_nobody() -> None:
    """A guardrail between service and model, or model and retriever, changes nothing of who asks whom."""
    view = View(load_text(ASSISTANT, "assistant").design)

    assert list(callers_of_model(view, "model")) == ["service"]
    assert "service" in carriers_of(view, "model")
    assert list(retrievals(view)) == ["finder", "index"]
    assert "rag" in gates(view)


def test_without_a_retriever_there_is_no_retrieval() -> None:
    view = View(load_text(ASSISTANT.replace("from: watch, to: finder", "from: app, to: finder"), "a").design)

    assert not retrievals(view)
    assert "rag" not in gates(view)
    assert "generative" in gates(view)
