"""axe-core finds nothing serious or critical on any page, in light and in dark."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checks.engine import check
from checks.reports.html.document import document_html
from checks.reports.readers import READERS, document_for
from designer.files import load_file
from designer.files.templates import find_template
from tests.browser.axe import FILE, violations
from tests.browser.board import Board, at_rest
from tests.browser.conftest import Server, visitor
from tests.browser.pane import Pane
from tests.browser.test_export import export
from tests.browser.test_import import CHART, kind_of, upload

MUST_RUN = "SKETCHCHECK_REQUIRE_BROWSER" in os.environ
pytestmark = pytest.mark.skipif(
    not FILE.exists() and not MUST_RUN, reason="axe-core is not installed: run .ci/canvas"
)


@pytest.fixture(params=["light", "dark"])
def seen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A visitor who likes it light, or dark, and calm: nothing is in motion while axe looks."""
    likes = {"color_scheme": request.param, "reduced_motion": "reduce"}
    with visitor(browser, viewport={"width": 1280, "height": 800}, **likes) as made:
        yield made


def test_home_and_rules(seen: Page, server: Server) -> None:
    """With a recent design in the list."""
    Board(seen).open(server.begin())
    seen.goto(server.url)
    expect(seen.get_by_role("button", name="Blank design")).to_be_visible()
    expect(seen.get_by_text("Recent designs")).to_be_visible()
    assert violations(seen) == []
    seen.goto(f"{server.url}?page=rules")
    expect(seen.get_by_role("navigation", name="Rules").get_by_role("link").last).to_be_attached()
    expect(seen.locator(".st-key-rule-none h1")).to_be_visible()
    assert violations(seen) == []


def test_the_designer(seen: Page, server: Server) -> None:
    """Nothing selected, a box and its form, quick-add, a finding unfolded, the brief, the keys."""
    board = Board(seen).flawed(server, "fraud-detection")
    assert violations(seen) == []
    board.finding_of("LOG003").first.click()
    assert violations(seen) == []
    seen.get_by_role("tab", name="Brief").click()
    assert violations(seen) == []
    seen.locator(".react-flow__node-box").nth(3).click()
    seen.get_by_role("tab", name="Selected").click()
    assert violations(seen) == []
    seen.locator(".react-flow__node-box").nth(3).click()
    seen.keyboard.press("/")
    expect(seen.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    assert violations(seen) == []
    seen.keyboard.press("Escape")
    seen.get_by_role("button", name="Keys and help").click()
    assert violations(seen) == []


def test_the_text_and_the_dialogs(seen: Page, server: Server) -> None:
    """The pane in step and with mistakes; export and history."""
    board = Board(seen).flawed(server, "fraud-detection")
    pane = Pane(board).open()
    assert violations(seen) == []
    pane.paste("nonsense: [")
    expect(pane.problems).not_to_have_count(0)
    assert violations(seen) == []
    seen.get_by_role("button", name="Discard").click()
    for dialog, last in (("Export", "Copy as PNG"), ("History", "now")):
        seen.get_by_role("button", name=dialog).first.click()
        expect(seen.get_by_role("dialog").get_by_text(last, exact=True)).to_be_visible()
        assert violations(seen) == []
        seen.keyboard.press("Escape")
        expect(seen.get_by_role("dialog")).to_have_count(0)


def test_the_import_and_what_readers_see(seen: Page, server: Server) -> None:
    """Boxes and arrows of a foreign chart, the sure ones unfolded; the page behind a link."""
    upload(seen, server, "cards.mmd", CHART)
    expect(kind_of(seen, "Blip")).to_be_visible()
    seen.get_by_text("Sure:").click()
    at_rest(kind_of(seen, "Training job"))
    assert violations(seen) == []
    seen.get_by_role("tab", name=re.compile("Arrows")).click()
    expect(kind_of(seen, "Blip → Blop")).to_be_visible()
    assert violations(seen) == []
    seen.get_by_role("button", name="Make the design").click()
    board = Board(seen).ready()
    share = export(board, "Share")
    share.get_by_role("button", name="Make a link for readers").click()
    link = share.get_by_role("dialog").locator("code")
    expect(link).to_be_visible()
    assert violations(seen) == []
    seen.goto(link.inner_text().strip())
    drawn = seen.frame_locator("iframe").locator(".canvas svg:visible")
    expect(drawn.locator('[data-component="blip"]')).to_be_visible()
    assert violations(seen) == []


def test_the_reports(seen: Page, tmp_path: Path) -> None:
    """Of a design with gaps, for each reader."""
    report = check(load_file(find_template("fraud-detection").flawed).design)
    for reader in READERS:
        path = tmp_path / f"{reader}.html"
        path.write_text(document_html(document_for(report, reader)), "utf-8")
        seen.goto(path.as_uri())
        assert violations(seen) == [], reader


def test_boxes_and_moves_are_told(board: Board) -> None:
    """A box says kind, name, findings and whom it is connected to; connecting and moving are announced."""
    board.type_box("kafka")
    board.type_box("training")
    expect(board.box("kafka")).to_have_attribute(
        "aria-label", "Event stream Kafka, no findings, 0 in, 1 out to Training"
    )
    expect(board.announcer).to_contain_text("connected from Kafka")
    board.page.keyboard.press("ArrowRight")
    expect(board.announcer).to_contain_text("Moved Training to")


def test_reduced_motion_is_respected(seen: Page, server: Server) -> None:
    """Nothing on the canvas moves by itself."""
    Board(seen).flawed(server, "fraud-detection")
    moving = seen.locator(".sk").evaluate(
        """root => [...root.querySelectorAll('*')].filter(one => {
            const { animationName, transitionDuration } = getComputedStyle(one);
            const moves = transitionDuration.split(', ').some(time => parseFloat(time) > 0);
            return moves || animationName !== 'none';
        }).map(one => one.className.toString())"""
    )
    assert moving == []
