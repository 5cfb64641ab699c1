"""Each place where our stylesheet leans on Streamlit's own names: an upgrade that moves one fails here."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.board import Board, at_rest
from tests.browser.conftest import Server


def test_the_canvas_fills_the_window(board: Board) -> None:
    """No scrolling page around the board, and hardly anything above it."""
    page = board.page
    room = page.locator('[data-testid="stBidiComponentIsolated"]').bounding_box()
    assert room

    assert room["y"] < 80
    assert room["y"] + room["height"] > 780
    assert room["x"] < 24
    assert room["width"] > 1230
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 800


def test_streamlits_own_bar_is_out_of_the_way(board: Board) -> None:
    """No toolbar, no decoration, no list of pages."""
    expect(board.page.get_by_test_id("stToolbar")).to_be_hidden()
    expect(board.page.get_by_test_id("stSidebarNav")).to_have_count(0)


def test_a_slow_answer_does_not_fade_the_canvas(board: Board) -> None:
    """The element stays opaque whatever Streamlit thinks of it."""
    opacity = board.page.evaluate(
        """() => {
            const canvas = document.querySelector('.stBidiComponent');
            const element = canvas.closest('[data-testid=stElementContainer]');
            element.setAttribute('data-stale', 'true');
            element.style.opacity = '0.3';
            return getComputedStyle(element).opacity;
        }"""
    )

    assert opacity == "1"


def test_a_lost_connection_does_not_cover_the_canvas(page: Page, own_server: Server) -> None:
    """Drawing goes on; the save state says that it is offline."""
    board = Board(page).open(own_server.begin())
    own_server.kill()
    board.type_box("kafka")
    expect(page.get_by_text("Offline")).to_be_visible()
    board.type_box("training")
    expect(page.get_by_test_id("stDialog")).to_be_hidden()
    own_server.restart()
    board.saved()


def test_the_bar_above_the_canvas_is_one_line_on_a_phone(board: Board) -> None:
    """Its words stay, its icons go."""
    board.page.set_viewport_size({"width": 390, "height": 844})
    bar = board.page.locator(".st-key-design-bar")
    expect(bar.get_by_test_id("stIconMaterial").first).to_be_hidden()
    words = [bar.get_by_text(one, exact=True).last.bounding_box() for one in ("Home", "Export")]
    assert words[0]
    assert words[1]
    assert words[0]["y"] == words[1]["y"]
    assert words[1]["x"] + words[1]["width"] <= 390


def test_rows_of_the_wizard_are_close_together(page: Page, server: Server) -> None:
    """Two boxes without a word that is known stand below each other, a line between them."""
    page.goto(server.url)
    expect(page.get_by_role("button", name="Blank design")).to_be_visible()
    chart = {"name": "x.mmd", "mimeType": "text/plain", "buffer": b"flowchart LR\n  Blip --> Blop\n"}
    page.locator("input[type=file]").set_input_files(chart)
    selects = [page.get_by_role("combobox", name=f"Kind of {name}") for name in ("Blip", "Blop")]
    expect(selects[1]).to_be_visible()
    at_rest(selects[1])
    above, below = [one.bounding_box() for one in selects]
    assert above
    assert below
    assert 40 < below["y"] - above["y"] < 70
