"""Rules of feedback where the examples do not show all."""

from __future__ import annotations

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of
from designer.files import load_text
from designer.model.edits import apply

CARDS = """\
components:
  - {id: checkout, kind: consumer_app, decision_effect: acts, on_missing: default}
  - {id: policy, kind: rules_engine}
  - {id: scorer, kind: serving_endpoint}
  - {id: clicks, kind: raw_store}
  - {id: train, kind: training, trigger: schedule}
  - {id: desk, kind: human_review}
flows:
  - {from: checkout, to: policy, kind: request_response}
  - {from: policy, to: scorer, kind: request_response}
  - {from: checkout, to: clicks, kind: feedback}
  - {from: clicks, to: train, kind: batch_data}
  - {from: train, to: scorer, kind: model_artifact}
"""
BLOCKS = "brief: {decision_blocks_outcome: true}\n"


def report_of(text: str) -> Report:
    """The verdict of all rules on a design in the file format."""
    return check(load_text(f"sketchcheck: 1\nname: Test\n{text}", "test").design)


def found(report: Report, code: str) -> list[str]:
    """The anchors at which a rule found something."""
    return [one.anchor for one in report.findings if one.code == code]


def asked(report: Report, code: str) -> list[tuple[str, str]]:
    """Element and property of the facts that a rule asks for."""
    return [(one.element, one.property) for one in report.not_stated if one.code == code]


def test_one_cause_is_told_once() -> None:
    """A decision that hides its outcome is the cause of the loop that confirms itself."""
    report = report_of(BLOCKS + CARDS)

    assert found(report, "FBK004") == ["scorer"]
    assert found(report, "FBK003") == []
    assert "FBK003@scorer" in {one.id for one in report.suppressed}


def test_people_behind_the_policy_see_what_the_model_refused() -> None:
    """Cases reach them from the policy that calls the model; whether they speak decides."""
    shown = BLOCKS + CARDS + "  - {from: policy, to: desk, kind: predictions}\n"

    assert found(report_of(shown), "FBK004") == ["scorer"]
    assert found(report_of(shown + "  - {from: desk, to: clicks, kind: labels}\n"), "FBK004") == []


def test_a_loop_of_unknown_trigger_is_asked() -> None:
    """Who starts the training decides whether brakes are missing."""
    report = report_of(CARDS.replace(", trigger: schedule", ""))

    assert asked(report, "FBK005") == [("train", "trigger")]
    assert found(report_of(CARDS), "FBK005") == ["train"]


def test_brakes_that_are_drawn_are_tightened_and_not_drawn_again() -> None:
    """The fix states what the validation does; a second one would guard nothing more."""
    text = CARDS.replace(
        "flows:\n", "  - {id: check, kind: data_validation, on_fail: none}\nflows:\n"
    ).replace(
        "  - {from: clicks, to: train, kind: batch_data}\n",
        "  - {from: clicks, to: check, kind: batch_data}\n  - {from: check, to: train, kind: batch_data}\n",
    )
    report = report_of(text)
    (finding,) = [one for one in report.findings if one.code == "FBK005"]
    mended = apply(report.design, as_edit(fixes_of(finding, report.view)[0])).design

    checks = [one for one in mended.components.values() if one.kind == "data_validation"]
    assert [one.stated()["on_fail"] for one in checks] == ["block"]


def test_a_flow_of_unknown_kind_may_bring_the_outcomes_together() -> None:
    """It is asked what it is; nothing is claimed to be missing."""
    text = CARDS.replace(
        "flows:\n", "  - {id: log, kind: log_store}\n  - {id: join, kind: outcome_join}\nflows:\n"
    )
    text += "  - {from: scorer, to: log, kind: logs}\n"
    unclear = text + "  - {from: clicks, to: join, kind: unspecified}\n"

    assert found(report_of(text), "FBK002") == ["checkout>clicks:feedback"]
    assert asked(report_of(unclear), "FBK002") == [("clicks>join:unspecified", "kind")]
