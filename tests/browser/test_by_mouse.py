"""What the mouse does beyond dragging: the next box from a handle, a box into an arrow, double-clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server


@pytest.fixture
def pair(board: Board) -> Board:
    """Kafka, and what it feeds, with room between them."""
    board.type_box("kafka")
    board.type_box("feature pipeline")
    keys = board.page.keyboard
    for _ in range(8):
        keys.press("Shift+ArrowRight")
    keys.press("Escape")
    board.saved()
    return board


def palette(board: Board, kind: str) -> Locator:
    """A kind in the palette."""
    return board.page.get_by_role("navigation", name="Boxes").get_by_role("button", name=kind, exact=True)


def between(board: Board) -> tuple[float, float]:
    """A place on the arrow between the two boxes."""
    return board.middle(board.page.locator(".sk-flow-line").first)


def carried_to(board: Board, kind: str, place: tuple[float, float]) -> None:
    """Drag a kind from the palette to a place on the screen."""
    pane = board.page.locator(".react-flow__pane")
    frame = board.place(pane)
    target = {"x": place[0] - frame["x"], "y": place[1] - frame["y"]}
    palette(board, kind).drag_to(pane, target_position=target, force=True)  # type: ignore[arg-type]


def ends(board: Board) -> list[str]:
    """The flows drawn, without their kinds."""
    ids = board.flows.evaluate_all("all => all.map(one => one.dataset.id.split(':')[0])")
    return sorted(ids)


def test_from_a_handle_into_the_empty_canvas(board: Board) -> None:
    """A short list of what usually comes next; the choice is drawn there, connected and selected."""
    board.type_box("feature pipeline")
    handle = board.middle(board.box("feature_pipeline").locator(".react-flow__handle.source"))
    board.drag(handle, 120, 170)
    dialog = board.page.get_by_role("dialog", name="Add a box after Feature pipeline")
    options = dialog.get_by_role("option")
    expect(options.first).to_contain_text("Feature store")
    assert 2 <= options.count() <= 8
    board.page.keyboard.press("Enter")
    expect(board.box("feature_store")).to_have_class(re.compile(r"\bselected\b"))
    assert ends(board) == ["feature_pipeline>feature_store"]
    left, middle = board.middle_of("feature_store")
    assert left > handle[0]
    assert middle > handle[1] + 80


def test_a_new_box_dropped_on_an_arrow(pair: Board) -> None:
    """It stands in the middle of the arrow, in one step."""
    carried_to(pair, "Data validation", between(pair))
    expect(pair.flows).to_have_count(2)
    assert ends(pair) == ["data_validation>feature_pipeline", "kafka>data_validation"]
    pair.page.keyboard.press("Control+z")
    expect(pair.boxes).to_have_count(2)
    assert ends(pair) == ["kafka>feature_pipeline"]


def test_a_lone_box_dropped_on_an_arrow(pair: Board) -> None:
    """The arrow lights up while the box is over it; one step takes all back."""
    place = between(pair)
    carried_to(pair, "Data validation", (place[0], place[1] + 220))
    expect(pair.boxes).to_have_count(3)
    pair.saved()
    page, begin = pair.page, pair.middle_of("data_validation")
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(place[0], place[1], steps=12)
    expect(page.locator(".react-flow__edge[data-drop]")).to_have_count(1)
    page.mouse.up()
    expect(pair.flows).to_have_count(2)
    assert ends(pair) == ["data_validation>feature_pipeline", "kafka>data_validation"]
    expect(page.locator("[data-drop]")).to_have_count(0)
    pair.saved()
    page.keyboard.press("Control+z")
    expect(pair.flows).to_have_count(1)
    assert pair.middle_of("data_validation") == pytest.approx(begin, abs=8)


def test_a_connected_box_is_only_moved_over_an_arrow(pair: Board) -> None:
    """Who moves a box through a drawing does not rewire it."""
    page = pair.page
    pair.choose("feature_pipeline")
    pair.type_box("training")
    expect(pair.flows).to_have_count(2)
    before = ends(pair)
    begin, place = pair.middle_of("training"), between(pair)
    pair.drag(begin, place[0] - begin[0], place[1] - begin[1])
    pair.saved()
    assert ends(pair) == before
    expect(page.locator("[data-drop]")).to_have_count(0)


def test_double_clicks(pair: Board) -> None:
    """On a box its name is typed; on the empty canvas a box is added right there."""
    page = pair.page
    pair.box("kafka").dblclick()
    page.keyboard.press("Control+a")
    page.keyboard.type("Clicks")
    page.keyboard.press("Enter")
    expect(pair.box("kafka")).to_contain_text("Clicks")
    pane = page.locator(".react-flow__pane")
    pane.dblclick(position={"x": 300, "y": 520})
    page.keyboard.type("cache")
    page.keyboard.press("Enter")
    frame = pair.place(pane)
    expect(pair.box("cache")).to_be_visible()
    assert pair.middle_of("cache") == pytest.approx((frame["x"] + 300, frame["y"] + 520), abs=6)


def frame(board: Board) -> None:
    """Shift and drag around both boxes."""
    first, last = board.place(board.box("kafka")), board.place(board.box("feature_pipeline"))
    board.page.keyboard.down("Shift")
    begin = (first["x"] - 20, first["y"] - 60)
    board.drag(begin, last["x"] + last["width"] - first["x"] + 60, 200)
    board.page.keyboard.up("Shift")


def selected(board: Board) -> list[str]:
    """The boxes chosen."""
    chosen = board.page.locator(".react-flow__node.selected")
    return sorted(chosen.evaluate_all("all => all.map(one => one.dataset.id)"))


def test_a_frame_selects(pair: Board) -> None:
    """Both boxes, and no words of the page beside them."""
    frame(pair)
    for element in ("kafka", "feature_pipeline"):
        expect(pair.box(element)).to_have_class(re.compile(r"\bselected\b"))
    assert pair.page.evaluate("getSelection().toString()") == ""


def test_what_a_frame_has_selected_is_at_hand(pair: Board) -> None:
    """All of it is dragged by one box; a click leaves that box alone, a double-click names it."""
    frame(pair)
    expect(pair.page.locator(".react-flow__node.selected")).to_have_count(2)
    tops = pair.top_of("kafka"), pair.top_of("feature_pipeline")
    pair.drag_down("kafka", 96)
    pair.saved()
    moved = pair.top_of("kafka") - tops[0], pair.top_of("feature_pipeline") - tops[1]
    assert moved[0] > 60
    assert moved[0] == pytest.approx(moved[1], abs=1)
    assert selected(pair) == ["feature_pipeline", "kafka"]
    pair.box("kafka").click()
    expect(pair.box("feature_pipeline")).not_to_have_class(re.compile(r"\bselected\b"))
    assert selected(pair) == ["kafka"]
    frame(pair)
    pair.box("kafka").dblclick()
    expect(pair.page.get_by_role("textbox", name="Name of Kafka")).to_be_focused()


def test_many_selected_arrows_show_no_ends(pair: Board) -> None:
    """Only an arrow that is selected alone can be pulled, and only then is in the way."""
    pair.page.keyboard.press("Control+a")
    expect(pair.page.locator(".react-flow__edge.selected")).to_have_count(1)
    expect(pair.page.locator(".sk-grip")).to_have_count(0)
    pair.page.mouse.click(*between(pair))
    expect(pair.page.locator(".sk-grip")).to_have_count(2)


def test_a_press_stops_the_view_that_slides(page: Page, server: Server) -> None:
    """What was under the pointer when it was pressed is still there when it is let go."""
    clock = page.clock
    clock.install()  # So the slide can be held halfway.
    board = Board(page).blank(server.url)
    for words in ("kafka", "feature pipeline"):
        board.type_box(words)
    board.saved()
    for key in ("Escape", "+", "+"):
        page.keyboard.press(key)
    board.at_rest()
    clock.pause_at(page.evaluate("Date.now() + 1000"))
    begin = board.middle_of("feature_pipeline")
    page.keyboard.press("f")
    clock.run_for(150)
    halfway = board.middle_of("feature_pipeline")
    assert abs(halfway[0] - begin[0]) > 20
    page.mouse.move(*halfway)
    page.mouse.down()
    clock.run_for(1000)
    page.mouse.up()
    assert board.middle_of("feature_pipeline") == pytest.approx(halfway, abs=1)
    clock.resume()
    expect(board.box("feature_pipeline")).to_have_class(re.compile(r"\bselected\b"))
