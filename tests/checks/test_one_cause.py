"""A flow that is missing between two boxes hurts both ends, and is one finding that names the other end."""

from __future__ import annotations

from typing import Any

import pytest

from checks.engine import Report, check
from checks.fixes import fixes_of
from designer.files import load_file
from designer.files.templates import find_template
from designer.model.edits import apply, apply_all, read_edit
from tests.checks.boxed import read


def without(template: str, flow: str) -> Report:
    design = load_file(find_template(template).good).design
    return check(apply(design, read_edit({"op": "delete", "ids": [flow]})).design)


@pytest.mark.parametrize(
    ("template", "flow", "told", "hidden"),
    [
        ("fraud-detection", "velocity>store:features", "FEA003@scorer", "GRF004@velocity"),
        ("fraud-detection", "payments>checks:stream_data", "FEA003@scorer", "GRF004@payments"),
        ("fraud-detection", "lake>profiles:batch_data", "GRF004@lake", "SEC003@training"),
        ("sentiment-api", "archive>cleaning:batch_data", "LBL003@training", "GRF004@archive"),
        ("support-assistant", "questions>evaluation:labels", "GEN003@llm", "GRF004@questions"),
        ("ml-platform", "nightly>planning:predictions", "GRF001@planning", "SRV004@nightly"),
        ("patient-no-show", "training>tracker:metadata", "GRF001@tracker", "TRN002@training"),
        ("ad-ranking", "early>retrieval:request_response", "SRV002@retrieval", "SCL005@early"),
    ],
)
def test_a_missing_flow_is_told_at_one_end(template: str, flow: str, told: str, hidden: str) -> None:
    """The other end is kept among the suppressed, and no error gives way to less than an error."""
    report = without(template, flow)
    severities = {one.id: one.severity for one in (*report.findings, *report.suppressed)}

    assert [one.id for one in report.open()] == [told]
    assert hidden in {one.id for one in report.suppressed}
    assert severities[told] == "error" or severities[hidden] != "error"


@pytest.mark.parametrize(("accepted", "open_"), [("ranker", "retrieval"), ("retrieval", "ranker")])
def test_who_accepts_one_place_accepts_no_other(accepted: str, open_: str) -> None:
    """Unwaived, the ranker speaks for the retrieval, which lacks its fallback at the same place."""
    flawed = load_file(find_template("ecommerce-recommendation").flawed).design
    assert f"RES001@{open_}" in {one.id for one in (*check(flawed).findings, *check(flawed).suppressed)}
    waiver = {
        "finding": f"RES001@{accepted}", "reason": "it is cached", "owner": "search", "until": "2999-01-01"
    }  # fmt: skip
    report = check(apply(flawed, read_edit({"op": "add_waiver", "waiver": waiver})).design)
    told = {one.anchor: one for one in report.findings if one.code == "RES001"}

    assert told[accepted].waiver
    assert not told[open_].waiver
    assert "The same holds" not in told[open_].message
    assert not report.unmatched


def test_the_finding_says_what_stands_by_unread() -> None:
    """So that whoever reads it draws the missing flow, and does not speed up the slow one."""
    fraud, post = (
        without("fraud-detection", "velocity>store:features"),
        without("sentiment-api", "archive>cleaning:batch_data"),
    )

    assert "Velocity features would be fresh enough, but nothing reads it." in fraud.open()[0].message
    assert "Post archive would know what was true then, but nothing reads it." in post.open()[0].message
    assert "velocity" in fraud.open()[0].where


def test_a_dead_end_is_told_beside_another_gap_that_has_the_same_source() -> None:
    """That the features are too old is not why nobody reads an archive of the payments."""
    good = load_file(find_template("fraud-detection").good).design
    edits: list[dict[str, Any]] = [
        {"op": "delete", "ids": ["velocity>store:features"]},
        {"op": "add_component", "component": {"id": "archive", "kind": "raw_store", "access": "restricted"}},
        {"op": "add_flow", "flow": {"from": "payments", "to": "archive", "kind": "stream_data"}},
    ]
    report = check(apply_all(good, map(read_edit, edits)))
    (stale,) = (one for one in report.open() if one.code == "FEA003")

    assert "payments" in stale.where
    assert "GRF004@archive" in {one.id for one in report.open()}
    assert "GRF004@velocity" in {one.id for one in report.suppressed}


def test_feedback_that_ends_on_its_way_is_told_by_its_speaker() -> None:
    """Not by a consumer who was never meant to say anything."""
    (finding,) = without("delivery-routes", "checks>driven:labels").open()

    assert finding.code == "FBK001"
    assert finding.message.startswith("No outcome leads back from Driver app ")


def test_what_is_mended_at_one_place_is_told_once() -> None:
    """Both jobs fill the rows that nobody reads any more: one finding names them, and one fix mends both."""
    report = without("streaming-recommendation", "ranker>rows:request_response")
    (finding,) = report.open()

    assert finding.id == "SRV002@nearline"
    assert "The same holds for Rows for all members." in finding.message
    assert "offline" in finding.where
    assert "SRV002@offline" in {one.id for one in report.suppressed}
    mended = apply_all(report.design, fixes_of(finding, report.view)[0].edits)
    assert "SRV002" not in {one.code for one in check(mended).findings}


@pytest.mark.parametrize("drawn", ["[text]", "[text, image]", "[text, image, sound]"])
def test_the_first_finding_speaks_for_all(drawn: str) -> None:
    """However many models wait for the same fallback, it is asked for once."""
    models = drawn.strip("[]").split(", ")
    lines = ["boxes: {posts: consumer_app, " + ", ".join(f"{one}: serving_endpoint" for one in models) + "}"]
    lines += ["flows: [" + ", ".join(f"posts {one} request_response" for one in models) + "]"]
    report = check(read("\n".join(lines)), select=["RES001"])

    assert [one.id for one in report.open()] == [f"RES001@{min(models)}"]
    assert {one.id for one in report.suppressed} == {f"RES001@{one}" for one in models if one != min(models)}


def test_models_with_fallbacks_of_their_own_are_told_apart() -> None:
    """A fallback in one application is none for the other."""
    report = check(
        read(
            "boxes: {shop: consumer_app, desk: consumer_app, a: serving_endpoint, b: serving_endpoint}\n"
            "flows: [shop a request_response, desk b request_response]"
        ),
        select=["RES001"],
    )

    assert [one.id for one in report.open()] == ["RES001@a", "RES001@b"]
