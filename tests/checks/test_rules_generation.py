"""What examples cannot show of the rules about language models, retrieval and agents."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of
from designer.model.design import Design, read_design
from designer.model.edits import apply, apply_all
from designer.model.flow import flow_id
from designer.model.matrix import legal_flows

CODES = tuple(f"GEN{number:03}" for number in range(1, 13))
BRIEFS = st.fixed_dictionaries(
    {"maturity": st.sampled_from(["design", "production"])},
    optional={
        "ml_task": st.sampled_from(["question_answering", "extraction", "summarisation", "agent"]),
        "access_levels": st.sampled_from(["none", "tenant", "user"]),
        "grounding_required": st.booleans(),
        "latency_p99_ms": st.just(3000),
        "harm": st.just({"level": "high"}),
    },
)
YES_OR_NO: list[object] = [True, False]
BOXES: dict[str, dict[str, list[object]]] = {
    "consumer_app": {"user_facing": YES_OR_NO, "decision_effect": ["acts"], "pii": ["personal"]},
    "serving_endpoint": {"exposure": ["public"], "max_steps": [5]},
    "llm_endpoint": {"output_format": ["free_text", "schema"], "role": [["judge"]], "exposure": ["public"]},
    "retriever": {"permission_filter": ["none", "by_tenant", "by_user"]},
    "vector_index": {"permission_filter": ["none", "by_tenant", "by_user"]},
    "document_pipeline": {"carries_permissions": YES_OR_NO},
    "data_validation": {"checks": [["injection"], ["schema"]]},
    "data_source": {"user_generated": YES_OR_NO, "pii": ["sensitive"]},
    "agent_tool": {
        "effect": ["read", "write", "irreversible"],
        "typed": YES_OR_NO,
        "external": YES_OR_NO,
        "acts_as": ["user", "service_account"],
        "approval": ["none", "human"],
    },
    "guardrail": {"checks": [["injection"], ["schema"]], "position": [["input"], ["retrieved"], ["output"]]},
    "evaluation": {
        "on_fail": ["warn", "block"],
        "judge": ["llm"],
        "judge_calibrated": YES_OR_NO,
        "checks": [["retrieval"], ["grounding"]],
    },
    "eval_set": {"includes": [["answerable"], ["unanswerable", "adversarial"]]},
    "prompt_store": {"keep_versions": [1, 5]},
    "human_review": {"role": [["approval"], ["triage"]]},
    "rules_engine": {},
    "queue": {},
    "legacy_system": {},
    "other": {},
}
"""The boxes of an assistant, with values that the rules ask for."""


@st.composite
def assistants(draw: st.DrawFn) -> dict[str, Any]:
    """Data of a design of an assistant: an application, services, models and some of what they need."""
    wanted = draw(st.lists(st.sampled_from(list(BOXES)), max_size=9))
    kinds = ["consumer_app", "serving_endpoint", "llm_endpoint", *wanted]
    boxes = [{"id": f"c{n}", "kind": kind} | draw(_stated(kind)) for n, kind in enumerate(kinds)]
    arrows = {"c0>c1": ("c0", "c1", "request_response"), "c1>c2": ("c1", "c2", "request_response")}
    if not draw(st.integers(0, 3)):
        arrows = {"c0>c2": ("c0", "c2", "request_response")}
    for _ in range(draw(st.integers(2, 14))):
        source = draw(st.sampled_from([*boxes, *boxes[1:3] * 3]))
        target = draw(st.sampled_from(boxes))
        legal = [one for one in legal_flows(source["kind"], target["kind"]) if one not in ("logs", "metrics")]
        if source != target and len(legal) > 1:
            kind = "request_response" if "request_response" in legal else draw(st.sampled_from(legal))
            arrows[flow_id(source["id"], target["id"], kind)] = (source["id"], target["id"], kind)
    flows = [dict(zip(("from", "to", "kind"), one, strict=True)) for one in arrows.values()]
    return {"brief": draw(BRIEFS), "components": boxes, "flows": flows}


def _stated(kind: str) -> st.SearchStrategy[dict[str, object]]:
    values = {name: st.sampled_from(one) for name, one in BOXES[kind].items()}
    return st.fixed_dictionaries({}, optional=values)


def verdicts(report: Report) -> object:
    """All that a report says."""
    return report.findings, report.suppressed, set(report.not_stated), report.score, report.failed


@settings(max_examples=30, deadline=None)
@given(data=assistants(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data: dict[str, Any], random: Any) -> None:
    """The same boxes and arrows in another order get the same words, anchors and score."""
    report = check(read_design(data), select=CODES)
    for part in ("components", "flows"):
        random.shuffle(data[part])

    assert not report.failed
    assert verdicts(check(read_design(data), select=CODES)) == verdicts(report)


@settings(max_examples=30, deadline=None)
@given(assistants())
def test_every_fix_mends_its_finding_and_can_be_undone(data: dict[str, Any]) -> None:
    """Also where the rest of the drawing makes little sense."""
    design = read_design(data)
    report = check(design, select=CODES)
    for finding in (*report.findings, *report.suppressed):
        for fix in fixes_of(finding, report.view):
            applied = apply(design, as_edit(fix))
            after = check(applied.design, select=[finding.code])

            assert finding.id not in {one.id for one in after.findings}, fix.title
            assert apply_all(applied.design, applied.inverse.edits) == design
            assert not _misdrawn(applied.design) - _misdrawn(design), fix.title


def _misdrawn(design: Design) -> set[str]:
    return {one.id for one in check(design, select=["GRF002"]).findings if not one.unstated}


def _drawing(*flows: str, brief: dict[str, Any] | None = None, **boxes: dict[str, Any]) -> Design:
    """A design of boxes that are named by their kinds, with stated values; flows as `from to kind`."""
    arrows = [dict(zip(("from", "to", "kind"), one.split(), strict=True)) for one in flows]
    ids = dict.fromkeys([*(one[end] for one in arrows for end in ("from", "to")), *boxes])
    components = [{"id": one, "kind": one.rstrip("0123456789"), **boxes.get(one, {})} for one in ids]
    return read_design({"brief": brief or {}, "components": components, "flows": arrows})


_CHAT = ("consumer_app serving_endpoint request_response", "serving_endpoint llm_endpoint request_response")


def _ids(design: Design, code: str) -> set[str]:
    return {one.id for one in check(design, select=[code]).findings}


def _unstated(design: Design, code: str) -> set[tuple[str, str]]:
    return {(one.element, one.property) for one in check(design, select=[code]).not_stated}


def test_a_few_loose_boxes_hear_nothing_of_language_models() -> None:
    """Of a model, a tool and a store that nobody has joined yet there is nothing to say."""
    boxes = [{"id": f"c{n}", "kind": one} for n, one in enumerate(BOXES)]

    assert not check(read_design({"components": boxes}), maturity="production", select=CODES).findings


def test_a_flow_of_unknown_kind_is_a_question() -> None:
    """It may be the search, or the prompt; so neither is called missing."""
    sources = _drawing(
        *_CHAT, "serving_endpoint retriever unspecified", brief={"ml_task": "question_answering"}
    )
    prompts = _drawing(*_CHAT, "prompt_store serving_endpoint unspecified")

    assert _unstated(sources, "GEN001") == {("serving_endpoint>retriever:unspecified", "kind")}
    assert _unstated(prompts, "GEN002") == {("prompt_store>serving_endpoint:unspecified", "kind")}
    assert not _ids(sources, "GEN001") | _ids(prompts, "GEN002")


def test_a_model_that_only_tests_ask_needs_no_prompt_store() -> None:
    """It is the judge of an evaluation."""
    design = _drawing(*_CHAT, "evaluation llm_endpoint2 request_response")

    assert _ids(design, "GEN002") == {"GEN002@serving_endpoint"}


def test_untested_answers_are_one_finding() -> None:
    """Where nothing judges the answers, that their search is not judged either is not said as well."""
    design = _drawing(*_CHAT, "serving_endpoint retriever request_response")

    assert {one.code for one in check(design, select=["GEN003", "GEN004"]).findings} == {"GEN003"}


def test_a_search_by_a_tool_keeps_to_rights_as_well() -> None:
    """However the model gets to it."""
    flows = (*_CHAT, "llm_endpoint agent_tool request_response", "agent_tool retriever request_response")

    assert _ids(_drawing(*flows, brief={"access_levels": "user"}), "GEN007") == {"GEN007@retriever"}


def test_the_stricter_filter_counts_and_every_index_must_have_it() -> None:
    """A retriever without a filter over two indexes is as open as the more open of them."""
    flows = (*_CHAT, "serving_endpoint retriever request_response", "retriever vector_index request_response",
             "retriever vector_index2 request_response")  # fmt: skip
    user = {"permission_filter": "by_user"}
    brief = {"access_levels": "user"}

    assert _ids(_drawing(*flows, brief=brief, vector_index=user), "GEN007")
    assert not _ids(_drawing(*flows, brief=brief, vector_index=user, vector_index2=user), "GEN007")


def test_a_check_that_comes_with_a_technology_is_asked_what_it_looks_for() -> None:
    """Llama Guard looks for toxicity by itself; whether it was also set up against injection is unknown."""
    design = _drawing(
        "consumer_app guardrail request_response", "guardrail llm_endpoint request_response",
        consumer_app={"user_facing": True}, guardrail={"technology": "llama_guard"},
        llm_endpoint={"exposure": "public"},
    )  # fmt: skip

    assert _unstated(design, "GEN008") == {("guardrail", "checks")}
    assert not _ids(design, "GEN008")


def test_after_the_guardrail_before_a_tool_the_tool_is_still_seen() -> None:
    """Rights, approval and limits are asked for through a check that stands between."""
    flows = (*_CHAT, "serving_endpoint guardrail request_response", "guardrail agent_tool request_response")
    design = _drawing(*flows, brief={"access_levels": "user"})

    for code, anchor in (("GEN010", "agent_tool"), ("GEN011", "agent_tool"), ("GEN012", "serving_endpoint")):
        assert _ids(design, code) == {f"{code}@{anchor}"}


def test_grave_tools_make_an_error_of_too_many_rights() -> None:
    """Where the effect stays or the data are sensitive, and only there."""
    for values, severity in (
        ({}, "warning"),
        ({"effect": "irreversible"}, "error"),
        ({"pii": "sensitive"}, "error"),
    ):
        design = _drawing(
            *_CHAT, "llm_endpoint agent_tool request_response", agent_tool={"typed": False, **values}
        )

        assert [one.severity for one in check(design, select=["GEN011"]).findings] == [severity]


def test_a_model_with_a_service_of_its_own_speaks_for_that_service_only() -> None:
    """What a service with a trained model writes to the warehouse is not taken for the words of the other."""
    flows = (*_CHAT, "serving_endpoint warehouse predictions")
    free = {"llm_endpoint": {"output_format": "free_text"}}

    assert _ids(_drawing(*flows, **free), "GEN009") == {"GEN009@serving_endpoint>warehouse:predictions"}
    assert not _ids(_drawing(*flows, "model_registry serving_endpoint model_artifact", **free), "GEN009")


def test_the_guardrail_of_one_model_does_not_check_another() -> None:
    """Two models behind a service, and only the words of the first are checked for their form."""
    flows = (
        "consumer_app serving_endpoint request_response", "serving_endpoint guardrail request_response",
        "guardrail llm_endpoint request_response", "serving_endpoint llm_endpoint2 request_response",
        "llm_endpoint legacy_system predictions", "llm_endpoint2 legacy_system predictions",
    )  # fmt: skip
    free = {"output_format": "free_text"}
    schema = {"checks": ["schema"], "position": ["output"]}
    design = _drawing(*flows, llm_endpoint=free, llm_endpoint2=free, guardrail=schema)

    assert _ids(design, "GEN009") == {
        "GEN009@llm_endpoint>legacy_system:predictions", "GEN009@llm_endpoint2>legacy_system:predictions",
    }  # fmt: skip
