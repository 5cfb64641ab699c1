"""What a person does in the pane of text, in words."""

from __future__ import annotations

from typing import Self

from playwright.sync_api import Locator, expect

from tests.browser.board import Board

READ = """editor => editor.cmTile?.view.state.doc.toString() ?? editor.cmView.view.state.doc.toString()"""
"""The editor draws only the lines that are seen, so the text is asked of the editor itself."""


class Pane:
    """The design as YAML beside the canvas."""

    def __init__(self, board: Board) -> None:
        self.page = board.page

    def open(self) -> Self:
        """Open the pane and wait for the text."""
        self.page.get_by_role("tab", name="Text").click()
        expect(self.editor).to_be_visible()
        return self

    @property
    def editor(self) -> Locator:
        """The text itself."""
        return self.page.get_by_role("textbox", name="The design as YAML")

    @property
    def problems(self) -> Locator:
        """What is wrong with the text."""
        return self.page.get_by_role("list", name="What is wrong with the text").get_by_role("button")

    @property
    def gutter(self) -> Locator:
        """The marks at the lines with mistakes."""
        return self.page.locator(".cm-gutter-lint .cm-lint-marker")

    def text(self) -> str:
        """All of the text."""
        return str(self.editor.evaluate(READ))

    def in_step(self) -> None:
        """Wait until text and canvas say the same."""
        expect(self.page.get_by_text("In step with the canvas")).to_be_visible()

    def paste(self, text: str) -> None:
        """Put a text in the place of all of it, as from the clipboard."""
        self.editor.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def click_behind(self, words: str) -> None:
        """Put the cursor at the end of the line with these words."""
        self.page.locator(".cm-line", has_text=words).first.click()
        self.page.keyboard.press("End")
