"""What a person does on the board, in words."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000
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
        """The boxes drawn."""
        return self.page.locator(".react-flow__node .sk-box")

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
