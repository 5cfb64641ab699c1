"""What does not hold is folded away, each with its reason; nothing disappears."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checks.fixes import as_edit
from checks.review import Review, review
from designer.model.edits import apply
from tests.review.chat_server import said, serving
from tests.review.samples import YAML, answer, asking, claim, design, report

Plain = dict[str, Any]


MISSING = "missing_part"


def reviewed(tmp_path: Path, *claims: Plain, text: str = YAML) -> Review:
    """The review that these findings of a model give."""
    with serving([said(answer(*claims))]) as chat:
        return review(report(design(text)), asking(chat, tmp_path))


def test_what_holds_is_shown(tmp_path: Path) -> None:
    found = reviewed(tmp_path)
    (shown,) = found.shown

    assert found.folded == ()
    assert shown.anchor == "chargebacks"
    assert shown.id.startswith("review:")
    assert shown.id.endswith("@chargebacks")
    assert (shown.severity, shown.confidence, shown.in_runs, shown.status) == ("high", "medium", 1, "open")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"evidence": ["chargebacks", "ledger"]}, "speaks of ledger, which is not in this design"),
        ({"evidence": []}, "names no element"),
        ({"evidence": ["brief.mood"]}, "speaks of brief.mood"),
        ({"evidence": ["n1"], "quote": "Ask the issuer"}, "speaks of n1"),
        ({"quote": "Chargeback ledger"}, "quote “Chargeback ledger” does not stand there"),
        ({"quote": "Checkout"}, "quote “Checkout” does not stand there"),
        ({"quote": "hargeback"}, "does not stand there"),
        ({"quote": " "}, "quotes nothing"),
        ({"category": "astrology"}, "“astrology”, which is none of the categories"),
        ({"claim": " "}, "says nothing"),
        ({"severity": "low", "confidence": "low"}, "of little weight and unsure"),
        ({"same_as_rule": "DAT001@train"}, "a rule says it already: DAT001@train"),
        ({"category": "data", "evidence": ["train"], "quote": "Nightly training"}, "DAT001@train"),
        (
            {"kind": "missing_part", "missing_kind": "feature_store", "evidence": ["scorer"],
             "quote": "Fraud scorer", "category": "features"},
            "misses something that is drawn: features",
        ),
        (
            {"claim": "There is no feature store, so training and serving drift apart.",
             "evidence": ["train"], "quote": "Nightly training", "category": "skew"},
            "misses something that is drawn: features",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_folded(changes: Plain, reason: str, tmp_path: Path) -> None:
    found = reviewed(tmp_path, claim(**changes))

    assert found.shown == ()
    (folded,) = found.folded
    assert reason in folded.reason


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": ["brief.proxy_label"], "quote": "A chargeback stands for a fraud"},
        {"evidence": ["brief"], "quote": "2.1 m usd"},
        {"evidence": ["online"], "quote": "Online", "category": "security"},
        {"evidence": ["chargebacks>train:labels"], "quote": "“settled  cases”"},
        {"evidence": ["chargebacks"], "quote": "chargebacks|data_source|Chargebacks"},
        {"evidence": ["checkout"], "quote": "Checkout", "kind": MISSING, "missing_kind": "cache"},
        # There is a feature store elsewhere, and none where this one is missed.
        {"evidence": ["checkout"], "quote": "Checkout", "kind": MISSING, "missing_kind": "feature_store"},
        {"claim": "There is no feature store between chargebacks and training."},
        {"severity": "HIGH", "confidence": "Low"},
    ],
)  # fmt: skip
def test_other_ways_to_hold(changes: Plain, tmp_path: Path) -> None:
    found = reviewed(tmp_path, claim(**changes))

    assert len(found.shown) == 1, found.folded


def test_the_same_point_stands_once(tmp_path: Path) -> None:
    weaker = claim(severity="medium", claim="Labels come from disputes.")
    reworded = claim(category="data", evidence=["chargebacks"],
                     claim="Chargebacks miss frauds that nobody disputes; we learn complaints.")  # fmt: skip
    found = reviewed(tmp_path, weaker, claim(), reworded)

    assert [one.severity for one in found.shown] == ["high"]
    assert ["says the same as another one" in one.reason for one in found.folded].count(True) >= 1
    assert len(found.folded) == 2


def test_at_most_eight_the_gravest_first(tmp_path: Path) -> None:
    categories = ["labels", "fairness", "cost", "governance", "business", "alerting", "scalability",
                  "rollout", "cicd", "integration", "evaluation", "registry"]  # fmt: skip
    several = [
        claim(category=one, claim=f"{one} {'abcdefghijkl'[at] * 9}.", severity="high" if at > 9 else "low")
        for at, one in enumerate(categories)
    ]  # fmt: skip
    found = reviewed(tmp_path, *several)

    assert len(found.shown) == 8
    assert [one.severity for one in found.shown[:3]] == ["high", "high", "low"]
    assert [one.reason for one in found.folded] == ["8 graver or surer ones are shown"] * 4


def step(do: str, **values: Any) -> Plain:
    """A step of a suggestion."""
    empty = {"id": "", "kind": "", "name": "", "source": "", "target": "", "values": []}
    return {"do": do, **empty, **values}


def stating(**values: str) -> list[Plain]:
    """Properties of a step."""
    return [{"name": name, "value": value} for name, value in values.items()]


def suggesting(*steps: Plain) -> Plain:
    """A finding with these steps."""
    return claim(suggestion={"title": "Do better", "steps": list(steps)})


def test_a_suggestion_is_a_fix(tmp_path: Path) -> None:
    """It can be applied as one edit; ids that are taken or not legal are mended, and followed."""
    found = reviewed(
        tmp_path,
        suggesting(
            step("add_component", id="Scorer", kind="cache", name="Last answers",
                 values=stating(ttl="5m", technology="redis, memcached")),
            step("add_flow", source="scorer", target="Scorer", kind="request_response",
                 values=stating(timeout_ms="10")),
            step("set", id="brief", values=stating(label_delay="45d")),
            step("insert_on_flow", source="chargebacks>train:labels", id="join", kind="outcome_join"),
        ),
    )  # fmt: skip
    fix = found.shown[0].fix
    assert fix is not None, found.shown[0].why_no_fix
    assert (fix.title, fix.kind, fix.complete) == ("Do better", "mixed", False)

    after = apply(design(), as_edit(fix)).design
    assert after.components["scorer-2"].technology == ("redis", "memcached")
    assert after.flows["scorer>scorer-2:request_response"].stated()["timeout_ms"] == 10
    assert after.brief.label_delay == "45d"
    assert after.components["join"].kind == "outcome_join"
    assert "scorer-2" in after.layout.boxes, "new boxes have places, as those of fixes have"


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([step("add_component", id="x", kind="spaceship")], "spaceship"),
        ([step("add_flow", source="scorer", target="nobody", kind="features")], "nobody"),
        ([step("set", id="nobody", values=stating(owner="me"))], "nobody"),
        ([step("set", id="scorer", values=stating(speed="fast"))], "speed"),
        ([step("set", id="scorer", values=[])], "it changes nothing"),
        (
            [step("insert_on_flow", source="scorer", target="train", id="x", kind="cache")],
            "which flow to cut",
        ),
        (
            [step("set", id="scorer", values=stating(notes="key [masked]"))],
            "masked credential",
        ),
        (
            [step("set", id="scorer", values=stating(owner=str(n))) for n in range(9)],
            "9 steps",
        ),
    ],
)
def test_a_suggestion_that_cannot_be_done(steps: list[Plain], why: str, tmp_path: Path) -> None:
    """The finding stays, in words."""
    found = reviewed(tmp_path, suggesting(*steps))

    assert found.shown[0].fix is None
    assert why in found.shown[0].why_no_fix


@pytest.mark.parametrize("op", ["delete", "add_waiver", "set_reviews", "set_kind", "rename_id", "batch"])
def test_what_a_model_may_not_suggest(op: str, tmp_path: Path) -> None:
    """Whatever stands in a label, no answer deletes, waives or decides."""
    found = reviewed(tmp_path, claim(), suggesting(step(op, id="scorer")))

    assert len(found.shown) == 1
    assert "has not the form of a finding: suggestion.steps.0.do" in found.folded[0].reason
