"""What examples cannot show of the rules about judging, registering and releasing models."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import check
from checks.fixes import fixes_of, mend
from checks.registry import all_rules
from designer.model.design import Design, read_design
from tests.checks import boxed
from tests.checks.boxed import assert_fixes_mend, assert_order_changes_nothing, found, systems

CODES = (
    "EVA003", "EVA004", "EVA005", "EVA006", "EVA007", "EVA008", "REG002", "REG003", "REG004", "ROL002",
    "ROL003", "ROL004", "CIC001", "CIC002",
)  # fmt: skip
OFTEN = (
    "training", "evaluation", "model_registry", "ci_cd", "serving_endpoint", "batch_inference",
    "rules_engine", "api_gateway", "consumer_app", "legacy_system", "experiment_platform", "fallback",
    "human_review", "feature_store",
)  # fmt: skip


def read(text: str) -> Design:
    """A design that is asked what production must answer."""
    return boxed.read(text, maturity="production")


def asked(design: Design, code: str) -> list[tuple[str, str]]:
    """Element and property of the facts that a rule asks for."""
    report = check(design, select=[code], maturity="design")
    return [(one.element, one.property) for one in report.not_stated]


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


SYSTEMS = systems(OFTEN, 16, briefs())


@settings(max_examples=40, deadline=None)
@given(data=SYSTEMS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data: dict[str, Any], random: Any) -> None:
    assert_order_changes_nothing(data, random, CODES)


@settings(max_examples=60, deadline=None)
@given(SYSTEMS)
def test_every_fix_mends_its_finding_and_can_be_undone(data: dict[str, Any]) -> None:
    """Also where the rest of the drawing makes little sense."""
    assert_fixes_mend(data, CODES)


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
