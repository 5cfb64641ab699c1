"""The import wizard: from a foreign file to a design, and from the clipboard into one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from designer.drawing import render
from designer.files import load_text
from tests.browser.board import Board, at_rest
from tests.browser.conftest import Server
from tests.browser.test_clipboard import put_in_clipboard

CHART = """\
flowchart LR
  subgraph online [Online]
    A[Checkout app] --> S[Fraud scorer]
  end
  W[(Warehouse)] --> T[Training job]
  X[Blip] --- Y[Blop]
  Z[Blup] --> Y
  style A fill:#f00
  Z --> S
  S --> P[user:pass postgres://admin:hunter22secret@db.example.com/x]
"""
BOXES = 8
HOSTILE = """\
flowchart LR
  A["<img src=x onerror='window.pwned=1'> **b** :red[x] $y$ www.evil.invalid a@evil.invalid"]
  A -->|"<script>window.pwned=1</script>"| B["![i](http://evil.invalid/i.png)"]
  B --> C["[l](javascript:pwned=1)"]
  click A "javascript:window.pwned=1"
"""


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page that may ask this machine only, and that nothing may take over."""
    foreign: list[str] = []
    mine = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(mine) else foreign.append(asked.url))
    yield page
    assert not foreign
    assert page.evaluate("window.pwned") is None


def upload(page: Page, server: Server, name: str, content: str | bytes) -> None:
    """Open a file at home."""
    page.goto(server.url)
    expect(page.get_by_role("button", name="Blank design")).to_be_visible()
    data = content.encode() if isinstance(content, str) else content
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def kind_of(page: Page, name: str) -> Locator:
    """The select of a box or an arrow."""
    return page.get_by_role("combobox", name=f"Kind of {name}", exact=True)


def settled(page: Page, select: Locator) -> None:
    """Wait until no answer and no opening section moves it any more: a page that scrolls closes any list."""
    expect(select).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    at_rest(select)


def choose(page: Page, name: str, words: str) -> None:
    """Type into the select of a box or an arrow, and take what is found first."""
    settled(page, kind_of(page, name))
    kind_of(page, name).click()
    page.keyboard.type(words)
    page.get_by_role("option").filter(has_text=words).first.click()


def tick(page: Page, name: str) -> None:
    """Tick a row; the box itself is hidden behind Streamlit's own."""
    page.locator("label").filter(has=page.get_by_role("checkbox", name=name, exact=True)).click()


def make(page: Page) -> Board:
    """End the wizard with a design."""
    page.get_by_role("button", name="Make the design").click()
    return Board(page).ready()


def test_a_chart_is_corrected_and_becomes_a_design(page: Page, server: Server) -> None:
    """One by one, those like it, several at once, left out; what is not as drawn is told."""
    upload(page, server, "cards.mmd", CHART)
    expect(kind_of(page, "Blip")).to_be_visible()
    expect(kind_of(page, "Training job")).to_have_count(0)  # It is sure, so it is folded.
    expect(page.get_by_text("Colours and styles are left out")).to_be_visible()
    expect(page.get_by_text("Credentials are masked")).to_be_visible()
    expect(page.get_by_text("hunter22secret")).to_have_count(0)
    expect(page.get_by_role("img", name="What was read")).to_be_visible()

    choose(page, "Blip", "Raw store")
    page.get_by_role("button", name="Same for 2 more like this").click()
    for name in ("Blop", "Blup"):
        expect(kind_of(page, name)).to_have_value(re.compile("Raw store"))
    choose(page, "Blup", "Leave it out")
    expect(page.get_by_text(re.compile("An arrow is left out"))).to_have_count(2)
    page.get_by_text("Sure:").click()
    choose(page, "Training job", "Evaluation")

    page.get_by_role("tab", name=re.compile("Arrows")).click()
    tick(page, "Tick Blip → Blop")
    every = page.get_by_role("combobox", name="Kind of every ticked arrow")
    settled(page, every)
    every.click()
    page.get_by_role("option", name="Batch data").click()
    page.get_by_role("button", name="Set for 1 ticked").click()
    expect(kind_of(page, "Blip → Blop")).to_have_value("Batch data")

    board = make(page)
    expect(board.boxes).to_have_count(BOXES - 1)
    expect(board.flow("blip>blop:batch_data")).to_be_attached()
    expect(board.page.get_by_role("button", name="Name of the design")).to_have_text("cards")
    page.reload()
    board.ready()
    expect(board.boxes).to_have_count(BOXES - 1)


def test_who_cancels_loses_nothing(page: Page, own_server: Server) -> None:
    """No design is made; the wizard can be gone on with where it was left."""
    upload(page, own_server, "cards.mmd", CHART)
    choose(page, "Blip", "Raw store")
    expect(page.get_by_text("You said so")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Blank design")).to_be_visible()
    expect(page.get_by_text("Recent designs")).to_have_count(0)
    page.get_by_role("button", name="Go on importing cards.mmd").click()
    expect(kind_of(page, "Blip")).to_have_value(re.compile("Raw store"))
    expect(make(page).boxes).to_have_count(BOXES)


def test_text_is_pasted_at_home(page: Page, server: Server) -> None:
    """Broken text says where; the text is still there to be mended."""
    page.goto(server.url)
    page.get_by_role("button", name="Paste text").click()
    text = page.get_by_role("textbox", name="Text of a drawing")
    text.fill("digraph { Kafka -> ")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text(re.compile("line 1, column"))).to_be_visible()
    text.fill("digraph { Kafka -> Blip }")
    page.get_by_role("button", name="Read it").click()
    expect(kind_of(page, "Blip")).to_be_visible()
    expect(make(page).boxes).to_have_count(2)


