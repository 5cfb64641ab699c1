"""Somebody who draws without rest: types, drags and connects, ten times a second."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from designer.model.design import Design
from tests.browser.board import Board
from tests.browser.conftest import Server

PACE = 0.1
"""Seconds for one action."""
MOST = 60
"""So many boxes a tab adds at most; then it goes on dragging and connecting."""

SCRIPT = (Path(__file__).parent / "storm.js").read_text("utf-8")
SEEN = """root => [...root.querySelectorAll('.react-flow__node-box')].map(node => ({
    id: node.dataset.id,
    name: node.querySelector('.sk-box-name')?.textContent ?? '',
    at: node.style.transform.match(/-?[\\d.]+/g).map(Number).map(Math.round),
}))"""


@dataclass(frozen=True)
class Past:
    """What a storm has done: the names of the boxes that it typed, its actions, and how long it took.

    `late` is how many times as long as planned: so busy is the machine.
    """

    typed: list[str]
    done: dict[str, int]
    seconds: float
    late: float

    @property
    def rate(self) -> float:
        """Actions a second."""
        return sum(self.done.values()) / self.seconds


def begin(board: Board, mark: str, seconds: float, seed: int = 1) -> None:
    """Let a storm loose on the page: as many actions as fit into the time, however busy the machine is.

    Its boxes are called `mark` and a number.
    """
    given = {"seconds": seconds, "mark": mark, "seed": seed, "pace": PACE, "most": MOST}
    board.page.evaluate(SCRIPT, given)


def end(board: Board) -> Past:
    """Wait until it is over."""
    return Past(**board.page.evaluate("() => window.storm"))


def shown(board: Board) -> dict[str, Any]:
    """Names, places and arrows as the page shows them."""
    boxes = board.page.locator(".sk-board").evaluate(SEEN)
    flows = board.flows.evaluate_all("edges => edges.map(edge => edge.dataset.id)")
    return {
        "names": {box["id"]: box["name"] for box in boxes},
        "places": {box["id"]: box["at"] for box in boxes},
        "flows": sorted(flows),
    }


def kept(design: Design) -> dict[str, Any]:
    """The same as the store has it."""
    return {
        "names": {key: one.title for key, one in design.components.items()},
        "places": {key: list(design.layout.boxes[key]) for key in design.components},
        "flows": sorted(design.flows),
    }


def design_in(server: Server, page_url: str) -> Design:
    """The design of this address, read from the server's file."""
    design_id = page_url.partition("design=")[2].partition("&")[0]
    with server.store() as store:
        return store.open_design(design_id).design


def agree(server: Server, seconds: float, *boards: Board) -> Design:
    """Wait until all these pages show what the store has, at one time; the design."""
    limit = time.monotonic() + seconds
    for board in boards:
        expect(board.page.get_by_text("Saved", exact=True)).to_be_visible(timeout=seconds * 1000)
    while True:
        design = design_in(server, boards[0].page.url)
        seen = [shown(board) for board in boards]
        if all(one == kept(design) for one in seen):
            return design
        if time.monotonic() > limit:
            assert seen == [kept(design)] * len(boards)
        boards[0].page.wait_for_timeout(250)
