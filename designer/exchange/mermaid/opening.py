"""What stands before the first statement of a Mermaid text: front matter, directives, comments, the type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from designer.exchange import own
from designer.exchange.scanner import Scanner

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n[ \t]*---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^\s*title:[ \t]*([^\n]*)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*%%(?!\{)[^\n]*", re.MULTILINE)
_OWN = re.compile(rf"%%[ \t]+{own.KEY}((?:[ \t]+[\w.-]+){{0,2}})[ \t]+(\{{[^\n]*)")
_HEAD = re.compile(
    r"\s*(?:flowchart-elk|flowchart|graph)\b[ \t]*(?:(?:TB|TD|BT|RL|LR|BR)\b|[<>^v](?=[\s;]|\Z))?"
)
_NO_LINE_END = re.compile(r"[^\n]")
_BEGINNING = 20_000
_WORD = re.compile(r"\s*([\w-]+)")

FLOWCHART = "a flowchart"
TYPES = {
    "sequenceDiagram": "a sequence diagram", "classDiagram": "a class diagram",
    "classDiagram-v2": "a class diagram", "stateDiagram": "a state diagram",
    "stateDiagram-v2": "a state diagram", "erDiagram": "an entity relationship diagram",
    "gantt": "a Gantt chart", "pie": "a pie chart", "journey": "a user journey", "gitGraph": "a git graph",
    "mindmap": "a mind map", "timeline": "a timeline", "quadrantChart": "a quadrant chart",
    "requirementDiagram": "a requirement diagram", "C4Context": "a C4 diagram",
    "C4Container": "a C4 diagram", "C4Component": "a C4 diagram", "C4Dynamic": "a C4 diagram",
    "C4Deployment": "a C4 diagram", "sankey-beta": "a Sankey diagram", "sankey": "a Sankey diagram",
    "xychart-beta": "an XY chart", "xychart": "an XY chart", "block-beta": "a block diagram",
    "block": "a block diagram", "packet-beta": "a packet diagram", "packet": "a packet diagram",
    "kanban": "a kanban board", "architecture-beta": "an architecture diagram",
    "architecture": "an architecture diagram", "radar-beta": "a radar chart", "treemap-beta": "a treemap",
    "treemap": "a treemap", "zenuml": "a ZenUML diagram", "info": "an info page",
}  # fmt: skip
"""The other diagrams of Mermaid by the word that they begin with."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A flowchart whose head is read. `data` are ours by the names of nodes, or of both ends of arrows."""

    scanner: Scanner
    title: str
    data: dict[tuple[str, ...], list[dict[str, Any]]]


def is_flowchart(text: str) -> bool:
    """Whether a text begins as a flowchart of Mermaid, or as another diagram of it."""
    return diagram_of(text) is not None


def diagram_of(text: str) -> str | None:
    """What a text begins to draw, in words; None where it is no Mermaid."""
    front = _FRONT.match(text)
    at = front.end() if front else len(text) - len(text.lstrip())
    rest = _COMMENT.sub(_blank, _without_directives(text[at:][:_BEGINNING]))
    if _HEAD.match(rest) and not _looks_like_dot(rest):
        return FLOWCHART
    word = _WORD.match(rest)
    return TYPES.get(word[1]) if word else None


def _looks_like_dot(text: str) -> bool:
    """`graph {` and `graph name {` are Graphviz."""
    return bool(re.match(r'\s*graph\s*(?:[\w.]+|"[^"\n]*")?\s*\{', text))


def opened(text: str, name: str) -> Opened:
    """Read the head. What is no statement is blanked, so that every place keeps its line and column.

    Raises RefusedImport for what is no flowchart.
    """
    front = _FRONT.match(text)
    titled = _TITLE.search(front[1]) if front else None
    data: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for found in _OWN.finditer(text):
        if (part := own.unpacked(found[2].strip())) is not None:
            data.setdefault(tuple(found[1].split()), []).append(part)
    if front:
        text = _blank(front) + text[front.end() :]
    scanner = Scanner(_COMMENT.sub(_blank, _without_directives(text)), name)
    _take_head(scanner)
    return Opened(scanner, titled[1].strip().strip("\"'") if titled else "", data)


def _blank(found: re.Match[str]) -> str:
    return _NO_LINE_END.sub(" ", found[0])


def _without_directives(text: str) -> str:
    """The text with its `%%{ ... }%%` blanked; what is not closed stays."""
    parts, at = [], 0
    while (start := text.find("%%{", at)) >= 0 and (end := text.find("}%%", start)) >= 0:
        parts += [text[at:start], _NO_LINE_END.sub(" ", text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]])


def _take_head(scanner: Scanner) -> None:
    if scanner.take(_HEAD):
        return
    scanner.take(re.compile(r"\s*"))
    word = scanner.peek(_WORD)
    do = "Only flowcharts can be imported: they begin with flowchart LR or graph TD."
    if word and word[1] in TYPES:
        scanner.refuse(f"{TYPES[word[1]]} ({word[1]}) begins, not a flowchart", do)
    scanner.refuse("no flowchart begins", do)
