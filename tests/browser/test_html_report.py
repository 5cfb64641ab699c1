"""The HTML report in a browser: filters, the way to the diagram and back, and nothing leaves or runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from checks.engine import check
from checks.reports.checked import CheckedFile
from checks.reports.html import to_html
from checks.reports.html.document import document_html
from checks.reports.readers import READERS, document_for
from designer.files import load_text

SCRIPT = "<script>window.pwned=1</script>"
EVIL = f"</style></title></script>{SCRIPT}<img src=http://evil.invalid/i.png onerror=pwned=1>"
DESIGN = f"""\
sketchcheck: 1
name: "{EVIL}"
components:
  - {{id: shop, kind: consumer_app, name: "{EVIL}"}}
  - {{id: scorer, kind: serving_endpoint, name: "javascript:window.pwned=1"}}
  - {{id: raw, kind: data_source, name: Orders}}
  - {{id: train, kind: training, name: Nightly training}}
flows:
  - {{from: shop, to: scorer, kind: request_response}}
  - {{from: raw, to: train, kind: batch_data}}
  - {{from: train, to: scorer, kind: model_artifact}}
waivers:
  - {{finding: MON001@scorer, reason: "{EVIL}", owner: scores, until: 2999-12-01}}
"""


class Report:
    """An opened report, as a person sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cards = page.locator(".card:visible")
        self.shown = page.get_by_role("search").locator("output")

    def card(self, finding: str, file: int = 1) -> Locator:
        return self.page.locator(f'[id="{file}-{finding}"]')

    def drawn(self, selector: str, file: int = 1) -> Locator:
        return self.page.locator(f'[id="{file}"] .canvas svg:visible {selector}')


def write(folder: Path, files: int = 1) -> str:
    loaded = load_text(DESIGN, "some.design.yaml")
    report = check(loaded.design, today=date(2026, 11, 24))
    path = folder / "report.html"
    path.write_text(to_html([CheckedFile("some.design.yaml", report, loaded.line_of)] * files), "utf-8")
    return path.as_uri()


@pytest.fixture
def report(page: Page, tmp_path: Path) -> Iterator[Report]:
    """Opened from the disk; it may ask for nothing, and its policy is never broken."""
    address = write(tmp_path, 2)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    yield Report(page)
    assert [one for one in asked if one.partition("#")[0] != address and one != "data:,"] == []
    assert said == []
    assert page.evaluate("window.pwned") is None


def test_filters(report: Report) -> None:
    """By severity, category, status and words; cleared by one button."""
    page = report.page
    everything = report.cards.count()
    expect(report.shown).to_have_text(f"{everything} of {everything} shown")

    page.get_by_role("checkbox", name="warning").uncheck()
    expect(page.locator(".card.warning:visible")).to_have_count(0)
    expect(page.get_by_role("heading", name="Warnings")).to_have_count(0)
    assert 0 < report.cards.count() < everything

    page.get_by_role("search").get_by_role("button", name="Clear").click()
    expect(report.cards).to_have_count(everything)

    page.get_by_label("Status").select_option("accepted")
    expect(report.cards).to_have_count(2)
    page.get_by_label("Status").select_option("all")
    page.get_by_label("Category").select_option("logging")
    expect(report.card("LOG001@scorer")).to_be_visible()
    expect(report.card("RES001@scorer")).to_be_hidden()
    page.get_by_label("Category").select_option("")

    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("LOG001@SCORER pwned")
    expect(report.cards).to_have_count(2)
    page.keyboard.type(" nowhere")
    expect(report.shown).to_have_text(f"0 of {everything} shown")


def test_a_finding_is_shown_in_its_diagram_and_back(report: Report) -> None:
    """By its button and by a click on it; only in the diagram of its own file."""
    card = report.card("LOG001@scorer", 2)
    card.get_by_role("button", name="Show in the diagram").click()

    expect(report.drawn('[data-component="scorer"]', 2)).to_have_class("lit anchor error")
    expect(report.drawn('[data-component="raw"].lit', 2)).to_have_count(0)
    expect(report.drawn(".lit", 1)).to_have_count(0)
    expect(report.drawn('[data-component="scorer"]', 2)).to_be_in_viewport()
    expect(report.page.locator(".told").nth(1)).to_contain_text("javascript:window.pwned=1")

    report.page.keyboard.press("Enter")  # the way back has the focus
    expect(card).to_be_in_viewport()
    expect(card).to_be_focused()
    report.page.keyboard.press("Escape")
    expect(report.drawn(".lit", 2)).to_have_count(0)

    card.locator(".message").click()
    expect(report.drawn('[data-component="scorer"]', 2)).to_have_class("lit anchor error")


def test_a_flow_that_a_finding_speaks_of_is_highlighted(report: Report) -> None:
    report.card("EVA001@scorer").locator(".show").click()

    expect(report.drawn("[data-flow].lit")).to_have_attribute("data-flow", "train>scorer:model_artifact")
    expect(report.drawn('[data-component="train"].lit')).to_have_count(1)


