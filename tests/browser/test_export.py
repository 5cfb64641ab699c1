"""What can be taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.board import Board


@pytest.mark.parametrize(
    ("button", "beginning"),
    [
        ("SVG", b"<svg"),
        ("PNG", b"\x89PNG"),
        ("PDF", b"%PDF"),
        ("YAML", b"sketchcheck: 1"),
        ("Mermaid", b"flowchart"),
        ("Markdown", b"# "),
        ("HTML", b"<!DOCTYPE html>"),
    ],
)
def test_export(board: Board, button: str, beginning: bytes) -> None:
    """Each format downloads and begins as it must."""
    board.type_box("kafka")
    board.saved()
    page = board.page
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_text("Pictures", exact=True)).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    content = Path(waiting.value.path()).read_bytes()

    assert beginning in content[:300]
