"""Make the pictures of the documentation anew: `.venv/bin/python docs/screenshots.py`.

It starts the app with an empty data folder, drives Chromium through it, light and dark, and writes PNG files
of 1280 by 800 into docs/pictures, with the report, and the pictures that the command line draws.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checks.reports.readers import READERS  # noqa: E402
from docs.scripted_answers import MODEL, scripted  # noqa: E402
from tests.browser.board import Board  # noqa: E402 - a checkout is no installed package of tests
from tests.browser.conftest import CHROMIUM, FLAGS, Server  # noqa: E402
from tests.browser.test_reviewing import agree, choose  # noqa: E402
from tests.review.chat_server import serving  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
TEMPLATE = Path("templates") / "fraud-detection"
"""From ROOT, where commands run: pictures name their files, and no folder of ours belongs in them."""
DESIGN, GOOD = TEMPLATE / "flawed.design.yaml", TEMPLATE / "good.design.yaml"
FINDING = "LOG003"
BOX = "Fraud scorer"
SHOP_FINDING = "RES001"
ANSWER = "The rules of last year decide alone, within 5 ms. The desk looks at what they approve the next day."
PATIENCE = 60_000
SETTLE = 700
"""Milliseconds for animations of zoom and panel to end."""

Theme = Literal["light", "dark"]


class Tour:
    """One visit, with a picture of each stop."""

    def __init__(self, page: Page, url: str, theme: Theme) -> None:
        self.page = page
        self.url = url
        self.theme = theme
        self.board = Board(page)
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def picture(self, name: str) -> None:
        """Write what the window shows now."""
        self.page.mouse.move(2, 799)
        self.page.wait_for_timeout(SETTLE)
        seen = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        few = seen.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}-{self.theme}.png", optimize=True)

    def home(self) -> None:
        """The first page, with nothing drawn yet."""
        self.page.goto(self.url)
        expect(self.page.get_by_role("button", name="Good design").nth(2)).to_be_visible()
        self.picture("home")

    def blank(self) -> None:
        """An empty canvas."""
        self.board.blank(self.url)
        self.picture("blank")

    def findings(self) -> None:
        """A template with its gaps, and the panel that names them."""
        self._flawed("fraud-detection", FINDING)
        self.picture("findings")

    def finding(self) -> None:
        """One finding opened, its place lit up."""
        self.board.finding_of(FINDING).first.click()
        self.picture("finding")

    def brief(self) -> None:
        """What the system is for."""
        self.page.get_by_role("tab", name="Brief").click()
        self.picture("brief")

    def selected(self) -> None:
        """The form of one box."""
        self.page.keyboard.press("Escape")
        self.board.boxes.filter(has_text=BOX).first.click()
        self.page.get_by_role("tab", name="Selected").click()
        self.picture("selected")

    def export(self) -> None:
        """What can be taken away."""
        self.page.get_by_role("button", name="Export").click()
        expect(self.page.get_by_role("tab", name="Picture")).to_be_visible()
        self.picture("export")

    def fix(self) -> None:
        """What a fix would add to another template, as ghosts."""
        self._flawed("ecommerce-recommendation", SHOP_FINDING)
        self.board.finding_of(SHOP_FINDING).first.click()
        self.page.get_by_role("button", name="Show on canvas").first.click()
        expect(self.page.get_by_role("region", name="Proposed fix")).to_be_visible()
        self.picture("fix")

    def ask(self) -> None:
        """A question of the bank, answered, with what a strong answer shows; no model is asked."""
        self._flawed("fraud-detection", FINDING)
        self.page.get_by_role("tab", name="Ask").click()
        self.page.get_by_label("Area of the questions").select_option("serving")
        self.page.get_by_role("button", name="First question").click()
        self.page.get_by_label("Your answer").fill(ANSWER)
        self.page.get_by_role("button", name="Keep answer").click()
        expect(self.page.locator(".ak-shows li").first).to_be_visible()
        self.picture("ask")

    def review(self) -> None:
        """Consent, and what comes back; a script answers in place of a model."""
        self._flawed("fraud-detection", FINDING)
        with serving(scripted) as chat:
            choose(self.page, chat.url, MODEL)
            self.page.get_by_role("button", name="Review this design").click()
            expect(self.page.get_by_role("region", name="Before anything is sent")).to_be_visible()
            self.picture("consent")
            agree(self.page)
            first = self.page.locator(".rv-finding").first
            first.get_by_role("button").first.click()
            first.get_by_role("button", name="Show on canvas").click()
            expect(self.page.get_by_role("region", name="Proposed fix")).to_be_visible()
            self.picture("review")

    def rules(self) -> None:
        """The list of the rules, and the card of one."""
        self.page.goto(f"{self.url}?rule={FINDING}")
        expect(self.page.get_by_role("heading", level=1, name=FINDING)).to_be_visible()
        expect(self.page.get_by_alt_text(f"The good example of {FINDING}")).to_be_visible()
        self.picture("rules")

    def coverage(self) -> None:
        """Which rule serves which item of the published lists."""
        self.page.goto(f"{self.url}?page=coverage")
        expect(self.page.get_by_role("heading", name="The ML Test Score")).to_be_visible()
        self.picture("coverage")

    def report(self) -> None:
        """The page that `check --format html` writes."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "report.html"
            command("check", DESIGN, "--format", "html", "--fail-on", "never", "-o", out)
            self.page.goto(out.as_uri())
            self.picture("report")

    def readers(self) -> None:
        """The report for each reader."""
        with tempfile.TemporaryDirectory() as folder:
            for reader in READERS:
                out = Path(folder) / f"{reader}.html"
                command("report", DESIGN, "--for", reader, "-o", out)
                self.page.goto(out.as_uri())
                self.picture(f"report-{reader}")

    def _flawed(self, template: str, finding: str) -> None:
        self.page.goto(self.url)
        self.page.locator(f".st-key-flawed-{template}").get_by_role("button", name="Find the gaps").click()
        self.board.ready()
        expect(self.board.finding_of(finding).first).to_be_visible()

    def stops(self) -> list[Callable[[], None]]:
        """The stops in their order."""
        told = [self.home, self.blank, self.findings, self.finding]
        return [
            *told,
            self.brief,
            self.selected,
            self.export,
            self.fix,
            self.ask,
            self.review,
            self.rules,
            self.coverage,
            self.report,
            self.readers,
        ]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def tour(browser: Browser, theme: Theme) -> None:
    """All pictures in one theme, from an empty data folder."""
    with tempfile.TemporaryDirectory() as home:
        server = Server(Path(home))
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=theme)
            for stop in Tour(page, server.url, theme).stops():
                stop()
            page.close()
        finally:
            server.kill()


def drawn() -> None:
    """The pictures that the command line makes: of the same design, and of its two versions in one."""
    command("draw", DESIGN, "-o", PICTURES / "fraud-detection.svg", "--badges", "--no-source")
    command("diff", DESIGN, GOOD, "--picture", PICTURES / "diff.svg", quiet=True)


def command(*arguments: str | Path, quiet: bool = False) -> None:
    """Run the command line; `quiet` drops what it says."""
    out = subprocess.DEVNULL if quiet else None
    subprocess.run(
        [sys.executable, "-m", "sketchcheck", *map(str, arguments)], check=True, cwd=ROOT, stdout=out
    )


def main() -> None:
    """Everything anew."""
    PICTURES.mkdir(exist_ok=True)
    drawn()
    with chromium() as browser:
        for theme in ("light", "dark"):
            tour(browser, theme)
    size = sum(path.stat().st_size for path in PICTURES.iterdir())
    print(f"{len(list(PICTURES.iterdir()))} pictures, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
