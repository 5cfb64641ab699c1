"""Rules on the brief, the business and governance: how many speak at once, and what their fixes take up."""

from __future__ import annotations

import pytest

from checks.engine import Report, check
from checks.finding import Fix
from checks.fixes import as_edit, fixes_of
from designer.model.edits import apply
from tests.checks.reported import asked, found, report_of

ONLINE = """\
components:
  - {id: history, kind: feature_store, name: History}
  - {id: train, kind: training, name: Train}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: app, kind: consumer_app, name: App, on_missing: default}
flows:
  - {from: history, to: train, kind: features}
  - {from: train, to: scorer, kind: model_artifact}
  - {from: scorer, to: history, kind: request_response}
  - {from: app, to: scorer, kind: request_response}
"""
PROBLEM = ("BRF", "BIZ", "GOV")


def codes(report: Report) -> set[str]:
    """The codes of the problem's findings."""
    return {one.code for one in found(report, *PROBLEM)}


def fixes(report: Report, code: str) -> list[Fix]:
    """The fixes of the only finding of a rule."""
    (finding,) = found(report, code)
    return fixes_of(finding, report.view)


def test_without_a_brief_the_problem_is_asked_for_first() -> None:
    """Arguments, users, limits and worth wait until there is a problem that they could be about."""
    assert codes(report_of(ONLINE)) == {"BRF001", "BRF004", "BRF005", "BIZ001", "GOV001"}


def test_a_short_honest_brief_is_not_buried() -> None:
    """What is left to say of it, the most urgent number as the only error."""
    report = report_of(f"""\
brief:
  problem: One subscriber in nine leaves within 60 days, unnoticed.
  users: The service desk
  decision: Whom the desk calls first.
  business_metric: {{name: subscribers kept, target: "92"}}
  owner: service
{ONLINE}""")

    assert codes(report) == {"BRF002", "BRF004", "BRF005", "BIZ003"}
    assert [one.code for one in found(report, *PROBLEM) if one.severity == "error"] == ["BRF004"]


@pytest.mark.parametrize("text", ["components: []\n", "components:\n  - {id: a, kind: llm_endpoint}\n"])
def test_first_boxes_owe_no_brief(text: str) -> None:
    """An empty canvas and a first box are left alone."""
    assert not codes(report_of(text, "production"))


def test_boxes_of_no_kind_owe_no_brief() -> None:
    """Nothing says that there is a model."""
    report = report_of("""\
components:
  - {id: a, kind: other}
  - {id: b, kind: other}
  - {id: c, kind: consumer_app}
flows:
  - {from: a, to: b, kind: unspecified}
  - {from: b, to: c, kind: unspecified}
""")

    assert codes(report) == {"BRF001"}


def test_the_maturity_of_the_check_counts() -> None:
    """A brief that says design is asked like one for production where the check is."""
    text = f"brief: {{maturity: design, owner: risk, problem: Twenty letters and a few more}}\n{ONLINE}"

    assert not {"GOV001", "BRF007"} & codes(report_of(text))
    assert [one.anchor for one in found(report_of(text, "production"), "GOV001")] == ["design"]
    assert "BRF007" in codes(report_of(text, "production"))


def test_parts_that_nobody_owns_are_one_finding() -> None:
    """With all of them named; whoever is left alone is named by itself."""
    text = f"brief: {{maturity: production, owner: risk, problem: Twenty letters and a few more}}\n{ONLINE}"

    (together,) = found(report_of(text), "GOV001")
    assert (together.anchor, together.where) == ("design", ("history", "scorer"))
    assert together.message.startswith("History and Scorer have no owner.")

    (left,) = found(report_of(text.replace("name: Scorer", "name: Scorer, owner: risk")), "GOV001")
    assert (left.anchor, left.where) == ("history", ())


@pytest.mark.parametrize(
    ("latency", "timeout", "budget"),
    [("", "", 100), ("", ", timeout_ms: 70", 70), (", latency_p99_ms: 180", ", timeout_ms: 70", 300)],
)
def test_the_budget_to_start_from(latency: str, timeout: str, budget: int) -> None:
    """The time-out that is drawn; where the parts already take longer, the next usual one."""
    text = ONLINE.replace("name: Scorer}", f"name: Scorer{latency}}}")
    text = text.replace("{from: app, to: scorer, kind: request_response}",
                        f"{{from: app, to: scorer, kind: request_response{timeout}}}")  # fmt: skip
    (fix,) = fixes(report_of(text), "BRF004")

    assert fix.edits[0].stated()["values"] == {"latency_p99_ms": budget}
    assert (fix.kind, fix.complete) == ("declared", False)


def test_no_budget_is_made_up_for_parts_that_are_too_slow() -> None:
    """Two seconds are no usual budget."""
    report = report_of(ONLINE.replace("name: Scorer}", "name: Scorer, latency_p99_ms: 2000}"))

    assert not fixes(report, "BRF004")


def test_a_baseline_without_a_type_may_be_a_rule() -> None:
    """Then its type is asked for."""
    text = ONLINE.replace("flows:\n", "  - {id: old, kind: baseline_model}\nflows:\n")
    report = report_of(f"brief: {{problem: Twenty letters and a few more}}\n{text}")

    assert asked(report, "BRF002") == [("old", "type")]


