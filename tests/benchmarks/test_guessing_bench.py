"""The labels that guessing is measured on, and what must stay true of the guesses."""

from __future__ import annotations

import pytest

from benchmarks.guessing.cases import HALVES, arrows, boxes, drawn, template_designs
from benchmarks.guessing.command import boxes_of, by_arrow_label, by_label
from benchmarks.guessing.tally import Tally
from designer.exchange.guessing import Guess
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS


def test_no_label_is_in_both_halves() -> None:
    tuning, held_out = ({case.label.lower() for case in boxes(half)} for half in HALVES)
    assert min(len(tuning), len(held_out)) >= 200
    assert not tuning & held_out


def test_every_case_has_kinds_that_there_are() -> None:
    for half in HALVES:
        assert all(case.kinds and case.kinds <= set(KINDS) for case in boxes(half))
        assert all(case.kinds and case.kinds <= set(FLOWS) for case in arrows(half))


@pytest.mark.parametrize("half", HALVES)
def test_labels_are_understood_and_sureness_is_kept(half: str) -> None:
    found = by_label(half)
    assert found.right >= 0.8
    assert found.unknown <= 0.08
    assert _is_kept(found)
    assert by_arrow_label(half).right >= 0.95


def test_sureness_is_kept_in_whole_drawings() -> None:
    found = boxes_of(template_designs())
    assert found.right >= 0.63
    assert _is_kept(found)


def _is_kept(found: Tally) -> bool:
    return found.at("sure")[1] >= 0.95 and found.at("likely")[1] >= 0.8


def test_a_drawing_for_the_benchmark_gives_nothing_away() -> None:
    sketch = drawn(template_designs()[0])
    assert not any(one.data or one.icon or one.shape for one in sketch.boxes)
    assert not any(one.data for one in sketch.arrows)


def test_a_tally_counts_by_sureness() -> None:
    right, wrong = Guess("cache", "sure", "x."), Guess("other", "none", "x.")
    tally = Tally(
        [(right, frozenset({"cache"})), (right, frozenset({"queue"})), (wrong, frozenset({"other"}))]
    )
    assert (tally.at("sure"), tally.at("guess")) == ((2, 0.5), (0, 0.0))
    assert (round(tally.right, 2), round(tally.unknown, 2)) == (0.67, 0.33)
