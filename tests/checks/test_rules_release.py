"""What examples cannot show of the rules about judging, registering and releasing models."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of, mend
from checks.registry import all_rules
from designer.model.design import Design, read_design
from designer.model.edits import apply, apply_all
from designer.model.flow import flow_id
from designer.model.kinds import KINDS
from designer.model.matrix import legal_flows
from tests.strategies import stated_values

CODES = (
    "EVA003", "EVA004", "EVA005", "EVA006", "EVA007", "EVA008", "REG002", "REG003", "REG004", "ROL002",
    "ROL003", "ROL004", "CIC001", "CIC002",
)  # fmt: skip
OFTEN = (
    "training", "evaluation", "model_registry", "ci_cd", "serving_endpoint", "batch_inference",
    "rules_engine", "api_gateway", "consumer_app", "legacy_system", "experiment_platform", "fallback",
    "human_review", "feature_store",
)  # fmt: skip
PURPOSES = (None, "deploy", "rollback", "route", "ab", "disable")


def read(text: str) -> Design:
    """A design from the parts of its file that matter here; flows as `from to kind purpose`."""
    data = yaml.safe_load(text)
    boxes = [
        {"id": key, "kind": one} if isinstance(one, str) else {"id": key, **one}
        for key, one in data["boxes"].items()
    ]
    flows = [dict(zip(("from", "to", "kind", "purpose"), one.split(), strict=False)) for one in data["flows"]]
    brief = {"maturity": "production", **data.get("brief", {})}
    return read_design({"brief": brief, "components": boxes, "flows": flows})


def found(design: Design, *codes: str) -> dict[str, str]:
    """The messages of these rules' findings by id."""
    return {one.id: one.message for one in check(design, select=codes).findings}


def asked(design: Design, code: str) -> list[tuple[str, str]]:
    """Element and property of the facts that a rule asks for."""
    report = check(design, select=[code], maturity="design")
    return [(one.element, one.property) for one in report.not_stated]


@st.composite
def systems(draw: st.DrawFn) -> dict[str, Any]:
    """Data of a design whose boxes are mostly those of a released model, joined by legal flows."""
    kinds = draw(st.lists(st.sampled_from([*OFTEN, *OFTEN, *sorted(KINDS)]), max_size=9))
    boxes = [
        {"id": f"c{n}", "kind": kind} | draw(stated_values(KINDS[kind], 2)) for n, kind in enumerate(kinds)
    ]
    arrows: dict[str, dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 16)) if boxes else 0):
        source, target = draw(st.sampled_from(boxes)), draw(st.sampled_from(boxes))
        kind = draw(st.sampled_from(legal_flows(source["kind"], target["kind"])))
        arrow = {"from": source["id"], "to": target["id"], "kind": kind}
        if kind == "control" and (purpose := draw(st.sampled_from(PURPOSES))):
            arrow["purpose"] = purpose
        arrows[flow_id(arrow["from"], arrow["to"], kind)] = arrow
    return {"brief": draw(briefs()), "components": boxes, "flows": list(arrows.values())}


