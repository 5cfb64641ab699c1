"""Rules on cost at their edges, and what their fixes leave as it was."""

from __future__ import annotations

import pytest

from checks.engine import Report, check
from checks.finding import Finding
from checks.fixes import as_edit, fixes_of
from designer.files import load_text
from designer.model.edits import apply

SCORES = """\
brief: {{max_feature_age: {age}, entities_known: true}}
components:
  - {{id: crm, kind: consumer_app, on_missing: default}}
  - {{id: gateway, kind: api_gateway}}
  - {{id: scorer, kind: serving_endpoint, computes_features: false}}
  - {{id: {other}, kind: {other}}}
flows:
  - {{from: crm, to: gateway, kind: request_response, timeout_ms: 200}}
  - {{from: gateway, to: scorer, kind: request_response, timeout_ms: 100}}
  - {{from: scorer, to: {other}, kind: request_response}}
"""
CHAIN = """\
components:
  - {{id: a, kind: batch_inference, name: A}}
  - {{id: b, kind: batch_inference, name: B}}
  - {{id: store, kind: feature_store}}
  - {{id: c, kind: batch_inference, name: C}}
  - {{id: judge, kind: evaluation}}
flows:
  - {{from: a, to: b, kind: predictions, contract: versioned}}
  - {{from: b, to: store, kind: predictions, contract: versioned}}
  - {{from: store, to: c, kind: features{contract}}}
  - {{from: c, to: judge, kind: predictions}}
"""


def report_of(text: str) -> Report:
    """The verdict of all rules on a design in the file format."""
    return check(load_text(f"sketchcheck: 1\nname: Test\n{text}", "test").design)


def found(report: Report, code: str) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in report.findings if one.code == code]


@pytest.mark.parametrize(("age", "hit"), [("12h", True), ("11.9h", False), ("1d", True)])
def test_half_a_day_is_old_enough_for_a_job(age: str, hit: bool) -> None:
    """At twelve hours a job that runs by night will do."""
    assert bool(found(report_of(SCORES.format(age=age, other="feature_store")), "CST001")) == hit


def test_callers_keep_their_way_and_go_to_the_store() -> None:
    """The gateway asks the store, within the same time; what was looked up is read by the job."""
    report = report_of(SCORES.format(age="24h", other="feature_store"))
    (finding,) = found(report, "CST001")
    (fix,) = fixes_of(finding, report.view)
    after = apply(report.design, as_edit(fix)).design

    assert set(after.flows) == {
        "crm>gateway:request_response", "gateway>prediction_store:request_response",
        "feature_store>scorer:features", "scorer>prediction_store:predictions",
    }  # fmt: skip
    kept = after.flows["gateway>prediction_store:request_response"].stated()
    assert kept["timeout_ms"] == 100
    assert after.components["scorer"].stated()["schedule"] == "24h"


def test_an_endpoint_that_calls_what_no_job_can_call_is_left_to_people() -> None:
    """Another endpoint behind it cannot be turned round."""
    report = report_of(SCORES.format(age="24h", other="optimiser"))
    (finding,) = found(report, "CST001")

    assert not fixes_of(finding, report.view)


@pytest.mark.parametrize(
    ("count", "status", "hit"), [(18, "new", False), (19, "new", True), (25, "later", False)]
)
def test_how_much_is_too_much_for_a_first_version(count: int, status: str, hit: bool) -> None:
    """Only what is to be built now is counted."""
    sources = "".join(f"  - {{id: s{n}, kind: data_source, status: {status}}}\n" for n in range(count - 2))
    report = report_of(f"""\
brief: {{phase: first_version}}
components:
  - {{id: model, kind: batch_inference}}
  - {{id: app, kind: consumer_app}}
{sources}flows:
  - {{from: model, to: app, kind: predictions}}
""")

    assert bool(found(report, "CST004")) == hit


def test_a_simple_model_beside_another_is_no_second_product() -> None:
    """What CST002 asks for is not what CST004 complains of."""
    text = """\
brief: {{phase: first_version}}
components:
  - {{id: data, kind: warehouse}}
  - {{id: deep, kind: training, model_family: deep}}
  - {{id: other, kind: training, model_family: {family}}}
flows:
  - {{from: data, to: deep, kind: features}}
  - {{from: data, to: other, kind: features}}
"""
    simple, second = report_of(text.format(family="linear")), report_of(text.format(family="ensemble"))

    assert not found(simple, "CST002")
    assert not found(simple, "CST004")
    assert found(second, "CST002")
    assert found(second, "CST004")[0].where == ("deep", "other")


def test_what_no_comparison_was_made_with_is_said_once() -> None:
    """CST002 is the cause of EVA002."""
    report = report_of("""\
components:
  - {id: data, kind: warehouse}
  - {id: train, kind: training, model_family: deep}
  - {id: judge, kind: evaluation, checks: [metric]}
flows:
  - {from: data, to: train, kind: features}
  - {from: train, to: judge, kind: model_artifact}
""")

    assert found(report, "CST002")
    assert not found(report, "EVA002")
    assert "EVA002" in {one.code for one in report.suppressed}


@pytest.mark.parametrize(
    ("contract", "hit"), [(", contract: versioned", False), (", contract: documented", True), ("", True)]
)
def test_each_link_needs_a_version(contract: str, hit: bool) -> None:
    """Also the one from the store to the last model."""
    findings = found(report_of(CHAIN.format(contract=contract)), "CST005")

    assert bool(findings) == hit
    for finding in findings:
        assert (finding.anchor, finding.where) == ("c", ("a", "b"))
        assert finding.flows == ("a>b:predictions", "b>store:predictions", "store>c:features")
        assert finding.message.startswith("A → B → C: when A is retrained")


def test_the_team_of_the_zone_counts() -> None:
    """Two models in the zones of two teams, the later one with features of its own."""
    text = """\
zones:
  - {{id: one, kind: environment, team: search}}
  - {{id: two, kind: environment, team: {team}}}
components:
  - {{id: clicks, kind: feature_pipeline}}
  - {{id: taste, kind: batch_inference, zone: one}}
  - {{id: offers, kind: batch_inference, zone: two}}
flows:
  - {{from: taste, to: offers, kind: predictions}}
  - {{from: clicks, to: offers, kind: features}}
"""

    assert not found(report_of(text.format(team="search")), "CST005")
    assert "(of the teams search and mail)" in found(report_of(text.format(team="mail")), "CST005")[0].message
