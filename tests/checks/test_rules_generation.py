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