def test_a_badge_leads_to_its_findings(report: Report) -> None:
    """By mouse and by keyboard, also where a filter hides them."""
    page = report.page
    badge = report.drawn('[data-about="scorer"][data-mark="error"]')
    page.get_by_role("checkbox", name="error").uncheck()
    badge.click()
    called = page.locator(".card.called")
    expect(called.first).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name="error")).to_be_checked()
    about = {called.nth(n).get_attribute("data-anchor") for n in range(called.count())}
    assert about == {"scorer"}

    page.keyboard.press("Escape")
    expect(called).to_have_count(0)
    badge.focus()
    page.keyboard.press("Enter")
    expect(called.first).to_be_focused()


def test_links_of_findings_and_files(report: Report) -> None:
    page = report.page
    page.get_by_role("navigation").get_by_role("link").nth(1).click()
    expect(page.locator('[id="2"] > h2')).to_be_in_viewport()
    report.card("LOG001@scorer").get_by_role("link", name="LOG001@scorer").click()
    expect(page).to_have_url(re.compile("#1-LOG001@scorer$"))
    expect(report.card("LOG001@scorer")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_has_one_ground(page: Page, tmp_path: Path, scheme: str, width: int) -> None:
    """No sideways scrolling of the page; one picture for each file, on the ground of the page."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(write(tmp_path, 2))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".canvas svg:visible")).to_have_count(2)
    expect(page.locator(f".canvas .on-{scheme} svg")).to_have_count(2)
    assert page.locator(f".on-{scheme}").first.is_visible()
    page.emulate_media(media="print")
    expect(page.locator(".on-light svg:visible")).to_have_count(2)
    expect(page.get_by_role("search")).to_have_count(0)


def test_without_javascript_it_is_a_plain_list(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write(tmp_path))

    assert page.locator(".card:visible").count() == page.locator(".card").count() > 5
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("reader", READERS)
def test_a_report_for_a_reader_leads_to_the_picture_and_back(page: Page, tmp_path: Path, reader: str) -> None:
    """It asks for nothing, breaks no policy of its own and runs nothing that was typed."""
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.on(
        "request", lambda one: said.append(one.url) if not one.url.startswith(("file:", "data:,")) else None
    )
    report = check(load_text(DESIGN, "some.design.yaml").design, today=date(2026, 11, 24))
    path = tmp_path / "report.html"
    path.write_text(document_html(document_for(report, reader)), "utf-8")
    page.emulate_media(reduced_motion="reduce")
    page.goto(path.as_uri())

    card = page.locator(".card.open").filter(has=page.locator("dl")).first
    card.get_by_role("button", name="Show in the picture").click()
    expect(page.locator("figure.pointing")).to_have_count(1)
    expect(page.get_by_role("button", name="Back to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    badges = page.locator(".canvas svg:visible [data-about]")
    assert badges.count() > 0
    for badge in badges.all():
        badge.press("Enter")
        expect(page.locator(".card.called").first).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator(".card.called")).to_have_count(0)
    assert said == []
    assert page.evaluate("window.pwned") is None


def written(folder: Path, parts: list[str], flows: list[str]) -> str:
    """The address of the engineer's report of a design."""
    text = "\n".join(["sketchcheck: 1", "components:", *parts, "flows:", *flows])
    report = check(load_text(text, "some.design.yaml").design)
    path = folder / "report.html"
    path.write_text(document_html(document_for(report, "engineer")), "utf-8")
    return path.as_uri()


def test_a_flow_inside_of_a_bundle_lights_its_line(page: Page, tmp_path: Path) -> None:
    """The line has the id of the first flow; the finding speaks of the second."""
    kinds = enumerate(("labels", *["batch_data"] * 4))
    flows = [f"  - {{id: way{n}, from: raw, to: train, kind: {kind}, label: part {n}}}" for n, kind in kinds]
    boxes = ["  - {id: raw, kind: data_source}", "  - {id: train, kind: training}"]
    page.goto(written(tmp_path, boxes, flows))

    finding = page.locator('[id="1-DAT001@train"]')
    expect(finding).to_have_attribute("data-elements", "train raw way1")
    finding.get_by_role("button", name="Show in the picture").click()
    lit = page.locator(".canvas svg:visible [data-flow].lit")
    expect(lit).to_have_attribute("data-flows", "way0 way1 way2 way3 way4")


def test_a_finding_among_many_leads_to_the_picture_and_back(page: Page, tmp_path: Path) -> None:
    boxes = ["  - {id: raw, kind: data_source}", *(f"  - {{id: t{n}, kind: training}}" for n in range(6))]
    flows = [f"  - {{from: raw, to: t{n}, kind: batch_data}}" for n in range(6)]
    page.emulate_media(reduced_motion="reduce")
    page.goto(written(tmp_path, boxes, flows))

    line = page.locator('.alike [id="1-DAT001@t3"]')
    line.get_by_role("button", name="Show in the picture").click()
    expect(page.locator('.canvas svg:visible [data-component="t3"]')).to_have_class("lit anchor error")
    expect(page.locator('.canvas svg:visible [data-component="t4"].lit')).to_have_count(0)
    page.keyboard.press("Enter")
    expect(line).to_be_focused()
