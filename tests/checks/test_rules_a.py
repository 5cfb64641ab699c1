"""What examples cannot show of the rules about learning, its data, its models and the graph."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import check
from checks.fixes import mend
from checks.registry import all_rules
from designer.graph import View
from designer.graph.learning import runs
from designer.model.design import read_design
from tests.checks.boxed import assert_fixes_mend, assert_order_changes_nothing, found, read, systems

CODES = (
    "BIZ001", "BIZ004", "DAT001", "DAT002", "FEA002", "SKW001", "SKW002", "SKW003", "LBL001", "LBL003",
    "EVA001", "EVA002", "REG001", "CST006", "GRF002", "GRF003",
)  # fmt: skip
OFTEN = (
    "data_source", "event_stream", "raw_store", "warehouse", "data_validation", "feature_pipeline",
    "feature_store", "training", "evaluation", "model_registry", "serving_endpoint", "consumer_app",
)  # fmt: skip


TASKS = st.sampled_from([None, "fraud", "routing", "churn"])
BRIEFS = TASKS.map(
    lambda task: {"maturity": "production", "latency_p99_ms": 100} | ({"ml_task": task} if task else {})
)
SYSTEMS = systems(OFTEN, 14, BRIEFS)


@settings(max_examples=30, deadline=None)
@given(data=SYSTEMS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data: dict[str, Any], random: Any) -> None:
    assert_order_changes_nothing(data, random, CODES)


@settings(max_examples=30, deadline=None)
@given(SYSTEMS)
def test_every_fix_mends_its_finding_and_can_be_undone(data: dict[str, Any]) -> None:
    """Also where the rest of the drawing makes little sense."""
    assert_fixes_mend(data, CODES)


@pytest.mark.parametrize("kinds", [[], ["training"], ["data_source", "training", "serving_endpoint"]])
def test_boxes_without_flows_are_not_judged(kinds: list[str]) -> None:
    """Only the missing business metric is a gap of a drawing that has just begun."""
    boxes = [{"id": f"c{n}", "kind": kind} for n, kind in enumerate(kinds)]

    assert set(found(read_design({"components": boxes}), *CODES)) <= {"BIZ001@brief.business_metric"}


def test_one_validation_for_ways_that_share_a_piece() -> None:
    """Features and labels come from one warehouse: one check before it is enough."""
    design = read(
        """
        boxes: {crm: data_source, dwh: warehouse, made: feature_pipeline, joined: outcome_join, fit: training}
        flows: [crm dwh batch_data, dwh made batch_data, made fit features, dwh joined batch_data,
                joined fit labels]
        """
    )
    mended, _ = mend(design, only="DAT001@fit")

    checks = [one for one in mended.components.values() if one.kind == "data_validation"]
    assert len(checks) == 1
    assert {flow.source for flow in mended.flows.values() if flow.target == checks[0].id} == {"crm"}


def test_a_validation_keeps_features_computable_as_of_a_moment() -> None:
    """A check between the lake and the pipeline does not hide that the lake has its history."""
    design = read(
        """
        brief: {ml_task: churn}
        boxes: {lake: {kind: raw_store, time_travel: true}, check: {kind: data_validation, on_fail: block},
                made: feature_pipeline, truth: labelling, fit: training}
        flows: [lake check batch_data, check made batch_data, made fit features, truth fit labels]
        """
    )
    assert not found(design, "LBL003")


def test_a_shared_registry_does_not_say_which_model_is_served() -> None:
    """Trainings behind one registry are one group; a training that gives first weights is none."""
    design = read(
        """
        boxes: {base: training, one: training, two: training, store: model_registry, serve: serving_endpoint}
        flows: [base one model_artifact, one store model_artifact, two store model_artifact,
                store serve model_artifact]
        """
    )
    assert runs(View(design), "serve") == [["one", "two"]]


def test_a_training_that_reads_served_features_back_has_no_skew() -> None:
    """What was served and logged is what it learns from."""
    design = read(
        """
        boxes: {live: feature_store, log: log_store, made: feature_pipeline, fit: training,
                serve: serving_endpoint, app: consumer_app}
        flows: [live serve features, log made batch_data, made fit features, fit serve model_artifact,
                app serve request_response]
        """
    )
    logs = {"from": "serve", "to": "log", "kind": "logs", "carries": ["features", "prediction"]}
    data = design.stated()

    assert "SKW001@serve" in found(design, "SKW001")
    assert not found(read_design(data | {"flows": [*data["flows"], logs]}), "SKW001")


def test_an_unevaluated_model_is_led_through_the_registry_that_it_passed_by() -> None:
    """One fix mends both, instead of a new way past the registry."""
    design = read(
        """
        boxes: {fit: training, store: model_registry, serve: serving_endpoint, app: consumer_app}
        flows: [fit store model_artifact, store serve model_artifact, fit serve model_artifact,
                app serve request_response]
        """
    )
    mended, _ = mend(design, only="EVA001@serve")
    ends = {(flow.source, flow.target) for flow in mended.flows.values() if flow.kind == "model_artifact"}

    assert ends == {("fit", "evaluation"), ("evaluation", "store"), ("store", "serve")}


def test_one_finding_for_circles_that_hang_together() -> None:
    """Two circles through one box are one group, named by its first box; a third apart is another."""
    design = read(
        """
        boxes: {a: serving_endpoint, b: serving_endpoint, c: serving_endpoint, x: ranking_stage,
                y: ranking_stage}
        flows: [b a request_response, a b request_response, b c request_response, c b request_response,
                x y request_response, y x request_response]
        """
    )
    assert set(found(design, "GRF003")) == {"GRF003@a", "GRF003@x"}


def test_a_flow_round_to_its_own_box_is_no_circle_twice() -> None:
    """It is a flow without meaning, and nothing else."""
    design = read("boxes: {a: feature_pipeline, b: training}\nflows: [a a features, a b features]")

    assert set(found(design, "GRF")) == {"GRF002@a>a:features"}


def test_a_flow_with_one_reading_is_mended_and_one_with_several_is_left_to_a_person() -> None:
    """`fix` without --declare must not guess what an arrow means."""
    one = read("boxes: {a: training, b: feature_store}\nflows: [a b features]")
    many = read("boxes: {a: warehouse, b: training}\nflows: [a b model_artifact]")

    assert set(mend(one, only="GRF002@a>b:features")[0].flows) == {"b>a:features"}
    assert mend(many, only="GRF002@a>b:model_artifact")[0] == many
    assert mend(many, only="GRF002@a>b:model_artifact", declare=True)[0] != many


def test_a_list_of_many_sources_stays_short() -> None:
    """The nearest are named with their ways; the rest are counted."""
    boxes = {f"s{n}": "data_source" for n in range(9)} | {"dwh": "warehouse", "fit": "training"}
    arrows = [f"s{n} dwh batch_data" for n in range(9)] + ["dwh fit features"]
    (finding,) = check(read(yaml.safe_dump({"boxes": boxes, "flows": arrows})), select=["DAT001"]).findings

    assert "6 more" in finding.message
    assert len(finding.where) == 4


def test_every_rule_is_there() -> None:
    """By its code."""
    assert set(CODES) <= set(all_rules())
