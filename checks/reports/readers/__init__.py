"""The report for four readers: what is shown differs, the facts do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checks.engine import Report
from checks.reports.readers import data_scientist, engineer, executive, parts, product
from checks.reports.readers.document import Document, Section
from checks.reports.readers.phrases import day
from checks.reports.readers.reading import Reading
from checks.reports.text import counted

Sections = Callable[[Reading], Iterable[Section | None]]

READERS: dict[str, tuple[str, Sections]] = {
    "executive": ("Executive", executive.sections),
    "product": ("Product", product.sections),
    "engineer": ("Engineer", engineer.sections),
    "data-scientist": ("Data scientist", data_scientist.sections),
}
"""Each reader's title, and what makes the sections."""


def document_for(report: Report, reader: str, place: Callable[[str], str] = lambda _: "") -> Document:
    """The report for one of READERS; `place` gives where an element stands in its file."""
    reading = Reading(report, place)
    title, made = READERS[reader]
    return Document(reading.title, title, _about(report, reader), parts.sections(made(reading)))


def _about(report: Report, reader: str) -> str:
    if reader == "executive":
        return f"As of {day(report.date)}"
    sizes = (counted(len(report.design.components), "component"), counted(len(report.design.flows), "flow"))
    return f"As of {day(report.date)}: {', '.join(sizes)}, maturity {report.maturity}"
