"""Files and addresses that are nonsense, and names that would like to be programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server
from tests.browser.pane import Pane

SCRIPT = "<script>window.pwned=1</script>"
IMAGE = '<img src=x onerror="window.pwned=1"> ![i](http://evil.invalid/i.png) [l](javascript:pwned=1)'
SIGNS = "$x$ :material/home: :red[x] \u202eturned\u200b " + "W" * 200


def _hostile() -> str:
    script, image, signs = map(json.dumps, (SCRIPT, IMAGE, SIGNS))
    return f"""\
sketchcheck: 1
name: {json.dumps(IMAGE + " " + SCRIPT)}
brief: {{problem: {image}, decision: {script}}}
zones:
  - {{id: z, name: {script}, team: {image}}}
components:
  - {{id: a, kind: serving_endpoint, name: {script}, zone: z, technology: [{script}, {image}]}}
  - {{id: b, kind: consumer_app, name: {image}}}
  - {{id: c, kind: training, name: {signs}}}
flows:
  - {{from: b, to: a, kind: request_response, label: {script}}}
  - {{from: c, to: a, kind: model_artifact, label: {signs}}}
notes:
  - {{id: n, text: {image}, about: a}}
waivers:
  - {{finding: LOG001@a, reason: {script}, owner: {image}, until: 2999-01-01}}
"""


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page that may ask this machine only, and that nothing may take over."""
    foreign: list[str] = []
    mine = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "file:")
    page.on("request", lambda asked: None if asked.url.startswith(mine) else foreign.append(asked.url))
    yield page
    assert not foreign
    assert page.evaluate("window.pwned") is None


def _upload(page: Page, server: Server, name: str, content: bytes) -> None:
    page.goto(server.url)
    expect(page.get_by_role("button", name="Blank design")).to_be_visible()
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/yaml", "buffer": content}
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "binary file"),
        (b"", "it is empty"),
        ("name: caf\u00e9".encode("latin-1"), "Save it as UTF-8"),
        (b"sketchcheck: 1\ncomponents: [{id: a, kind: trainin}]", "Did you mean training?"),
        (b"sketchcheck: 99", "newer sketchcheck"),
    ],
)
def test_files_that_are_no_designs(watched: Page, server: Server, content: bytes, words: str) -> None:
    """Told in words, below the name that the person gave; home goes on."""
    _upload(watched, server, "my ![x](http:x) <b>.yaml", content)

    expect(watched.get_by_text("is not a design yet")).to_contain_text("my ![x]")
    expect(watched.get_by_text(words)).to_be_visible()
    expect(watched.get_by_role("button", name="Blank design")).to_be_enabled()


def test_hostile_names_are_only_names(watched: Page, server: Server) -> None:
    """On the canvas, in the panels and dialogs, at home."""
    _upload(watched, server, "x.yaml", _hostile().encode())
    board = Board(watched).ready()
    expect(board.box("a")).to_contain_text(SCRIPT)
    expect(board.finding("can reach").first).not_to_contain_text("\u202e")
    for dialog in ("History", "Export"):
        watched.get_by_role("button", name=dialog).first.click()
        expect(watched.get_by_role("dialog")).to_be_visible()
        watched.keyboard.press("Escape")
        expect(watched.get_by_role("dialog")).to_have_count(0)
    watched.locator(".react-flow__pane").click(position={"x": 20, "y": 20})  # the hint of Export goes
    pane = Pane(board).open()
    expect(pane.editor).to_contain_text(SCRIPT)
    watched.get_by_role("button", name="Home").first.click()
    expect(watched.get_by_role("button", name=SCRIPT).first).to_be_visible()


def test_hostile_pictures_are_only_pictures(watched: Page, server: Server, tmp_path: Path) -> None:
    """The exported SVG, opened as a page of its own, runs and fetches nothing."""
    _upload(watched, server, "x.yaml", _hostile().encode())
    Board(watched).ready()
    watched.get_by_role("button", name="Export").click()
    with watched.expect_download() as waiting:
        watched.get_by_role("button", name="SVG", exact=True).click()
    picture = tmp_path / "x.svg"
    waiting.value.save_as(picture)
    watched.goto(picture.as_uri())

    expect(watched.locator("svg").first).to_be_visible()
    assert watched.locator("script, foreignObject, image").count() == 0


