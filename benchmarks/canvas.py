"""From an edit on the canvas to the new badge, with a real server and a real Chromium.

The edit: a decision log is deleted, so that the scorer beside it gets a finding; Ctrl+Z brings the log back.
Both are real key presses; the time ends with the frame in which the scorer's badge is another one.
"""

from __future__ import annotations

import gzip
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple, TypeAlias

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.designs import design_of
from designer.layout import arrange
from designer.model.design import Design
from designer.store.store import Store
from sketchcheck.cli.serve import FLAGS as SERVER_FLAGS
from tests.browser.board import Board
from tests.browser.conftest import CHROMIUM, FLAGS, Server

SIZES = (20, 100, 500)
WARM_UPS = 3
EDITS = 20
DELETED, JUDGED = "log", "scorer"
_NUMBERS = count(1)
PATIENCE = 60_000
DRAG_SECONDS = 3
IDLE_SECONDS = 16
"""Long beside the 2 seconds after which an open page asks what others have drawn: that is no edit's work."""
VISITS = 5
BLOCKS, ROUNDS = 3, 8
NUDGE_MS = 500
SETTLE_SECONDS = 0.3
"""How long the server still works after the page has its answer."""
EMPTY = "server's CPU for one rerun of an empty fragment"
FIT_MS = 600
"""How long the view takes to show the whole drawing."""
BUDGETS = {
    100: "budget: median 150, p95 250",
    500: "budget: p95 400",
}

# Arms the page: at the next key press the clock starts, at the frame that shows another badge it stops.
ARM = """(anchor) => {
  const host = [...document.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector(".sk"));
  const badge = () =>
    host.shadowRoot.querySelector(`.react-flow__node[data-id="${anchor}"] .sk-badge`)?.title ?? "";
  const before = badge();
  window.benchTook = new Promise((done) => {
    const begin = (event) => {
      if (event.key === "Control") return;
      window.removeEventListener("keydown", begin, true);
      const start = performance.now();
      const look = () =>
        badge() === before ? requestAnimationFrame(look) : done(performance.now() - start);
      requestAnimationFrame(look);
    };
    window.addEventListener("keydown", begin, true);
  });
}"""
COUNT_FRAMES = """(seconds) => {
  window.benchFrames = new Promise((done) => {
    let frames = 0, start;
    const count = (now) => {
      start ??= now;
      if (now - start >= seconds * 1000) return done(frames / ((now - start) / 1000));
      frames += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}"""


