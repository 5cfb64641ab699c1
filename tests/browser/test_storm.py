"""Storms: fast hands, a bad line, two tabs at once. Canvas and store end equal, and nothing is lost."""

from __future__ import annotations

import os

from playwright.sync_api import Browser, Page, expect

from tests.browser import storm
from tests.browser.board import Board
from tests.browser.conftest import DESK, Server, visitor
from tests.browser.wire import Wire

SECONDS = float(os.environ.get("SKETCHCHECK_STORM", "20"))
SETTLES = 60
"""Seconds within which all has arrived once the line is good again; most of it is Streamlit's waiting."""
CONVERGES = 10
"""Seconds within which two tabs show the same; each asks every two seconds.

After a storm that took longer than planned, because the machine is busy, so many times as many.
"""


def test_a_storm_over_a_bad_line(page: Page, server: Server) -> None:
    """Slow, cut off every few seconds, away for a while: all that was drawn arrives, in one piece."""
    with Wire(server.port) as wire:
        board = Board(page).open(server.begin().replace(server.url, wire.url))
        # A cut in the middle of Streamlit's first answer breaks the page before there is anything to lose.
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        storm.begin(board, "zzq", SECONDS)
        for _ in range(4):
            page.wait_for_timeout(SECONDS * 150)
            wire.cut()
        wire.down()
        past = storm.end(board)
        banner = page.get_by_role("alert").filter(has_text="No connection")
        expect(banner).to_contain_text("kept in this tab")
        wire.up()
        design = storm.agree(server, SETTLES, board)
        expect(banner).to_have_count(0)
    print(f"{past.done}, {past.rate:.1f} actions/s, {wire.cuts} cuts, {len(design.flows)} flows")

    assert min(past.done.values()) > 0
    assert sorted(one.title for one in design.components.values()) == sorted(past.typed)


def test_two_tabs_draw_at_once(page: Page, browser: Browser, server: Server) -> None:
    """Both show all that both have drawn a few seconds after the last action."""
    board = Board(page).open(server.begin())
    with visitor(browser, **DESK) as other_page:
        other = opened(other_page, page.url)
        storm.begin(board, "zzq", SECONDS / 4, 1)
        storm.begin(other, "zzw", SECONDS / 4, 2)
        mine, theirs = storm.end(board), storm.end(other)
        design = storm.agree(server, CONVERGES * max(mine.late, theirs.late), board, other)
    print(f"{mine.rate:.1f} and {theirs.rate:.1f} actions/s, {len(design.components)} boxes")

    assert sorted(one.title for one in design.components.values()) == sorted([*mine.typed, *theirs.typed])


def test_two_tabs_add_the_same_box(page: Page, browser: Browser, server: Server) -> None:
    """Both boxes are there, each with the name that its tab gave it before it knew of the other."""
    board = Board(page).open(server.begin())
    with Wire(server.port, delay=0.5) as wire, visitor(browser, **DESK) as other_page:
        other = opened(other_page, page.url.replace(server.url, wire.url))
        for tab, name in ((other, "Theirs"), (board, "Mine")):
            tab.quick_add("kafka")
            tab.page.keyboard.press("F2")
            tab.page.keyboard.press("Control+a")
            tab.page.keyboard.type(name)
            tab.page.keyboard.press("Enter")
        design = storm.agree(server, CONVERGES, board, other)

    assert sorted(one.title for one in design.components.values()) == ["Mine", "Theirs"]


def test_hands_on_the_keyboard_feel_nothing(page: Page, server: Server) -> None:
    """While the line is cut, and comes back, every letter reaches the field that is being typed into."""
    with Wire(server.port) as wire:
        board = Board(page).open(server.begin().replace(server.url, wire.url))
        board.type_box("kafka")
        board.saved()
        page.keyboard.press("/")
        field = page.get_by_role("dialog").get_by_role("combobox")
        expect(field).to_be_focused()
        wire.down()
        words = "".join(f"{number:03}" for number in range(50))
        page.keyboard.type(words[:100], delay=120)
        wire.up()
        page.keyboard.type(words[100:], delay=120)
        expect(field).to_have_value(words)
        page.keyboard.press("Escape")
        storm.agree(server, SETTLES, board)


def opened(page: Page, url: str) -> Board:
    """A design that another tab has begun."""
    page.goto(url)
    return Board(page).ready()
