"""The lines between nodes: `-->`, `-.->`, `==>`, their heads, lengths, ids and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from designer.exchange.mermaid.labels import words_of
from designer.exchange.scanner import Scanner

_ID = re.compile(r"([^\s\"@]{1,200})@(?=[xo<]?(?:--|==|-\.|~~~))")
_LINE = re.compile(
    r"\s*(?:(?P<normal>[xo<]?--+[-xo>])|(?P<thick>[xo<]?==+[=xo>])"
    r"|(?P<dotted>[xo<]?-?\.+-[xo>]?)|(?P<invisible>~~~+))\s*"
)
_START = re.compile(r"\s*(?:(?P<normal>[xo<]?--)|(?P<thick>[xo<]?==)|(?P<dotted>[xo<]?-\.))\s*")
_END = {
    "normal": re.compile(r"(?:(?<=\s)[xo<])?--+[-xo>]\s*"),
    "thick": re.compile(r"(?:(?<=\s)[xo<])?==+[=xo>]\s*"),
    "dotted": re.compile(r"(?:(?<=\s)[xo<])?-?\.+-[xo>]?\s*"),
}
_QUOTED = re.compile(r'"(`?)([^"]*?)\1"\s*')
_PIPED = re.compile(r'\|\s*(?:"(`?)([^"]*?)\1"\s*|([^|"]*))\|\s*')
_DASH = {"normal": "solid", "thick": "thick", "dotted": "dashed"}


@dataclass(frozen=True, slots=True)
class Link:
    """A line as it was written; `heads` is "", "<", ">" or "<>"."""

    id: str
    label: str
    dash: str
    heads: str
    invisible: bool


def take_link(scanner: Scanner) -> Link | None:
    """The line that begins here, behind spaces and line ends; None, and stay, where none does."""
    before = scanner.at
    scanner.gap()
    named = scanner.take(_ID)
    if not named:
        scanner.at = before
    found = scanner.take(_LINE)
    own = named[1] if named else ""
    if found:
        return _link(own, found.lastgroup or "", found[0].strip(), _piped(scanner))
    start = scanner.take(_START)
    if not start:
        scanner.at = before
        return None
    kind = start.lastgroup or ""
    label, rest = _inner(scanner, kind, start.start(kind))
    return _link(own, kind, f"{start[kind]}{rest}", label)


def _inner(scanner: Scanner, kind: str, start: int) -> tuple[str, str]:
    """The label that is written into the line, and the line's second half."""
    quoted = scanner.take(_QUOTED)
    at = scanner.at
    end = _END[kind].match(scanner.text, at) if quoted else _END[kind].search(scanner.text, at)
    if not end:
        scanner.refuse("an arrow has no end", "Write it as --> or as -- text -->.", start)
    raw = quoted[2] if quoted else scanner.text[at : end.start()]
    scanner.at = end.end()
    return words_of(raw, markdown=bool(quoted and quoted[1]))[0], end[0].strip()


def _piped(scanner: Scanner) -> str:
    if not scanner.text.startswith("|", scanner.at):
        return ""
    found = scanner.take(_PIPED)
    if not found:
        scanner.refuse(
            "a label of an arrow is not closed", 'Write |text|, with quotes around signs: |"a|b"|.'
        )
    raw = found[2] if found[2] is not None else found[3]
    return words_of(raw, markdown=bool(found[1]))[0]


def _link(own: str, kind: str, line: str, label: str) -> Link:
    heads = ("<" if line[0] in "<xo" else "") + (">" if line[-1] in ">xo" else "")
    return Link(own, label, _DASH.get(kind, ""), heads, kind == "invisible")