class BenchServer(Server):
    """The app and the empty fragment in one process, with the settings of `sketchcheck app`."""

    def _start(self) -> subprocess.Popen[bytes]:
        settings = SERVER_FLAGS | {"server.port": str(self.port), "server.headless": "true"}
        flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
        script = Path(__file__).with_name("canvas_app.py")
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *flags],
            env=os.environ | {"SKETCHCHECK_HOME": str(self.home), "PYTHONPATH": str(script.parent.parent)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._wait()
        return process

    def cpu(self) -> float:
        """Seconds of CPU that the server has used so far."""
        return time.clock_gettime(~self.process.pid << 3 | 2)  # clock_getcpuclockid(3), in nanoseconds


Work: TypeAlias = tuple[str, Callable[[], object]]
"""Something to do, and what it is."""


class Place(NamedTuple):
    """A box to delete and the box that is judged for it, both in sight: many boxes are not all drawn."""

    deleted: str
    judged: str


class Took(NamedTuple):
    """Milliseconds of each edit, and of each undo."""

    edits: list[float]
    undos: list[float]


def run() -> Iterator[tuple[str, str]]:
    """Latency at each size, frames while dragging, and the server's CPU for one edit."""
    if CHROMIUM is None:
        yield "canvas", "no Chromium here; not measured"
        return
    yield "load of the machine (1, 5, 15 minutes)", ", ".join(f"{one:.1f}" for one in os.getloadavg())
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        designs = _stored(Path(home))
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        server = BenchServer(Path(home))
        try:
            yield "the canvas, gzipped (budget 400 kB)", f"{_gzipped() / 1000:.0f} kB"
            yield _first_paint(browser, server, designs[100])
            for size in SIZES:
                yield from _latency(_open(browser, server, designs[size]), size)
            yield from _frames(_open(browser, server, designs[SIZES[-1]]))
            yield from _server_work(browser, server, designs[100])
        finally:
            browser.close()
            server.kill()


def _gzipped() -> int:
    """Bytes of the canvas's bundle as a browser gets it."""
    return len(gzip.compress(files("sketchcheck.canvas").joinpath("static", "index.js").read_bytes()))


def _first_paint(browser: Browser, server: Server, design_id: str) -> tuple[str, str]:
    """From the page's load event to the first box in sight, in new visits."""
    times = []
    for _ in range(VISITS):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{server.url}?design={design_id}")
        start = time.perf_counter()
        page.locator(".react-flow__node").first.wait_for(timeout=PATIENCE)
        times.append(time.perf_counter() - start)
        page.close()
    what = f"100 boxes: page loaded to the first box in sight, median of {VISITS} (budget 2)"
    return what, f"{median(times):.2f} s"


def _stored(home: Path) -> dict[int, str]:
    """Designs of each size, laid out, in the server's store."""
    with Store.open(f"sqlite:///{home / 'designs.db'}") as store:
        return {size: store.create(design.with_layout(arrange(design))) for size, design in _designs()}


def _designs() -> Iterator[tuple[int, Design]]:
    return ((size, design_of(size)) for size in SIZES)


def _open(browser: Browser, server: Server, design_id: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    board = Board(page)
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(f"{server.url}?design={design_id}")
    board.ready()
    expect(board.boxes.first).to_be_visible()
    board.saved()
    page.keyboard.press("f")
    page.wait_for_timeout(FIT_MS)
    return page


def _place(page: Page) -> Place:
    ids = page.locator(".react-flow__node").evaluate_all("nodes => nodes.map(node => node.dataset.id)")
    systems = (one.removeprefix(DELETED) for one in ids if one.startswith(f"{DELETED}-"))
    return next(Place(DELETED + one, JUDGED + one) for one in systems if JUDGED + one in ids)


def _latency(page: Page, size: int) -> Iterator[tuple[str, str]]:
    took = _edits(page, WARM_UPS) and _edits(page, EDITS)
    budget = BUDGETS.get(size, "")
    yield f"{size} boxes: delete a box to the new badge ({budget})".replace(" ()", ""), _spread(took.edits)
    yield f"{size} boxes: undo it, to the badge as it was", _spread(took.undos)
    page.close()


def _edits(page: Page, times: int) -> Took:
    """Delete and undo so often, each time waiting until everything is saved."""
    board, place, took = Board(page), _place(page), Took([], [])
    for _ in range(times):
        _make_new(page, place)
        board.box(place.deleted).focus()
        page.keyboard.press("Enter")
        expect(board.box(place.deleted)).to_contain_class("selected")
        took.edits.append(_timed(page, place.judged, "Delete"))
        board.saved()
        took.undos.append(_timed(page, place.judged, "Control+z"))
        board.saved()
    return took


def _make_new(page: Page, place: Place) -> None:
    """Rename a box, so that what follows is an edit of a design that no rule has seen yet."""
    board = Board(page)
    board.box(place.judged).focus()
    page.keyboard.press("Enter")
    expect(board.box(place.judged)).to_contain_class("selected")
    page.keyboard.press("F2")
    page.keyboard.type(f"Scorer {next(_NUMBERS)}")
    page.keyboard.press("Enter")
    board.saved()


def _timed(page: Page, judged: str, key: str) -> float:
    page.evaluate(ARM, judged)
    page.keyboard.press(key)
    return float(page.evaluate("() => window.benchTook"))


def _spread(times: list[float]) -> str:
    return f"median {median(times):.0f} ms, p95 {quantiles(times, n=20)[-1]:.0f} ms, max {max(times):.0f} ms"


def _frames(page: Page) -> Iterator[tuple[str, str]]:
    """Frames a second while a box is dragged to and fro, beside those of the same page at rest."""
    page.evaluate(COUNT_FRAMES, DRAG_SECONDS)
    at_rest = float(page.evaluate("() => window.benchFrames"))
    x, y = _middle_box(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y)
    page.evaluate(COUNT_FRAMES, DRAG_SECONDS)
    end, step = time.monotonic() + DRAG_SECONDS, 0
    while time.monotonic() < end:
        step += 1
        page.mouse.move(x + 12 + step % 90, y + step % 60)
    dragged = float(page.evaluate("() => window.benchFrames"))
    page.mouse.up()
    yield "500 boxes, dragging one (budget 55)", f"{dragged:.0f} frames/s, {step / DRAG_SECONDS:.0f} moves/s"
    yield "the same page at rest", f"{at_rest:.0f} frames/s"
    page.close()


def _middle_box(page: Page) -> tuple[float, float]:
    """Where the box nearest to the middle of the canvas stands: dragging it does not move the view."""
    area = page.locator(".react-flow__pane").bounding_box()
    assert area
    middle = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
    boxes = page.locator(".react-flow__node").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.y + r.height / 2])"
    )
    x, y = min(boxes, key=lambda at: math.dist(at, middle))
    return x, y


