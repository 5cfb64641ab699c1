"""What was kept from reviews stands in the reports, apart, and counts for nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from checks.config import Config, WaiverPolicy
from checks.engine import check
from checks.reports.checked import CheckedFile
from checks.reports.html import to_html
from checks.reports.json import to_json
from checks.reports.markdown import markdown
from checks.reports.text import to_text
from designer.model.design import Design
from designer.model.edits import apply_all, read_edit
from tests.checks.test_report_schema import told
from tests.review.samples import TODAY, design

Write = Callable[[Sequence[CheckedFile]], str]
KEPT = {
    "id": "review:0123abcd@train",
    "status": "kept",
    "model": "m",
    "text": "It learns <b>who</b> complains.",
}
GONE = {"id": "review:89abcdef@scorer", "status": "dismissed", "reason": "no", "text": "Nobody asked."}
WAIVER = {"finding": KEPT["id"], "reason": "r", "owner": "o", "until": "2027-01-01"}
WRITERS: dict[str, Write] = {
    "text": to_text,
    "json": to_json,
    "html": to_html,
    "markdown": lambda files: markdown([one.report for one in files]),
}


def decided(*more: dict[str, object]) -> Design:
    """A design with a kept and a dismissed finding."""
    edits = ({"op": "set_reviews", "reviews": [KEPT, GONE]}, *more)
    return apply_all(design(), map(read_edit, edits))


def file(of: Design) -> CheckedFile:
    """Its report."""
    return CheckedFile("fraud.design.yaml", check(of, today=TODAY), lambda _: 3)


@pytest.mark.parametrize("form", WRITERS)
def test_it_is_told(form: str) -> None:
    text = WRITERS[form]([file(decided())])

    assert KEPT["id"] in text.replace("\\", "")
    assert "complains" in text
    assert "Nobody asked" not in text
    assert ("<b>who" in text) == (form in ("text", "json")), "escaped where it could mean something"
    assert KEPT["id"] not in WRITERS[form]([file(design())]).replace("\\", "")


@pytest.mark.parametrize("form", ["text", "html", "markdown"])
def test_a_waiver_of_it_is_told(form: str) -> None:
    text = WRITERS[form]([file(decided({"op": "add_waiver", "waiver": WAIVER}))])

    assert "accepted until 2027-01-01" in text


def test_json_by_its_schema() -> None:
    kept = json.loads(to_json([file(decided())]))
    waived = json.loads(to_json([file(decided({"op": "add_waiver", "waiver": WAIVER}))]))

    assert told(kept) == told(waived) == []
    assert [one["status"] for one in (*kept["reviews"], *waived["reviews"])] == ["kept", "waived"]
    assert kept["reviews"][0]["line"] == 3


@pytest.mark.parametrize("form", WRITERS)
def test_a_waiver_against_the_policy_is_refused(form: str) -> None:
    """As that of a rule's finding: it is told, with the reason, and accepts nothing."""
    config = Config(waivers=WaiverPolicy(owners=("platform",)))
    report = check(decided({"op": "add_waiver", "waiver": WAIVER}), today=TODAY, config=config)
    text = WRITERS[form]([CheckedFile("fraud.design.yaml", report, lambda _: 3)])

    assert [waiver.finding for waiver, _ in report.refused] == [KEPT["id"]]
    assert "o may not accept findings here, only platform" in text
    assert "accepted until" not in text
    if form == "json":
        assert told(json.loads(text)) == []
        assert json.loads(text)["reviews"][0]["status"] == "kept"


def test_it_counts_for_nothing() -> None:
    before, after = file(design()).report, file(decided()).report

    assert replace(after, view=before.view) == before
