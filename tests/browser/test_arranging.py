"""Placing boxes: lining up, guide lines, locks, automatic positions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.board import Board

NEAR = 1.0
"""Pixels on the screen that two edges in line may differ by: the view is scaled."""


def _edges(board: Board, ids: tuple[str, ...], side: str) -> list[float]:
    places = [board.place(board.box(one)) for one in ids]
    add = {"x": "", "y": "", "right": "width", "bottom": "height"}[side]
    base = {"right": "x", "bottom": "y"}.get(side, side)
    return [place[base] + (place[add] if add else 0) for place in places]  # type: ignore[literal-required]


def _in_line(board: Board, ids: tuple[str, ...], side: str) -> bool:
    edges = _edges(board, ids, side)
    return max(edges) - min(edges) <= NEAR


def _apart(board: Board, one: str, other: str) -> tuple[float, float]:
    """How far two boxes stand from each other, measured in boxes: the view may have been scaled."""
    a, b = board.place(board.box(one)), board.place(board.box(other))
    return (b["x"] - a["x"]) / a["width"], (b["y"] - a["y"]) / a["height"]


def _select(board: Board, *ids: str) -> None:
    board.page.keyboard.press("Escape")
    for one in ids:
        board.box(one).click(modifiers=["Shift"])


@pytest.fixture
def three(board: Board) -> tuple[str, ...]:
    """Three boxes in a row, of which two are moved out of line."""
    for words in ("kafka", "feature pipeline", "feature store"):
        board.type_box(words)
    board.drag_down("feature_pipeline", 90)
    board.drag(board.middle_of("feature_store"), 70, 210)
    return "kafka", "feature_pipeline", "feature_store"


def _bar(board: Board) -> Locator:
    return board.page.get_by_role("toolbar", name="Arrange the selection")


def test_selected_boxes_are_aligned_by_button_and_by_key(board: Board, three: tuple[str, ...]) -> None:
    """One action is one step back; the bar is there for several boxes only."""
    expect(_bar(board)).to_have_count(0)
    _select(board, *three)
    before = _edges(board, three, "y")
    _bar(board).get_by_role("button", name="Align top").click()
    expect(board.announcer).to_have_text("Aligned top")
    assert _in_line(board, three, "y")
    board.page.keyboard.press("Control+z")
    expect(board.announcer).to_have_text("Undone")
    board.saved()
    assert _edges(board, three, "y") == pytest.approx(before, abs=NEAR)
    board.page.keyboard.press("Alt+d")
    expect(board.announcer).to_have_text("Aligned right")
    assert _in_line(board, three, "right")
    board.saved()


def test_selected_boxes_are_distributed(board: Board, three: tuple[str, ...]) -> None:
    """The middle one goes where both gaps are the same."""
    _select(board, *three)
    board.page.keyboard.press("Alt+Shift+H")
    expect(board.announcer).to_have_text("Distributed horizontally")
    (a, b, c), ends = _edges(board, three, "x"), _edges(board, three, "right")
    assert b - ends[0] == pytest.approx(c - ends[1], abs=2 * NEAR)
    assert a < b < c


@pytest.mark.usefixtures("three")
def test_a_dragged_box_stops_in_line_unless_alt_is_held(board: Board) -> None:
    """A line shows what it is in line with, and goes when it is let go."""
    lines = board.page.locator(".sk-guides path")
    top = board.top_of("kafka")

    def pull_up_to(beside: float, *, held: str = "") -> None:
        x, y = board.middle_of("feature_pipeline")
        board.page.mouse.move(x, y)
        board.page.mouse.down()
        if held:
            board.page.keyboard.down(held)
        board.page.mouse.move(x, y - 30, steps=5)
        to = (
            y - 30 + top + beside - board.top_of("feature_pipeline")
        )  # the first pixels do not count as a drag
        board.page.mouse.move(x, to, steps=12)

    pull_up_to(4)
    expect(lines.first).to_be_attached()
    board.page.mouse.up()
    expect(lines).to_have_count(0)
    assert _in_line(board, ("kafka", "feature_pipeline"), "y")
    board.drag_down("feature_pipeline", 90)
    pull_up_to(4, held="Alt")
    expect(lines).to_have_count(0)
    board.page.mouse.up()
    board.page.keyboard.up("Alt")
    assert board.top_of("feature_pipeline") - top == pytest.approx(4, abs=2 * NEAR)
    board.saved()


def test_what_is_locked_stays(board: Board, three: tuple[str, ...]) -> None:
    """By hand, by key and by automatic layout; it says so."""
    page = board.page
    _select(board, "feature_pipeline")
    page.keyboard.press("L")
    expect(board.announcer).to_have_text("Locked Feature pipeline")
    expect(board.box("feature_pipeline").locator(".sk-lock")).to_be_visible()
    before = _edges(board, ("feature_pipeline",), "y")
    page.keyboard.press("ArrowDown")
    expect(board.hint).to_have_text("Locked: L unlocks it")
    _select(board, *three)
    page.keyboard.press("Alt+w")
    expect(board.announcer).to_have_text("Aligned top")
    assert _in_line(board, three, "y")
    assert _edges(board, ("feature_pipeline",), "y") == before
    page.keyboard.press("Escape")
    board.drag(board.middle_of("feature_pipeline"), 0, 120)
    assert _in_line(board, three, "y"), "the whole view is moved by it, not the box"
    board.saved()


def test_all_is_locked_and_unlocked(board: Board, three: tuple[str, ...]) -> None:
    """With nothing selected the lock is for everything, and automatic layout says why it does nothing."""
    page = board.page
    page.keyboard.press("Escape")
    page.keyboard.press("L")
    expect(board.announcer).to_have_text("Locked everything")
    expect(page.locator(".sk-lock")).to_have_count(len(three))
    page.keyboard.press("l")
    expect(board.hint).to_have_text("Everything is locked: L unlocks it")
    page.keyboard.press("L")
    expect(page.locator(".sk-lock")).to_have_count(0)
    board.saved()


@pytest.mark.usefixtures("three")
def test_new_boxes_are_arranged_without_moving_the_others(board: Board) -> None:
    """Those that were moved by hand stay; then there are no new ones any more."""
    page = board.page
    page.keyboard.press("Escape")
    before = _apart(board, "feature_pipeline", "feature_store")
    arrange = page.get_by_role("button", name="Arrange", exact=True)
    arrange.click()
    selected = page.get_by_role("menuitem", name="Arrange the selected boxes")
    expect(selected).to_have_attribute("aria-disabled", "true")
    page.get_by_role("menuitem", name="Arrange the new box only").click()
    board.saved()
    assert _apart(board, "feature_pipeline", "feature_store") == pytest.approx(before, abs=0.05)
    arrange.click()
    expect(page.get_by_role("menuitem").first).to_be_focused()
    expect(page.get_by_role("menuitem", name="Arrange the new boxes only")).to_have_attribute(
        "aria-disabled", "true"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("menuitem")).to_have_count(0)
    page.keyboard.press("l")
    expect(board.announcer).to_have_text("Arranging")
    board.saved()