def _server_work(browser: Browser, server: BenchServer, design_id: str) -> Iterator[tuple[str, str]]:
    """The server's CPU for each kind of edit at 100 boxes, beside reruns of an empty fragment in between."""
    took: dict[str, list[float]] = {}
    for _ in range(BLOCKS):
        page = _open(browser, server, design_id)
        _measure(server, took, (_edits_by_kind(page) for _ in range(ROUNDS)))
        page.close()
        page = browser.new_page()
        page.goto(f"{server.url}?empty")
        _measure(server, took, [[(EMPTY, partial(_reruns, page, 1))]] * ROUNDS * 3)
        page.close()
    means = {kind: sum(times) / len(times) for kind, times in took.items()}
    empty = means.pop(EMPTY)
    yield EMPTY, f"{empty * 1000:.1f} ms"
    for kind, seconds in means.items():
        yield kind, f"{seconds * 1000:.1f} ms, {seconds / empty:.2f}x"
    mean = sum(means.values()) / len(means)
    yield "an edit on average against an empty rerun (budget 1.5)", f"{mean / empty:.2f}x"


def _measure(server: BenchServer, took: dict[str, list[float]], rounds: Iterable[Iterable[Work]]) -> None:
    """Add the CPU seconds of each piece of work, without what an open page costs anyway."""
    start, since = server.cpu(), time.monotonic()
    time.sleep(IDLE_SECONDS)
    idle = (server.cpu() - start) / (time.monotonic() - since)
    for number, pieces in enumerate(rounds):
        for kind, work in pieces:
            start, since = server.cpu(), time.monotonic()
            work()
            time.sleep(SETTLE_SECONDS)
            seconds = server.cpu() - start - idle * (time.monotonic() - since)
            if number:  # the first round warms up
                took.setdefault(kind, []).append(seconds)


def _edits_by_kind(page: Page) -> Iterator[Work]:
    """One edit of each kind, in an order in which each can follow the one before."""
    board, keys, place = Board(page), page.keyboard, _place(page)
    presses: list[tuple[str, Callable[[], object]]] = [
        ("move a box", lambda: keys.press("ArrowRight")),
        ("rename a box", lambda: (keys.press("F2"), keys.type(f"Log {next(_NUMBERS)}"), keys.press("Enter"))),
        ("undo that", lambda: keys.press("Control+z")),
        ("delete a box with its flows", lambda: keys.press("Delete")),
        ("undo that one", lambda: keys.press("Control+z")),
    ]
    _make_new(page, place)
    board.box(place.deleted).focus()
    keys.press("Enter")
    time.sleep(SETTLE_SECONDS)
    for kind, press in presses:
        yield f"server's CPU to {kind}", partial(_saved, board, press)


def _saved(board: Board, press: Callable[[], object]) -> None:
    press()
    board.page.wait_for_timeout(NUDGE_MS)  # a move by key is sent once the keys rest
    board.saved()


def _reruns(page: Page, times: int) -> None:
    for _ in range(times):
        shown = page.get_by_text("reruns: ")
        expect(shown).to_be_visible()
        number = int(shown.inner_text().split()[-1])
        page.get_by_role("button", name="Again").click()
        expect(page.get_by_text(f"reruns: {number + 1}", exact=True)).to_be_visible()
