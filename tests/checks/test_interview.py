"""What is asked about a drawing without a model: what is open first, with its names, each question once."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from checks.engine import Report, check
from checks.interview.bank import BANK
from checks.interview.choosing import next_question, questions
from checks.interview.question import Question
from checks.interview.transcript import transcript
from checks.registry import all_rules
from checks.rule import AREAS
from designer.files import load_file, load_text
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.kinds import KINDS
from designer.store.records import Message

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*/*.design.yaml"))

SMALL = """\
sketchcheck: 1
name: Scores
brief: {latency_p99_ms: 80, cost_false_positive: 12 USD, cost_false_negative: 70 USD, label_delay: 60d}
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: lonely, kind: feature_store, name: Unused store}
  - {id: store, kind: feature_store, name: Feature store}
  - {id: fit, kind: training, name: Fit}
flows:
  - {from: shop, to: scorer, kind: request_response}
  - {from: scorer, to: store, kind: request_response}
  - {from: fit, to: scorer, kind: model_artifact}
"""


def small(text: str = SMALL) -> Design:
    """A design with a few gaps."""
    return load_text(text, "test").design


def asked(report: Report) -> dict[str, str]:
    """The questions by where they come from."""
    return {one.source: one.text for one in questions(report)}


def test_the_bank_is_large_and_covers_every_area() -> None:
    """At least five an area, each with several points that a strong answer would show."""
    assert len(BANK) >= 40
    assert len({one.id for one in BANK}) == len(BANK)
    assert all(sum(one.area == area for one in BANK) >= 5 for area in AREAS)
    assert all(len(one.shows) >= 2 for one in BANK)


@pytest.mark.parametrize("question", BANK, ids=lambda one: one.id)
def test_a_question_of_the_bank_speaks_of_what_there_is(question: Question) -> None:
    """Kinds, rules and fields of the brief exist; a slot is filled and a filled slot is used."""
    slots = {name for _, name, _, _ in Formatter().parse(question.text) if name}
    assert {*question.it, *question.other} <= KINDS.keys()
    assert {*question.beside} <= all_rules().keys()
    assert {*question.facts, *question.when} <= Brief.model_fields.keys()
    assert ("it" in slots, "other" in slots) == (bool(question.it), bool(question.other))


def test_every_question_of_the_bank_fits_some_template() -> None:
    """None is dead; and every template is asked at least thirty."""
    reports = [check(load_file(path).design) for path in TEMPLATES]
    found = [questions(report) for report in reports]
    assert {f"bank:{one.id}" for one in BANK} <= {one.source for some in found for one in some}
    assert min(map(len, found)) >= 30


def test_names_and_numbers_of_the_drawing_are_in_the_questions() -> None:
    """Of two stores the one that an arrow joins; facts of the brief; the elements to show."""
    design = small()
    found = {one.source: one for one in questions(check(design, ignore=["RES", "SRV005"]))}
    down, budget = found["bank:store-is-down"], found["bank:milliseconds"]
    assert down.text.startswith("“Feature store” does not answer for ten minutes. What does “Scorer” say")
    assert down.about == ("store", "scorer")
    assert budget.text.startswith("80 ms for 99 of 100 callers. Write a number on each hop behind “Scorer”")
    assert budget.about == ("scorer", "brief.latency_p99_ms")


def test_what_is_not_drawn_or_stated_is_not_asked_about() -> None:
    """No language model, no question about one; no costs, no question about the threshold."""
    assert "generation" not in {one.area for one in questions(check(small()))}
    assert "bank:where-to-act" in asked(check(small()))
    assert "bank:where-to-act" not in asked(check(small(SMALL.replace("cost_false_positive: 12 USD, ", ""))))


def test_an_open_finding_is_followed_up_once_and_replaces_the_like_of_the_bank() -> None:
    """Its own question, with what mends it; when it is gone, the bank asks."""
    design = small()
    open_, without = check(design), check(design, ignore=["RES"])
    assert open_.open()[0].code == questions(open_)[0].source
    follow_up = next(one for one in questions(open_) if one.source == "RES001")
    assert follow_up.text.startswith("“Scorer”: ")
    assert follow_up.shows[0] == all_rules()["RES001"].fix
    assert "bank:store-is-down" not in asked(open_)
    assert "bank:store-is-down" in asked(without)
    sources = [one.source for one in questions(open_)]
    assert len(sources) == len(set(sources))


def test_next_goes_on_where_the_conversation_stands() -> None:
    """Nothing is asked twice; an area is kept to; at the end there is nothing."""
    report = check(small())
    seen: set[str] = set()
    while one := next_question(report, seen, "serving"):
        assert (one.area, one.source in seen) == ("serving", False)
        seen.add(one.source)
    assert len(seen) == sum(one.area == "serving" for one in questions(report))


def test_the_same_drawing_is_asked_the_same() -> None:
    """In the same order, whatever the order of the file."""
    design = small()
    turned = Design(
        name=design.name,
        brief=design.brief,
        components=dict(reversed(design.components.items())),
        flows=dict(reversed(design.flows.items())),
    )
    assert questions(check(design)) == questions(check(turned))


def test_a_transcript_shows_words_and_nothing_else() -> None:
    """Names, answers and answers of a model are text: no link, no picture, no heading of theirs."""
    hostile = "![x](http://evil.example/p.png)\n# Owned\n<img src=x onerror=alert(1)>"
    said = [
        Message(
            "question", "What if “Shop” is down?", ("shop", "brief.qps_peak"), {"shows": ["[a](http://b)"]}
        ),
        Message("person", hostile),
        Message("model", hostile, ("shop",)),
    ]
    text = transcript(said, small(SMALL.replace("name: Shop", "name: '[Shop](javascript:1)'")))
    assert "## Question about \\[Shop\\]\\(javascript\\:1\\)" in text
    assert "- \\[a\\]\\(http\\:" in text
    assert not any(sign in text for sign in ("](http", "![x]", "<img", "\n# Owned"))
    assert text.count("## ") == 3
