"""What a person does on the board, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import FloatRect, Locator, Page, expect

from designer.files.templates import find_template

if TYPE_CHECKING:
    from tests.browser.conftest import Server

AT_REST = """async part => {
    // An animation of nothing ends with a frame, also where a test has stopped the clock of the page.
    const frame = () => Promise.race([part.animate([], 1).finished, new Promise(go => setTimeout(go, 1000))]);
    const place = () => JSON.stringify(part.getBoundingClientRect());
    for (let was = "", still = 0; still < 6; await frame()) {
        still = place() === was ? still + 1 : 0;
        was = place();
    }
}"""
"""In frames, not in seconds: what slides moves at each frame, however seldom a busy machine paints one."""


def at_rest(part: Locator) -> None:
    """Wait until it moves no more: what slides away is missed by any mouse."""
    part.evaluate(AT_REST)


class Board:
    """The designer page of one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def blank(self, url: str) -> Board:
        """Begin a blank design from home."""
        self.page.goto(url)
        self.page.get_by_role("button", name="Blank design").click()
        return self.ready()

    def open(self, address: str) -> Board:
        """A design by its address."""
        self.page.goto(address)
        return self.ready()

    def flawed(self, server: Server, template: str) -> Board:
        """Begin from the flawed twin of a template."""
        self.open(server.begin(find_template(template).flawed))
        expect(self.boxes.nth(3)).to_be_visible()
        expect(self.flows.nth(3)).to_be_attached()
        self.at_rest()
        return self

    def ready(self) -> Board:
        """Wait until the board can be drawn on."""
        expect(self.page.locator(".react-flow__pane")).to_be_visible()
        return self

    @property
    def boxes(self) -> Locator:
        """The boxes drawn, without ghosts."""
        return self.page.locator(".react-flow__node .sk-box:not([data-ghost])")

    @property
    def ghosts(self) -> Locator:
        """The boxes that a fix would add."""
        return self.page.locator(".react-flow__node .sk-box[data-ghost]")

    @property
    def flows(self) -> Locator:
        """The arrows drawn."""
        return self.page.locator(".react-flow__edge")

    @property
    def hint(self) -> Locator:
        """Why a key or a click did nothing."""
        return self.page.locator(".sk-hint")

    @property
    def announcer(self) -> Locator:
        """What a screen reader was told last."""
        return self.page.locator(".sk-hidden[role=log]")

    def flow(self, element: str) -> Locator:
        """One arrow by its id."""
        return self.page.locator(f'.react-flow__edge[data-id="{element}"]')

    def box(self, element: str) -> Locator:
        """One box by its id."""
        return self.page.locator(f'.react-flow__node[data-id="{element}"]')

    def type_box(self, words: str) -> None:
        """Quick-add by keyboard, and wait for the box; nobody else may draw meanwhile."""
        count = self.boxes.count()
        self.quick_add(words)
        expect(self.boxes).to_have_count(count + 1)

    def at_rest(self) -> None:
        """Wait until the view moves no more."""
        at_rest(self.page.locator(".react-flow__viewport"))

    def quick_add(self, words: str) -> None:
        """The keys: slash, words, Enter."""
        self.page.keyboard.press("/")
        expect(self.page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def choose(self, element: str) -> None:
        """Click a box, and see that it is selected."""
        self.at_rest()
        self.box(element).click()
        expect(self.box(element)).to_contain_class("selected")

    def saved(self) -> None:
        """Wait until everything is in the store."""
        expect(self.page.get_by_text("Saved", exact=True)).to_be_visible()

    def finding(self, words: str) -> Locator:
        """A finding in the list by words of its message."""
        return self.page.get_by_role("button").filter(has_text=words)

    def finding_of(self, code: str) -> Locator:
        """The findings of one rule in the list; a click opens one."""
        return self.page.locator(f'[data-finding^="{code}@"] .sp-finding-head')

    def place(self, of: Locator) -> FloatRect:
        """Where something is on the screen once the view is at rest, in pixels."""
        self.at_rest()
        place = of.bounding_box()
        assert place
        return place

    def top_of(self, element: str) -> float:
        """Where a box begins on the screen, in pixels from the top."""
        return self.place(self.box(element))["y"]

    def middle(self, of: Locator) -> tuple[float, float]:
        """The middle of something on the screen, in pixels."""
        place = self.place(of)
        return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2

    def middle_of(self, element: str) -> tuple[float, float]:
        """The middle of a box on the screen."""
        return self.middle(self.box(element))

    def drag(self, begin: tuple[float, float], right: float, down: float) -> None:
        """Press at a place, move in small steps, let go."""
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        self.page.mouse.move(begin[0] + right, begin[1] + down, steps=10)
        self.page.mouse.up()

    def pull_end(self, end: str, x: float, y: float) -> None:
        """Pull an end, `from` or `to`, of the selected arrow to a place on the screen."""
        begin = self.middle(self.page.locator(f'.sk-grip[data-end="{end}"]'))
        self.drag(begin, x - begin[0], y - begin[1])

    def drag_down(self, element: str, pixels: int) -> None:
        """Move a box by mouse, as a hand does: in small steps."""
        self.drag(self.middle_of(element), 0, pixels)
