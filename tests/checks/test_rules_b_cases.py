"""Rules at the edges of their arithmetic, on boxes of kind other, and what their fixes reuse."""

from __future__ import annotations

import pytest

from checks.engine import Report, check
from checks.finding import Fix
from checks.fixes import as_edit, fixes_of
from designer.model.design import read_design
from designer.model.edits import apply
from tests.checks.reported import asked, found, report_of


def only_fix(report: Report, code: str) -> Fix:
    """The first fix of the only finding of a rule."""
    (finding,) = found(report, code)
    return fixes_of(finding, report.view)[0]


@pytest.mark.parametrize(
    "text",
    [
        "components: []\n",
        """\
components:
  - {id: orders, kind: data_source}
  - {id: load, kind: ingestion_job}
  - {id: lake, kind: warehouse}
flows:
  - {from: orders, to: load, kind: batch_data}
  - {from: load, to: lake, kind: batch_data}
""",
        """\
components:
  - {id: app, kind: consumer_app}
  - {id: thing, kind: other}
  - {id: desk, kind: human_review}
flows:
  - {from: app, to: thing, kind: request_response}
  - {from: thing, to: desk, kind: unspecified}
""",
    ],
)
def test_a_design_without_models_has_no_findings(text: str) -> None:
    """An open gate alone is no reason to speak."""
    running = ("SRV", "SCL", "RES", "LOG", "MON", "ALR", "FBK", "ROL", "SEC")
    assert not [one.id for one in report_of(text).findings if one.code.startswith(running)]


@pytest.mark.parametrize(
    ("peak", "able", "hit"), [(110, 143, False), (110, 142.99, True), (57, 74.1, False), (0, 0, False)]
)
def test_capacity_at_the_edge(peak: float, able: float, hit: bool) -> None:
    """Exactly 30 % more than the peak is enough, whatever floating point makes of it."""
    report = report_of(f"""\
brief: {{qps_peak: {peak}}}
components:
  - {{id: app, kind: consumer_app}}
  - {{id: api, kind: serving_endpoint, capacity_qps: {able}, replicas: 1}}
flows:
  - {{from: app, to: api, kind: request_response}}
""")

    assert bool(found(report, "SCL001")) == hit


def test_the_smallest_number_of_instances_is_offered() -> None:
    """The fix runs as many instances as needed and not one more; what rests on a default says so."""
    report = report_of("""\
brief: {qps_peak: 1000}
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint, capacity_qps: 100}
flows:
  - {from: app, to: api, kind: request_response}
""")

    assert found(report, "SCL001")[0].assumed == ("replicas", "calls_per_request")
    assert only_fix(report, "SCL001").edits[0].stated()["values"] == {"replicas": 13}


def test_no_number_of_instances_helps_where_one_takes_nothing() -> None:
    """A capacity of zero, or of something that has no instances, has no fix."""
    report = report_of("""\
brief: {qps_peak: 1000}
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint, capacity_qps: 0}
  - {id: table, kind: data_source, capacity_qps: 10}
flows:
  - {from: app, to: api, kind: request_response}
  - {from: api, to: table, kind: request_response}
""")

    assert [one.anchor for one in found(report, "SCL001")] == ["api", "table"]
    assert not any(fixes_of(one, report.view) for one in found(report, "SCL001"))


def test_the_second_bottleneck_is_named_and_the_first_failing_today_is_not_said_twice() -> None:
    """What is too small today is SCL001's; SCL003 speaks of the growth to come."""
    text = """\
brief: {{qps_peak: 100}}
components:
  - {{id: app, kind: consumer_app}}
  - {{id: api, kind: serving_endpoint, capacity_qps: {api}, replicas: 1}}
  - {{id: table, kind: data_source, name: Table, capacity_qps: 900}}
flows:
  - {{from: app, to: api, kind: request_response}}
  - {{from: api, to: table, kind: request_response}}
"""
    (later,) = found(report_of(text.format(api=200)), "SCL003")
    today = report_of(text.format(api=100))

    assert (later.anchor, later.where) == ("api", ("table",))
    assert later.message.endswith("Table comes next.")
    assert later.assumed == ("growth_factor", "calls_per_request")
    assert [one.anchor for one in found(today, "SCL001")] == ["api"]
    assert not found(today, "SCL003")


