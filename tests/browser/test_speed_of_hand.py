"""A pipeline as quick as at a whiteboard: typed by a person, without a mouse."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import Board

RATE = 80
"""Milliseconds a key: a person who types well, with the time to think left out."""
PIPELINE = {
    "click": "data_source",
    "kafka": "kafka",
    "validation": "data_validation",
    "spark": "spark",
    "feast": "feast",
    "train": "training",
    "evaluation": "evaluation",
    "mlflow": "mlflow",
    "online": "serving_endpoint",
    "app": "consumer_app",
}
"""What is typed for each box, and its id."""


class Hand:
    """Presses keys at a person's rate, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(RATE)
            self.presses += 1


def test_a_pipeline_of_ten_boxes_without_a_mouse(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    """Typed in a minute: slash, letters, Tab from box to box; all connected, all kept."""
    hand = Hand(board.page)
    begin = time.monotonic()
    hand.press("/")
    for words in PIPELINE:
        hand.press(*words, "Tab")
    hand.press("Escape")
    expect(board.boxes).to_have_count(10)
    expect(board.flows).to_have_count(9)
    seconds = time.monotonic() - begin
    with capsys.disabled():
        print(f"\nten connected boxes: {hand.presses} keys, {seconds:.1f} s at {RATE} ms a key")
    assert hand.presses == sum(map(len, PIPELINE)) + 12
    assert hand.presses * RATE < 60_000

    ids = list(PIPELINE.values())
    drawn = board.flows.evaluate_all("all => all.map(one => one.dataset.id.split(':')[0])")
    both_ways = {frozenset(one.split(">")) for one in drawn}
    assert both_ways == {frozenset(pair) for pair in pairwise(ids)}
    assert not board.flows.evaluate_all(
        "all => all.filter(one => one.dataset.id.endsWith(':unspecified')).length"
    )
    board.saved()
    board.page.reload()
    board.ready()
    expect(board.boxes).to_have_count(10)
    expect(board.flows).to_have_count(9)


def test_tab_walks_along_the_pipeline(board: Board) -> None:
    """From box to box with Tab, back with Shift+Tab; arrow keys move it; at the end Tab leaves the canvas."""
    keys = board.page.keyboard
    for words in ("kafka", "feature pipeline", "training"):
        board.type_box(words)
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    kafka = board.box("kafka")
    expect(kafka).to_have_class(re.compile(r"\bselected\b"))
    expect(kafka).to_be_focused()
    keys.press("Tab")
    middle = board.box("feature_pipeline")
    expect(middle).to_be_focused()
    before = board.top_of("feature_pipeline")
    for _ in range(4):
        keys.press("Shift+ArrowDown")
    keys.press("Tab")
    expect(board.box("training")).to_be_focused()
    assert board.top_of("feature_pipeline") > before + 60
    for _ in range(40):
        keys.press("Tab")
        if not board.page.evaluate(IN_BOARD):
            break
    assert not board.page.evaluate(IN_BOARD)


IN_BOARD = """() => {
  let focus = document.activeElement;
  while (focus?.shadowRoot) focus = focus.shadowRoot.activeElement;
  return !!focus?.closest('.sk-board');
}"""
