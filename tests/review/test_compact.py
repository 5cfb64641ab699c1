"""What is sent: ids and what is stated, no layout, no credentials, the same for the same meaning."""

from __future__ import annotations

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.engine import check
from checks.review.compact import compact
from checks.review.wording import incoming, one_line, outgoing
from designer.files import load_file
from designer.files.templates import list_templates
from designer.model.edits import apply_all, read_edit
from tests.checks.drawings import random_drawing
from tests.checks.test_any_design import shuffled
from tests.review.samples import TODAY, YAML, design, report
from tests.strategies import hostile_text


def test_the_lines() -> None:
    text = compact(report()).text

    assert "scorer|serving_endpoint|Fraud scorer|technology=fastapi, kubernetes; zone=online\n" in text
    assert "\nchargebacks>train:labels|label=settled cases\n" in text
    assert "\nonline||Online\n" in text
    assert "\nnote about scorer: Ask the issuer about their limits.\n" in text
    assert "\nproxy_label: A chargeback stands for a fraud.\n" in text
    assert "\nRES001@scorer|error|no fallback on online path|checkout\n" in text
    assert "240" not in text, "nothing of the layout"


def test_a_flow_with_an_id_of_its_own() -> None:
    edited = YAML.replace("kind: labels, label", "kind: labels, id: truth, label")

    assert "\ntruth|chargebacks>train:labels|label=settled cases\n" in compact(report(design(edited))).text


def test_half_the_tokens_of_json() -> None:
    """Of minified JSON, on a bare drawing; real templates state more, and are still smaller."""
    drawing = random_drawing(Random(3))
    bare = json.dumps(drawing.with_layout(design().layout).stated(), separators=(",", ":"))
    assert len(compact(check(drawing, today=TODAY)).text) < 0.85 * len(bare)
    for template in list_templates():
        full = load_file(template.good).design
        data = json.dumps(full.with_layout(design().layout).stated(), separators=(",", ":"))
        assert len(compact(check(full, today=TODAY)).text) < 0.85 * len(data)


def test_order_and_places_mean_nothing() -> None:
    moved = apply_all(
        design(), [read_edit({"op": "place", "boxes": {"scorer": [900, 900], "train": [5, 5]}})]
    )

    assert compact(report(moved)).text == compact(report()).text
    assert compact(report(shuffled(design(), Random(1)))).text == compact(report()).text


def test_decisions_about_findings_mean_nothing() -> None:
    kept = {"op": "set_reviews", "reviews": [{"id": "review:0123abcd@scorer", "status": "kept", "text": "x"}]}

    assert compact(report(apply_all(design(), [read_edit(kept)]))).text == compact(report()).text


def test_what_means_something_changes_them() -> None:
    for edit in (
        {"op": "set", "id": "scorer", "values": {"name": "Other"}},
        {"op": "set_brief", "values": {"owner": "risk"}},
        {
            "op": "add_waiver",
            "waiver": {"finding": "RES001@scorer", "reason": "r", "owner": "o", "until": "2027-01-01"},
        },
    ):
        assert compact(report(apply_all(design(), [read_edit(edit)]))).text != compact(report()).text


def test_credentials_are_masked() -> None:
    secret = "sk-" + "Ab1" * 16
    edits = [
        {
            "op": "set",
            "id": "scorer",
            "values": {"notes": f"key {secret}", "owner": "postgres://ml:hunter2@db/x"},
        },
        {"op": "set_note", "id": "n1", "values": {"text": "password=hunter2"}},
        {"op": "set_brief", "values": {"problem": f"Bearer {secret}"}},
    ]
    text = compact(report(apply_all(design(), map(read_edit, edits)))).text

    assert secret not in text
    assert "hunter2" not in text
    assert text.count("[masked]") == 4


@given(hostile_text(200), st.integers(2, 50))
@settings(max_examples=200)
def test_texts_on_their_way(text: str, most: int) -> None:
    for made in (outgoing(text, most), incoming(text, most)):
        assert len(made) <= most
        assert made == one_line(made)
        assert all(char.isprintable() or char in "\u200c\u200d" for char in made)
    assert not set("<>|`\n") & set(outgoing(text, most))