@pytest.mark.parametrize(
    "address", ["nonsense", "%3Cscript%3Ewindow.pwned%3D1%3C/script%3E", "![x](http://e.invalid)"]
)
def test_addresses_of_no_design(watched: Page, server: Server, address: str) -> None:
    """With a way home."""
    watched.goto(f"{server.url}?design={address}")
    expect(watched.get_by_text("it is not in this database")).to_be_visible()
    watched.get_by_role("button", name="Home").click()
    expect(watched.get_by_role("button", name="Blank design")).to_be_visible()


def test_a_design_that_goes_into_the_bin_while_it_is_open(watched: Page, own_server: Server) -> None:
    """Is told in the tab that shows it."""
    board = Board(watched).open(own_server.begin())
    board.type_box("kafka")
    board.saved()
    other = watched.context.new_page()
    other.goto(own_server.url)
    other.get_by_role("button", name="More").first.click()
    other.get_by_role("button", name="Move to the bin").click()

    expect(watched.get_by_text("it lies in the bin")).to_be_visible()
    other.close()


def test_nonsense_in_the_text_pane(board: Board) -> None:
    """The canvas keeps what it has; a text without layout is arranged."""
    board.type_box("kafka")
    board.type_box("training")
    board.saved()
    pane = Pane(board).open()
    good = pane.text()
    for nonsense in ("- a", "\0", "a" * 20_000):
        pane.paste(nonsense)
        expect(pane.problems).not_to_have_count(0)
        expect(board.boxes).to_have_count(2)
    pane.paste(good.partition("layout:")[0])
    pane.in_step()
    expect(board.boxes).to_have_count(2)
    boxes = [board.place(board.boxes.nth(n)) for n in range(2)]

    assert boxes[0] != boxes[1]


def test_a_broken_and_a_deleted_linked_file(page: Page, tmp_path: Path) -> None:
    """Told; drawing goes on; nothing is written; all arrives once the file is back."""
    path = tmp_path / "mine.design.yaml"
    path.write_text("sketchcheck: 1\nname: Mine\ncomponents:\n  # first\n  - {id: a, kind: event_stream}\n")
    server = Server(tmp_path / "home", path)
    try:
        page.goto(server.url)
        board = Board(page).ready()
        board.type_box("training")
        board.saved()
        good = path.read_text()

        path.write_text("components: [")
        expect(page.get_by_text("is no design now")).to_be_visible()
        board.type_box("model registry")
        board.saved()
        assert path.read_text() == "components: ["

        path.unlink()
        expect(page.get_by_text("is no longer there")).to_be_visible()
        path.write_text(good)
        expect(page.get_by_text("is no longer there")).to_have_count(0)
        assert "model_registry" in path.read_text()
        assert "# first" in path.read_text()
    finally:
        server.kill()


def test_a_file_changed_while_the_program_was_closed(page: Page, tmp_path: Path) -> None:
    """It is asked about, not overwritten; taking it arranges what has no place."""
    path = tmp_path / "mine.design.yaml"
    path.write_text("sketchcheck: 1\nname: Mine\ncomponents:\n  - {id: a, kind: event_stream}\n")
    server = Server(tmp_path / "home", path)
    try:
        page.goto(server.url)
        board = Board(page).ready()
        board.type_box("training")
        board.saved()
        server.kill()
        path.write_text(
            "sketchcheck: 1\nname: Theirs\ncomponents:\n"
            "  - {id: b, kind: training}\n  - {id: c, kind: fallback}\n"
        )
        theirs = path.read_text()
        server.restart()
        page.goto(server.url)
        board.ready()
        expect(page.get_by_text("was changed outside")).to_be_visible()
        assert path.read_text() == theirs
        page.get_by_role("button", name="Take the file's version").click()
        expect(page.get_by_text("was changed outside")).to_have_count(0)
        expect(board.box("c")).to_be_visible()
        assert path.read_text().startswith(theirs)
    finally:
        server.kill()
