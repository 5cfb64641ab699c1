"""Every command by name, by the menu of what is selected, and finding what is drawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.board import Board


@pytest.fixture
def pair(board: Board) -> Board:
    """Kafka, and what it feeds, which is selected."""
    board.type_box("kafka")
    board.type_box("feature pipeline")
    return board


def menu(board: Board) -> Locator:
    """The menu of what is selected."""
    return board.page.get_by_role("menu")


def selected(board: Board, element: str) -> None:
    """Wait until a box is selected."""
    expect(board.box(element)).to_have_class(re.compile(r"\bselected\b"))


def test_a_command_by_its_name(pair: Board) -> None:
    """Typed, chosen, done; its key stands beside it."""
    page = pair.page
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog", name="All commands")
    page.keyboard.type("dupl")
    expect(dialog.get_by_role("option", selected=True)).to_have_text("DuplicateCtrl D")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(pair.boxes).to_have_count(3)


def test_a_command_that_cannot_be_done_says_why(board: Board) -> None:
    """It is listed all the same."""
    page = board.page
    page.keyboard.press("Control+k")
    page.keyboard.type("connect")
    option = page.get_by_role("dialog").get_by_role("option", selected=True)
    expect(option).to_contain_text("Select one box first")
    page.keyboard.press("Enter")
    expect(board.hint).to_have_text("Select one box first")


def test_the_help_sheet_knows_every_key(board: Board) -> None:
    """It is made from the commands themselves."""
    board.page.keyboard.press("?")
    sheet = board.page.get_by_role("dialog", name="Keys and help")
    for key in ("Ctrl K", "Ctrl F", "Ctrl C", "Shift F10, right click", "Ctrl Shift Z, Ctrl Y"):
        expect(sheet.get_by_text(key, exact=True)).to_be_visible()


def test_finding_steps_through_the_hits(pair: Board) -> None:
    """Enter goes on, Shift+Enter back, round and round; the hit is selected and in sight; Escape closes."""
    page = pair.page
    pair.type_box("kafka")
    page.keyboard.press("Control+f")
    bar = page.get_by_role("search")
    page.keyboard.type("kafka")
    expect(bar.get_by_role("status")).to_contain_text("1 of 2")
    selected(pair, "kafka")
    page.keyboard.press("Enter")
    expect(bar.get_by_role("status")).to_contain_text("2 of 2")
    selected(pair, "kafka-2")
    page.keyboard.press("Enter")
    selected(pair, "kafka")
    page.keyboard.press("Shift+Enter")
    selected(pair, "kafka-2")
    page.keyboard.type("zzz")
    expect(bar.get_by_role("status")).to_have_text("Nothing found")
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    page.keyboard.press("Delete")  # The hit is still selected, and keys are the canvas's again.
    expect(pair.boxes).to_have_count(2)


def test_finding_brings_what_is_far_away_into_sight(pair: Board) -> None:
    """The view goes to the hit."""
    page = pair.page
    page.keyboard.press("Escape")
    pair.drag((400, 650), 2000, 0)
    pair.drag((400, 650), 2000, 0)
    expect(pair.box("kafka")).not_to_be_in_viewport()
    page.keyboard.press("Control+f")
    page.keyboard.type("kaf")
    expect(pair.box("kafka")).to_be_in_viewport()


def test_right_click_on_a_box(pair: Board) -> None:
    """Selects it and offers what fits; a choice is done and the keys are the canvas's again."""
    pair.box("kafka").click(button="right")
    expect(menu(pair)).to_have_accessible_name("Kafka")
    expect(menu(pair).get_by_role("menuitem").first).to_be_focused()
    menu(pair).get_by_role("menuitem", name="Delete").click()
    expect(menu(pair)).to_have_count(0)
    expect(pair.boxes).to_have_count(1)
    pair.page.keyboard.press("Control+z")
    expect(pair.boxes).to_have_count(2)


def test_the_menu_by_keyboard(pair: Board) -> None:
    """Shift+F10 beside what is selected, arrow keys, Enter; Escape goes back and keeps the selection."""
    keys = pair.page.keyboard
    keys.press("Shift+F10")
    expect(menu(pair)).to_have_accessible_name("Feature pipeline")
    keys.press("End")
    keys.press("ArrowDown")
    expect(menu(pair).get_by_role("menuitem").first).to_be_focused()
    keys.press("Escape")
    expect(menu(pair)).to_have_count(0)
    selected(pair, "feature_pipeline")
    keys.press("Shift+F10")
    for _ in range(2):
        keys.press("ArrowDown")
    expect(menu(pair).get_by_role("menuitem", name="Rename")).to_be_focused()
    keys.press("Enter")
    expect(pair.page.get_by_label("Name of Feature pipeline")).to_be_focused()


def test_the_menu_of_an_arrow_of_several_and_of_the_canvas(pair: Board) -> None:
    """Each offers its own."""
    page = pair.page
    page.mouse.click(*pair.middle(page.locator(".sk-flow-line")), button="right")
    expect(menu(pair).get_by_role("menuitem", name="Change the kind of the arrow")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    pair.box("kafka").click(button="right")
    expect(menu(pair)).to_have_accessible_name("3 selected")
    expect(menu(pair).get_by_role("menuitem", name="Put a zone around them")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".react-flow__pane").click(button="right", position={"x": 60, "y": 60})
    expect(menu(pair)).to_have_accessible_name("The canvas")
    menu(pair).get_by_role("menuitem", name="Add a box").click()
    page.keyboard.type("cache")
    page.keyboard.press("Enter")
    place, frame = pair.middle_of("cache"), pair.place(page.locator(".react-flow__pane"))
    assert place == pytest.approx((frame["x"] + 60, frame["y"] + 60), abs=120)
    expect(pair.flows).to_have_count(1)