@st.composite
def briefs(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a brief that these rules read."""
    fields = {
        "ml_task": st.sampled_from(["fraud", "ads", "routing"]),
        "positive_rate": st.sampled_from([0.001, 0.5]),
        "ml_metric": st.sampled_from(["accuracy", "AUC", "recall"]),
        "affects_people": st.booleans(),
        "harm": st.just({"level": "high"}),
        "regulated": st.just(["credit"]),
    }
    return {"maturity": "production"} | draw(st.fixed_dictionaries({}, optional=fields))


def verdicts(report: Report) -> object:
    """All that a report says."""
    return report.findings, report.suppressed, set(report.not_stated), report.score, report.failed


@settings(max_examples=40, deadline=None)
@given(data=systems(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data: dict[str, Any], random: Any) -> None:
    """The same boxes and arrows in another order get the same words, anchors and score."""
    report = check(read_design(data), select=CODES)
    for part in ("components", "flows"):
        random.shuffle(data[part])

    assert verdicts(check(read_design(data), select=CODES)) == verdicts(report)
    assert not report.failed


@settings(max_examples=60, deadline=None)
@given(systems())
def test_every_fix_mends_its_finding_and_can_be_undone(data: dict[str, Any]) -> None:
    """Also where the rest of the drawing makes little sense; and it draws no flow that cannot be."""
    design = read_design(data)
    report = check(design, select=CODES)
    for finding in (*report.findings, *report.suppressed):
        for fix in fixes_of(finding, report.view):
            applied = apply(design, as_edit(fix))

            assert finding.id not in found(applied.design, finding.code), fix.title
            assert set(found(applied.design, "GRF002")) <= set(found(design, "GRF002")), fix.title
            assert apply_all(applied.design, applied.inverse.edits) == design


@pytest.mark.parametrize("kinds", [[], ["training"], ["training", "serving_endpoint", "ci_cd"]])
def test_boxes_without_flows_are_not_judged(kinds: list[str]) -> None:
    """Save that a pipeline says nothing of its tests."""
    boxes = [{"id": f"c{n}", "kind": kind} for n, kind in enumerate(kinds)]
    design = read_design({"brief": {"maturity": "production"}, "components": boxes})

    assert set(found(design, *CODES)) <= {"CIC002@c2"}


@pytest.mark.parametrize(
    ("metric", "task", "hit"),
    [
        ("Accuracy", "fraud", True), ("balanced accuracy", "fraud", False), ("error_rate", "fraud", True),
        ("roc_auc", "fraud", True), ("AUC", "fraud", True), ("PR-AUC", "fraud", False),
        ("AUC", "recommendation", False), ("accuracy", "recommendation", True),
        ("inaccuracy cost", "fraud", False), ("auction revenue", "fraud", False),
    ],
)  # fmt: skip
def test_which_metrics_hide_rare_cases(metric: str, task: str, hit: bool) -> None:
    """Whole words count, in whatever spelling."""
    brief = {"ml_task": task, "ml_metric": metric, "positive_rate": 0.01}
    design = read(yaml.safe_dump({"brief": brief, "boxes": {"fit": "training"}, "flows": []}))

    assert ("EVA004@brief.ml_metric" in found(design, "EVA004")) == hit


@pytest.mark.parametrize(("rate", "hit"), [(0.0999, True), (0.1, False), (0, True)])
def test_how_rare_is_rare(rate: float, hit: bool) -> None:
    """A tenth is not rare."""
    brief = {"ml_task": "fraud", "positive_rate": rate}
    design = read(yaml.safe_dump({"brief": brief, "boxes": {"fit": "training"}, "flows": []}))

    assert bool(found(design, "EVA004")) == hit


def test_an_optimiser_that_is_fed_travel_times_needs_no_calibration() -> None:
    """Nor is anything asked where the task is known not to give a chance; without a task it is asked."""
    text = """
        brief: {ml_task: routing}
        boxes: {fit: training, judge: {kind: evaluation, checks: [metric]}, eta: batch_inference,
                plan: optimiser}
        flows: [fit judge model_artifact, judge eta model_artifact, eta plan predictions]
        """
    assert not found(read(text), "EVA005")
    assert asked(read(text), "EVA005") == []
    assert asked(read(text.replace("ml_task: routing", "")), "EVA005") == [("brief", "ml_task")]
    assert set(found(read(text.replace("routing", "churn")), "EVA005")) == {"EVA005@eta"}


def test_a_registry_of_other_models_is_no_place_for_unjudged_ones() -> None:
    """The way past the registry is reported; leading it through would send the model to others too."""
    text = """
        boxes: {fit: training, judge: {kind: evaluation, on_fail: block}, other: training,
                store: model_registry, one: serving_endpoint, two: serving_endpoint, app: consumer_app}
        flows: [other judge model_artifact, judge store model_artifact, store two model_artifact,
                store one model_artifact, fit one model_artifact, app one request_response,
                app two request_response]
        """
    design = read(text)
    report = check(design, select=["REG002"])
    (finding,) = report.findings

    assert finding.anchor == "fit>one:model_artifact"
    assert fixes_of(finding, report.view) == []


def test_a_switch_is_drawn_beside_commands_that_are_there() -> None:
    """A fix does not turn a rollback into something else."""
    design = read(
        """
        brief: {affects_people: true}
        boxes: {app: {kind: consumer_app, decision_effect: acts, on_missing: default},
                score: serving_endpoint, desk: human_review}
        flows: [app score request_response, desk score control rollback]
        """
    )
    mended, _ = mend(design, only="ROL003@design")
    purposes = [flow.stated().get("purpose") for flow in mended.flows.values() if flow.kind == "control"]

    assert sorted(purposes) == ["disable", "rollback"]


def test_each_model_that_acts_needs_its_switch() -> None:
    """One switch for one of two models is not enough; a switch before both is."""
    text = """
        brief: {affects_people: true}
        boxes: {app: {kind: consumer_app, decision_effect: acts, on_missing: default}, desk: human_review,
                door: api_gateway, one: serving_endpoint, two: serving_endpoint}
        flows: [app door request_response, door one request_response, door two request_response,
                desk one control disable]
        """
    message = found(read(text), "ROL003")["ROL003@design"]

    assert message.startswith("two acts on people")
    assert not found(read(text.replace("desk one", "desk door")), "ROL003")


@pytest.mark.parametrize(
    ("brief", "effect", "expected"),
    [
        ("affects_people: true", "", ("app", "decision_effect")),
        ("problem: x", "decision_effect: acts", ("brief", "affects_people")),
        ("problem: x", "", None),
        ("affects_people: true", "decision_effect: informs", None),
    ],
)
def test_whether_it_acts_on_people_is_asked_where_half_is_known(
    brief: str, effect: str, expected: tuple[str, str] | None
) -> None:
    """A drawing that says neither is left alone."""
    design = read(
        f"""
        brief: {{{brief}}}
        boxes: {{app: {{kind: consumer_app, {effect}}}, score: serving_endpoint}}
        flows: [app score request_response]
        """
    )
    assert asked(design, "ROL003") == ([expected] if expected else [])
    assert not check(design, select=["ROL003"], maturity="design").findings


def test_a_core_system_called_beside_the_model_is_not_taken_for_its_predecessor() -> None:
    """Its status is asked, unless it is stated."""
    text = """
        boxes: {app: consumer_app, core: {kind: legacy_system, status: existing}, score: serving_endpoint}
        flows: [app core request_response, app score request_response]
        """
    assert not found(read(text), "ROL004")
    assert asked(read(text), "ROL004") == []
    assert asked(read(text.replace(", status: existing", "")), "ROL004") == [("core", "status")]
    (finding,) = check(read(text.replace("existing", "retiring")), select=["ROL004"]).findings
    assert finding.assumed == ("status",)


def test_a_policy_layer_that_gets_both_answers_decides() -> None:
    """Then it is drawn which of the two wins."""
    text = """
        boxes: {app: consumer_app, old: {kind: legacy_system, status: retiring}, score: serving_endpoint,
                policy: rules_engine}
        flows: [old policy predictions, score policy predictions, policy app predictions]
        """
    assert not found(read(text), "ROL004")
    assert found(read(text.replace("old policy", "old app")), "ROL004")


def test_every_rule_is_there() -> None:
    """By its code."""
    assert set(CODES) <= set(all_rules())
