"""What can be taken away: files, the clipboard, a link."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from designer.drawing import source_of
from tests.browser.board import Board
from tests.browser.conftest import Server, visitor


def export(board: Board, tab: str) -> Page:
    """The dialog, with one of its tabs in front."""
    page = board.page
    page.get_by_role("button", name="Export").click()
    page.get_by_role("dialog").get_by_role("tab", name=tab).click()
    return page


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


FORMATS = {
    "Picture": {"SVG": b"<svg", "PNG": b"\x89PNG", "PDF": b"%PDF"},
    "Other tools": {
        "YAML": b"sketchcheck: 1",
        "Mermaid": b"flowchart",
        "Graphviz": b"digraph",
        "draw.io": b"<mxfile",
        "Excalidraw": b"excalidraw",
        "JSON Canvas": b"nodes",
    },
    "Report": {"Markdown": b"# ", "HTML": b"<!DOCTYPE html>", "PDF": b"%PDF"},
}
"""How each file begins, by tab and button."""


@pytest.mark.parametrize("tab", FORMATS)
def test_export(board: Board, tab: str) -> None:
    """Each format downloads and begins as it must."""
    board.type_box("kafka")
    board.saved()
    page = export(board, tab)
    for button, beginning in FORMATS[tab].items():
        assert beginning in downloaded(page, button)[:300], button


def test_a_report_is_for_who_was_chosen(board: Board) -> None:
    """Each reader's page names its reader."""
    board.type_box("kafka")
    board.saved()
    page = export(board, "Report")
    for reader in ("Executive", "Data scientist"):
        page.get_by_role("dialog").locator("label").filter(has_text=reader).click()
        expect(page.get_by_role("radio", name=reader)).to_be_checked()
        expect(page.get_by_text(f"HTML and PDF are for: {reader}.")).to_be_visible()
        assert f"Sketchcheck report for: {reader}".encode() in downloaded(page, "HTML")


def test_a_picture_with_its_design_opens_again_and_one_without_says_so(
    board: Board, server: Server, tmp_path: Path
) -> None:
    """At home, as the same boxes."""
    board.type_box("kafka")
    board.saved()
    page = export(board, "Picture")
    expect(page.get_by_text("whoever has one can read all of it")).to_be_visible()
    whole, bare = tmp_path / "whole.png", tmp_path / "bare.svg"
    whole.write_bytes(downloaded(page, "PNG"))
    page.get_by_role("dialog").locator("label").filter(has_text="Keep the design inside").click()
    expect(page.get_by_text("hold the drawing alone")).to_be_visible()
    bare.write_bytes(downloaded(page, "SVG"))
    assert source_of(bare.read_bytes()) is None

    page.goto(server.url)
    page.locator("input[type=file]").set_input_files(bare)
    expect(page.get_by_text("this picture carries no design")).to_be_visible()
    page.locator("input[type=file]").set_input_files(whole)
    expect(board.ready().box("kafka")).to_be_visible()


def test_copying(browser: Browser, server: Server) -> None:
    """A picture, and Mermaid, lie in the clipboard afterwards."""
    with visitor(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        board = Board(page).open(server.begin())
        board.type_box("kafka")
        board.saved()
        export(board, "Picture").get_by_role("button", name="Copy as PNG").click()
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        size = "navigator.clipboard.read().then(async ([one]) => (await one.getType('image/png')).size)"
        assert page.evaluate(size) > 1000

        page.get_by_role("dialog").get_by_role("tab", name="Other tools").click()
        page.get_by_role("button", name="Copy as Mermaid").click()
        expect(page.get_by_text("Copied", exact=True).last).to_be_visible()
        assert "Kafka" in page.evaluate("navigator.clipboard.readText()")


def test_copying_where_it_is_not_allowed_says_so(browser: Browser, server: Server) -> None:
    """With what to do instead."""
    with visitor(browser) as page:
        board = Board(page).open(server.begin())
        page.evaluate(
            "void (navigator.clipboard.write = () => Promise.reject(new Error('it is forbidden here')))"
        )
        export(board, "Picture").get_by_role("button", name="Copy as PNG").click()
        expect(page.get_by_text("it is forbidden here. Download it instead.")).to_be_visible()


def test_a_link_for_readers(board: Board, browser: Browser, server: Server) -> None:
    """Others read the design as it is now, change nothing and learn no id; taken back, it leads nowhere."""
    board.type_box("kafka")
    board.saved()
    design_id = board.page.url.partition("design=")[2]
    page = export(board, "Share")
    page.get_by_role("button", name="Make a link for readers").click()
    link = page.get_by_role("dialog").locator("code").inner_text().strip()
    assert design_id not in link
    with visitor(browser) as reader:
        reader.goto(link)
        inside = reader.frame_locator("iframe")
        expect(inside.locator('.canvas svg:visible [data-component="kafka"]')).to_be_visible()
        expect(reader.locator(".react-flow__pane")).to_have_count(0)
        assert reader.get_by_role("button", name="Home").count() == 0
        assert design_id not in reader.content() + inside.locator("body").inner_html()
        reader.get_by_role("radio", name="Executive").or_(
            reader.get_by_text("Executive", exact=True)
        ).last.click()
        expect(inside.get_by_role("heading", name="Risks")).to_be_visible()

        page.get_by_role("button", name="Take the link back").click()
        expect(page.get_by_role("button", name="Make a link for readers")).to_be_visible()
        for dead in (link, f"{server.url}?shared=nonsense"):
            reader.goto(dead)
            expect(reader.get_by_text("it was taken back or is not complete")).to_be_visible()
            expect(reader.locator("iframe")).to_have_count(0)


def test_no_words_lie_over_the_panel_afterwards(board: Board) -> None:
    """The dialog gives the focus back to its button; the tabs below can be chosen at once."""
    page = export(board, "Picture")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("tab", name="Review").click(timeout=5_000)
    expect(page.get_by_role("tab", name="Review")).to_have_attribute("aria-selected", "true")
