"""Where things stand, and how much room the drawing has."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server


def test_a_narrow_window_shows_icons_a_wide_one_words(board: Board) -> None:
    """And one can choose."""
    page = board.page
    words = page.locator('.sk-palette [data-kind="feature_store"] span')
    expect(words).to_be_hidden()
    page.get_by_role("navigation").get_by_role("button", name="Feature store").hover()
    expect(page.locator(".sk-palette-tip")).to_have_text("Feature store")
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(words).to_be_visible()
    page.get_by_role("button", name="Icons only").click()
    expect(words).to_be_hidden()


def test_boxes_typed_one_after_another_stay_in_sight(board: Board) -> None:
    """The chain is seen as a whole while that is readable."""
    for words in ("kafka", "feature pipeline", "feature store", "training"):
        board.type_box(words)
    frame = board.place(board.page.locator(".sk-board"))
    for box in board.boxes.all():
        place = board.place(box)
        assert place["x"] >= frame["x"]
        assert place["x"] + place["width"] <= frame["x"] + frame["width"]


def test_a_box_let_go_on_another_stands_beside_it(board: Board) -> None:
    """Nothing is hidden by what is new."""
    palette = board.page.get_by_role("navigation")
    pane = board.page.locator(".react-flow__pane")
    for name in ("Data source", "Warehouse"):
        kind = palette.get_by_role("button", name=name)
        kind.drag_to(pane, target_position={"x": 300, "y": 300}, force=True)
    expect(board.boxes).to_have_count(2)
    (first, second) = (board.place(board.boxes.nth(n)) for n in range(2))
    assert abs(first["x"] - second["x"]) >= first["width"] or abs(first["y"] - second["y"]) >= first["height"]


def test_a_zone_made_larger_takes_boxes_in(board: Board) -> None:
    """What its new frame holds belongs to it."""
    board.type_box("kafka")
    board.page.keyboard.press("z")
    board.page.keyboard.press("Enter")
    board.type_box("warehouse")
    page = board.page
    page.keyboard.press("Escape")
    page.get_by_text("Zone", exact=True).last.click()
    corner = board.middle(page.locator(".sk-resize.bottom.right"))
    x, y = board.middle_of("warehouse")
    board.drag(corner, max(x - corner[0], 0) + 120, max(y - corner[1], 0) + 60)
    expect(board.announcer).to_have_text("Warehouse: in zone Zone")
    board.choose("warehouse")
    page.get_by_role("tab", name="Selected").click()
    expect(page.get_by_role("tabpanel").get_by_label("Zone", exact=True)).to_have_value("zone")


def test_choosing_something_else_ends_the_dimming(page: Page, server: Server) -> None:
    """A finding lights up its place; another box that is chosen then is not dimmed."""
    board = Board(page).flawed(server, "fraud-detection")
    page.keyboard.press("n")
    expect(page.locator(".sk-board.has-focus")).to_have_count(1)
    page.keyboard.press("f")  # The view went to the finding; the first box may be out of sight.
    board.at_rest()
    board.boxes.first.click()
    expect(page.locator(".sk-board.has-focus")).to_have_count(0)


def test_the_zoom_is_shown_and_set(page: Page, server: Server) -> None:
    """To the selection, and to life-size by a click on the level."""
    board = Board(page).flawed(server, "fraud-detection")
    level = page.locator(".sk-zoom-level")
    expect(level).to_have_text(re.compile(r"^\d+ %$"))
    expect(page.get_by_role("button", name="Zoom to the selection")).to_be_disabled()
    board.choose("scorer")
    page.get_by_role("button", name="Zoom to the selection").click()
    expect(level).to_have_text("150 %")
    frame, box = board.place(page.locator(".sk-board")), board.middle_of("scorer")
    assert box == pytest.approx((frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2), abs=3)
    level.click()
    expect(level).to_have_text("100 %")
    page.keyboard.press("F")
    expect(level).to_have_text("150 %")
    page.keyboard.press("0")
    expect(level).to_have_text("100 %")


def test_the_map_comes_when_it_helps_and_is_switched(page: Page, server: Server) -> None:
    """Fitted there is nothing to find; what was chosen stays after a reload."""
    board = Board(page).flawed(server, "fraud-detection")
    overview = page.get_by_role("img", name="Overview of the drawing")
    expect(overview).to_have_count(0)
    page.keyboard.press("0")
    expect(overview).to_be_visible()
    page.keyboard.press("m")
    expect(board.announcer).to_have_text("Overview map hidden")
    expect(overview).to_have_count(0)
    page.keyboard.press("m")
    expect(overview).to_be_visible()
    page.keyboard.press("f")
    expect(overview).to_be_visible()
    page.reload()
    board.ready()
    expect(overview).to_be_visible()
