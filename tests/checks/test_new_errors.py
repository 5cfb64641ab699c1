"""What a fix makes worse is counted, and a fix that calls itself complete makes nothing worse."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
import yaml

from checks.engine import check
from checks.fixes import as_edit, fixes_of, mend, new_errors
from designer.files import load_file
from designer.files.templates import Template, list_templates
from designer.model.design import Design, read_design
from designer.model.edits import apply
from designer.model.properties import Maturity
from tests.checks.drawings import random_drawing

TODAY = date(2026, 11, 24)
LOANS = """
brief: {harm: {level: high}, ml_task: credit_scoring}
components:
  - {id: data, kind: warehouse}
  - {id: train, kind: training}
  - {id: scorer, kind: serving_endpoint}
  - {id: desk, kind: consumer_app}
flows:
  - {from: data, to: train, kind: batch_data}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: desk, to: scorer, kind: request_response}
"""


def worse(design: Design, maturity: Maturity) -> list[tuple[str, str, set[str]]]:
    """The complete fixes that bring new errors, with these."""
    before = check(design, today=TODAY, maturity=maturity)
    tried = [(one, fix) for one in before.findings for fix in fixes_of(one, before.view) if fix.complete]
    after = [check(apply(design, as_edit(fix)).design, today=TODAY, maturity=maturity) for _, fix in tried]
    found = [
        (one.id, fix.title, new_errors(before, then)) for (one, fix), then in zip(tried, after, strict=True)
    ]
    return [one for one in found if one[2]]


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.name)
def test_a_complete_fix_of_a_flawed_design_brings_no_new_error(template: Template) -> None:
    design = load_file(template.flawed).design

    assert worse(design, "design") == []
    assert worse(design, "production") == []


@pytest.mark.parametrize("seed", range(30))
def test_a_complete_fix_of_any_drawing_brings_no_new_error(seed: int) -> None:
    assert worse(random_drawing(Random(seed)), "design") == []


def test_a_new_evaluation_of_a_harmful_model_judges_groups_apart() -> None:
    """The groups are proposed, so that the fix states an intention and leaves something to do."""
    design = read_design(yaml.safe_load(LOANS))
    report = check(design)
    (finding,) = (one for one in report.findings if one.code == "EVA001")
    (fix,) = fixes_of(finding, report.view)
    after = check(apply(design, as_edit(fix)).design)

    assert (fix.kind, fix.complete) == ("mixed", False)
    assert "EVA003@evaluation" not in {one.id for one in after.findings}
    assert new_errors(report, after) == set()


def test_an_error_about_an_unchanged_brief_is_counted() -> None:
    """Once somebody waits for the answer, the brief is asked how long they may."""
    boxes = [
        {"id": "shop", "kind": "consumer_app"},
        {"id": "scorer", "kind": "serving_endpoint"},
        {"id": "lake", "kind": "raw_store"},
    ]
    waits = {"from": "shop", "to": "scorer", "kind": "request_response"}
    nobody = check(read_design({"components": boxes}))
    somebody = check(read_design({"components": boxes, "flows": [waits]}))

    assert "BRF004@brief.latency_p99_ms" in new_errors(nobody, somebody)


def test_what_is_asked_of_every_design_is_no_fault_of_a_third_box() -> None:
    """The purpose was missing in the sketch too; it was only not asked for yet."""
    two = {"components": [{"id": "a", "kind": "warehouse"}, {"id": "b", "kind": "training"}]}
    two["flows"] = [{"from": "a", "to": "b", "kind": "batch_data"}]
    three = {**two, "components": [*two["components"], {"id": "c", "kind": "dashboard"}]}
    after = check(read_design(three))

    assert "BRF001@brief.problem" in {one.id for one in after.open("error")}
    assert "BRF001@brief.problem" not in new_errors(check(read_design(two)), after)


def test_an_error_at_a_flow_that_was_led_elsewhere_moves_along_once() -> None:
    """One at a flow that shares no end with it, or a second one, is new."""
    text = """
    components:
      - {id: bank, kind: data_source, external: true}
      - {id: lake, kind: raw_store}
      - {id: other, kind: raw_store}
      - {id: train, kind: training}
      - {id: api, kind: serving_endpoint}
      - {id: app, kind: consumer_app}
    flows:
      - {from: bank, to: lake, kind: batch_data}
      - {from: lake, to: train, kind: batch_data}
      - {from: train, to: api, kind: model_artifact}
      - {from: app, to: api, kind: request_response}
    """
    before = check(read_design(yaml.safe_load(text)))
    one = yaml.safe_load(text.replace("from: bank, to: lake", "from: bank, to: other"))
    two = {**one, "flows": [*one["flows"], {"from": "bank", "to": "train", "kind": "batch_data"}]}

    assert "INT001@bank>lake:batch_data" in {finding.id for finding in before.open("error")}
    assert not {one for one in new_errors(before, check(read_design(one))) if one.startswith("INT001")}
    assert len([one for one in new_errors(before, check(read_design(two))) if one.startswith("INT001")]) == 1


def test_mending_applies_nothing_that_brings_a_new_error() -> None:
    """To give the answers to somebody is left to a person, for it asks for records, health and a fallback."""
    text = LOANS.replace("  - {from: desk, to: scorer, kind: request_response}", "")
    design = read_design(
        yaml.safe_load(text.replace("{id: desk, kind: consumer_app}", "{id: x, kind: other}"))
    )
    mended, applied = mend(design)

    assert "SRV002@scorer" in {one.id for one in check(design).findings}
    assert "SRV002@scorer" not in {finding.id for finding, _ in applied}
    assert not new_errors(check(design), check(mended))


def test_an_alert_is_no_fix_where_a_model_goes_live_by_itself() -> None:
    """It would leave bad data on their way into a loop without brakes, which is what FBK005 is about."""
    template = next(one for one in list_templates() if one.name == "patient-no-show")
    design = load_file(template.flawed).design
    before = check(design, today=TODAY)
    (finding,) = (one for one in before.findings if one.code == "DAT002")
    (fix,) = fixes_of(finding, before.view)
    after = check(apply(design, as_edit(fix)).design, today=TODAY)
    mended, _ = mend(design)

    assert finding.severity == "error"
    assert "FBK005@training" in {one.id for one in before.suppressed}
    assert not {"DAT002", "FBK005"} & {one.code for one in after.findings}
    assert len(check(mended, today=TODAY).open("error")) <= len(before.open("error"))
