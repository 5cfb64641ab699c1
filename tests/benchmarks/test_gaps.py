"""The gap benchmark: known mistakes are found, good designs are left in peace, and its page is fresh."""

from __future__ import annotations

import pytest

from benchmarks.gaps.cases import OPERATORS, case
from benchmarks.gaps.changing import drop, forget, put, say, told
from benchmarks.gaps.command import PAGE
from benchmarks.gaps.page import SWEEP, page
from benchmarks.gaps.reading import Good
from benchmarks.gaps.results import RECALL, Results, run_all
from benchmarks.gaps.running import ASKED, Outcome, good_designs
from benchmarks.gaps.sweep import removals, sweep
from checks.registry import all_rules
from checks.rule import AREAS
from designer.model.properties import Maturity

EVERY = 60
"""The test takes one removal of so many away; the command takes all."""


@pytest.fixture(scope="module")
def designs() -> list[Good]:
    return good_designs()


@pytest.fixture(scope="module")
def results(designs: list[Good]) -> Results:
    return run_all(designs)


def test_known_mistakes_are_found(results: Results) -> None:
    missed = [(one.design, one.operator.name, sorted(one.missed)) for one in results.missed]
    assert results.recall >= RECALL >= 0.98, missed
    assert results.broken == []


def test_there_are_many_sorts_of_mistakes(results: Results) -> None:
    made = {one.operator.name for one in results.outcomes}
    assert len(made) >= 60
    assert len({one.name for one in OPERATORS}) == len(OPERATORS)


def test_every_category_is_reached(results: Results) -> None:
    spoke = {all_rules()[one.code].category for one in results.outcomes if one.met}
    assert spoke == {category for categories in AREAS.values() for category in categories}


@pytest.mark.parametrize("asked", ASKED)
def test_untouched_good_designs_have_no_error(results: Results, asked: Maturity) -> None:
    found = [(name, one.id) for name, one in results.false_findings(asked) if one.severity == "error"]
    assert found == []


def test_the_page_is_fresh(results: Results) -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert SWEEP in written
    assert written.split(SWEEP)[0].rstrip() == page(results).rstrip(), "run: python3 run.py bench --gaps"


def test_no_rule_breaks_when_something_is_taken_away(designs: list[Good], results: Results) -> None:
    swept = sweep(designs, results.untouched, every=EVERY)
    assert swept.broken == []
    assert sum(swept.made.values()) > len(designs)
    assert 0 < sum(swept.found.values()) < sum(swept.made.values())


def test_the_sweep_takes_each_thing_away_once(designs: list[Good]) -> None:
    first = designs[0]
    taken = [one for one in removals(first) if one.sort in ("component", "flow")]
    assert len(taken) == len(first.design.components) + len(first.design.flows)


def test_a_mistake_that_is_not_found_at_every_anchor_is_missed() -> None:
    one = OPERATORS[0]
    two = case(drop("log"), at=("scorer", "ranker"))
    half = frozenset({f"{one.code}@scorer"})
    assert Outcome("any", one, two, half).missed == {f"{one.code}@ranker"}
    either = case(drop("log"), at=("scorer", "ranker"), one_of=True)
    assert Outcome("any", one, either, half).met
    assert not Outcome("any", one, either, frozenset()).met


def test_a_mistake_is_told_in_words() -> None:
    edits = (drop("log"), forget("cache", "ttl"), put("gate", on_fail="warn"), say(owner=None))
    assert [told(one) for one in edits] == [
        "delete log",
        "cache: without ttl",
        "gate: on_fail = warn",
        "brief: owner = nothing",
    ]


def test_the_page_says_what_the_first_labels_met() -> None:
    """Else a recall of labels that were agreed with the rules would read as more than it is."""
    assert "before anybody compared them with what the checker says, 80% of the labels" in PAGE.read_text(
        "utf-8"
    )
