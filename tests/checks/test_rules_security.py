"""Rules of security where the examples do not show all."""

from __future__ import annotations

from checks.engine import Report, check
from designer.files import load_text


def report_of(text: str) -> Report:
    """The verdict of all rules on a design in the file format."""
    return check(load_text(f"sketchcheck: 1\nname: Test\n{text}", "test").design)


def found(report: Report, code: str) -> list[str]:
    """The anchors at which a rule found something."""
    return [one.anchor for one in report.findings if one.code == code]


def asked(report: Report, code: str) -> list[tuple[str, str]]:
    """Element and property of the facts that a rule asks for."""
    return [(one.element, one.property) for one in report.not_stated if one.code == code]


def test_a_redacting_store_is_as_good_as_a_redacted_flow() -> None:
    """One of both is enough, and what neither states is asked."""
    text = """\
components:
  - {id: app, kind: consumer_app, pii: personal, on_missing: default}
  - {id: scorer, kind: serving_endpoint}
  - {id: log, kind: log_store, retention_days: 30REDACTION}
flows:
  - {from: app, to: scorer, kind: request_response}
  - {from: scorer, to: log, kind: logs, carries: [prediction, request_id], timestamped: true}
"""
    states = {
        ", redaction: true": ([], []),
        ", redaction: false": (["scorer>log:logs"], []),
        "": ([], [("scorer>log:logs", "redacted")]),
    }
    for stated, (findings, questions) in states.items():
        report = report_of(text.replace("REDACTION", stated))
        assert found(report, "SEC002") == findings
        assert asked(report, "SEC002") == questions


def test_a_call_of_a_foreign_language_model_is_left_to_its_own_rule() -> None:
    """It has other ways to protect what it is sent."""
    text = """\
components:
  - {id: desk, kind: serving_endpoint, pii: personal}
  - {id: model, kind: KIND, external: true}
flows:
  - {from: desk, to: model, kind: request_response, encrypted: false}
"""
    assert found(report_of(text.replace("KIND", "llm_endpoint")), "SEC002") == []
    assert found(report_of(text.replace("KIND", "legacy_system")), "SEC002") == [
        "desk>model:request_response"
    ]
