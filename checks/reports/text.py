"""The report as text for a terminal: what is wrong, where in the file, what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice

from checks.engine import Report
from checks.finding import SEVERITIES, Finding
from checks.fixes import fixes_of
from checks.registry import all_rules
from checks.reports.checked import CheckedFile
from checks.reports.data import failed_data, question_for
from checks.reports.kept import TITLE, anchor_of, kept_reviews
from checks.reports.words import percent

SYMBOLS = {"error": "✗", "warning": "!", "advice": "·"}
_COLOURS = {"error": "31", "warning": "33", "advice": "36", "bold": "1", "faint": "2", "good": "32"}
QUESTIONS_SHOWN = 10


def to_text(files: Sequence[CheckedFile], *, width: int = 100, colour: bool = False) -> str:
    """All files, one after the other; `width` in characters, `colour` for terminals that show it."""
    writer = _Writer(width, colour)
    return "\n\n".join("\n".join(writer.file(one)) for one in files) + "\n"


class _Writer:
    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, 40)
        self.colour = colour

    def file(self, file: CheckedFile) -> Iterator[str]:
        design = file.report.design
        parts = (counted(len(design.components), "component"), counted(len(design.flows), "flow"))
        facts = f"{', '.join(parts)}, maturity {file.report.maturity}"
        yield f"{self.paint('bold', plain(file.name))}  {plain(design.name)}".rstrip()
        yield self.paint("faint", facts)
        for finding in file.counting():
            yield ""
            yield from self.finding(finding, file)
        yield from self.known(file)
        yield from self.kept(file)
        yield from self.waivers(file)
        yield from self.questions(file)
        yield from self.failed(file)
        yield ""
        yield from self.summary(file)

    def finding(self, finding: Finding, file: CheckedFile) -> Iterator[str]:
        rule = all_rules()[finding.code]
        title = plain(file.report.view.title(finding.anchor))
        yield from self.head(finding, rule.name, plain(file.place(finding.anchor)))
        yield from self.wrap(plain(finding.message), "    ")
        yield from self.wrap(f"Mend: {rule.fix}", "    ", "      ")
        if fixes := fixes_of(finding, file.report.view):
            yield from self.wrap(f"Fix: {plain(fixes[0].title)} ({fixes[0].kind})", "    ", "      ")
        if finding.assumed:
            yield from self.wrap(f"Assumed for {title}: {', '.join(finding.assumed)}", "    ", "      ")

    def head(self, finding: Finding, name: str, place: str, indent: str = "") -> Iterator[str]:
        """What is wrong, and where; on two lines where one is too narrow."""
        label = f"{SYMBOLS[finding.severity]} {finding.severity}"
        left = f"{indent}{self.paint(finding.severity, label)} {self.paint('bold', finding.id)} {name}"
        if len(f"{indent}{label} {finding.id} {name}  {place}") <= self.width:
            yield f"{left}  {self.paint('faint', place)}"
        else:
            yield from (left, f"{indent}    {self.paint('faint', place)}")

    def known(self, file: CheckedFile) -> Iterator[str]:
        known = file.known()
        if known:
            yield ""
            yield self.paint("bold", f"Known from the baseline ({len(known)}), so not counted:")
        for finding in known:
            yield from self.head(
                finding, all_rules()[finding.code].name, plain(file.place(finding.anchor)), "  "
            )

    def kept(self, file: CheckedFile) -> Iterator[str]:
        kept = kept_reviews(file.report)
        if kept:
            yield from ("", self.paint("bold", f"{TITLE} ({len(kept)}):"))
        for review, waiver in kept:
            state = f" (accepted until {waiver.until})" if waiver else ""
            place = plain(file.place(anchor_of(review)))
            yield f"  ◇ {plain(review.id)}{state}  {self.paint('faint', place)}"
            yield from self.wrap(plain(review.text or ""), "    ")

    def waivers(self, file: CheckedFile) -> Iterator[str]:
        report = file.report
        waived = [one.waiver for one in report.findings if one.waiver]
        if waived or report.expired or report.unmatched or report.refused:
            yield ""
        for waiver in waived:
            yield f"  waived    {plain(waiver.finding)} until {waiver.until} by {plain(waiver.owner)}"
        for waiver in report.expired:
            ended = f"its waiver ended on {waiver.until}, so it counts again"
            yield f"  expired   {plain(waiver.finding)}: {ended}"
        for waiver, why in report.refused:
            yield f"  refused   {plain(waiver.finding)}: {plain(why)}"
        for waiver in report.unmatched:
            yield f"  unmatched {plain(waiver.finding)}: the waiver matches no finding; delete it"

    def questions(self, file: CheckedFile) -> Iterator[str]:
        asked: dict[str, list[str]] = {}
        for one in file.report.not_stated:
            asked.setdefault(plain(question_for(one, file.report.design)), []).append(one.code)
        if not asked:
            return
        yield ""
        yield self.paint("bold", f"Not stated ({len(asked)}), so not judged:")
        for question, codes in islice(asked.items(), QUESTIONS_SHOWN):
            yield from self.wrap(f"? {question} ({', '.join(dict.fromkeys(codes))})", "  ", "    ")
        if len(asked) > QUESTIONS_SHOWN:
            yield f"  and {len(asked) - QUESTIONS_SHOWN} more; --format json lists all"

    def failed(self, file: CheckedFile) -> Iterator[str]:
        for one in failed_data(file.report):
            yield ""
            text = plain(f"{one['code']} {one['name']}".rstrip() + f" could not run: {one['why']}")
            yield from (self.paint("error", line) for line in self.wrap(text, "", "    "))

    def summary(self, file: CheckedFile) -> Iterator[str]:
        report = file.report
        counts = [counted(len(file.counting(one)), one) for one in SEVERITIES]
        new = "" if file.baseline is None else "New: "
        if file.counting():
            yield self.paint("bold", f"{new}{', '.join(counts)}.")
        elif file.known():
            yield self.paint("good", "Nothing new found.")
        else:
            yield _nothing(report) or self.paint("good", "Nothing found.")
        if report.maturity == "sketch" and report.design.components:
            yield "A sketch is asked little; --maturity design asks what a design must answer."
        areas = [f"{area} {percent(value)}" for area, value in report.score.areas.items()]
        yield from self.wrap(
            f"Score {percent(report.score.overall)} (the lowest area): {', '.join(areas)}", ""
        )

    def wrap(self, text: str, indent: str, then: str | None = None) -> list[str]:
        """Lines of the width; all but the first are indented as `then` says."""
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent if then is None else then,
            break_on_hyphens=False,
        )

    def paint(self, name: str, text: str) -> str:
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if self.colour else text


def _nothing(report: Report) -> str:
    """Why a report without findings is no praise, or ""."""
    if not report.design.components:
        return "The design has no components yet: there is little to judge."
    if report.failed and report.run:
        return "Nothing found by what could run."
    return "" if report.run else "None of the rules applies to this design: nothing was judged."


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`, `2 advice`."""
    return f"{number} {word}{'' if number == 1 or word == 'advice' else 's'}"


def plain(text: str) -> str:
    """Text that a person typed, without anything that a terminal would act on."""
    return "".join(char if char.isprintable() else " " for char in text)
