"""What a person without a pointer meets on the canvas."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.board import Board


def test_a_key_that_can_do_nothing_says_why(board: Board) -> None:
    """In sight, and told to screen readers."""
    reasons = {"c": "Select one box first", "o": "Select a box first", "Control+z": "Nothing to undo"}
    for key, words in reasons.items():
        board.page.keyboard.press(key)
        expect(board.hint).to_have_text(words)
        expect(board.announcer).to_have_text(words)


def test_the_kind_of_an_arrow_by_arrow_keys(board: Board) -> None:
    """The menu takes the focus, gives it back, and goes away for any other key."""
    board.type_box("kafka")
    board.type_box("feature pipeline")
    keys = board.page.keyboard
    keys.press("o")
    expect(board.announcer).to_contain_text("from Kafka to Feature pipeline")
    keys.press("k")
    menu = board.page.get_by_role("menu")
    checked = menu.get_by_role("menuitemradio", checked=True)
    expect(checked).to_be_focused()
    before = checked.inner_text()
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(menu).to_have_count(0)
    keys.press("k")
    expect(checked).not_to_have_text(before)
    keys.press("/")
    expect(menu).to_have_count(0)
    expect(board.page.get_by_role("combobox")).to_be_focused()


def test_any_word_makes_a_box(board: Board) -> None:
    """What people say for a kind finds it; what nobody knows is a box of no kind with that name."""
    board.type_box("mobile app")
    expect(board.boxes.last).to_contain_text("Consuming application")
    board.page.keyboard.press("Escape")
    board.type_box("wobbly thing")
    expect(board.box("wobbly_thing")).to_contain_text("wobbly thing")


def test_keys_at_home_do_not_reach_the_design_that_was_left(board: Board) -> None:
    """Though its canvas is kept for a while, in case that it comes back."""
    board.type_box("kafka")
    board.saved()
    page, design = board.page, board.page.url.partition("design=")[2]
    page.get_by_role("button", name="Home").click()
    expect(page.get_by_role("button", name="Blank design")).to_be_visible()
    page.keyboard.press("Delete")
    page.locator(f".st-key-open-{design}").get_by_role("button").click()
    expect(board.ready().boxes).to_have_count(1)
    board.saved()


def test_undo_is_announced(board: Board) -> None:
    """Also without a look at the canvas."""
    board.type_box("kafka")
    board.saved()
    board.page.keyboard.press("Control+z")
    expect(board.boxes).to_have_count(0)
    expect(board.announcer).to_have_text("Undone")


def test_the_design_has_a_name_in_sight(board: Board) -> None:
    """Also while it has none; it is changed where it stands and kept."""
    name = board.page.get_by_role("button", name="Name of the design")
    expect(name).to_have_text("Untitled design")
    name.click()
    board.page.keyboard.type("Fraud, second try")
    board.page.keyboard.press("Enter")
    board.type_box("kafka")
    board.saved()
    board.page.reload()
    expect(board.page.get_by_role("button", name="Name of the design: Fraud, second try")).to_be_visible()


def test_a_slip_of_the_finger_in_quick_add(board: Board) -> None:
    """What was probably meant comes first, and what was typed is still to be had."""
    board.page.keyboard.press("/")
    board.page.keyboard.type("kafak")
    options = board.page.get_by_role("dialog").get_by_role("option")
    expect(options.first).to_contain_text("Event stream on Kafka")
    expect(options.last).to_contain_text("Something else: kafak")
    board.page.keyboard.press("Enter")
    expect(board.box("kafka")).to_be_visible()


def test_two_boxes_have_no_score_yet(board: Board) -> None:
    """A hundred of hundred for a beginning would be a joke."""
    score = board.page.get_by_role("region", name="Score")
    for words in ("kafka", "training"):
        board.type_box(words)
    board.saved()
    expect(board.page.get_by_text("begin with the third box")).to_be_visible()
    expect(score).to_have_count(0)
    board.type_box("model registry")
    expect(score).to_be_visible()
