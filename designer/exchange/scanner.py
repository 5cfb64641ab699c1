"""A place in a text that moves forward, and refusals that name it."""

from __future__ import annotations

import re
from typing import NoReturn

from designer.errors import RefusedImport

_GAP = re.compile(r"[ \t\f\v\r]*")


class Scanner:
    """Reads a text from its beginning to its end, each part once."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name, self.at = text, name, 0
        self._seen_at, self._seen_line = 0, 1

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Go behind what matches here; None, and stay, where nothing does."""
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def gap(self) -> None:
        """Go behind spaces."""
        self.take(_GAP)

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What matches here."""
        return pattern.match(self.text, self.at)

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.text)

    def line(self, at: int | None = None) -> int:
        """The line of a place, from 1. It is counted from the last place that was asked for, mostly near."""
        at = self.at if at is None else at
        if at < self._seen_at:
            self._seen_line -= self.text.count("\n", at, self._seen_at)
        else:
            self._seen_line += self.text.count("\n", self._seen_at, at)
        self._seen_at = at
        return self._seen_line

    def refuse(self, because: str, do: str, at: int | None = None) -> NoReturn:
        """Raise what is wrong, with line and column."""
        at = self.at if at is None else at
        line = self.text.count("\n", 0, at) + 1
        column = at - self.text.rfind("\n", 0, at)
        where = f"line {line}, column {column}"
        raise RefusedImport(f"cannot read {self.name}: because at {where} {because}. {do}", line, column)
