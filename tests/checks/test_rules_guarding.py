"""The rules on what stands around a language model, tried on one sound assistant and its neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.engine import Report, check
from checks.fixes import as_edit, fixes_of
from checks.registry import all_rules
from checks.testing import check_fix
from designer.files import load_text
from designer.model.edits import apply
from designer.model.edits.language import Set

CODES = [f"GEN0{number}" for number in range(13, 25)]
ASSISTANT = """\
sketchcheck: 1
name: Support assistant
brief:
  maturity: production
  access_levels: user
  max_feature_age: 1h
  qps_peak: 5
  max_cost_per_request: 0.03 EUR
components:
  - {id: chat, kind: consumer_app, name: Support chat, user_facing: true, on_missing: fallback, pii: personal}
  - {id: door, kind: api_gateway, name: Gateway, auth: oauth, rate_limit: 1}
  - {id: input_check, kind: guardrail, position: [input], checks: [injection, pii], on_fail: redact}
  - {id: assistant, kind: serving_endpoint, name: Assistant service, max_steps: 4}
  - {id: recent, kind: cache, name: Recent answers, key_scope: user, ttl: 10m}
  - {id: finder, kind: retriever, name: Finder, search: hybrid, min_score: 0.3, embedding_model: embed 3}
  - {id: index, kind: vector_index, name: Page index}
  - {id: model, kind: llm_endpoint, name: Writer, technology: openai, model_version: 2026-08-06,
     max_input_tokens: 6000, max_output_tokens: 600, provider_data_use: none}
  - {id: get_order, kind: agent_tool, name: Order lookup, effect: read, typed: true}
  - {id: orders, kind: data_source, name: Orders, pii: personal}
  - {id: answer_check, kind: guardrail, position: [output], checks: [grounding, schema], on_fail: fallback}
  - {id: sorry, kind: fallback, type: static_default}
  - {id: wiki, kind: data_source, name: Help pages, user_generated: true}
  - {id: page_check, kind: data_validation, checks: [schema, injection], on_fail: quarantine}
  - {id: cutter, kind: document_pipeline, name: Page cutter, mode: stream, embedding_model: embed 3,
     removes_deleted: true}
  - {id: records, kind: log_store, name: Records}
  - {id: quality, kind: quality_monitor, name: Answer quality, watches: [groundedness, refusal_rate],
     judge: llm}
  - {id: health, kind: metrics_monitor, name: Health, watches: [latency, errors, cost, token_usage]}
flows:
  - {from: chat, to: door, kind: request_response}
  - {from: door, to: input_check, kind: request_response}
  - {from: input_check, to: assistant, kind: request_response}
  - {from: assistant, to: recent, kind: request_response}
  - {from: assistant, to: finder, kind: request_response}
  - {from: finder, to: index, kind: request_response}
  - {from: assistant, to: model, kind: request_response, encrypted: true}
  - {from: assistant, to: get_order, kind: request_response}
  - {from: get_order, to: orders, kind: request_response}
  - {from: assistant, to: answer_check, kind: request_response}
  - {from: assistant, to: sorry, kind: request_response}
  - {from: wiki, to: page_check, kind: stream_data}
  - {from: page_check, to: cutter, kind: stream_data}
  - {from: cutter, to: index, kind: features}
  - {from: assistant, to: records, kind: logs, timestamped: true, carries: [prediction, request_id,
     prompt_version, model_version, retrieved_ids, tool_calls]}
  - {from: records, to: quality, kind: logs}
  - {from: chat, to: records, kind: feedback}
  - {from: assistant, to: health, kind: metrics}
