"""A conversation about the design: answers name its elements, and what they suggest works."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checks.review import ReviewFailed, Turn, converse, preview_question
from tests.review.chat_server import said, serving
from tests.review.samples import asking, report
from tests.review.test_grounding import stating, step


def spoken(**changes: Any) -> str:
    """An answer as a model gives it."""
    usual = {
        "answer": "Only disputed frauds are labels [chargebacks].\n\nSee [train] and [ghost].",
        "evidence": ["chargebacks", "brief"],
        "suggestion": {"title": "", "steps": []},
    }
    return json.dumps(usual | changes)


def test_an_answer_cites_this_design(tmp_path: Path) -> None:
    with serving([said(spoken())]) as chat:
        reply = converse(report(), asking(chat, tmp_path), "What is a label here?")

    assert reply.text == "Only disputed frauds are labels [chargebacks].\n\nSee [train] and [ghost]."
    assert reply.cites == ("chargebacks", "brief", "train")
    assert reply.folded == ("it speaks of ghost, which is not in this design",)
    assert reply.fix is None
    assert reply.usage.sent == 900


CUT = '{"answer": "A chargeback is no \\u201cfraud\\u201d. See [train] and [ghost]!\\n\\nAlso, every'


@pytest.mark.parametrize("text", [CUT, f"<think>Hm.</think>{CUT}", f"```json\n{CUT} \\u20", CUT + '."'])
def test_of_an_answer_that_was_cut_off_whole_sentences_are_kept(text: str, tmp_path: Path) -> None:
    """With why there is no more, what it cost, and what it cites of this design."""
    with serving([said(text, finish="length")]) as chat:
        reply = converse(report(), asking(chat, tmp_path), "What is a label here?")

    whole = "\n\nAlso, every." if text.endswith('"') else ""
    assert reply.text == f"A chargeback is no “fraud”. See [train] and [ghost]!{whole}"
    assert reply.cites == ("train",)
    assert reply.cut.startswith("The answer was cut off after 100 of 4000 tokens")
    assert reply.cut.endswith("Start the server with a longer context, or take a model that reads more.")
    assert reply.usage.sent == 900


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"answer": "',
        '{"answer": "A chargeback',
        '{"evidence": ["train"], "answer": "Whole. S',
        '<think>{"answer": "I should say this. Or',
    ],
)
def test_what_makes_no_sense_is_not_kept(text: str, tmp_path: Path) -> None:
    """Then it is told as one sentence, as any failure."""
    with serving([said(text, finish="length")]) as chat, pytest.raises(ReviewFailed, match="was cut off"):
        converse(report(), asking(chat, tmp_path), "What is a label here?")


def test_what_was_said_before_goes_along(tmp_path: Path) -> None:
    earlier = [Turn(f"question {number}", f"answer {number}") for number in range(9)]
    with serving([said(spoken())]) as chat:
        converse(report(), asking(chat, tmp_path), "And\nnow?", earlier)
    words = chat.asked[0].words

    assert "The question: And now?" in words
    assert "question 8" in words
    assert "question 2" not in words, "only the last turns"


def test_a_suggestion_can_be_applied(tmp_path: Path) -> None:
    done = {"title": "State it", "steps": [step("set", id="brief", values=stating(label_delay="45d"))]}
    undone = {"title": "Fly", "steps": [step("add_component", id="x", kind="spaceship")]}
    with serving([said(spoken(suggestion=done)), said(spoken(suggestion=undone))]) as chat:
        first, second = (converse(report(), asking(chat, tmp_path), "Mend it.") for _ in range(2))

    assert first.fix is not None
    assert [one.op for one in first.fix.edits] == ["set_brief"]
    assert second.fix is None
    assert "what it suggests cannot be done" in second.folded[-1]


def test_it_fails_as_a_review_does(tmp_path: Path) -> None:
    with serving([said("Hm.")]) as chat, pytest.raises(ReviewFailed, match="prose"):
        converse(report(), asking(chat, tmp_path), "Why?")


def test_what_would_be_sent(tmp_path: Path) -> None:
    with serving([said(spoken())]) as chat:
        outgoing = preview_question(report(), asking(chat, tmp_path), "password=hunter2?")

    assert chat.asked == []
    assert outgoing.masked == 1
    assert "hunter2" not in json.dumps(outgoing.body)
