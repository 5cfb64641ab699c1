"""A report together with the file that was checked: what every format is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checks.engine import Report


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """`name` is how the file was called; `line_of` gives the line of an element, or None."""

    name: str
    report: Report
    line_of: Callable[[str], int | None]

    def place(self, anchor: str) -> str:
        """`fraud.design.yaml:31`, or the name alone where the element has no line."""
        line = self.line_of(anchor)
        return f"{self.name}:{line}" if line else self.name
