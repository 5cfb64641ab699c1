"""The page of all rules: found by search and keyboard, by address, and from a finding on the canvas."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from checks.registry import all_rules
from tests.browser.board import Board
from tests.browser.conftest import Server


class Rules:
    """The page of one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.search = page.get_by_role("searchbox", name="Search the rules")
        self.listed = page.get_by_role("navigation", name="Rules").get_by_role("link")

    def open(self, url: str) -> Rules:
        """Come from home."""
        self.page.goto(url)
        self.page.get_by_role("button", name="Rules").click()
        expect(self.listed).to_have_count(len(all_rules()))
        return self

    def title(self, words: str) -> Locator:
        """The head of a card."""
        return self.page.get_by_role("heading", level=1, name=words)


@pytest.fixture
def rules(page: Page, server: Server) -> Rules:
    """The page with all rules."""
    return Rules(page).open(server.url)


def test_search_and_filters_narrow_the_list(rules: Rules) -> None:
    """Words of the name come first; severity and category leave out the rest; nothing found is told."""
    rules.search.fill("skew path")
    expect(rules.listed).not_to_have_count(len(all_rules()))
    expect(rules.listed.filter(has_text="SKW001")).to_be_visible()

    rules.search.fill("")
    rules.page.get_by_role("button", name="advice").click()
    expect(rules.listed).to_have_count(sum(one.severity == "advice" for one in all_rules().values()))

    rules.page.get_by_role("button", name="advice").click()
    rules.page.get_by_label("Category").select_option("logging")
    expect(rules.listed).to_have_count(sum(one.category == "logging" for one in all_rules().values()))

    rules.search.fill("no rule says this")
    expect(rules.page.get_by_text("No rule fits")).to_be_visible()


def test_a_rule_is_chosen_by_keyboard(rules: Rules) -> None:
    """Type, Enter: its card with both pictures, at an address of its own. An arrow leads on."""
    rules.search.fill("log001")
    rules.search.press("Enter")

    expect(rules.title("LOG001 predictions not logged")).to_be_visible()
    expect(rules.page).to_have_url(f"{rules.page.url.partition('?')[0]}?rule=LOG001")
    for word in ("bad", "good"):
        expect(rules.page.get_by_role("img", name=f"The {word} example of LOG001")).to_be_visible()
    expect(rules.page.get_by_text(all_rules()["LOG001"].question)).to_be_visible()

    rules.page.get_by_role("heading", name="Sources").scroll_into_view_if_needed()
    expect(rules.search).to_be_in_viewport()

    rules.search.fill("LOG00")
    rules.search.press("ArrowDown")
    rules.page.keyboard.press("ArrowDown")
    rules.page.keyboard.press("Enter")
    expect(rules.title("LOG002")).to_be_visible()


def test_a_card_has_an_address_and_the_browsers_back_leads_to_it(page: Page, server: Server) -> None:
    """Linked from outside, followed to another rule, and back."""
    page.goto(f"{server.url}?rule=LOG003")
    rules = Rules(page)
    expect(rules.title("LOG003")).to_be_visible()

    page.get_by_role("navigation", name="Rules").get_by_role("link", name="LOG004").click()
    expect(rules.title("LOG004")).to_be_visible()
    page.go_back()
    expect(rules.title("LOG003")).to_be_visible()


def test_a_code_that_is_none_is_told(page: Page, server: Server) -> None:
    """In words, with the list beside it; what stands in the address is no HTML."""
    page.goto(f"{server.url}?rule=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")

    expect(page.get_by_text("no rule has this code or name")).to_be_visible()
    expect(page.locator("img[src='x']")).to_have_count(0)
    expect(Rules(page).listed).to_have_count(len(all_rules()))


def test_the_bad_example_opens_on_the_canvas(rules: Rules) -> None:
    """As a design of its own."""
    rules.search.fill("LOG001")
    rules.search.press("Enter")
    rules.page.get_by_role("button", name="Open the bad example on the canvas").click()

    board = Board(rules.page).ready()
    expect(board.boxes.first).to_be_visible()
    expect(rules.page).to_have_url(re.compile("design="))


def test_from_a_finding_to_its_rule(board: Board, server: Server) -> None:
    """One click, in a new tab; the drawing stays."""
    board.flawed(server, "ad-ranking")
    finding = board.page.locator("[data-finding]").first
    code = (finding.get_attribute("data-finding") or "").partition("@")[0]
    with board.page.context.expect_page() as opened:
        finding.get_by_role("link", name=f"About the rule: {code}").click()

    expect(opened.value.get_by_role("heading", level=1, name=code)).to_be_visible()
    expect(board.boxes.nth(3)).to_be_visible()


def test_the_coverage_leads_to_rules(rules: Rules) -> None:
    """Both lists, each item with its rules."""
    rules.page.get_by_role("button", name="Coverage").click()
    expect(rules.page.get_by_role("heading", name="The ML Test Score")).to_be_visible()
    expect(rules.page.get_by_role("heading", name="Rules of Machine Learning")).to_be_visible()

    rules.page.get_by_role("row", name="Infra7").get_by_role("link").first.click()
    expect(rules.page.get_by_role("heading", name="Why it hurts")).to_be_visible()


def test_a_narrow_window_shows_the_list_or_the_card(rules: Rules) -> None:
    """And a way back."""
    rules.page.set_viewport_size({"width": 420, "height": 800})
    rules.search.fill("LOG001")
    rules.search.press("Enter")
    expect(rules.title("LOG001")).to_be_visible()
    expect(rules.search).to_be_hidden()

    rules.page.get_by_role("button", name="All rules").click()
    expect(rules.search).to_be_visible()
    assert rules.page.evaluate("document.documentElement.scrollWidth") <= 420
