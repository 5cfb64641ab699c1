"""Rules of alerting where the examples do not show all."""

from __future__ import annotations

from checks.engine import Report, check
from designer.files import load_text


def report_of(text: str) -> Report:
    """The verdict of all rules on a design in the file format."""
    return check(load_text(f"sketchcheck: 1\nname: Test\n{text}", "test").design)


def found(report: Report, code: str) -> list[str]:
    """The anchors at which a rule found something."""
    return [one.anchor for one in report.findings if one.code == code]


def test_features_that_were_served_count_for_a_monitor_of_logs() -> None:
    """The monitor reads logs of a service, and the service looks its features up."""
    text = """\
brief: {maturity: production}
components:
  - {id: app, kind: consumer_app}
  - {id: scorer, kind: serving_endpoint}
  - {id: store, kind: feature_store}
  - {id: many, kind: feature_pipeline, n_features: 30}
  - {id: drift, kind: drift_monitor, watches: [feature_drift], reference: training}
  - {id: pager, kind: alerting}
flows:
  - {from: app, to: scorer, kind: request_response}
  - {from: scorer, to: store, kind: request_response}
  - {from: many, to: store, kind: features}
  - {from: scorer, to: drift, kind: logs}
  - {from: drift, to: pager, kind: alerts}
"""
    assert found(report_of(text), "ALR003") == ["drift"]
