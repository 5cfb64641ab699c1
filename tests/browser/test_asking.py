"""Asking without a model: questions with the names of the drawing, answers that stay, a file to take away."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server


def test_a_round_of_questions(page: Page, server: Server) -> None:
    """Ask, show the box, answer, compare; a reload keeps it; Markdown takes it away."""
    board = Board(page).flawed(server, "fraud-detection")
    page.get_by_role("tab", name="Ask").click()
    page.get_by_label("Area of the questions").select_option("serving")
    page.get_by_role("button", name="First question").click()
    said = page.locator(".ak-said")
    expect(said).to_have_count(1)
    said.get_by_role("button", name="Velocity rules", exact=True).click()
    expect(page.locator(".react-flow__node.selected")).to_have_attribute("data-id", "fallback")

    page.get_by_label("Your answer").fill("A list in memory.\nIt is a day old.")
    page.get_by_role("tab", name="Brief").click()
    page.get_by_role("tab", name="Ask").click()
    expect(page.get_by_label("Your answer")).to_have_value("A list in memory.\nIt is a day old.")
    page.keyboard.press("Tab")
    page.get_by_label("Your answer").press("Control+Enter")
    expect(said).to_have_count(2)
    expect(said.first.locator(".ak-shows li").first).to_be_visible()
    board.saved()

    page.reload()
    board.ready()
    page.get_by_role("tab", name="Ask").click()
    expect(said.last).to_contain_text("It is a day old.")
    page.get_by_role("button", name="Export").first.click()
    page.get_by_role("tab", name="Report").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Conversations").click()
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("# Conversation about Card fraud detection\n")
    assert "It is a day old\\." in text


def test_drawing_goes_on_beside_it(page: Page, server: Server) -> None:
    """An edit is saved as ever, and the questions follow the drawing."""
    board = Board(page).open(server.begin())
    board.type_box("kafka")
    page.keyboard.press("Control+k")
    page.keyboard.type("questions")
    page.keyboard.press("Enter")
    area = page.get_by_label("Area of the questions")
    before = area.locator("option").first.inner_text()
    page.locator(".sk").focus()
    board.type_box("training")
    board.saved()
    expect(area.locator("option").first).not_to_have_text(before)
