"""The words of DOT: ids, quoted and HTML texts, signs, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from designer.exchange.scanner import Scanner

_GAP = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/|(?m:^)\#[^\n]*)*", re.DOTALL)
_ID = re.compile(r"[^\W\d]\w*|-?(?:\.\d+|\d+(?:\.\d*)?)")
_QUOTED = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_ANGLE = re.compile(r"[<>]")
_ESCAPED = re.compile(r'\\(?:\r?\n|")')


@dataclass(frozen=True, slots=True)
class Word:
    """An id or a text; `kind` is id, text or html."""

    text: str
    kind: str
    at: int

    @property
    def id(self) -> str:
        """It as an id: `<a>` is another node than `a`."""
        return f"<{self.text}>" if self.kind == "html" else self.text


def sign(scanner: Scanner, wanted: str) -> bool:
    """Go behind a sign, if it is the next thing."""
    scanner.take(_GAP)
    if not scanner.text.startswith(wanted, scanner.at):
        return False
    scanner.at += len(wanted)
    return True


def keyword(scanner: Scanner, wanted: str) -> bool:
    """Go behind a keyword, in whatever capitals, if it is the next word."""
    scanner.take(_GAP)
    found = scanner.peek(_ID)
    if not found or found[0].lower() != wanted:
        return False
    scanner.at = found.end()
    return True


def word(scanner: Scanner) -> Word | None:
    """The next id or text; None, and stay, where something else comes."""
    scanner.take(_GAP)
    at = scanner.at
    if scanner.text.startswith('"', at):
        return Word(_joined(scanner), "text", at)
    if scanner.text.startswith("<", at):
        return Word(_html(scanner), "html", at)
    found = scanner.take(_ID)
    return Word(found[0], "id", at) if found else None


def _joined(scanner: Scanner) -> str:
    """A quoted text, with those that are added to it by +."""
    parts = [_quoted(scanner)]
    while sign(scanner, "+"):
        scanner.take(_GAP)
        parts.append(_quoted(scanner))
    return "".join(parts)


def _quoted(scanner: Scanner) -> str:
    found = scanner.take(_QUOTED)
    if not found:
        scanner.refuse("a text in quotes is not closed", 'Write " behind it.')
    return _ESCAPED.sub(lambda one: '"' if one[0] == '\\"' else "", found[1])


def _html(scanner: Scanner) -> str:
    """A text between angle brackets, which may have more of them inside."""
    start, depth = scanner.at, 0
    for found in _ANGLE.finditer(scanner.text, start):
        depth += 1 if found[0] == "<" else -1
        if depth == 0:
            scanner.at = found.end()
            return scanner.text[start + 1 : found.start()]
    return scanner.refuse("a text in angle brackets is not closed", "Write > behind it.", start)
