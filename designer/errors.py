"""The one tree of errors. Every message reads "cannot X: because Y. Do Z."."""

from __future__ import annotations

from dataclasses import dataclass


class SketchcheckError(Exception):
    """Something a person asked for cannot be done; the message says what, why and what to do."""


class RefusedEdit(SketchcheckError):
    """An edit that would leave the design invalid; the design is unchanged."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a design file.

    `line` and `column` count from 1; `element` is the id of the component, flow, zone or note it
    stands in ("" outside of them); `found` is the offending text; `valid` says what would be valid.
    """

    line: int
    column: int
    element: str
    message: str
    found: str = ""
    valid: str = ""

    def __str__(self) -> str:
        """The place and the message on one line."""
        return f"{self.line}:{self.column}: {self.message}"


class FileProblems(SketchcheckError):
    """A file that cannot be read as a design, with every problem found in one pass."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        super().__init__("\n".join(f"{name}:{problem}" for problem in problems))


class RefusedImport(SketchcheckError):
    """A file of another tool that cannot be read; nothing of it is taken over.

    `line` and `column` count from 1; 0 where the file has no lines.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class StoreError(SketchcheckError):
    """The store of designs cannot do what was asked."""


class DrawingError(SketchcheckError):
    """A picture or a layout cannot be made."""
