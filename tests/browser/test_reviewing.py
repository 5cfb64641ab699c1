"""The language model in the app, from choosing it to a change it suggests; a real server answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import FILE, violations
from tests.browser.board import Board
from tests.browser.conftest import Server, visitor
from tests.review.chat_server import Asked, ChatServer, Reply, refused, said, serving

HOSTILE = "![x](http://evil.example/p.png) <img src=http://evil.example/i onerror=alert(1)> [a](http://evil.example)"
STEPS = [
    {"do": "add_component", "id": "sample", "kind": "labelling", "name": "Checked chargebacks"},
    {"do": "add_flow", "kind": "labels", "source": "sample", "target": "training"},
]
KEY = "sk-secret-0123456789abcdef"
CHANGE = {"title": "Label a sample of chargebacks", "steps": STEPS}


def claim(**changes: Any) -> dict[str, Any]:
    """A finding that holds in the flawed fraud detection."""
    return {
        "evidence": ["chargebacks", "outcomes"], "quote": "Chargebacks", "category": "business",
        "kind": "present_problem", "claim": f"A chargeback is no proof of fraud. {HOSTILE}",
        "severity": "high", "confidence": "medium", "question": "Who checked one?", "suggestion": CHANGE,
    } | changes  # fmt: skip


def habit(asked: Asked) -> Reply:
    """Greets, reviews, answers."""
    if "can be reached" in asked.words:
        return said('{"greeting": "hello there you", "ready": "yes"}')
    if "The question:" in asked.words:
        text = f"The weakest is [store]. {HOSTILE}"
        return said(json.dumps({"answer": text, "evidence": ["scorer"], "suggestion": CHANGE}))
    other = claim(
        evidence=["policy"],
        quote="Decision policy",
        category="fairness",
        claim="Rent is dear.",
        severity="low",
    )
    return said(json.dumps({"findings": [claim(), other, claim(evidence=["nowhere"])]}))


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A server of the machine that the app runs on."""
    with serving(habit) as made:
        yield made


@pytest.fixture
def board(page: Page, server: Server) -> Board:
    """A design with gaps, and nothing of another host on the page."""
    page.on("request", lambda one: expect_own(one.url))
    return Board(page).flawed(server, "fraud-detection")


def expect_own(url: str) -> None:
    """Nothing that a model says makes the browser ask a foreign host."""
    assert "evil.example" not in url


def choose(page: Page, address: str, model: str = "m") -> None:
    """Choose a server in the dialog, after a try."""
    page.get_by_role("tab", name="Review").click()
    page.get_by_role("button", name="Choose a model").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Server").click()
    page.get_by_role("option", name="Another that speaks").click()
    expect(dialog.get_by_role("textbox", name="Address")).to_have_value("")
    dialog.get_by_role("textbox", name="Address").fill(address)
    dialog.get_by_role("textbox", name="Model").fill(model)
    dialog.get_by_role("textbox", name="Model").press("Tab")
    dialog.get_by_role("button", name="Test connection").click()
    expect(dialog.get_by_text("keeps to a given schema")).to_be_visible()
    dialog.get_by_role("button", name="Use this model").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Review this design")).to_be_visible()


def agree(page: Page) -> None:
    """Consent."""
    page.get_by_role("button", name="Send", exact=True).click()


