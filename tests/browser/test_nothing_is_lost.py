"""Reloads, killed servers, second tabs and linked files."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from sketchcheck.direct import PATH
from tests.browser.board import Board
from tests.browser.conftest import DESK, Server, visitor


def test_a_killed_server_loses_nothing(page: Page, own_server: Server) -> None:
    """Edits made while it is away arrive when it is back; undo still knows the past."""
    board = Board(page).open(own_server.begin())
    board.type_box("kafka")
    board.saved()
    own_server.kill()
    board.type_box("training")
    own_server.restart()
    board.saved()
    page.reload()
    board.ready()
    expect(board.boxes).to_have_count(2)

    page.locator(".react-flow__pane").click(position={"x": 20, "y": 20})
    page.keyboard.press("Control+z")
    expect(board.boxes).to_have_count(1)


def test_an_edit_is_answered_without_a_rerun(page: Page, server: Server) -> None:
    """What is drawn, taken back and moved is posted, and Streamlit is not asked."""
    board = Board(page).blank(server.url)
    posted: list[int] = []
    page.on("response", lambda one: posted.append(one.status) if one.url.endswith(PATH) else None)
    board.type_box("kafka")
    board.saved()
    page.keyboard.press("Control+z")
    expect(board.boxes).to_have_count(0)
    board.saved()
    assert posted == [200, 200]


def test_where_nothing_can_be_posted_streamlit_carries_all(page: Page, server: Server) -> None:
    """As behind a proxy that lets only Streamlit's own addresses through."""
    page.route(f"**{PATH}", lambda route: route.fulfill(status=404))
    board = Board(page).blank(server.url)
    for words in ("kafka", "training", "registry"):
        board.type_box(words)
    board.saved()
    page.keyboard.press("Control+z")
    expect(board.boxes).to_have_count(2)
    board.saved()
    page.reload()
    board.ready()
    expect(board.boxes).to_have_count(2)


def test_a_second_tab_is_told(browser: Browser, page: Page, server: Server) -> None:
    """It shows the newest state, and says so."""
    board = Board(page).open(server.begin())
    board.type_box("kafka")
    board.saved()
    with visitor(browser, **DESK) as other_page:
        other_page.goto(page.url)
        other = Board(other_page).ready()
        expect(other.boxes).to_have_count(1)

        board.type_box("training")

        expect(other_page.get_by_text("changed in another tab")).to_be_visible()
        expect(other.boxes).to_have_count(2)


def test_a_revision_comes_back(board: Board) -> None:
    """The list of revisions brings an earlier state back as a new step."""
    board.type_box("kafka")
    board.saved()
    board.type_box("training")
    board.saved()
    page = board.page
    page.get_by_role("button", name="History").click()
    page.get_by_role("button", name="Bring back").first.click()
    expect(board.boxes).to_have_count(1)


def test_home_renames_duplicates_and_bins(page: Page, own_server: Server) -> None:
    """Recent designs with all that can be done to them."""
    board = Board(page).open(own_server.begin())
    board.type_box("kafka")
    board.saved()
    page.goto(own_server.url)
    page.get_by_role("button", name="More").first.click()
    page.get_by_label("Name").fill("My pipeline")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("button", name="My pipeline", exact=True)).to_be_visible()
    page.reload()
    page.get_by_role("button", name="More").first.click()
    page.get_by_role("button", name="Duplicate").click()
    expect(page.get_by_role("button", name="My pipeline (copy)")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="More").first.click()
    page.get_by_role("button", name="Move to the bin").click()
    expect(page.get_by_text("Bin (1)")).to_be_visible()
    page.get_by_text("Bin (1)").click()
    page.get_by_role("button", name="Recover").click()
    expect(page.get_by_text("Bin (1)")).to_have_count(0)


def test_a_linked_file_is_kept_in_step(page: Page, tmp_path: Path) -> None:
    """Every change goes into the file; its comments stay; a change from outside is asked about."""
    path = tmp_path / "mine.design.yaml"
    path.write_text("sketchcheck: 1\nname: Mine\ncomponents:\n  # first\n  - {id: a, kind: event_stream}\n")
    server = Server(tmp_path / "home", path)
    try:
        page.goto(server.url)
        board = Board(page).ready()
        expect(board.boxes).to_have_count(1)
        board.type_box("training")
        board.saved()
        text = path.read_text()
        assert "# first" in text
        assert "kind: training" in text

        path.write_text(text.replace("name: Mine", "name: Theirs"))
        expect(page.get_by_text("was changed outside")).to_be_visible()
        page.get_by_role("button", name="Take the file's version").click()
        expect(page.get_by_text("was changed outside")).to_have_count(0)
        assert "Theirs" in path.read_text()
    finally:
        server.kill()
