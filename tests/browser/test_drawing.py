"""From a blank page to a reviewed pipeline, by keyboard and by mouse."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server

CHAIN = (
    "kafka",
    "feature pipeline",
    "training",
    "model registry",
    "online endpoint",
    "consuming application",
)


def draw_chain(board: Board) -> Board:
    """The pipeline of CHAIN by keyboard, then a fresh look at it: what is new is not judged for a minute."""
    for words in CHAIN:
        board.type_box(words)
    board.saved()
    board.page.reload()
    return board.ready()


def test_by_keyboard_to_a_mended_finding(page: Page, server: Server) -> None:
    """Typed, connected, saved; a finding is opened, its fix shown as ghosts, applied, undone and applied."""
    board = draw_chain(Board(page).blank(server.url))
    expect(board.boxes).to_have_count(6)
    expect(board.flows).to_have_count(5)

    board.finding("leaves no record of its predictions").first.click()
    page.get_by_role("button", name="Show on canvas").first.click()
    bar = page.get_by_role("region", name="Proposed fix")
    expect(bar).to_be_visible()
    expect(board.ghosts).to_have_count(1)
    expect(board.boxes).to_have_count(6)

    bar.get_by_role("button", name="Apply").click()
    expect(board.box("log_store")).to_be_visible()
    expect(board.finding("leaves no record of its predictions")).to_have_count(0)

    board.page.locator(".react-flow__pane").click(position={"x": 20, "y": 20})
    page.keyboard.press("Control+z")
    expect(board.box("log_store")).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(board.box("log_store")).to_be_visible()


def test_by_mouse(board: Board) -> None:
    """Dragged from the palette, connected from handle to box, moved, deleted, undone."""
    page = board.page
    pane = page.locator(".react-flow__pane")
    palette = page.get_by_role("navigation")
    palette.get_by_role("button", name="Data source").drag_to(pane, target_position={"x": 120, "y": 160})
    palette.get_by_role("button", name="Warehouse").drag_to(pane, target_position={"x": 480, "y": 160})
    expect(board.boxes).to_have_count(2)

    handle = board.box("data_source").locator(".react-flow__handle.source")
    handle.drag_to(board.box("warehouse"))
    expect(board.flows).to_have_count(1)
    page.keyboard.press("Escape")

    before = board.top_of("warehouse")
    board.drag_down("warehouse", 180)
    assert board.top_of("warehouse") > before + 100

    board.choose("data_source")
    page.keyboard.press("Delete")
    expect(board.boxes).to_have_count(1)
    expect(board.flows).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(board.flows).to_have_count(1)


def test_a_form_edits_the_selected_box(board: Board) -> None:
    """Named and given a technology and a zone-free property by the form; the inherited value is shown."""
    board.type_box("online endpoint")
    page = board.page
    board.choose("serving_endpoint")
    page.get_by_role("tab", name="Selected").click()
    name = page.get_by_label("Name", exact=True)
    name.fill("Scorer")
    name.press("Enter")
    expect(board.box("serving_endpoint")).to_contain_text("Scorer")
    board.saved()
    page.reload()
    board.ready()
    expect(board.box("serving_endpoint")).to_contain_text("Scorer")


def test_a_waiver_takes_a_finding_away(board: Board) -> None:
    """Reason, owner and end date; the finding moves to the accepted ones."""
    draw_chain(board)
    page = board.page
    board.finding("leaves no record of its predictions").first.click()
    page.get_by_role("button", name="Accept with a reason").first.click()
    page.get_by_label("Reason").fill("A pilot of two weeks.")
    page.get_by_role("textbox", name="Owner").fill("risk")
    page.get_by_role("button", name="Accept finding").click()
    expect(page.get_by_text("Accepted (1)")).to_be_visible()


def test_what_people_type_is_only_text(board: Board) -> None:
    """A hostile name is shown as it is, on the canvas and in the list."""
    board.type_box("online endpoint")
    page = board.page
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    hostile = "<img src=x onerror=document.title='owned'>"
    page.keyboard.type(hostile)
    page.keyboard.press("Enter")
    expect(board.box("serving_endpoint")).to_contain_text("<img src=x")
    board.saved()
    page.reload()
    board.ready()
    expect(board.box("serving_endpoint")).to_contain_text("<img src=x")
    assert page.title() != "owned"


def test_one_letter_keys_stay_with_the_canvas(board: Board) -> None:
    """Streamlit's own keys (rerun, clear caches) are not for those who draw."""
    board.type_box("kafka")
    board.page.keyboard.press("Escape")
    board.page.locator(".react-flow__pane").click(position={"x": 20, "y": 20})
    for key in ("c", "r"):
        board.page.keyboard.press(key)
    expect(board.page.get_by_text("Clear caches")).to_have_count(0)


def test_templates_open_and_are_judged(page: Page, server: Server) -> None:
    """The flawed twin shows its planted gap."""
    page.goto(server.url)
    page.locator(".st-key-flawed-fraud-detection").get_by_role("button", name="Find the gaps").click()
    board = Board(page).ready()
    expect(board.boxes.nth(10)).to_be_visible()
    expect(board.finding_of("LOG003").first).to_be_visible()
