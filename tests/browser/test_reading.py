"""Reading a drawing: the path of a finding, the filter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import Board
from tests.browser.conftest import Server


def opacity(of: Locator) -> float:
    """How strongly something is drawn, once it has stopped changing."""
    settled = "Promise.allSettled(element.getAnimations().map(one => one.finished))"
    return float(of.evaluate(f"element => {settled}.then(() => getComputedStyle(element).opacity)"))


def lit(board: Board) -> set[str]:
    """The boxes and arrows that stand out, by id."""
    found = board.page.locator(".is-lit[data-id]").all()
    return {str(one.get_attribute("data-id")) for one in found}


def in_sight(board: Board, *boxes: str) -> None:
    """They lie on the board once the view is at rest."""
    frame = board.place(board.page.locator(".sk-board"))
    for one in boxes:
        place = board.place(board.box(one))
        assert frame["x"] <= place["x"] <= frame["x"] + frame["width"] - place["width"], one
        assert frame["y"] <= place["y"] <= frame["y"] + frame["height"] - place["height"], one


def test_the_path_of_a_finding_lights_up(page: Page, server: Server) -> None:
    """What it speaks of stands out and is in sight, the rest is dimmed; Escape ends that."""
    board = Board(page).flawed(server, "fraud-detection")
    bar = board.page.get_by_role("region", name="Finding on the canvas")
    board.page.keyboard.press("p")
    expect(bar).to_contain_text("4 of 4")
    while "Velocity rules stands in" not in bar.inner_text():
        board.page.keyboard.press("n")
    line = board.flow("fallback>store:request_response")
    expect(line).to_have_class(re.compile(r"\bis-lit\b"))
    assert {"fallback", "store", "scorer"} <= lit(board)
    assert opacity(board.box("fallback")) == 1
    assert opacity(board.box("registry")) < 0.5
    assert line.locator(".sk-flow-line").evaluate("line => getComputedStyle(line).strokeWidth") == "3px"
    in_sight(board, "fallback", "store")
    board.page.keyboard.press("Escape")
    expect(bar).to_have_count(0)
    assert not lit(board)
    assert opacity(board.box("registry")) == 1


def test_who_walks_on_while_the_view_slides_sees_where_it_ends(page: Page, server: Server) -> None:
    """Halfway, what is next may be in sight; it must be so at the end."""
    board = Board(page).flawed(server, "credit-scoring")
    for _ in range(3):
        page.keyboard.press("+")
    page.keyboard.press("n")  # The first of them lies left, the last right.
    for wait in (0, 50, 100, 150, 200, 250):
        page.keyboard.press("p")
        page.wait_for_timeout(wait)
        page.keyboard.press("n")
        in_sight(board, "officers", "scorer")
        page.keyboard.press("p")
        page.keyboard.press("n")
        page.keyboard.press("p")
        in_sight(board, "evaluation", "policy")
        page.keyboard.press("n")
        in_sight(board, "officers", "scorer")


def test_the_bar_of_a_finding_walks_on(page: Page, server: Server) -> None:
    """By pointer as by keys."""
    board = Board(page).flawed(server, "fraud-detection")
    board.page.keyboard.press("n")
    bar = board.page.get_by_role("region", name="Finding on the canvas")
    expect(bar).to_contain_text("1 of 4")
    bar.get_by_role("button", name="Next finding").click()
    expect(bar).to_contain_text("2 of 4")
    bar.get_by_role("button", name="Previous finding").click()
    bar.get_by_role("button", name="Previous finding").click()
    expect(bar).to_contain_text("4 of 4")
    bar.get_by_role("button", name="Leave the finding").click()
    expect(bar).to_have_count(0)


def test_the_filter_governs_list_and_canvas(page: Page, server: Server) -> None:
    """By severity, by area, by words; it is kept while the tab is open, and there is a way back."""
    board = Board(page).flawed(server, "fraud-detection")
    rows, badges = page.locator(".sp-group [data-finding]"), page.locator(".sk-board .sk-badge")
    expect(rows).to_have_count(4)
    expect(badges).to_have_count(4)
    page.get_by_role("group", name="Filter by severity").get_by_role("button", name="warning").click()
    expect(rows).to_have_count(1)
    expect(badges).to_have_count(1)
    expect(page.get_by_text("1 of 4 findings shown")).to_be_visible()
    expect(page.get_by_text("3 findings filtered out")).to_be_visible()
    page.reload()
    board.ready()
    expect(rows).to_have_count(1)
    expect(badges).to_have_count(1)
    page.get_by_role("button", name="Show all findings").click()
    page.get_by_label("Filter by words").fill("fallback VELOCITY")
    expect(rows).to_have_count(1)
    expect(rows).to_have_attribute("data-finding", "RES002@fallback")
    page.get_by_label("Filter by words").fill("zebra")
    expect(page.get_by_text("No findings match the filter")).to_be_visible()
    expect(badges).to_have_count(0)
    page.get_by_role("tabpanel").get_by_role("button", name="Show all").last.click()
    expect(rows).to_have_count(4)
    page.get_by_label("Filter by area or category").select_option("area:operation")
    expect(rows).to_have_count(2)
    expect(badges).to_have_count(2)


def test_all_safe_fixes_are_looked_at_first(page: Page, server: Server) -> None:
    """Shown as ghosts with a list; cancelled, applied, and taken back in one step."""
    board = Board(page).flawed(server, "tfx-pipeline")
    before = board.boxes.count()
    fix_all = page.get_by_role("button", name="Fix all safe ones")
    bar = page.get_by_role("region", name="Proposed fix")
    fix_all.click()
    expect(bar).to_contain_text("findings")
    steps = bar.get_by_role("list", name="What will be done").get_by_role("listitem")
    expect(steps.filter(has_text="Add a fallback for Dock forecast")).to_have_count(1)
    assert steps.count() > 1
    added = board.ghosts.count()
    assert added > 1
    bar.get_by_role("button", name="Cancel").click()
    expect(board.ghosts).to_have_count(0)
    expect(board.boxes).to_have_count(before)
    fix_all.click()
    expect(board.ghosts).to_have_count(added)
    page.keyboard.press("Enter")
    expect(board.ghosts).to_have_count(0)
    expect(board.boxes).to_have_count(before + added)
    expect(board.finding_of("RES001")).to_have_count(0)
    board.saved()
    page.keyboard.press("Control+z")
    expect(board.boxes).to_have_count(before)
    expect(board.finding_of("RES001")).to_have_count(1)


def test_classes_of_flows_can_be_hidden(page: Page, server: Server) -> None:
    """Counted while hidden; shown by a finding that speaks of one; kept by this browser for this design."""
    board = Board(page).flawed(server, "fraud-detection")
    every = board.flows.count()
    page.keyboard.press("h")
    menu = page.get_by_role("dialog", name="Flows shown")
    assert board.middle(menu)[0] == pytest.approx(board.middle(page.locator(".sk-show"))[0], abs=140)
    expect(menu.get_by_role("button", name="Main path")).to_be_focused()
    page.keyboard.press("Enter")
    notes = page.locator(".sk-reading-notes")
    expect(notes).to_contain_text("flows hidden, 1 of them with findings")
    left = board.flows.count()
    assert left < every
    expect(notes).to_contain_text(f"{every - left} flows hidden")
    menu.get_by_label("Logs").check()
    expect(menu.get_by_role("button", name="Main path")).to_have_attribute("aria-pressed", "false")
    assert left < board.flows.count() < every
    menu.get_by_label("Logs").uncheck()
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    board.finding("has no request id").click()
    expect(board.flow("scorer>log:logs")).to_be_visible()
    expect(notes).to_contain_text(f"{every - left - 1} flows hidden")
    page.keyboard.press("Escape")
    expect(board.flows).to_have_count(left)
    page.reload()
    board.ready()
    expect(board.flows).to_have_count(left)
    page.get_by_role("button", name="Show all flows").click()
    expect(board.flows).to_have_count(every)
    expect(notes).to_be_empty()


def test_a_design_is_presented_stage_by_stage(page: Page, server: Server) -> None:
    """The whole window, one stage lit; by keys and by clicks; nothing moves; Escape brings all back."""
    board = Board(page).flawed(server, "fraud-detection")
    page.keyboard.press("f")
    before = board.middle_of("scorer")
    page.keyboard.press("P")
    caption = page.get_by_role("region", name="Presentation")
    expect(caption).to_contain_text("Card fraud costs 2.1 M USD")
    expect(page.get_by_role("toolbar")).to_be_hidden()
    expect(page.get_by_role("complementary", name="Findings and forms")).to_be_hidden()
    whole = page.locator(".sk").bounding_box()
    assert whole == {"x": 0, "y": 0, "width": 1280, "height": 800}
    page.keyboard.press("ArrowRight")
    expect(caption.get_by_role("heading")).to_have_text("Sources 2 of 11")
    expect(caption).to_contain_text("Chargebacks Data source")
    assert {"payments", "chargebacks"} == {one for one in lit(board) if ">" not in one}
    assert opacity(board.box("scorer")) < 0.5
    expect(board.announcer).to_contain_text("Sources: ")
    page.mouse.move(*board.middle_of("scorer"))
    page.mouse.down()
    page.mouse.move(300, 300, steps=4)
    page.mouse.up()
    expect(caption.get_by_role("heading")).to_have_text("Ingest and store 3 of 11")
    page.keyboard.press("Delete")
    caption.get_by_role("button", name="Back").click()
    expect(caption.get_by_role("heading")).to_have_text("Sources 2 of 11")
    page.keyboard.press("End")
    expect(caption.get_by_role("listitem")).to_have_count(4)
    expect(board.page.locator(".sk-board .sk-badge").first).to_be_visible()
    caption.get_by_label("End with the findings").uncheck()
    expect(caption.get_by_role("heading")).to_have_text("Deliver 10 of 10")
    expect(board.page.locator(".sk-board .sk-badge").first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(caption).to_have_count(0)
    expect(page.get_by_role("toolbar")).to_be_visible()
    assert not lit(board)
    after = board.middle_of("scorer")
    assert abs(after[0] - before[0]) < 2
    assert abs(after[1] - before[1]) < 2
    page.keyboard.press("n")
    expect(page.get_by_role("region", name="Finding on the canvas")).to_be_visible()
