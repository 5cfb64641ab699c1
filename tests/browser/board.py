"""What a person does on the board, in words."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PATIENCE = 45_000
"""Milliseconds; slow machines are no failure."""


class Board:
    """The designer page of one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def blank(self, url: str) -> Board:
        """Begin a blank design from home."""
        self.page.goto(url)
        self.page.get_by_role("button", name="Blank design").click()
        return self.ready()

    def ready(self) -> Board:
        """Wait until the board can be drawn on."""
        expect(self.page.locator(".react-flow__pane")).to_be_visible()
        return self

    @property
    def boxes(self) -> Locator:
        """The boxes drawn, without ghosts."""
        return self.page.locator(".react-flow__node .sk-box:not([data-ghost])")

    @property
    def ghosts(self) -> Locator:
        """The boxes that a fix would add."""
        return self.page.locator(".react-flow__node .sk-box[data-ghost]")

    @property
    def flows(self) -> Locator:
        """The arrows drawn."""
        return self.page.locator(".react-flow__edge")

    def box(self, element: str) -> Locator:
        """One box by its id."""
        return self.page.locator(f'.react-flow__node[data-id="{element}"]')

    def type_box(self, words: str) -> None:
        """Quick-add by keyboard: slash, words, Enter."""
        count = self.boxes.count()
        self.page.keyboard.press("/")
        expect(self.page.get_by_role("combobox").last).to_be_focused()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        expect(self.boxes).to_have_count(count + 1)

    def saved(self) -> None:
        """Wait until everything is in the store."""
        expect(self.page.get_by_text("Saved", exact=True)).to_be_visible()

    def finding(self, words: str) -> Locator:
        """A finding in the list by words of its message."""
        return self.page.get_by_role("button").filter(has_text=words)

    def top_of(self, element: str) -> float:
        """Where a box begins on the screen, in pixels from the top."""
        place = self.box(element).bounding_box()
        assert place
        return place["y"]

    def drag_down(self, element: str, pixels: int) -> None:
        """Move a box by mouse, as a hand does: in small steps."""
        place = self.box(element).bounding_box()
        assert place
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x, y + pixels, steps=10)
        self.page.mouse.up()
