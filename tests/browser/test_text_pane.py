"""Text and canvas stay in step, whoever of both is changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from designer.files.templates import list_templates
from tests.browser.board import Board
from tests.browser.conftest import Server
from tests.browser.pane import Pane


@pytest.fixture
def pane(board: Board) -> Pane:
    """The pane of a design with one box."""
    board.type_box("kafka")
    board.saved()
    return Pane(board).open()


def test_typing_draws(board: Board, pane: Pane) -> None:
    """A box, its name, a comment; the cursor stays where it is; one undo takes the last back."""
    page = board.page
    pane.click_behind("name: Kafka")
    page.keyboard.type(" of clicks", delay=20)
    expect(board.box("kafka")).to_contain_text("Kafka of clicks")
    pane.in_step()
    page.keyboard.type(" # in all shops")
    pane.in_step()
    page.keyboard.press("Enter")
    page.keyboard.type("team: web", delay=20)
    pane.in_step()
    board.saved()
    assert "    name: Kafka of clicks # in all shops\n    team: web\n" in pane.text()

    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(board.box("kafka")).not_to_contain_text("of clicks")
    pane.in_step()
    assert "    name: Kafka # in all shops\n" in pane.text()


def test_drawing_types(board: Board, pane: Pane) -> None:
    """What is drawn appears in the text, and comments stay, also after a reload."""
    page = board.page
    pane.click_behind("kind: event_stream")
    page.keyboard.type(" # from the shops")
    pane.in_step()
    page.keyboard.press("Escape")
    board.type_box("training")
    board.saved()
    expect(pane.editor).to_contain_text("kind: training")
    board.drag_down("kafka", 120)
    board.saved()
    page.reload()
    board.ready()
    pane = Pane(board).open()

    assert "kind: event_stream # from the shops\n" in pane.text()


def test_a_mistake_is_named_at_its_line_and_stays(board: Board, pane: Pane) -> None:
    """Mark, message, the last good drawing; drawing goes on; a reload keeps the text; discarding ends it."""
    page = board.page
    pane.click_behind("kind: event_stream")
    page.keyboard.press("Backspace")
    expect(pane.problems).to_have_count(1)
    expect(pane.problems).to_contain_text("Did you mean event_stream?")
    expect(pane.gutter).to_have_count(1)
    expect(board.box("kafka")).to_be_visible()

    page.keyboard.press("Escape")
    board.type_box("training")
    expect(pane.editor).to_contain_text("kind: training")
    assert "kind: event_strea\n" in pane.text()
    board.saved()
    page.reload()
    board.ready()
    expect(pane.problems).to_contain_text("Did you mean event_stream?")
    assert "kind: event_strea\n" in pane.text()

    page.get_by_role("button", name="Discard").click()
    pane.in_step()
    expect(pane.problems).to_have_count(0)
    assert "kind: event_stream\n" in pane.text()
    assert "kind: training" in pane.text()


def test_the_selection_goes_both_ways(page: Page, server: Server) -> None:
    """A box that is selected is shown in the text; the cursor in its lines selects a box."""
    board = Board(page).flawed(server, "fraud-detection")
    pane = Pane(board).open()
    last = page.locator(".react-flow__node-box").last
    name = last.get_attribute("data-id")
    last.click()
    expect(page.locator(".tx-marked").first).to_be_in_viewport()
    expect(page.locator(".tx-marked").first).to_contain_text(f"id: {name}")

    page.keyboard.press("y")
    expect(pane.editor).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(board.page.locator(".react-flow__node.selected, .react-flow__edge.selected")).to_have_count(1)


def test_typing_is_never_overwritten_by_drawing(board: Board, pane: Pane) -> None:
    """While answers arrive, every letter stays in its order."""
    page = board.page
    other_page = page.context.new_page()
    other_page.goto(page.url)
    other = Board(other_page).ready()
    expect(other.boxes).to_have_count(1)
    page.bring_to_front()
    pane.click_behind("kind: event_stream")
    words = ""
    for round_ in range(4):
        other.type_box("training")
        for word in ("one", "two", "three", "four"):
            page.keyboard.type(f" # {word} {round_}" if not words else f" {word} {round_}", delay=40)
            words += f" {word} {round_}"
    expect(board.boxes).to_have_count(5)
    pane.in_step()

    assert f"kind: event_stream #{words}\n" in pane.text()
    assert pane.text().count("kind: training") == 4


def test_comments_of_a_template_are_kept(page: Page, server: Server) -> None:
    """A design that is begun from a template has its text, whatever is drawn later."""
    file = next(one for one in list_templates() if one.name == "fraud-detection").flawed
    board = Board(page).flawed(server, "fraud-detection")
    pane = Pane(board).open()
    pane.in_step()
    assert pane.text() == file.read_text("utf-8")
    board.choose("scorer")
    page.keyboard.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type("Judge")
    page.keyboard.press("Enter")
    board.saved()
    page.get_by_role("tab", name="Text").click()
    expect(pane.editor).to_contain_text("sketchcheck: 1")
    pane.in_step()
    before, now = file.read_text("utf-8").splitlines(), pane.text().splitlines()
    changed = [line for line in now if line not in before]
    assert [line.strip() for line in changed] == ["name: Judge"]
    assert len(now) == len(before)
