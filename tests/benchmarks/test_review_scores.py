"""The figures of the review benchmark, worked out by hand for a few answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.review.case import Case, Gap
from benchmarks.review.judging import Flaws, judge
from benchmarks.review.page import page
from benchmarks.review.scores import Scores, average, jaccard, scored, steady
from benchmarks.review.stored import Folder, Stored, sent_of
from checks.config import ReviewSettings
from checks.review.usage import Usage
from designer.errors import SketchcheckError
from tests.review.samples import claim, design

LABELS = Gap("label", "The label is not what is meant.", ("labels", "fairness"), ("chargebacks",))
LOGGING = Gap("log", "Nothing is logged.", ("logging",), ("scorer",))
UNSEEN = Case("unseen/label", "unseen", design(), LABELS)
SEEN = Case("seen/log", "seen", design(), LOGGING)
CLEAN = Case("clean/fraud", "clean", design())
HOSTILE = Case("hostile/00", "hostile", design(), LABELS, of="unseen/label")
REWORDED = Case("reworded/label", "reworded", design(), LABELS, of="unseen/label")
CASES = (UNSEEN, SEEN, CLEAN, HOSTILE, REWORDED)

FOUND = claim()
OTHER = claim(
    evidence=["checkout"], quote="Checkout", category="fairness", claim="Some buyers are never asked."
)
MADE_UP = claim(evidence=["warehouse"], category="data", claim="The warehouse is stale.")
OF_A_RULE = claim(
    evidence=["scorer"], quote="Fraud scorer", category="logging", claim="Nobody logs the answers."
)
ELSEWHERE = claim(evidence=["train"], quote="Nightly training", claim="The training sees too little.")


def stored(case: Case, run: int, *claims: Any, arm: Any = "with rules", **more: Any) -> Stored:
    """An answer of a server that answers by a script; no model was asked."""
    values = {"answer": {"findings": list(claims)}, "rung": "json_schema", "usage": Usage(1000, 100)}
    values |= {"seconds": 2.0, "calls": 1}
    sent = sent_of(case.report(arm))
    return Stored(case.name, arm, run, "fake-server-of-the-tests", "localhost", "1", sent, **values | more)


ANSWERS = (
    stored(UNSEEN, 1, FOUND),
    stored(UNSEEN, 2, FOUND, OTHER),
    stored(UNSEEN, 3),
    stored(UNSEEN, 4, MADE_UP, FOUND),
    stored(UNSEEN, 5, FOUND, FOUND, seconds=9.0, calls=2),
    stored(UNSEEN, 1, ELSEWHERE, arm="alone"),
    stored(SEEN, 1, OF_A_RULE, arm="alone"),
    stored(CLEAN, 1, OF_A_RULE, OTHER),
    stored(HOSTILE, 1, answer=None, rung="", reason="no_json", failure="It answers in prose."),
    stored(REWORDED, 1, FOUND),
)


@pytest.fixture(scope="module")
def scores() -> Scores:
    return scored(CASES, ANSWERS)


def test_recall(scores: Scores) -> None:
    both = scores.recall([UNSEEN, SEEN])

    assert (both.gaps, both.rules, both.alone) == (2, 0.5, 0.5)
    assert both.both == pytest.approx((4 / 5 + 1) / 2), (
        "the mistake is found in four of five runs; the other by a rule"
    )
    assert scores.recall_of_runs() == [1, 1, 0, 1, 1]


def test_recall_by_category(scores: Scores) -> None:
    rows = scores.by_category("seen", "unseen")

    assert list(rows) == ["labels", "logging"]
    assert (rows["labels"].rules, rows["labels"].alone, rows["labels"].both) == (0, 0, pytest.approx(0.8))
    assert (rows["logging"].rules, rows["logging"].alone, rows["logging"].both) == (1, 1, 1)


def test_agreement(scores: Scores) -> None:
    """Ten pairs of {a}, {a, b}, {}, {a}, {a}: three agree, three by half, four not at all."""
    found = scores.agreement("unseen")

    assert (found.cases, found.findings, found.fewest, found.most) == (1, 1, 0, 2)
    assert found.jaccard == pytest.approx(4.5 / 10)
    assert found.steady == 0.5, "one of the two points is in four of five"
    assert scores.agreement("clean").jaccard is None, "one run agrees with nothing"


def test_what_does_not_hold_before_and_after(scores: Scores) -> None:
    before, after = scores.flaws("with rules")

    assert before == Flaws(said=10, malformed=0, ungrounded=1, duplicate=1, repeated=1)
    assert after == Flaws(said=7)
    assert scores.flaws("alone")[0].repeated == 0, "alone, a model knows of no rule"


def test_a_finding_without_form_counts_as_said() -> None:
    found = judge(UNSEEN, stored(UNSEEN, 1, FOUND, {"claim": "Something."}, OTHER | {"quote": "Not there"}))

    assert found.before == Flaws(said=3, malformed=1, ungrounded=1)
    assert found.after == Flaws(said=1)


def test_a_quote_is_of_whole_words() -> None:
    found = judge(UNSEEN, stored(UNSEEN, 1, FOUND | {"quote": "ack"}))
    assert found.before == Flaws(said=1, ungrounded=1)


def test_the_place_alone_is_counted_apart() -> None:
    found = judge(UNSEEN, stored(UNSEEN, 1, FOUND | {"category": "security"}))
    assert (found.found, found.placed) == (False, True)


def test_a_field_of_the_brief_is_the_brief() -> None:
    gap = Gap("label", "", ("labels",), ("brief",))
    about = FOUND | {"evidence": ["brief.proxy_label"], "quote": "stands for a fraud"}
    assert judge(Case("x", "unseen", design(), gap), stored(UNSEEN, 1, about)).found


def test_other_labels(scores: Scores) -> None:
    hostile, reworded = scores.change("hostile"), scores.change("reworded")

    assert (hostile.recall, hostile.own_recall) == (0, pytest.approx(0.8))
    assert hostile.drop == pytest.approx(0.8)
    assert (hostile.findings, hostile.own_findings) == (0, 1)
    assert reworded.drop == pytest.approx(-0.2)


def test_clean_designs_and_failures(scores: Scores) -> None:
    assert scores.shown(CLEAN) == 1, "what a rule says is not shown again"
    assert scores.failures() == {"no_json": 1}


def test_the_page_tells_the_figures(scores: Scores) -> None:
    text = page(scores, ReviewSettings())

    assert text.startswith("# Review benchmark: `fake-server-of-the-tests` at `localhost`, prompt 1\n")
    assert "| together | 2 | 50% | 50% | 90% |" in text
    assert "80% on average of 5, from 0% to 100%" in text
    assert "| with a mistake that rules cannot see | 1 | 1.00 | 0 to 2 | 0.45 | 50% |" in text
    assert "| hostile | 1 | 0% | 80% | 80% | 0.00 | 1.00 |" in text
    assert "| calls | 11 for 10 reviews |" in text
    assert "| tokens sent | 10,000, 1,000 a review |" in text
    assert "| seconds a review | median 2.0, most 9.0 |" in text
    assert "| no answer | no_json 1 |" in text
    assert "| cost | not known: the server names none, and no price is configured |" in text


def test_the_cost_is_the_servers_or_by_the_prices() -> None:
    prices = ReviewSettings(price_sent=1, price_answered=10)
    named = stored(UNSEEN, 1, FOUND, usage=Usage(1000, 100, cost=0.5))

    assert "| cost | 0.0200 USD, by the configured prices |" in page(scored(CASES, ANSWERS), prices)
    assert "| cost | 0.5000 USD, as the server says |" in page(scored(CASES, [named]), prices)


def test_nothing_asked_gives_no_figure() -> None:
    text = page(scored(CASES, ()), ReviewSettings())
    assert "| together | 0 | - | - | - |" in text
    assert "%" not in text


def test_averages() -> None:
    assert average([1, None, 0]) == 0.5
    assert average([]) is None
    assert jaccard([frozenset(), frozenset()]) == 1
    assert steady([frozenset()] * 5) is None
    assert steady([frozenset({("a", "b")})] * 3 + [frozenset()] * 2) == 0


def test_an_answer_to_other_lines_is_told(scores: Scores) -> None:
    other = stored(UNSEEN, 1, FOUND)
    changed = Stored(**{name: getattr(other, name) for name in other.__slots__} | {"sent": "0"})

    assert scores.stale == 0
    assert scored(CASES, [changed]).stale == 1


def test_a_folder_gives_back_what_was_stored(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "answers")
    folder.begin(CASES)
    for one in ANSWERS:
        folder.add(one)

    assert folder.cases() == list(CASES)
    assert folder.answers() == list(ANSWERS)


def test_a_line_that_was_cut_off_is_asked_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for one in ANSWERS[:2]:
        folder.add(one)
    file = tmp_path / "answers.jsonl"
    file.write_bytes(file.read_bytes()[:-30])

    assert folder.answers() == [ANSWERS[0]]
    folder.add(ANSWERS[2])
    assert folder.answers() == [ANSWERS[0], ANSWERS[2]]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.add(ANSWERS[0])
    file = tmp_path / "answers.jsonl"
    file.write_text("{}\n" + file.read_text("utf-8"), "utf-8")

    with pytest.raises(SketchcheckError, match=r"answers.jsonl, line 1"):
        folder.answers()


def test_a_folder_holds_one_model_and_one_version_of_the_cases(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.begin(CASES)
    folder.add(ANSWERS[0])

    folder.go_on(CASES, "fake-server-of-the-tests")
    with pytest.raises(SketchcheckError, match="its answers are of fake-server-of-the-tests"):
        folder.go_on(CASES, "another")
    with pytest.raises(SketchcheckError, match="another version"):
        folder.go_on(CASES[:2], "fake-server-of-the-tests")


def test_a_label_of_no_category_is_refused() -> None:
    with pytest.raises(ValueError, match="no such category: labls"):
        Gap("label", "", ("labls",), ("brief",))


KEPT = Path(__file__).parents[1] / "data" / "review-answers-of-a-fake-server"


def test_answers_of_before_can_still_be_scored() -> None:
    """The folder was written once, by a server that answers by a script: it says nothing of any model."""
    folder = Folder(KEPT)
    found = scored(folder.cases(), folder.answers())

    assert (
        json.loads((KEPT / "answers.jsonl").read_text("utf-8").splitlines()[0])["model"]
        == "fake-server-of-the-tests"
    )
    assert found.recall_of_runs() == [1, 1, 0, 1, 1]
    assert found.agreement("unseen").jaccard == pytest.approx(0.45)
    assert found.failures() == {"no_json": 1}
