"""A comparison as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from checks.comparison import Part
from checks.finding import Finding
from checks.registry import all_rules
from checks.reports.compared import (
    SIGNS,
    TITLES,
    ComparedFiles,
    change_words,
    counted_states,
    scores,
    turned,
)
from checks.reports.text import SYMBOLS, plain

_COLOURS = {"added": "32", "removed": "31", "changed": "33", "bold": "1", "faint": "2"}


def comparison_text(files: ComparedFiles, *, width: int = 100, colour: bool = False) -> str:
    """What became of the design, its findings and its score."""
    return "\n".join(_Writer(files, max(width, 40), colour).lines()) + "\n"


class _Writer:
    def __init__(self, files: ComparedFiles, width: int, colour: bool) -> None:
        self.files = files
        self.comparison = files.comparison
        self.width = width
        self.colour = colour

    def lines(self) -> Iterator[str]:
        yield self.paint("bold", plain(f"{self.files.before} → {self.files.after}"))
        yield from self.parts()
        yield from self.findings()
        yield from self.score()

    def parts(self) -> Iterator[str]:
        if not self.comparison.parts:
            yield from ("", "No difference in the design; places on the canvas do not count.")
        for group, title in TITLES.items():
            if parts := self.comparison.of(group):
                yield ""
                yield f"{self.paint('bold', title)}: {counted_states(self.comparison, group)}"
                for part in parts:
                    yield from self.part(part)

    def part(self, part: Part) -> Iterator[str]:
        known_as = "" if part.title == part.id or part.group in ("brief", "design") else f" [{part.id}]"
        kind = f" ({part.kind})" if part.kind else ""
        line = " ".join(plain(f"{part.title}{known_as}{kind}").split())
        yield self.paint(part.state, f"  {SIGNS[part.state]} {textwrap.shorten(line, 300)}")
        for change in part.changes:
            yield from self.wrap(plain(change_words(change)), "      ", "        ")

    def findings(self) -> Iterator[str]:
        it = self.comparison
        yield ""
        counts = f"{len(it.new)} new, {len(it.gone)} gone, {len(it.kept)} kept"
        yield f"{self.paint('bold', 'Findings')}: {counts}"
        for finding in it.new:
            yield from self.finding("added", finding, _status(finding), self.files.place(finding))
            yield from self.wrap(plain(finding.message), "      ")
        for finding in it.gone:
            yield from self.finding("removed", finding, _status(finding), "")
        for finding in it.kept:
            if words := turned(finding, it.before):
                yield from self.finding("changed", finding, f", {words}", self.files.place(finding))

    def finding(self, state: str, finding: Finding, more: str, place: str) -> Iterator[str]:
        sign = {"added": "+", "removed": "-", "changed": "~"}[state]
        name = all_rules()[finding.code].name
        head = f"  {sign} {SYMBOLS[finding.severity]} {finding.severity} {finding.id} {name}{more}"
        yield self.paint(state, head) + (f"  {self.paint('faint', plain(place))}" if place else "")

    def score(self) -> Iterator[str]:
        (_, before, after), *areas = scores(self.comparison)
        moved = [f"{area} {old} → {new}" for area, old, new in areas if old != new]
        yield ""
        overall = f"{before} → {after}" if before != after else f"{after} as before"
        text = f"Score {overall} (the lowest area){': ' if moved else ''}{', '.join(moved)}"
        yield from self.wrap(text, "")

    def wrap(self, text: str, indent: str, then: str | None = None) -> list[str]:
        rest = indent if then is None else then
        return textwrap.wrap(
            text, self.width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False
        )

    def paint(self, name: str, text: str) -> str:
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if self.colour else text


def _status(finding: Finding) -> str:
    return ", accepted" if finding.waiver else ""
