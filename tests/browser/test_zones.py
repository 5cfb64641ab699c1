"""Zones: around boxes, in zones, folded to one box."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server


@pytest.fixture
def zone(board: Board) -> Board:
    """Two connected boxes, the first of them in a zone named Zone."""
    board.type_box("kafka")
    board.page.keyboard.press("z")
    board.page.keyboard.press("Enter")
    board.page.keyboard.press("Escape")
    board.choose("kafka")
    board.type_box("feature pipeline")
    return board


def _title(board: Board, zone: str) -> None:
    board.box(zone).locator(".sk-zone-title").click()


def test_a_zone_is_folded_and_opened_by_key(zone: Board) -> None:
    """Folded it is one box with its name and count, and the arrow of its member leads to it."""
    page = zone.page
    _title(zone, "zone")
    page.keyboard.press("Z")
    expect(zone.announcer).to_have_text("Zone folded")
    expect(zone.box("kafka")).to_have_count(0)
    expect(zone.box("zone").locator(".sk-zone-facts")).to_contain_text("1 box")
    expect(zone.flows).to_have_count(1)
    folded, pipeline = zone.place(zone.box("zone")), zone.place(zone.box("feature_pipeline"))
    assert folded["width"] == pytest.approx(pipeline["width"], abs=2)
    zone.saved()
    page.reload()
    zone.ready()
    expect(zone.box("kafka")).to_have_count(0)
    _title(zone, "zone")
    page.keyboard.press("Z")
    expect(zone.box("kafka")).to_be_visible()
    zone.saved()


def test_a_zone_in_a_zone_goes_along_and_stays_without_it(zone: Board) -> None:
    """Drawn around a member it lies inside; deleting the outer one leaves both the inner one and the box."""
    page = zone.page
    zone.choose("kafka")
    page.keyboard.press("z")
    page.keyboard.type("Inner")
    page.keyboard.press("Enter")
    expect(page.locator(".sk-zone[data-nested]")).to_have_count(1)
    outer, inner = zone.place(zone.box("zone")), zone.place(zone.box("zone-2"))
    assert outer["x"] < inner["x"]
    assert outer["x"] + outer["width"] > inner["x"] + inner["width"]
    before = zone.top_of("kafka")
    page.keyboard.press("Escape")
    zone.drag(zone.middle(zone.box("zone").locator(".sk-zone-name")), 0, 80)
    assert zone.top_of("kafka") - before == pytest.approx(80, abs=12)
    _title(zone, "zone")
    page.keyboard.press("Delete")
    expect(page.locator(".sk-zone")).to_have_count(1)
    expect(page.locator(".sk-zone[data-nested]")).to_have_count(0)
    expect(zone.box("kafka")).to_be_visible()
    zone.saved()


def test_arrows_into_a_folded_zone_are_one_with_a_list(page: Page, server: Server) -> None:
    """The list opens by pointer and by key; what is chosen is drawn and named on its own."""
    board = Board(page).flawed(server, "fraud-detection")
    page.locator(".sk-zone-title", has_text="Log and watch").click()
    page.keyboard.press("Z")
    three = page.get_by_role("button", name="3 flows from Fraud desk to Log and watch")
    three.click()
    entries = page.get_by_role("menuitem")
    expect(entries).to_have_count(3)
    expect(entries.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    chosen = entries.nth(1).locator("span").inner_text()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(0)
    expect(page.locator(".sk-flow-label.selected .sk-plate")).to_have_text(chosen)
    expect(board.announcer).to_contain_text("Selected Fraud desk to")
    page.keyboard.press("Escape")
    expect(page.locator(".sk-flow-label.selected")).to_have_count(0)
    three.focus()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(3)
    page.keyboard.press("Escape")
    expect(entries).to_have_count(0)
    page.locator(
        '.react-flow__edge-bundle[aria-label^="3 flows from Fraud desk"] .sk-flow-hit'
    ).dispatch_event("click")
    expect(entries).to_have_count(3)
    board.saved()