def test_a_lower_bound_over_the_budget_is_a_finding() -> None:
    """What is known is enough, and the message says that there is more."""
    text = """\
brief: {{latency_p99_ms: {budget}}}
components:
  - {{id: app, kind: consumer_app}}
  - {{id: api, kind: serving_endpoint, latency_p99_ms: 80}}
  - {{id: store, kind: feature_store}}
flows:
  - {{from: app, to: api, kind: request_response}}
  - {{from: api, to: store, kind: request_response}}
"""
    over, under = report_of(text.format(budget=50)), report_of(text.format(budget=100))

    assert "at least 80 ms" in found(over, "SRV005")[0].message
    assert not found(under, "SRV005")
    assert asked(under, "SRV005") == [("store", "latency_p99_ms")]


def test_a_cache_is_offered_only_where_it_is_enough() -> None:
    """The rest of the chain alone is over the budget, so no cache mends it."""
    report = report_of("""\
brief: {latency_p99_ms: 50}
components:
  - {id: app, kind: consumer_app}
  - {id: door, kind: api_gateway, latency_p99_ms: 60}
  - {id: api, kind: serving_endpoint, latency_p99_ms: 80}
flows:
  - {from: app, to: door, kind: request_response}
  - {from: door, to: api, kind: request_response}
""")
    (finding,) = found(report, "SRV005")

    assert finding.where == ("api", "app")
    assert finding.flows == ("door>api:request_response",)
    assert not fixes_of(finding, report.view)


@pytest.mark.parametrize(
    ("harm", "monitor", "drift", "quality"),
    [
        ("low", "drift_monitor", "warning", "warning"),
        ("medium", "drift_monitor", "error", "warning"),
        ("high", "drift_monitor", "error", "error"),
        ("high", "quality_monitor", "warning", "error"),
    ],
)
def test_harm_makes_blindness_an_error(harm: str, monitor: str, drift: str, quality: str) -> None:
    """Drift unseen is an error where quality is not watched either and harm is not low."""
    report = report_of(f"""\
brief: {{label_delay: 7d, harm: {{level: {harm}}}}}
components:
  - {{id: train, kind: training}}
  - {{id: api, kind: serving_endpoint}}
  - {{id: app, kind: consumer_app}}
  - {{id: watch, kind: {monitor}, watches: [prediction_drift]}}
  - {{id: records, kind: log_store}}
flows:
  - {{from: api, to: records, kind: logs, carries: [prediction]}}
  - {{from: train, to: api, kind: model_artifact}}
  - {{from: app, to: api, kind: request_response}}
  - {{from: api, to: watch, kind: predictions}}
""")

    assert [one.severity for one in found(report, "MON002")] == [drift]
    assert [one.severity for one in found(report, "MON004")] == [quality]


def test_metrics_by_way_of_another_box_and_of_a_tool_count() -> None:
    """A collector lies on the path; what the tool brings along is a pass that rests on technology."""
    report = report_of("""\
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint}
  - {id: collector, kind: other}
  - {id: watch, kind: metrics_monitor, technology: prometheus}
flows:
  - {from: app, to: api, kind: request_response}
  - {from: api, to: collector, kind: metrics}
  - {from: collector, to: watch, kind: metrics}
""")

    assert not found(report, "MON001")
    assert report.passed["technology"] >= 1


def test_a_reader_behind_another_box_is_a_reader() -> None:
    """A box of kind other lies on the way of answers, and one at its end may be anything."""
    text = """\
components:
  - {id: api, kind: batch_inference}
  - {id: partner, kind: other}
  - {id: app, kind: consumer_app}
flows:
  - {from: api, to: partner, kind: predictions}
"""
    assert not found(report_of(text), "SRV002")
    assert not found(report_of(text + "  - {from: partner, to: app, kind: predictions}\n"), "SRV002")


def test_a_flow_of_no_stated_kind_is_asked_about() -> None:
    """Not stated is not no: the arrow may well be the one that is missing."""
    report = report_of("""\
components:
  - {id: api, kind: serving_endpoint}
  - {id: app, kind: consumer_app}
  - {id: api2, kind: serving_endpoint}
  - {id: watch, kind: metrics_monitor, watches: [latency]}
  - {id: pager, kind: alerting}
flows:
  - {from: api, to: app, kind: unspecified}
  - {from: app, to: api2, kind: request_response}
  - {from: api2, to: watch, kind: metrics}
  - {from: watch, to: pager, kind: unspecified}
""")

    assert asked(report, "SRV002") == [("api>app:unspecified", "kind")]
    assert asked(report, "ALR001") == [("watch>pager:unspecified", "kind")]


