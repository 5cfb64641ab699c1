"""Home: what one can begin from, and what was drawn before."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from designer.files.templates import list_templates
from designer.model.design import Design
from sketchcheck.pages.home_page import RECENT
from tests.browser.board import Board
from tests.browser.conftest import Server


def test_every_template_has_a_card(page: Page, server: Server) -> None:
    """Also the last one; its story is a sentence until it is unfolded, and both its designs open."""
    board, last = Board(page), list_templates()[-1]
    page.goto(server.url)
    for one in list_templates():
        expect(page.get_by_text(one.title, exact=True)).to_be_visible()
    end = page.locator(".sc-story p").last
    expect(end).to_be_hidden()
    page.locator(".sc-story summary").last.click()
    expect(end).to_be_visible()
    assert last.story.rstrip().endswith(end.inner_text())
    page.locator(f".st-key-good-{last.name}").get_by_role("button").click()
    expect(board.ready().boxes.nth(3)).to_be_visible()


def test_old_designs_do_not_push_the_templates_away(page: Page, own_server: Server) -> None:
    """The newest are in sight, the others are folded."""
    board = Board(page)
    with own_server.store() as store:
        for number in range(RECENT + 2):
            store.create(Design(), title=f"Design {number}")
    page.goto(own_server.url)
    expect(page.get_by_role("button", name=f"Design {RECENT + 1}")).to_be_visible()
    expect(page.get_by_role("button", name="Design 0")).to_be_hidden()
    page.get_by_text("Older (2)").click()
    page.get_by_role("button", name="Design 0").click()
    board.ready()
