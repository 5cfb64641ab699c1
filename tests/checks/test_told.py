"""What a reader is told of a drawing: each fact once, the severest question first, words that are true."""

from __future__ import annotations

from datetime import date

from checks.engine import Report, check
from checks.finding import SEVERITIES
from checks.fixes import mend
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.text import to_text
from designer.files import load_text

TODAY = date(2026, 11, 24)
IMAGES = """\
sketchcheck: 1
name: Images
brief:
  maturity: MATURITY
  ml_task: content_filter
  cost_false_positive: 3 USD
  cost_false_negative: 40 USD
  affects_people: true
  harm: {level: medium}
components:
  - {id: uploads, kind: event_stream, name: Uploads}
  - {id: lake, kind: raw_store, name: Lake}
  - {id: train, kind: training, name: Train, trigger: schedule, model_family: deep}
  - {id: judge, kind: evaluation, name: Judge}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: limits, kind: rules_engine, name: Limits}
  - {id: site, kind: consumer_app, name: Site}
flows:
  - {from: scorer, to: limits, kind: predictions}
  - {from: uploads, to: lake, kind: stream_data}
  - {from: lake, to: train, kind: batch_data}
  - {from: train, to: judge, kind: model_artifact}
  - {from: judge, to: scorer, kind: model_artifact}
  - {from: site, to: scorer, kind: request_response}
"""


def judged(text: str) -> CheckedFile:
    """A checked file."""
    loaded = load_text(text, "images.design.yaml")
    return CheckedFile("images.design.yaml", check(loaded.design, today=TODAY), lambda _: None)


def message(report: Report, finding: str) -> str:
    """What a finding says."""
    return next(one.message for one in report.findings if one.id == finding)


def test_a_fact_is_asked_once_with_all_who_want_it_and_errors_first() -> None:
    """Two rules that lack the same fact are one question."""
    report = judged(IMAGES.replace("MATURITY", "design"))
    lines = to_text([report], width=200).splitlines()
    asked = [one for one in lines if one.startswith("  ? ")]

    assert len([one for one in asked if "Judge: Checks?" in one]) == 1
    assert "(GOV004, EVA005)" in next(one for one in asked if "Judge: Checks?" in one)
    assert f"Not stated ({len(asked)}), so not judged:" in lines
    assert [all_rules()[one.code].severity for one in report.report.not_stated] == sorted(
        (all_rules()[one.code].severity for one in report.report.not_stated), key=SEVERITIES.index
    )


def test_a_sketch_without_findings_is_told_that_little_was_asked() -> None:
    """Nothing found is no praise where next to nothing is asked."""
    said = to_text([judged(IMAGES.replace("MATURITY", "sketch"))], width=200)

    assert "A sketch is asked little" in said
    assert "asked little" not in to_text([judged(IMAGES.replace("MATURITY", "design"))], width=200)


def test_in_production_a_missing_fact_is_named_with_its_meaning() -> None:
    """The reader need not look the property up."""
    said = message(judged(IMAGES.replace("MATURITY", "production")).report, "GOV004@design")

    assert said.startswith("Judge does not state “Checks” (what is judged). In production it must,")


def test_laws_are_named_where_nobody_says_that_people_are_scored() -> None:
    """GOV004 says what the brief says, no more."""
    regulated = IMAGES.replace("affects_people: true", "regulated: [insurance]")
    report = judged(
        regulated.replace("MATURITY", "design").replace("name: Judge", "name: J, checks: [metric]")
    )

    assert "By the brief, laws on insurance apply," in message(report.report, "GOV004@design")


def test_another_company_is_not_called_a_crowd_of_fake_accounts() -> None:
    """SEC003 tells what outsiders it means."""
    external = IMAGES.replace("MATURITY", "design").replace("name: Uploads", "name: Weather, external: true")
    users = IMAGES.replace("MATURITY", "design").replace(
        "name: Uploads", "name: Uploads, user_generated: true"
    )

    assert "which another company writes" in message(judged(external).report, "SEC003@train")
    assert "fake accounts" not in message(judged(external).report, "SEC003@train")
    assert "fake accounts" in message(judged(users).report, "SEC003@train")


def test_a_brake_that_another_finding_asks_for_is_not_asked_for_again() -> None:
    """FBK005 is silent where all that is missing is what DAT001 says."""
    loop = IMAGES.replace("MATURITY", "design") + "  - {from: site, to: lake, kind: feedback}\n"
    loop = loop.replace("name: Judge", "name: Judge, on_fail: block")
    back = loop.replace("flows:\n", "  - {id: ci, kind: ci_cd}\nflows:\n")
    back += "  - {from: ci, to: scorer, kind: control, purpose: rollback}\n"

    assert {"DAT001@train", "FBK005@train"} <= {one.id for one in judged(loop).report.findings}
    assert {"DAT001@train"} <= {one.id for one in judged(back).report.findings}
    assert "FBK005@train" not in {one.id for one in judged(back).report.findings}


def test_a_fix_is_not_refused_because_the_drawing_becomes_a_project() -> None:
    """The third box lets the rules ask for a brief; that is no harm done by the fix."""
    pair = """\
sketchcheck: 1
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: shop, to: scorer, kind: request_response}
"""
    _, applied = mend(load_text(pair, "pair").design, only="LOG001@scorer")

    assert [finding.id for finding, _ in applied] == ["LOG001@scorer"]
