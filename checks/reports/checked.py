"""A report together with the file that was checked: what every format is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checks.engine import Report
from checks.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """`name` is how the file was called; `line_of` gives the line of an element, or None.

    `baseline` are the ids of findings that were there before, None where nobody asked. They are shown as
    known and do not count.
    """

    name: str
    report: Report
    line_of: Callable[[str], int | None]
    baseline: frozenset[str] | None = None

    def is_known(self, finding: Finding) -> bool:
        """Whether the baseline has it."""
        return self.baseline is not None and finding.id in self.baseline

    def counting(self, *severities: Severity) -> list[Finding]:
        """The findings that count, of these severities or of all: open ones that are not known."""
        return [one for one in self.report.open(*severities) if not self.is_known(one)]

    def known(self) -> list[Finding]:
        """The open findings that do not count."""
        return [one for one in self.report.open() if self.is_known(one)]

    def place(self, anchor: str) -> str:
        """`fraud.design.yaml:31`, or the name alone where the element has no line."""
        line = self.line_of(anchor)
        return f"{self.name}:{line}" if line else self.name
