"""A review for the terminal, as Markdown and as JSON. What a model said is escaped like what people typed."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from checks.config import ReviewSettings
from checks.finding import SEVERITIES
from checks.reports.checked import CheckedFile
from checks.reports.markdown import escape
from checks.reports.text import counted, plain
from checks.review import ModelFinding, Review, price, review_data

SYMBOL = "◇"
"""No rule's findings have it."""
_KINDS = {"present_problem": "problem", "missing_part": "missing"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review together with the file that it is about."""

    file: CheckedFile
    review: Review
    settings: ReviewSettings

    def facts(self) -> Iterator[str]:
        """Who was asked, what it took, and what the rules say, which is as it was."""
        review, report = self.review, self.file.report
        yield f"{review.model} at {review.host}, {counted(review.runs, 'run')}{self._took()}."
        counts = ", ".join(counted(len(report.open(one)), one) for one in SEVERITIES)
        yield f"A model can be wrong. The verdict of the rules stands by itself: {counts}."

    def _took(self) -> str:
        review, usage = self.review, self.review.usage
        if review.runs == review.cached:
            return ", remembered: nothing was sent"
        about = "about " if usage.uncounted else ""
        cost = price(usage, self.settings)
        paid = ", cost not known" if cost is None else f", {cost:.4f} USD"
        tokens = f"{about}{usage.sent:,} tokens sent and {usage.answered:,} answered"
        return f", {tokens}{paid}, {review.seconds:.1f} seconds"

    def about(self, finding: ModelFinding) -> str:
        """How grave, what it is about, and in how many runs it appeared."""
        runs = self.review.runs
        seen = f", in {finding.in_runs} of {runs} runs" if runs > 1 else ""
        state = "" if finding.status == "open" else f", {finding.status}"
        refused = [why for waiver, why in self.file.report.refused if waiver.finding == finding.id]
        state += f", its waiver is refused: {refused[0]}" if refused else ""
        sure = f"confidence {finding.confidence}"
        return f"{finding.category}, {_KINDS[finding.kind]}, {sure}{seen}{state}"


def to_json(reviewed: Reviewed) -> str:
    """The review as JSON, format `sketchcheck-review/1`; docs/command-line.md describes it."""
    file = reviewed.file
    data = review_data(reviewed.review)
    data["findings"] = [one | {"line": file.line_of(one["anchor"])} for one in data["findings"]]
    data["cost"] = price(reviewed.review.usage, reviewed.settings)
    data["design"] = {"name": file.report.design.name, "file": file.name}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_text(reviewed: Reviewed) -> str:
    """The review for a terminal."""
    width = max(min(shutil.get_terminal_size((100, 24)).columns, 120), 40)
    return "\n".join(_text(reviewed, width, colour=sys.stdout.isatty())) + "\n"


def _text(reviewed: Reviewed, width: int, *, colour: bool) -> Iterator[str]:
    file, review = reviewed.file, reviewed.review
    yield f"{plain(file.name)}  {plain(file.report.design.name)}".rstrip()
    for fact in reviewed.facts():
        yield from textwrap.wrap(plain(fact), width)
    for finding in review.shown:
        yield ""
        head = f"{SYMBOL} {finding.severity} {finding.id}"
        yield (
            f"\x1b[35m{head}\x1b[0m  {file.place(finding.anchor)}"
            if colour
            else (f"{head}  {plain(file.place(finding.anchor))}")
        )
        for line in _body(reviewed, finding):
            yield from textwrap.wrap(plain(line), width, initial_indent="    ", subsequent_indent="      ")
    if not review.shown:
        yield from (
            "",
            "The model found nothing that holds." if review.folded else "The model found nothing.",
        )
    yield from _folded(review, width)


def _body(reviewed: Reviewed, finding: ModelFinding) -> Iterator[str]:
    yield finding.claim
    yield f"({reviewed.about(finding)}; it rests on “{finding.quote}”, {', '.join(finding.evidence)})"
    if finding.question:
        yield f"Ask: {finding.question}"
    if finding.fix:
        yield f"Suggested: {finding.fix.title} ({finding.fix.kind})"
    elif finding.why_no_fix:
        yield f"Its suggestion cannot be done: {finding.why_no_fix}"


def _folded(review: Review, width: int) -> Iterator[str]:
    if review.folded:
        yield from ("", f"Folded away ({len(review.folded)}):")
    for one in review.folded:
        text = plain(f"- {one.text or '(nothing)'} Not shown: {one.reason}.")
        yield from textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")


def to_markdown(reviewed: Reviewed) -> str:
    """The review for a pull request or a wiki. Nothing in it can load or lead anywhere."""
    return "\n".join(_markdown(reviewed)) + "\n"


def _markdown(reviewed: Reviewed) -> Iterator[str]:
    review = reviewed.review
    yield f"# Review of {_escaped(reviewed.file.report.design.name or 'Untitled design')}"
    yield from ("", " ".join(_escaped(one) for one in reviewed.facts()))
    for finding in review.shown:
        head, *rest = _body(reviewed, finding)
        yield from ("", f"## {SYMBOL} {finding.severity}: {_escaped(finding.id)}", "", _escaped(head), "")
        yield from (f"- {_escaped(line)}" for line in rest)
    if not review.shown:
        yield from ("", "The model found nothing that holds.")
    if review.folded:
        yield from ("", "## Folded away", "")
    for one in review.folded:
        yield f"- {_escaped(one.text or '(nothing)')} *Not shown: {_escaped(one.reason)}.*"


def _escaped(text: str) -> str:
    """Without meaning for Markdown, nor for the terminal that may show it."""
    return escape(plain(text))