def test_from_consent_to_a_change(board: Board, chat: ChatServer) -> None:
    """Who gets what; findings apart from the rules'; folded ones with why; ghosts; apply; undo; dismiss."""
    page = board.page
    choose(page, chat.url)
    greetings = len(chat.asked)
    page.get_by_role("button", name="Review this design").click()
    consent = page.get_by_role("region", name="Before anything is sent")
    expect(consent).to_contain_text(f"Send this to {chat.root.removeprefix('http://')}?")
    consent.get_by_role("button", name="Everything that is sent").click()
    expect(consent.get_by_label("Message of user")).to_contain_text("chargebacks|data_source|Chargebacks")
    assert len(chat.asked) == greetings
    agree(page)

    findings = page.locator(".rv-finding")
    expect(findings).to_have_count(2)
    page.get_by_role("button", name="Folded away (1)").click()
    expect(page.get_by_text("It speaks of nowhere, which is not in this design")).to_be_visible()
    expect(page.get_by_role("tab", name="Findings")).to_contain_text("4")
    findings.first.get_by_role("button").first.click()
    expect(findings.first).to_contain_text(HOSTILE)
    expect(page.locator(".react-flow__node.selected")).to_have_attribute("data-id", "chargebacks")
    assert findings.locator("a, img").count() == 0

    findings.first.get_by_role("button", name="Show on canvas").click()
    expect(board.ghosts).to_have_count(1)
    page.get_by_role("button", name="Apply").first.click()
    expect(board.box("sample")).to_contain_text("Checked chargebacks")
    expect(page.get_by_text("The drawing, or the model that is chosen, is another since.")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(board.box("sample")).to_have_count(0)

    findings.first.get_by_role("button", name="Dismiss").click()
    page.get_by_label("Why is it none?").fill("We look at each.")
    page.get_by_role("button", name="Dismiss finding").click()
    expect(findings).to_have_count(1)
    page.get_by_role("button", name="Ask once more").click()
    expect(page.get_by_text("in 2 of 2 runs")).to_be_visible()
    page.get_by_role("button", name="Kept and dismissed (1)").click()
    expect(page.get_by_text("Dismissed, Business: We look at each.")).to_be_visible()


def test_asking_the_model(board: Board, chat: ChatServer) -> None:
    """The answer names boxes that a click shows; what it suggests is shown on the canvas."""
    page = board.page
    choose(page, chat.url)
    page.get_by_role("tab", name="Ask").click()
    page.get_by_label("Your question").fill("What is the weakest hop?")
    page.get_by_role("button", name="Ask the model").click()
    agree(page)
    answer = page.locator(".ak-said.is-model")
    expect(answer).to_contain_text("The weakest is Feature store. ![x](http://evil.example/p.png)")
    assert answer.locator("a, img").count() == 0
    answer.get_by_role("button", name="Feature store").click()
    expect(page.locator(".react-flow__node.selected")).to_have_attribute("data-id", "store")
    answer.get_by_role("button", name="Show on canvas").click()
    expect(board.ghosts).to_have_count(1)
    page.keyboard.press("Escape")
    expect(board.ghosts).to_have_count(0)
    page.get_by_role("button", name="Next question").click()
    expect(page.locator(".ak-said")).to_have_count(3)


def test_drawing_goes_on_and_cancel_ends_it(board: Board, chat: ChatServer) -> None:
    """A model that takes long keeps nobody from drawing; a failure is told, and the rules' findings stay."""
    page = board.page
    choose(page, chat.url)
    chat.habit = lambda _: Reply(body={}, wait=120)
    page.get_by_role("button", name="Review this design").click()
    agree(page)
    running = page.locator(".rv-running")
    expect(running).to_contain_text("Asking m at")
    page.locator(".sk").focus()
    board.type_box("kafka")
    board.saved()
    running.get_by_role("button", name="Cancel").click()
    expect(running).to_have_count(0)
    chat.habit = lambda _: refused(429, "You exceeded your quota")
    page.get_by_role("button", name="Review this design").click()
    expect(page.get_by_role("alert").filter(has_text="You exceeded your quota")).to_be_visible()
    page.get_by_role("tab", name="Findings").click()
    expect(board.finding_of("LOG003")).to_have_count(1)


def test_a_wrong_address_is_told(board: Board, chat: ChatServer) -> None:
    """In plain words, with the address that would do; what was typed stays."""
    page = board.page
    page.get_by_role("tab", name="Review").click()
    page.get_by_role("button", name="Choose a model").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Server").click()
    page.get_by_role("option", name="Another that speaks").click()
    expect(dialog.get_by_role("textbox", name="Address")).to_have_value("")
    dialog.get_by_role("textbox", name="Address").fill("localhost")
    dialog.get_by_role("textbox", name="Model").fill("m")
    dialog.get_by_role("textbox", name="Model").press("Tab")
    dialog.get_by_role("button", name="Test connection").click()
    expect(dialog.get_by_text("because that is no address")).to_be_visible()
    dialog.get_by_role("textbox", name="Address").fill(chat.root)
    dialog.get_by_role("textbox", name="Address").press("Tab")
    dialog.get_by_role("button", name="Test connection").click()
    expect(dialog.get_by_text(f"At {chat.url} a model answers")).to_be_visible()
    dialog.get_by_role("button", name="Use that address").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text(f"m at {chat.root.removeprefix('http://')}, on this machine")).to_be_visible()


def test_the_choice_outlives_a_reload(board: Board, chat: ChatServer) -> None:
    """Address and model, not the key, and not the consent."""
    page = board.page
    choose(page, chat.url)
    page.reload()
    board.ready()
    page.get_by_role("tab", name="Ask").click()
    expect(page.get_by_text(f"m at {chat.root.removeprefix('http://')}, on this machine")).to_be_visible()
    page.get_by_role("tab", name="Review").click()
    page.get_by_role("button", name="Review this design").click()
    expect(page.get_by_role("region", name="Before anything is sent")).to_be_visible()
    page.get_by_role("button", name="Do not send").click()
    page.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Address").fill("https://api.openai.com/v1")
    dialog.get_by_role("textbox", name="Key").fill(KEY)
    dialog.get_by_role("textbox", name="Key").press("Tab")
    dialog.get_by_role("button", name="Use this model").click()
    expect(page.get_by_text("m at api.openai.com, outside of this machine")).to_be_visible()
    assert KEY not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    page.reload()
    board.ready()
    page.get_by_role("tab", name="Review").click()
    expect(page.get_by_text("m needs its key again.")).to_be_visible()
    page.get_by_role("button", name="Give the key").click()
    expect(dialog.get_by_role("textbox", name="Address")).to_have_value("https://api.openai.com/v1")
    expect(dialog.get_by_role("textbox", name="Model")).to_have_value("m")
    expect(dialog.get_by_role("textbox", name="Key")).to_have_value("")


@pytest.mark.skipif(not FILE.exists(), reason="axe-core is not installed: run .ci/canvas")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_grave_for_screen_readers(
    browser: Browser, server: Server, chat: ChatServer, scheme: str
) -> None:
    """Choosing, consent, findings unfolded, a conversation."""
    likes = {"color_scheme": scheme, "reduced_motion": "reduce"}
    with visitor(browser, viewport={"width": 1280, "height": 800}, **likes) as page:
        board = Board(page).flawed(server, "fraud-detection")
        page.get_by_role("tab", name="Review").click()
        expect(page.get_by_role("button", name="Choose a model")).to_be_visible()
        assert violations(page) == []
        choose(page, chat.url)
        page.get_by_role("button", name="Review this design").click()
        page.get_by_role("button", name="Everything that is sent").click()
        assert violations(page) == []
        agree(page)
        page.locator(".rv-finding").first.get_by_role("button").first.click()
        page.get_by_role("button", name="Folded away").click()
        assert violations(page) == []
        page.get_by_role("tab", name="Ask").click()
        page.get_by_label("Your question").fill("What is weakest?")
        page.get_by_role("button", name="Ask the model").click()
        expect(page.locator(".ak-said.is-model")).to_be_visible()
        page.get_by_role("button", name="Next question").click()
        board.saved()
        assert violations(page) == []