def test_the_experiment_platform_that_is_drawn_measures_the_goal() -> None:
    """What it watches is kept, and nothing is drawn twice."""
    text = ONLINE.replace(
        "flows:\n", "  - {id: tests, kind: experiment_platform, watches: [accuracy]}\nflows:\n"
    )
    report = report_of(f"brief: {{business_metric: revenue}}\n{text}", "production")
    after = apply(report.design, as_edit(fixes(report, "BIZ005")[0])).design

    assert after.components["tests"].stated()["watches"] == ["accuracy", "business_kpi"]
    assert set(after.flows) - set(report.design.flows) == {"app>tests:metrics"}


def test_the_value_is_drafted_from_what_is_stated() -> None:
    """Nothing is made up, and a draft that would be too long is not offered."""
    text = """\
brief:
  problem: Card fraud costs 2.1 M USD a month.
  users: The checkout
  decision: Approve or decline.
  business_metric: {{name: "{name}", unit: USD/month, current: 2.1M, target: 1.3M}}
  stakeholders: [{{role: Head of payments}}]
  tradeoffs: [Trees, not a deep network.]
"""
    short = report_of(text.format(name="fraud loss") + ONLINE)
    long = report_of(text.format(name="x" * 9990) + ONLINE)

    drafted = fixes(short, "GOV002")[0].edits[0].stated()["values"]
    assert drafted == {"value_statement": "fraud loss goes from 2.1M to 1.3M USD/month."}
    assert not fixes(long, "GOV002")


DESK = """\
brief: {{harm: {{level: high}}}}
components:
  - {{id: app, kind: consumer_app, decision_effect: acts, on_missing: default}}
  - {{id: policy, kind: rules_engine}}
  - {{id: scorer, kind: serving_endpoint}}
  - {{id: desk, kind: human_review, {desk}}}
  - {{id: join, kind: outcome_join}}
flows:
  - {{from: app, to: policy, kind: request_response}}
  - {{from: policy, to: scorer, kind: request_response}}
  - {{from: desk, to: join, kind: feedback}}
"""


@pytest.mark.parametrize(
    ("desk", "drawn", "hit"),
    [
        ("role: [triage, appeal], can_override: true", "", True),
        ("role: [triage, appeal], can_override: true", "policy>desk:predictions", False),
        ("role: [triage, appeal], can_override: true", "app>desk:async_request", False),
        ("role: [triage, appeal], can_override: false", "policy>desk:predictions", True),
        ("role: [audit, appeal], can_override: true", "policy>desk:predictions", True),
        ("role: [triage], can_override: true", "policy>desk:predictions", True),
        ("can_override: true", "policy>desk:predictions", False),
    ],
)
def test_who_decides(desk: str, drawn: str, hit: bool) -> None:
    """People who are given cases, may override, and do more than look back."""
    source, _, rest = drawn.partition(">")
    target, _, kind = rest.partition(":")
    flow = f"  - {{from: {source}, to: {target}, kind: {kind}}}\n" if drawn else ""

    assert bool(found(report_of(DESK.format(desk=desk) + flow), "GOV003")) == hit


def test_the_desk_that_is_drawn_decides() -> None:
    """The policy layer hands it the doubtful cases, and its verdicts are joined as labels."""
    report = report_of(DESK.format(desk="role: [audit], can_override: true"))
    after = apply(report.design, as_edit(fixes(report, "GOV003")[0])).design

    assert set(after.components) == set(report.design.components)
    assert after.components["desk"].stated()["role"] == ["audit", "triage", "appeal"]
    assert set(after.flows) - set(report.design.flows) == {
        "policy>desk:predictions", "desk>app:predictions", "app>desk:async_request", "desk>join:labels",
    }  # fmt: skip


def test_whether_an_application_acts_is_asked() -> None:
    """At design it is a question; in production the fact must be stated."""
    text = DESK.format(desk="role: [audit]").replace("decision_effect: acts, ", "")

    report = report_of(text, "production")

    assert asked(report_of(text), "GOV003") == [("app", "decision_effect")]
    assert [one.unstated for one in found(report, "GOV003")] == [True]
    assert not fixes(report, "GOV003")


def test_reasons_that_nothing_can_give_are_not_promised() -> None:
    """A ranking stage has no word for reasons, so no fix states them."""
    text = ONLINE.replace("serving_endpoint", "ranking_stage")
    report = report_of(f"brief: {{explainability_required: true}}\n{text}")

    assert not fixes(report, "GOV004")


def test_groups_and_reasons_are_mended_in_one_step() -> None:
    """With an evaluation that is new, because none is drawn."""
    report = report_of(f"brief: {{explainability_required: true, regulated: [credit]}}\n{ONLINE}")
    (fix,) = fixes(report, "GOV004")

    assert fix.title == "Let Scorer give reasons and compare groups before each release"
    assert fix.kind == "mixed"


def test_what_is_not_stated_is_stated_in_the_same_step() -> None:
    """In production the question left over would come back as the same finding."""
    text = ONLINE.replace("flows:\n", "  - {id: judge, kind: evaluation}\nflows:\n")
    brief = "brief: {explainability_required: true, regulated: [credit]}\n"
    report = report_of(brief + text, "production")
    (fix,) = fixes(report, "GOV004")
    after = check(apply(report.design, as_edit(fix)).design, maturity="production")

    assert not found(after, "GOV004")
