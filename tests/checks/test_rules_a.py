"""What examples cannot show of the rules about learning, its data, its models and the graph."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of, mend
from checks.registry import all_rules
from designer.graph import View
from designer.graph.learning import runs
from designer.model.design import Design, read_design
from designer.model.edits import apply, apply_all
from designer.model.flow import flow_id
from designer.model.kinds import KINDS
from designer.model.matrix import legal_flows
from tests.strategies import stated_values

CODES = (
    "BIZ001", "BIZ004", "DAT001", "DAT002", "FEA002", "SKW001", "SKW002", "SKW003", "LBL001", "LBL003",
    "EVA001", "EVA002", "REG001", "CST006", "GRF002", "GRF003",
)  # fmt: skip
OFTEN = (
    "data_source", "event_stream", "raw_store", "warehouse", "data_validation", "feature_pipeline",
    "feature_store", "training", "evaluation", "model_registry", "serving_endpoint", "consumer_app",
)  # fmt: skip


def read(text: str) -> Design:
    """A design from the parts of its file that matter here; flows as `from to kind`."""
    data = yaml.safe_load(text)
    boxes = [
        {"id": key, "kind": one} if isinstance(one, str) else {"id": key, **one}
        for key, one in data["boxes"].items()
    ]
    arrows = [dict(zip(("from", "to", "kind"), one.split(), strict=True)) for one in data.get("flows", ())]
    return read_design({"brief": data.get("brief", {}), "components": boxes, "flows": arrows})


def found(design: Design, *codes: str) -> dict[str, str]:
    """The messages of these rules' findings by id."""
    return {one.id: one.message for one in check(design, select=codes).findings}


@st.composite
def systems(draw: st.DrawFn) -> dict[str, Any]:
    """Data of a design whose boxes are mostly those of a learning system, joined by legal flows."""
    kinds = draw(st.lists(st.sampled_from([*OFTEN, *OFTEN, *sorted(KINDS)]), max_size=9))
    boxes = [
        {"id": f"c{n}", "kind": kind} | draw(stated_values(KINDS[kind], 2)) for n, kind in enumerate(kinds)
    ]
    arrows: dict[str, dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 14)) if boxes else 0):
        source, target = draw(st.sampled_from(boxes)), draw(st.sampled_from(boxes))
        kind = draw(st.sampled_from(legal_flows(source["kind"], target["kind"])))
        arrow = {"from": source["id"], "to": target["id"], "kind": kind}
        arrows[flow_id(arrow["from"], arrow["to"], kind)] = arrow
    task = draw(st.sampled_from([None, "fraud", "routing", "churn"]))
    brief = {"maturity": "production", "latency_p99_ms": 100} | ({"ml_task": task} if task else {})
    return {"brief": brief, "components": boxes, "flows": list(arrows.values())}


def verdicts(report: Report) -> object:
    """All that a report says."""
    return report.findings, report.suppressed, set(report.not_stated), report.score, report.failed


@settings(max_examples=30, deadline=None)
@given(data=systems(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(data: dict[str, Any], random: Any) -> None:
    """The same boxes and arrows in another order get the same words, anchors and score."""
    report = check(read_design(data), select=CODES)
    for part in ("components", "flows"):
        random.shuffle(data[part])

    assert verdicts(check(read_design(data), select=CODES)) == verdicts(report)
    assert not report.failed


@settings(max_examples=30, deadline=None)
@given(systems())
def test_every_fix_mends_its_finding_and_can_be_undone(data: dict[str, Any]) -> None:
    """Also where the rest of the drawing makes little sense."""
    design = read_design(data)
    report = check(design, select=CODES)
    for finding in (*report.findings, *report.suppressed):
        for fix in fixes_of(finding, report.view):
            applied = apply(design, as_edit(fix))

            assert finding.id not in found(applied.design, finding.code), fix.title
            assert apply_all(applied.design, applied.inverse.edits) == design


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
