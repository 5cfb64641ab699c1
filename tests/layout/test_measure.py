"""Texts are measured and made to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.layout.measure import clean, shorten, width, wrap


def test_wider_texts_and_heavier_letters_are_wider() -> None:
    assert width("iii", 13) < width("mmm", 13)
    assert width("Feature store", 13) < width("Feature store", 13, semibold=True)
    assert width("ab", 26) == pytest.approx(2 * width("ab", 13))


@given(st.text(max_size=300), st.integers(20, 300))
def test_shortened_texts_fit(text: str, room: int) -> None:
    assert width(shorten(text, room, 13), 13) <= room


@given(st.text(max_size=600), st.integers(40, 300), st.integers(1, 4))
def test_wrapped_texts_fit(text: str, room: int, lines: int) -> None:
    made = wrap(text, room, 12, lines)
    assert len(made) <= lines
    assert all(width(line, 12) <= room for line in made)


def test_what_fits_is_left_alone_and_what_does_not_ends_in_an_ellipsis() -> None:
    assert shorten("Scorer", 100, 13) == "Scorer"
    assert wrap("one two", 200, 13, 2) == ["one two"]
    assert shorten("x" * 1_000_000, 100, 13).endswith("…")
    assert wrap("word " * 1000, 100, 13, 3)[-1].endswith("…")


def test_control_and_direction_characters_are_taken_out() -> None:
    assert clean("a\x00b\u202ec\nd\ud800") == "abc d"
