"""A language model behind a service or a job: one cause is one finding, and none is missed."""

from __future__ import annotations

from datetime import date

import pytest

from checks.engine import check
from designer.files import load_text

TODAY = date(2026, 11, 24)
BEGINNING = """\
sketchcheck: 1
name: Invoices
components:
  - {id: desk, kind: consumer_app, name: Desk}
  - {id: model, kind: llm_endpoint, name: Model}
"""


def found(text: str) -> set[str]:
    """The ids of the open findings."""
    report = check(load_text(BEGINNING + text, "invoices").design, today=TODAY)
    assert not report.failed
    return {one.id for one in report.open()}


@pytest.mark.parametrize("code", ["LOG001", "MON001", "RES001"])
def test_what_the_service_lacks_is_said_once(code: str) -> None:
    """Of the service, not of the model behind it too."""
    text = """\
  - {id: bot, kind: serving_endpoint, name: Bot}
flows:
  - {from: desk, to: bot, kind: request_response}
  - {from: bot, to: model, kind: request_response}
"""
    assert {one for one in found(text) if one.startswith(code)} == {f"{code}@bot"}


@pytest.mark.parametrize("code", ["LOG001", "MON001", "RES001"])
def test_a_model_that_an_application_calls_itself_is_judged(code: str) -> None:
    """Nobody stands before it who could."""
    assert f"{code}@model" in found("flows:\n  - {from: desk, to: model, kind: request_response}\n")


@pytest.mark.parametrize("kind", ["batch_inference", "stream_inference"])
def test_a_model_that_a_job_calls_is_judged_by_its_answers(kind: str) -> None:
    """The job may call it, and who reads what the job writes reads what the model said."""
    text = f"""\
  - {{id: job, kind: {kind}, name: Extractor}}
flows:
  - {{from: job, to: model, kind: request_response}}
  - {{from: job, to: desk, kind: predictions}}
"""
    ids = found(text)

    assert "GEN003@model" in ids
    assert {one for one in ids if one.startswith(("GRF002", "LOG001"))} == {"LOG001@job"}