"""
NO_WAY_OUT = [
    (", min_score: 0.3", ""),
    ("[grounding, schema]", "[schema]"),
    ("  - {from: assistant, to: sorry, kind: request_response}\n", ""),
]


def report_of(*changes: tuple[str, str]) -> Report:
    """What these rules say of the assistant after some changes of its text."""
    text = ASSISTANT
    for old, new in changes:
        assert old in text, f"{old!r} is not in the design"
        text = text.replace(old, new)
    report = check(load_text(text, "assistant").design, select=CODES)
    assert not report.failed
    return report


def ids(report: Report) -> list[str]:
    """The findings that somebody caused, not those of facts that nobody stated."""
    return [one.id for one in report.findings if not one.unstated]


def test_a_sound_assistant_has_no_findings() -> None:
    """All of the rules judge it, and none has anything to say or to ask."""
    report = report_of()

    assert report.run == tuple(CODES)
    assert (report.findings, report.not_stated) == ((), ())
    assert not set(CODES) & {one.code for one in check(report.design).findings}


@pytest.mark.parametrize(
    ("finding", "changes"),
    [
        ("GEN013@model", [("provider_data_use: none", "provider_data_use: retained")]),
        ("GEN014@model", [("2026-08-06", "latest-2")]),
        ("GEN015@model", [(", rate_limit: 1", "")]),
        ("GEN015@model", [("  max_cost_per_request: 0.03 EUR\n", "")]),
        ("GEN016@model", [(", cost, token_usage", "")]),
        ("GEN017@model", [(", tool_calls]", "]")]),
        ("GEN018@model", NO_WAY_OUT),
        ("GEN019@index", [("mode: stream, embed", "mode: batch, schedule: 1d, embed")]),
        ("GEN020@cutter", [("removes_deleted: true", "removes_deleted: false")]),
        ("GEN021@finder", [("0.3, embedding_model: embed 3", "0.3, embedding_model: embed 2")]),
        ("GEN022@model", [("  - {from: chat, to: records, kind: feedback}\n", "")]),
        ("GEN023@recent", [(", key_scope: user", "")]),
        ("GEN024@index", [("from: wiki, to: page_check", "from: wiki, to: cutter")]),
    ],
)  # fmt: skip
def test_one_gap_gives_one_finding(finding: str, changes: list[tuple[str, str]]) -> None:
    """Each gap is found where it is, by one rule only; what is offered mends it and harms nothing else."""
    report = report_of(*changes)

    assert ids(report) == [finding]
    for one in report.findings:
        for fix in fixes_of(one, report.view):
            check_fix(all_rules()[one.code], report.design, one, fix)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ([(", encrypted: true", "")], ("GEN013", "assistant>model:request_response", "encrypted")),
        ([("technology: openai", "auth: iam")], ("GEN013", "model", "hosting")),
    ],
)
def test_what_is_not_stated_about_the_vendor_is_asked(
    changes: list[tuple[str, str]], asked: tuple[str, str, str]
) -> None:
    """Whether the call is encrypted and who runs the model are questions, not gaps."""
    design = ("maturity: production", "maturity: design")
    use = [] if asked[2] == "encrypted" else [("provider_data_use: none", "provider_data_use: retained")]
    report = report_of(design, *changes, *use)

    assert ids(report) == []
    assert [(one.code, one.element, one.property) for one in report.not_stated] == [asked]


def test_a_filter_beside_the_service_cleans_what_it_sends() -> None:
    """A guardrail that the service asks, and that leads nowhere, stands before the model in effect."""
    report = report_of(
        ("provider_data_use: none", "provider_data_use: retained"),
        (
            "position: [output], checks: [grounding, schema]",
            "position: [input, output], checks: [grounding, pii]",
        ),
    )

    assert ids(report) == []


def test_a_new_filter_leaves_the_calls_as_they_are() -> None:
    """The service asks it beside the model: the call keeps its encryption, and the record its meaning."""
    report = report_of(("provider_data_use: none", "provider_data_use: retained"))
    (fix,) = fixes_of(report.findings[0], report.view)
    mended = apply(report.design, as_edit(fix)).design

    assert mended.flows.keys() - report.design.flows.keys() == {"assistant>guardrail:request_response"}
    assert report.design.flows.items() <= mended.flows.items()


def test_a_filter_that_only_warns_takes_nothing_out() -> None:
    """What a guardrail lets pass with a warning is sent."""
    report = report_of(
        ("provider_data_use: none", "provider_data_use: retained"),
        ("Orders, pii: personal", "Orders"),
        ("on_fail: redact", "on_fail: warn"),
    )

    (finding,) = report.findings
    assert (finding.id, finding.where) == ("GEN013@model", ("chat",))


def test_a_filter_on_what_is_typed_does_not_clean_what_is_looked_up() -> None:
    """Only the orders are named: the guardrail before the service takes care of the chat."""
    report = report_of(("provider_data_use: none", "provider_data_use: retained"))

    assert [one.where for one in report.findings] == [("orders",)]


def test_fresh_text_needs_one_way_only() -> None:
    """A daily run beside the stream changes nothing, and its fix slows nothing down."""
    nightly = "  - {id: nightly, kind: document_pipeline, schedule: 1d, removes_deleted: true,"
    report = report_of(
        ("flows:\n", f"{nightly} embedding_model: embed 3}}\nflows:\n"),
        ("  - {from: cutter,", "  - {from: page_check, to: nightly, kind: batch_data}\n  - {from: cutter,"),
        ("  - {from: records,", "  - {from: nightly, to: index, kind: features}\n  - {from: records,"),
    )

    assert ids(report) == []


def test_a_slow_index_is_made_fast_where_it_is_slow() -> None:
    """The fix shortens the schedule of the slow pipeline to half of what the brief allows."""
    report = report_of(("mode: stream, embed", "mode: batch, schedule: 1d, embed"))

    (fix,) = fixes_of(report.findings[0], report.view)
    assert fix.edits == (Set(id="cutter", values={"schedule": "30m"}),)
    assert (fix.kind, fix.complete) == ("declared", False)


def test_a_budget_is_for_people_to_set() -> None:
    """No fix invents what an answer may cost."""
    report = report_of(("  max_cost_per_request: 0.03 EUR\n", ""), (", rate_limit: 1", ""))

    assert fixes_of(report.findings[0], report.view) == []


def test_a_limit_on_one_of_two_ways_is_none() -> None:
    """An application that goes around the gateway is not limited by it."""
    around = (
        "  - {from: records,",
        "  - {from: chat, to: assistant, kind: request_response}\n  - {from: records,",
    )

    assert ids(report_of(around)) == ["GEN015@model"]


def test_what_an_hour_may_cost_is_said_where_it_is_known() -> None:
    """Load, price and limits give an amount with its unit."""
    report = report_of(
        ("provider_data_use: none", "provider_data_use: none, cost_per_1k_tokens: 0.01 EUR"),
        ("  max_cost_per_request: 0.03 EUR\n", ""),
    )

    assert report.findings[0].message.endswith("At 5 requests per second that is up to 1,188 EUR an hour.")


def test_regulated_answers_that_cannot_be_retraced_are_an_error() -> None:
    """Somebody will have to explain them."""
    report = report_of((", tool_calls]", "]"), ("  access_levels", "  regulated: [credit]\n  access_levels"))

    assert [one.severity for one in report.findings] == ["error"]


@pytest.mark.parametrize("changes", [(), NO_WAY_OUT, [(", rate_limit: 1", ""), (", encrypted: true", "")]])
def test_the_order_of_the_file_does_not_matter(changes: list[tuple[str, str]]) -> None:
    """Components and flows may be written in any order."""
    expected = report_of(*changes)
    design = expected.design
    turned = replace(
        design,
        components=dict(reversed(design.components.items())),
        flows=dict(reversed(design.flows.items())),
    )
    report = check(turned, select=CODES)

    assert (report.findings, report.not_stated) == (expected.findings, expected.not_stated)
    assert [fixes_of(one, report.view) for one in report.findings] == [
        fixes_of(one, expected.view) for one in expected.findings
    ]


@pytest.mark.parametrize(
    "text",
    [
        "components:\n  - {id: model, kind: llm_endpoint}\n",
        "components:\n  - {id: app, kind: consumer_app}\n  - {id: model, kind: llm_endpoint}\n",
        "components:\n  - {id: thing, kind: other}\n  - {id: model, kind: llm_endpoint}\n"
        "flows:\n  - {from: thing, to: model, kind: unspecified}\n  - {from: model, to: thing, kind: logs}\n",
    ],
)
def test_a_model_that_answers_nobody_has_no_findings(text: str) -> None:
    """Half a drawing, and boxes of which nobody says what they are, give no findings."""
    assert (
        check(load_text(f"sketchcheck: 1\nname: Begun\n{text}", "begun").design, select=CODES).findings == ()
    )