def test_a_fallback_that_asks_another_model_of_the_same_front_is_its_fallback() -> None:
    """It stands in for the one that it does not ask."""
    report = report_of("""\
components:
  - {id: app, kind: consumer_app}
  - {id: search, kind: serving_endpoint}
  - {id: popular, kind: serving_endpoint}
  - {id: spare, kind: fallback}
flows:
  - {from: app, to: search, kind: request_response}
  - {from: app, to: popular, kind: request_response}
  - {from: app, to: spare, kind: request_response}
  - {from: spare, to: popular, kind: request_response}
""")

    assert not found(report, "RES002")


def test_a_spare_fallback_is_reused_and_one_in_use_is_not() -> None:
    """The fallback of another model may need what this one needs."""
    text = """\
components:
  - {{id: app, kind: consumer_app}}
  - {{id: api, kind: serving_endpoint}}
  - {{id: spare, kind: fallback}}
  - {{id: page, kind: legacy_system}}
flows:
  - {{from: app, to: api, kind: request_response}}
  - {{from: page, to: {page}, kind: request_response}}
"""
    spare, used = (only_fix(report_of(text.format(page=one)), "RES001") for one in ("page", "spare"))

    assert [edit.op for edit in spare.edits] == ["add_flow"]
    assert [edit.op for edit in used.edits] == ["add_component", "add_flow"]


def test_the_way_back_is_drawn_beside_the_deployment() -> None:
    """A deploy command that is drawn stays what it is."""
    report = report_of("""\
brief: {maturity: production}
components:
  - {id: train, kind: training}
  - {id: release, kind: ci_cd}
  - {id: api, kind: serving_endpoint}
  - {id: app, kind: consumer_app}
flows:
  - {from: train, to: api, kind: model_artifact}
  - {from: release, to: api, kind: control, purpose: deploy}
  - {from: app, to: api, kind: request_response}
""")
    mended = apply(report.design, as_edit(only_fix(report, "ROL001"))).design

    purposes = {one.id: one.stated().get("purpose") for one in mended.flows.values() if one.kind == "control"}
    assert purposes == {"release>api:control": "deploy", "release>api:control-2": "rollback"}


def test_a_monitor_that_is_drawn_keeps_what_it_watches() -> None:
    """The fix adds watches to those that the tool or the author set."""
    report = report_of("""\
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: batch_inference}
  - {id: watch, kind: metrics_monitor, technology: prometheus}
flows:
  - {from: api, to: app, kind: predictions}
""")
    mended = apply(report.design, as_edit(only_fix(report, "MON001"))).design

    watches = mended.components["watch"].stated()["watches"]
    assert watches == ["latency", "errors", "throughput", "saturation", "duration", "completeness"]
    assert any(one.kind == "alerts" for one in mended.flows.values())


def test_only_so_many_readers_are_named() -> None:
    """A gateway of a hundred applications does not fill the report."""
    apps = [{"id": f"a{n}", "kind": "consumer_app"} for n in range(100)]
    boxes = [{"id": "door", "kind": "api_gateway"}, {"id": "api", "kind": "serving_endpoint"}, *apps]
    ends = [("door", "api"), *((app["id"], "door") for app in apps)]
    flows = [{"from": one, "to": other, "kind": "request_response"} for one, other in ends]
    report = check(read_design({"components": boxes, "flows": flows}))

    for code in ("RES001", "MON001"):
        assert len(found(report, code)[0].where) == 20


def test_exposure_is_asked_where_protection_is_not_stated() -> None:
    """Whether strangers reach it decides; where it is protected anyway the question is idle."""
    text = """\
components:
  - {{id: app, kind: consumer_app}}
  - {{id: api, kind: serving_endpoint{more}}}
flows:
  - {{from: app, to: api, kind: request_response}}
"""
    assert asked(report_of(text.format(more="")), "SEC001") == [("api", "exposure")]
    assert not asked(report_of(text.format(more=", auth: iam, rate_limit: 5")), "SEC001")


def test_calls_of_strangers_are_led_through_one_gateway() -> None:
    """Two callers, one gateway, and nothing else may call past it."""
    report = report_of("""\
components:
  - {id: shop, kind: consumer_app, external: true}
  - {id: bank, kind: consumer_app, external: true}
  - {id: api, kind: serving_endpoint, exposure: public}
flows:
  - {from: shop, to: api, kind: request_response, timeout_ms: 50}
  - {from: bank, to: api, kind: request_response}
""")
    mended = apply(report.design, as_edit(only_fix(report, "SEC001"))).design

    calls = {(one.source, one.target) for one in mended.flows.values()}
    assert calls == {("shop", "api_gateway"), ("bank", "api_gateway"), ("api_gateway", "api")}
