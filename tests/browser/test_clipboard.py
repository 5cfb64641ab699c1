"""Boxes by the system's clipboard: within a design, to another tab and design, to and from an editor."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server


def clipboard(page: Page) -> str:
    """What another program would paste."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


def put_in_clipboard(page: Page, text: str) -> None:
    """As an editor does."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def two_boxes(board: Board) -> Board:
    """Kafka and what it feeds, both selected."""
    board.type_box("kafka")
    board.type_box("feature pipeline")
    board.page.keyboard.press("Control+a")
    return board


def test_copy_and_paste_is_one_step(board: Board) -> None:
    """With the arrow between them; names stay, ids are new, the copies are selected."""
    keys = two_boxes(board).page.keyboard
    keys.press("Control+c")
    expect(board.announcer).to_have_text("Copied 2 boxes")
    keys.press("Control+v")
    expect(board.boxes).to_have_count(4)
    expect(board.flows).to_have_count(2)
    expect(board.box("kafka-2")).to_have_class(re.compile("selected"))
    expect(board.box("kafka")).not_to_have_class(re.compile("selected"))
    expect(board.box("kafka-2").locator(".sk-box-name")).to_have_text("Kafka")
    keys.press("Control+z")
    expect(board.boxes).to_have_count(2)
    expect(board.flows).to_have_count(1)


def test_cut_in_one_tab_and_pasted_in_another_design(board: Board, server: Server) -> None:
    """The other tab learns what it is from the text; ids that are free there stay."""
    two_boxes(board).page.keyboard.press("Control+x")
    expect(board.boxes).to_have_count(0)
    assert "kind: event_stream" in clipboard(board.page)
    other = Board(board.page.context.new_page()).open(server.begin())
    other.page.keyboard.press("Control+v")
    expect(other.boxes).to_have_count(2)
    expect(other.box("kafka")).to_be_visible()
    expect(other.flows).to_have_count(1)
    other.saved()
    other.page.reload()
    other.ready()
    expect(other.boxes).to_have_count(2)


def test_text_of_an_editor_at_the_pointer(board: Board) -> None:
    """Sections of a design are enough; they land under the pointer."""
    put_in_clipboard(board.page, "components:\n  - {id: scorer, kind: serving_endpoint, name: Scorer}\n")
    frame = board.place(board.page.locator(".sk-board"))
    x, y = frame["x"] + 400, frame["y"] + 200
    board.page.mouse.move(x, y)
    board.page.keyboard.press("Control+v")
    expect(board.box("scorer")).to_be_visible()
    middle = board.middle_of("scorer")
    assert abs(middle[0] - x) < 3
    assert abs(middle[1] - y) < 3


def test_what_is_no_design_is_refused_in_words(board: Board) -> None:
    """Nothing changes, and it is said why."""
    put_in_clipboard(board.page, "Dear all, see you at ten.")
    board.page.keyboard.press("Control+v")
    expect(board.page.locator(".sk-toast")).to_contain_text("holds no part of a design")
    expect(board.boxes).to_have_count(0)


def test_words_in_a_field_are_copied_as_words(board: Board) -> None:
    """The canvas takes the clipboard only where words are not meant."""
    page = two_boxes(board).page
    page.get_by_role("button", name="Name of the design").click()
    page.keyboard.type("Cache")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    assert clipboard(page) == "Cache"
    page.keyboard.press("End")
    page.keyboard.press("Control+v")
    expect(page.get_by_role("textbox", name="Name of the design")).to_have_value("CacheCache")
    expect(board.boxes).to_have_count(2)


def test_duplicate_keeps_the_original_in_sight(board: Board) -> None:
    """Beside it, connected among themselves, selected."""
    two_boxes(board).page.keyboard.press("Control+d")
    expect(board.boxes).to_have_count(4)
    expect(board.flows).to_have_count(2)
    expect(board.announcer).to_have_text("Duplicated 2 boxes")
    assert board.top_of("kafka-2") != board.top_of("kafka")


def choose(board: Board, words: str) -> None:
    """One item of the open menu."""
    board.page.get_by_role("menu").get_by_role("menuitem", name=words, exact=True).click()


def test_copy_and_paste_from_the_menu(board: Board) -> None:
    """All that is selected, and pasted where the menu was opened; another program could paste it as well."""
    page = two_boxes(board).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    board.box("kafka").click(button="right")
    choose(board, "Copy Ctrl C")
    expect(board.announcer).to_have_text("Copied 2 boxes")
    assert "kind: event_stream" in clipboard(page)
    frame = board.place(page.locator(".sk-board"))
    x, y = frame["x"] + 420, frame["y"] + 460
    page.mouse.click(x, y, button="right")
    choose(board, "Paste Ctrl V")
    expect(board.boxes).to_have_count(4)
    expect(board.flows).to_have_count(2)
    (left, top), (right, bottom) = board.middle_of("kafka-2"), board.middle_of("feature_pipeline-2")
    assert abs((left + right) / 2 - x) < 5
    assert abs((top + bottom) / 2 - y) < 5
    page.keyboard.press("Control+z")  # The keys are the canvas's again.
    expect(board.boxes).to_have_count(2)


def test_cut_from_the_menu(board: Board) -> None:
    """One step of the history, and it can be pasted by key."""
    page = two_boxes(board).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("Escape")
    board.box("kafka").click(button="right")
    choose(board, "Cut Ctrl X")
    expect(board.boxes).to_have_count(1)
    expect(board.flows).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(board.boxes).to_have_count(2)
    expect(board.box("kafka")).to_be_visible()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(board.flows).to_have_count(1)


def test_duplicate_from_the_menu(board: Board) -> None:
    """Beside the original, of one box as of several."""
    two_boxes(board).page.keyboard.press("Escape")
    board.box("kafka").click(button="right")
    choose(board, "Duplicate Ctrl D")
    expect(board.boxes).to_have_count(3)
    expect(board.box("kafka-2")).to_have_class(re.compile("selected"))
    board.saved()


def test_a_browser_that_keeps_its_clipboard(board: Board) -> None:
    """It is said which key does it, and what was to be cut is not lost."""
    page = two_boxes(board).page
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', {value: {"
        "writeText: () => Promise.reject(new Error('no')), readText: () => Promise.reject(new Error('no'))}})"
    )
    board.box("kafka").click(button="right")
    choose(board, "Cut Ctrl X")
    expect(board.hint).to_contain_text("press Ctrl C or Ctrl X")
    expect(board.boxes).to_have_count(2)
    page.locator(".react-flow__pane").click(button="right", position={"x": 60, "y": 60})
    choose(board, "Paste Ctrl V")
    expect(board.hint).to_contain_text("press Ctrl V")
    expect(board.boxes).to_have_count(2)
