"""Serving, scaling, resilience, integration and graph rules where their examples end: edges and questions."""

from __future__ import annotations

import pytest

from checks.engine import check
from checks.fixes import as_edit, fixes_of
from designer.files import load_text
from designer.model.edits import apply
from tests.checks.reported import asked, found, report_of


@pytest.mark.parametrize(
    "text",
    [
        "components: []\n",
        "components:\n  - {id: a, kind: data_source}\n  - {id: b, kind: warehouse}\n"
        "flows:\n  - {from: a, to: b, kind: batch_data}\n",
        "components:\n  - {id: app, kind: consumer_app}\n  - {id: thing, kind: other}\n"
        "  - {id: desk, kind: human_review}\nflows:\n"
        "  - {from: app, to: thing, kind: unspecified}\n  - {from: thing, to: desk, kind: unspecified}\n",
    ],
)
def test_a_sketch_without_models_is_left_alone(text: str) -> None:
    """No rule of these categories has a word for a drawing that is not about models yet."""
    running = ("SRV", "SCL", "RES", "INT", "GRF004", "GRF005", "GRF006")
    assert not [one.id for one in report_of(text).findings if one.code.startswith(running)]


def test_a_model_has_one_dead_end_for_all_who_share_it() -> None:
    """Two trainings of one registry are one finding, at the registry and at nothing before it."""
    report = report_of("""\
components:
  - {id: a, kind: training}
  - {id: b, kind: training}
  - {id: judge, kind: evaluation}
  - {id: models, kind: model_registry}
flows:
  - {from: a, to: judge, kind: model_artifact}
  - {from: b, to: models, kind: model_artifact}
  - {from: judge, to: models, kind: model_artifact}
""")

    assert [(one.anchor, one.where) for one in found(report, "SRV001")] == [("models", ("a", "b"))]


def test_an_arrow_of_no_kind_may_bring_the_model() -> None:
    """It is asked what the arrow carries."""
    report = report_of("""\
components:
  - {id: train, kind: training}
  - {id: api, kind: serving_endpoint}
  - {id: app, kind: consumer_app}
flows:
  - {from: train, to: api, kind: unspecified}
  - {from: app, to: api, kind: request_response}
""")

    assert asked(report, "SRV001") == [("train>api:unspecified", "kind")]


def test_a_batch_job_without_output_is_one_finding() -> None:
    """That it writes nowhere is the cause of nobody reading it."""
    report = report_of("""\
components:
  - {id: dwh, kind: warehouse}
  - {id: job, kind: batch_inference}
flows:
  - {from: dwh, to: job, kind: batch_data}
""")

    assert [one.anchor for one in found(report, "SRV004")] == ["job"]
    assert not found(report, "SRV002")


@pytest.mark.parametrize(("schedule", "hit"), [("10000s", False), ("9999s", True)])
def test_a_run_may_take_four_fifths_of_its_time(schedule: str, hit: bool) -> None:
    """8,000 s are exactly four fifths of 10,000 s."""
    report = report_of(f"""\
components:
  - {{id: job, kind: batch_inference, rows_per_run: 80000, throughput_rows_s: 10, schedule: {schedule}}}
  - {{id: app, kind: consumer_app}}
flows:
  - {{from: job, to: app, kind: predictions}}
""")

    assert bool(found(report, "SCL004")) == hit


@pytest.mark.parametrize("speed", ["throughput_rows_s: 0", "rows_per_run: 0, throughput_rows_s: 0"])
def test_a_job_without_speed_is_not_judged(speed: str) -> None:
    """Dividing by nothing is no finding and no failure."""
    report = report_of(f"""\
brief: {{rows_per_run: 100, max_feature_age: 1h, serving_mode: batch}}
components:
  - {{id: job, kind: batch_inference, {speed}, schedule: 24h}}
  - {{id: app, kind: consumer_app}}
flows:
  - {{from: job, to: app, kind: predictions}}
""")

    assert not report.failed
    assert not found(report, "SCL004")


def test_calls_of_one_caller_are_one_finding_and_one_fix() -> None:
    """The fix limits each call by what stands behind it, and by what the caller itself is given."""
    report = report_of("""\
brief: {maturity: production, latency_p99_ms: 300}
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint}
  - {id: near, kind: feature_store, online: true, latency_p99_ms: 4}
  - {id: far, kind: data_source, latency_p99_ms: 90}
flows:
  - {from: app, to: api, kind: request_response, timeout_ms: 100}
  - {from: api, to: near, kind: request_response}
  - {from: api, to: far, kind: request_response}
""")
    (finding,) = found(report, "RES003")
    (fix,) = fixes_of(finding, report.view)
    mended = apply(report.design, as_edit(fix)).design

    assert finding.flows == ("api>far:request_response", "api>near:request_response")
    assert [mended.flows[one].stated()["timeout_ms"] for one in finding.flows] == [100, 8]


def test_without_a_number_no_timeout_is_invented() -> None:
    """Where neither latency nor budget is stated there is nothing to offer."""
    report = report_of("""\
brief: {maturity: production}
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint}
flows:
  - {from: app, to: api, kind: request_response}
""")
    (finding,) = found(report, "RES003")

    assert fixes_of(finding, report.view) == []


