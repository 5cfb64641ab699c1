"""Arrows: their ends, their words, and that one can get hold of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from designer.files.templates import list_templates
from tests.browser.board import Board
from tests.browser.conftest import Server

HELD_BY = """(edge) => {
  const path = edge.querySelector(".sk-flow-hit"), step = path.getTotalLength() / 40;
  const onScreen = (_, i) => path.getPointAtLength(step * (i + 0.5)).matrixTransform(path.getScreenCTM());
  const places = Array.from({length: 40}, onScreen);
  const hit = (at) => edge.getRootNode().elementFromPoint(at.x, at.y)?.closest(".react-flow__edge");
  return places.filter((at) => hit(at) === edge).length;
}"""
"""At how many of forty places along it a click would take hold of an arrow."""


def test_an_end_is_pulled_to_another_box(board: Board) -> None:
    """The flow keeps its kind; let go beside all boxes, nothing changes."""
    for words in ("kafka", "feature pipeline"):
        board.type_box(words)
    board.page.keyboard.press("Escape")
    board.type_box("raw store")
    board.choose("feature_pipeline")
    board.page.keyboard.press("o")
    board.pull_end("to", *board.middle_of("raw_store"))
    expect(board.flow("kafka>raw_store:stream_data")).to_have_count(1)
    expect(board.announcer).to_have_text("Now from Kafka to Raw store")
    board.pull_end("to", 640, 700)
    expect(board.hint).to_contain_text("Let go over a box")
    expect(board.flows).to_have_count(1)
    board.saved()


@pytest.mark.parametrize("name", [one.name for one in list_templates()])
def test_every_arrow_of_a_template_can_be_clicked(name: str, page: Page, server: Server) -> None:
    """Also where it runs along the title of a zone, or is fitted and small."""
    flows = Board(page).flawed(server, name).flows.all()
    assert len(flows) > 20
    assert [one.get_attribute("data-id") for one in flows if one.evaluate(HELD_BY) == 0] == []


CLOSE = b"""sketchcheck: 1
components:
  - {id: store, kind: feature_store}
  - {id: monitor, kind: alerting}
  - {id: fit, kind: training}
flows:
  - {from: store, to: monitor, kind: features, label: forty words about it}
layout:
  boxes: {store: [0, 0], monitor: [0, 90], fit: [300, 0]}
"""

COVERED = """(badge) => {
  const { x, y, width, height } = badge.getBoundingClientRect();
  const shares = [0.2, 0.5, 0.8];
  const places = shares.flatMap((dx) => shares.map((dy) => [x + width * dx, y + height * dy]));
  return places.filter(([px, py]) => !badge.contains(badge.getRootNode().elementFromPoint(px, py))).length;
}"""
"""At how many of nine places in a badge something else lies over it."""


def test_no_box_covers_the_badge_of_an_arrow(page: Page, server: Server) -> None:
    """Also where its boxes stand so close that it has no room between them."""
    page.goto(server.url)
    expect(page.get_by_role("button", name="Blank design")).to_be_visible()
    file = {"name": "close.design.yaml", "mimeType": "text/yaml", "buffer": CLOSE}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    board = Board(page).ready()
    badge = page.locator('.sk-flow-label [data-badge^="store>monitor"]')
    expect(badge).to_be_visible()
    board.at_rest()
    assert badge.evaluate(COVERED) == 0


def test_a_dense_drawing_is_quiet_until_it_is_near(page: Page, server: Server) -> None:
    """Fitted, a template writes no kinds on its arrows; near, it does; what is selected is always named."""
    board = Board(page).flawed(server, "fraud-detection")
    written = page.locator(".sk-plate:visible")
    expect(written).to_have_count(0)
    expect(page.locator('.sk-flow-label [data-badge="scorer>log:logs"]')).to_be_visible()
    board.choose("scorer")
    page.keyboard.press("o")
    expect(written).to_have_count(1)
    for _ in range(5):
        page.keyboard.press("+")
    expect(written.nth(5)).to_be_attached()