def test_a_drawing_keeps_its_arrangement(page: Page, server: Server) -> None:
    """What stood above stands above."""
    canvas = """{"nodes": [
      {"id": "a", "type": "text", "text": "Blip", "x": 0, "y": 900, "width": 200, "height": 60},
      {"id": "b", "type": "text", "text": "Training", "x": 0, "y": 0, "width": 200, "height": 60}
    ], "edges": [{"id": "e", "fromNode": "a", "toNode": "b"}]}"""
    upload(page, server, "x.canvas", canvas)
    expect(kind_of(page, "Blip")).to_be_visible()
    board = make(page)
    expect(board.boxes).to_have_count(2)
    assert board.top_of("training") < board.top_of("blip")


def test_our_own_picture_opens_at_once(page: Page, server: Server) -> None:
    """As our files do."""
    text = "sketchcheck: 1\ncomponents: [{id: a, kind: cache}, {id: b, kind: training}]\n"
    upload(page, server, "x.png", render(load_text(text, "x").design, "png", source=text))
    expect(Board(page).ready().boxes).to_have_count(2)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.mmd", "flowchart LR\n  A[open --> B\n", "line 2, column 4"),
        ("x.mmd", "sequenceDiagram\n  A->>B: hi\n", "a sequence diagram"),
        ("x.drawio", '<!DOCTYPE a [<!ENTITY b "c">]><mxfile>&b;</mxfile>', "entit"),
        (
            "<b>.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>window.pwned=1</script></svg>",
            "carries no design",
        ),
        ("x.exe", b"MZ\0\0", "no drawing that is known"),
    ],
)
def test_what_cannot_be_read(
    watched: Page, server: Server, name: str, content: str | bytes, words: str
) -> None:
    """Is told in words, and home goes on."""
    upload(watched, server, name, content)
    expect(watched.get_by_text(f"{name} was not read")).to_be_visible()
    expect(watched.get_by_text(re.compile(words)).first).to_be_visible()
    expect(watched.get_by_role("button", name="Blank design")).to_be_enabled()


def test_hostile_labels_are_only_labels(watched: Page, server: Server) -> None:
    """In the lists, in the picture, in the remarks, on the canvas."""
    upload(watched, server, "![x](http:x) <b>.mmd", HOSTILE)
    expect(watched.get_by_text("![x](http:x) <b>.mmd")).to_be_visible()
    lists = watched.get_by_test_id("stMain")
    expect(lists).to_contain_text("**b** :red[x] $y$ www.evil.invalid")
    expect(lists).to_contain_text("![i](http://evil.invalid/i.png)")
    expect(kind_of(watched, "l javascript pwned=1")).to_be_visible()
    watched.get_by_role("tab", name=re.compile("Arrows")).click()
    expect(lists).to_contain_text("[l](javascript:pwned=1)")
    assert lists.locator("a, script, iframe, img:not([alt='What was read'])").count() == 0
    expect(make(watched).boxes).to_have_count(3)


def test_a_pasted_chart_is_corrected_and_inserted(board: Board) -> None:
    """At the pointer, beside what is there, as one step of the history."""
    page = board.page
    board.type_box("kafka")
    put_in_clipboard(page, CHART)
    page.keyboard.press("Control+v")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Insert a drawing")).to_be_visible()
    choose(page, "Blip", "Raw store")
    expect(dialog.get_by_text("You said so")).to_be_visible()
    expect(board.boxes).to_have_count(1)
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog).to_have_count(0)
    expect(board.boxes).to_have_count(BOXES + 1)
    expect(board.box("blip")).to_have_class(re.compile("selected"))
    expect(board.box("blip")).to_be_in_viewport()
    expect(board.box("kafka")).not_to_have_class(re.compile("selected"))
    page.keyboard.press("Control+z")
    expect(board.boxes).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(board.boxes).to_have_count(BOXES + 1)
    board.saved()
    page.reload()
    board.ready()
    expect(board.boxes).to_have_count(BOXES + 1)


def test_a_pasted_chart_may_be_left(board: Board) -> None:
    """Nothing changes; pasted again it is as it was left, and the canvas can be drawn on."""
    page = board.page
    put_in_clipboard(page, CHART)
    page.keyboard.press("Control+v")
    choose(page, "Blip", "Raw store")
    expect(page.get_by_text("You said so")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    board.type_box("kafka")
    page.keyboard.press("Control+v")
    expect(kind_of(page, "Blip")).to_have_value(re.compile("Raw store"))
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(board.boxes).to_have_count(1)


def test_the_wizard_stays_while_another_tab_draws(board: Board) -> None:
    """What it inserts comes beside what was drawn meanwhile."""
    page = board.page
    put_in_clipboard(page, CHART)
    page.keyboard.press("Control+v")
    choose(page, "Blip", "Raw store")
    other = Board(page.context.new_page())
    other.page.goto(page.url)
    other.ready().type_box("kafka")
    other.saved()
    other.page.close()
    expect(board.boxes).to_have_count(1)
    expect(kind_of(page, "Blip")).to_have_value(re.compile("Raw store"))
    page.get_by_role("dialog").get_by_role("button", name="Insert").click()
    expect(board.boxes).to_have_count(BOXES + 1)


def test_a_broken_chart_changes_nothing(board: Board) -> None:
    """The toast says line and column."""
    put_in_clipboard(board.page, "flowchart LR\n  A[open --> B\n")
    board.page.keyboard.press("Control+v")
    expect(board.page.locator(".sk-toast")).to_contain_text("line 2, column 4")
    expect(board.page.get_by_role("dialog")).to_have_count(0)
    expect(board.boxes).to_have_count(0)