def test_an_open_door_without_checks_is_an_error() -> None:
    """What the public can send is worse than what a colleague sends."""
    text = """\
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint, input_validation: false, exposure: EXPOSURE}
flows:
  - {from: app, to: api, kind: request_response}
"""
    severities = [
        found(report_of(text.replace("EXPOSURE", one)), "RES004")[0].severity
        for one in ("public", "internal")
    ]

    assert severities == ["error", "warning"]


def test_what_several_instances_promise_is_asked_where_the_target_hangs_on_it() -> None:
    """99.9 % is assumed of them and not enough here, so the number is wanted, not guessed."""
    text = """\
brief: {availability_target: 99.95}
components:
  - {id: app, kind: consumer_app}
  - {id: api, kind: serving_endpoint, replicas: 3SLO}
flows:
  - {from: app, to: api, kind: request_response}
"""
    production = {"maturity": "production"}
    asking = check(load_text(f"sketchcheck: 1\nname: T\n{text.replace('SLO', '')}", "t").design, **production)
    stated = text.replace("SLO", ", slo_availability: 99.95")
    passing = check(load_text(f"sketchcheck: 1\nname: T\n{stated}", "t").design, **production)

    assert [one.unstated for one in found(asking, "RES005")] == [True]
    assert not found(passing, "RES005")


def test_an_external_partner_makes_a_missing_contract_an_error() -> None:
    """Between two teams it is a warning; between two other companies nothing."""
    text = """\
components:
  - {id: source, kind: data_source, ONE}
  - {id: api, kind: serving_endpoint, TWO}
  - {id: app, kind: consumer_app, TWO}
flows:
  - {from: source, to: api, kind: batch_data}
  - {from: app, to: api, kind: request_response}
"""
    cases = {("external: true", "team: us"): "error", ("team: them", "team: us"): "warning"}
    for (one, two), severity in cases.items():
        findings = found(report_of(text.replace("ONE", one).replace("TWO", two)), "INT001")
        assert [(finding.anchor, finding.severity) for finding in findings] == [
            ("source>api:batch_data", severity)
        ]
    asked = (
        text.replace("consumer_app, TWO", "consumer_app, external: true")
        .replace("ONE", "team: us")
        .replace("TWO", "team: us")
    )
    assert [one.severity for one in found(report_of(asked), "INT001")] == ["warning"]
    both = text.replace("ONE", "external: true").replace("TWO", "external: true")
    assert not found(report_of(both), "INT001")


def test_a_team_is_asked_for_in_production_only() -> None:
    """A design in which one box has a team is not full of questions."""
    text = """\
brief: {maturity: MATURITY}
components:
  - {id: source, kind: data_source, team: them}
  - {id: api, kind: serving_endpoint}
  - {id: app, kind: consumer_app}
flows:
  - {from: source, to: api, kind: batch_data}
  - {from: app, to: api, kind: request_response}
"""

    assert asked(report_of(text.replace("MATURITY", "design")), "INT001") == []
    assert asked(report_of(text.replace("MATURITY", "production")), "INT001") == [("api", "team")]


def test_parts_that_do_not_touch_are_named_by_what_people_know() -> None:
    """Each part is named by its registry, model or application, whatever comes first by id."""
    report = report_of("""\
components:
  - {id: a, kind: data_source, name: Orders}
  - {id: b, kind: training, name: Price training}
  - {id: c, kind: consumer_app, name: Shop}
  - {id: d, kind: serving_endpoint, name: Price service}
  - {id: e, kind: other}
flows:
  - {from: a, to: b, kind: batch_data}
  - {from: c, to: d, kind: request_response}
""")
    (finding,) = [one for one in (*report.findings, *report.suppressed) if one.code == "GRF005"]

    assert finding.where == ("b", "d")
    assert "Price training with 1 other; Price service with 1 other" in finding.message


def test_a_vendor_of_language_models_has_its_own_contract() -> None:
    """The published interface is the contract; a bureau that is asked by the same box has none."""
    report = report_of("""\
components:
  - {id: app, kind: consumer_app}
  - {id: assistant, kind: serving_endpoint}
  - {id: model, kind: llm_endpoint, technology: openai}
  - {id: bureau, kind: data_source, external: true}
flows:
  - {from: app, to: assistant, kind: request_response}
  - {from: assistant, to: model, kind: request_response}
  - {from: assistant, to: bureau, kind: request_response}
""")

    assert [one.anchor for one in found(report, "INT001")] == ["assistant>bureau:request_response"]


def test_behind_a_gateway_a_request_takes_one_way() -> None:
    """Two services of 99.9 % side by side keep a promise of 99.85 %; one after the other they do not."""
    text = """\
brief: {maturity: production, availability_target: 99.85}
components:
  - {id: app, kind: consumer_app}
  - {id: door, kind: api_gateway, slo_availability: 100}
  - {id: one, kind: serving_endpoint, slo_availability: 99.9}
  - {id: two, kind: serving_endpoint, slo_availability: 99.9}
flows:
  - {from: app, to: door, kind: request_response}
  - {from: door, to: one, kind: request_response}
  - {from: SECOND, to: two, kind: request_response}
"""

    assert not found(report_of(text.replace("SECOND", "door")), "RES005")
    (finding,) = found(report_of(text.replace("SECOND", "one")), "RES005")
    assert (finding.anchor, finding.where) == ("door", ("one", "two"))
