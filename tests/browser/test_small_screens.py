"""Windows with little room, and a phone: nothing is cut off, and a design can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server, visitor

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A visitor with fingers; the test fails on any error of a script."""
    with visitor(browser, viewport=PHONE, is_mobile=True, has_touch=True) as made:
        yield made


class Fingers:
    """Touches as the browser itself would report them."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.page = page

    def move(self, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """One finger for each way, from its beginning to its end, in small steps."""
        steps = 10
        self._send("touchStart", [begin for begin, _ in ways])
        for n in range(1, steps + 1):
            part = n / steps
            self._send(
                "touchMove", [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in ways]
            )
        self._send("touchEnd", [])

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def cut_off(page: Page, parts: Locator) -> list[str]:
    """The parts in sight that stick out of the window."""
    size = page.viewport_size
    assert size
    out = []
    for part in parts.all():
        place = part.bounding_box()
        if place and place["width"] and not _within(place, size):
            out.append(part.inner_text() or str(part.get_attribute("aria-label")))
    return out


def _within(place: dict[str, float], size: dict[str, int]) -> bool:
    right, bottom = place["x"] + place["width"], place["y"] + place["height"]
    return place["x"] >= 0 and place["y"] >= 0 and right <= size["width"] and bottom <= size["height"]


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 720), (768, 1024)])
def test_every_tool_is_in_sight(page: Page, server: Server, width: int, height: int) -> None:
    """Also where the panels leave little of the window; the drawing keeps most of it."""
    page.set_viewport_size({"width": width, "height": height})
    board = Board(page).flawed(server, "fraud-detection")
    tools = page.get_by_role("toolbar").get_by_role("button")
    assert tools.count() > 8
    assert cut_off(page, tools) == []
    toolbar, last = page.get_by_role("toolbar").bounding_box(), tools.last.bounding_box()
    assert toolbar
    assert last
    assert last["x"] + last["width"] <= toolbar["x"] + toolbar["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    room = page.locator(".sk-board").bounding_box()
    assert room
    assert room["width"] > width * 0.5
    board.saved()


def test_a_phone_shows_the_drawing_first(phone: Page, server: Server) -> None:
    """The panel waits under it; nothing is wider than the screen."""
    board = Board(phone).flawed(server, "fraud-detection")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert cut_off(phone, board.boxes) == []
    assert cut_off(phone, phone.get_by_role("toolbar").get_by_role("button")) == []
    assert cut_off(phone, phone.locator(".st-key-design-bar").get_by_role("button")) == []
    room = phone.locator(".sk-board").bounding_box()
    assert room
    assert room["height"] > 560


def test_fingers_move_and_zoom_the_view_and_nothing_else(phone: Page, server: Server) -> None:
    """Also where they come down on a box."""
    board = Board(phone).flawed(server, "fraud-detection")
    fingers = Fingers(phone)
    x, y = board.middle_of("scorer")
    other = board.middle_of("store")
    fingers.move(((x, y), (x + 60, y + 80)))
    moved, along = board.middle_of("scorer"), board.middle_of("store")
    assert moved == (pytest.approx(x + 60, abs=2), pytest.approx(y + 80, abs=2))
    assert along == (pytest.approx(other[0] + 60, abs=2), pytest.approx(other[1] + 80, abs=2))
    before = board.place(board.box("scorer"))
    fingers.move(((170, 300), (110, 300)), ((220, 300), (280, 300)))
    after = board.place(board.box("scorer"))
    assert after["width"] > 2 * before["width"]
    expect(phone.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_finger_moves_a_box_that_was_tapped(phone: Page, server: Server) -> None:
    """The others stay where they are, the move is kept, and Undo takes it back."""
    board = Board(phone).flawed(server, "fraud-detection")
    fingers = Fingers(phone)
    board.box("scorer").tap()
    expect(board.box("scorer")).to_contain_class("selected")
    (x, y), other = board.middle_of("scorer"), board.middle_of("store")
    fingers.move(((x, y), (x + 40, y + 90)))
    board.saved()
    slop = 25  # A finger goes so far before the browser takes it for a move.
    assert board.middle_of("scorer") == (pytest.approx(x + 40, abs=slop), pytest.approx(y + 90, abs=slop))
    assert board.middle_of("store") == pytest.approx(other, abs=1)
    phone.get_by_role("button", name="Undo").tap()
    board.saved()
    assert board.middle_of("scorer") == pytest.approx((x, y), abs=2)


def test_a_phone_reads_findings(phone: Page, server: Server) -> None:
    """The sheet opens by a tab; a finding lights up its path above; closed, the path has the screen."""
    board = Board(phone).flawed(server, "fraud-detection")
    phone.get_by_role("tab", name="Findings").tap()
    found = board.finding_of("RES002")
    found.scroll_into_view_if_needed()
    found.tap()
    expect(phone.get_by_text("Why it matters")).to_be_visible()
    room = phone.locator(".sk-board")
    for _ in range(2):  # With the sheet open, and closed.
        frame = board.place(room)
        for one in ("fallback", "scorer", "store"):
            x, y = board.middle_of(one)
            assert frame["x"] < x < frame["x"] + frame["width"]
            assert frame["y"] < y < frame["y"] + frame["height"]
        handle = phone.get_by_role("button", name="Hide the panel")
        if handle.count():
            handle.tap()
    expect(phone.get_by_text("Why it matters")).to_be_hidden()
    bar = phone.get_by_role("region", name="Finding on the canvas")
    expect(bar).to_contain_text("Velocity rules stands in")
    bar.get_by_role("button", name="Next finding").tap()
    expect(bar).to_contain_text("4 of 4")


def test_a_phone_adds_a_box_from_the_sheet(phone: Page, server: Server) -> None:
    """The boxes come over the drawing and go away when one is chosen."""
    board = Board(phone).open(server.begin())
    phone.get_by_role("button", name="Show the boxes").tap()
    phone.get_by_role("navigation").get_by_role("button", name="Feature store").tap()
    expect(board.boxes).to_have_count(1)
    expect(phone.get_by_role("navigation")).to_have_count(0)
    board.saved()


def test_a_tap_beside_the_boxes_puts_them_away(phone: Page, server: Server) -> None:
    """As people put away any sheet; where no keys are, none are spoken of."""
    board = Board(phone).blank(server.url)
    phone.get_by_role("button", name="Show the boxes").tap()
    expect(phone.get_by_role("navigation")).to_be_visible()
    phone.touchscreen.tap(340, 400)
    expect(phone.get_by_role("navigation")).to_have_count(0)
    phone.get_by_role("button", name="Add", exact=True).tap()
    picker = phone.get_by_role("dialog", name="Add a box")
    expect(picker).to_be_visible()
    expect(picker.get_by_text("close")).to_be_hidden()
    expect(board.boxes).to_have_count(0)


def test_a_phone_presents(phone: Page, server: Server) -> None:
    """The stage that is spoken of is large enough to read."""
    board = Board(phone).flawed(server, "fraud-detection")
    phone.get_by_role("button", name="Present, stage by stage").tap()
    caption = phone.get_by_role("region", name="Presentation")
    phone.locator(".sk-shield").tap()
    expect(caption.get_by_role("heading")).to_contain_text("Sources")
    place = board.place(board.box("payments"))
    assert place["width"] > 100
    assert cut_off(phone, caption.get_by_role("button")) == []
    caption.get_by_role("button", name="End").tap()
    expect(caption).to_have_count(0)


def test_a_swipe_turns_the_slide(phone: Page, server: Server) -> None:
    """To the left goes on, to the right back; up and down does nothing."""
    board = Board(phone).flawed(server, "fraud-detection")
    phone.get_by_role("button", name="Present, stage by stage").tap()
    heading = phone.get_by_role("region", name="Presentation").get_by_role("heading")
    expect(heading).to_contain_text("1 of 11")
    fingers = Fingers(phone)
    fingers.move(((300, 250), (120, 270)))
    expect(heading).to_have_text("Sources 2 of 11")
    fingers.move(((300, 250), (120, 230)))
    expect(heading).to_have_text("Ingest and store 3 of 11")
    fingers.move(((200, 150), (210, 400)))
    fingers.move(((120, 250), (300, 250)))
    expect(heading).to_have_text("Sources 2 of 11")
    assert board.boxes.count() > 3


def test_a_phone_looks_at_fixes_on_the_drawing(phone: Page, server: Server) -> None:
    """The sheet makes room for the ghosts."""
    board = Board(phone).flawed(server, "tfx-pipeline")
    phone.get_by_role("tab", name="Findings").tap()
    phone.get_by_role("button", name="Fix all safe ones").tap()
    expect(phone.get_by_role("button", name="Show the panel")).to_be_visible()
    bar = phone.get_by_role("region", name="Proposed fix")
    assert cut_off(phone, bar.get_by_role("button")) == []
    under, first = board.place(bar), board.place(board.ghosts.first)
    assert first["y"] >= under["y"] + under["height"]
    bar.get_by_role("button", name="Apply").tap()
    board.saved()
    expect(board.ghosts).to_have_count(0)
