"""Flowcharts in Markdown: the blocks between fences, such as ```mermaid, that wikis and READMEs hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from designer.errors import RefusedImport
from designer.exchange.mermaid.opening import FLOWCHART, diagram_of
from designer.exchange.mermaid.reading import read_mermaid
from designer.exchange.sketch import Remark, Sketch

_HOLDS = re.compile(
    rb"^[ \t>]*+(?:[-*+][ \t]++)?(?:`{3,}+|~{3,}+|:{3,}+)[ \t]*+\{?\.?mermaid\b",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = re.compile(
    r"[ \t>]*+(?:[-*+][ \t]++)?(?P<fence>`{3,}+|~{3,}+|:{3,}+)[ \t]*+(?P<word>\{?+\.?+[\w-]*+)(?!.*`)"
)
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_MOST_BLOCKS = 1000
_DO = "Write one between ```mermaid and ```, or name another file."


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between two fences; `line` is that of the first fence, from 1."""

    line: int
    lines: list[str]

    @property
    def diagram(self) -> str | None:
        """What it draws, in words; None where it is no diagram of Mermaid."""
        return diagram_of(self._text)

    @property
    def placed(self) -> str:
        """The block below as many empty lines as stand above it, so that places are those in the page."""
        return "\n" * self.line + self._text

    @property
    def _text(self) -> str:
        return "\n".join(_QUOTE.sub(_spaces, line, count=1) for line in self.lines)


def is_markdown(data: bytes) -> bool:
    """Whether a text holds a block of Mermaid."""
    return _HOLDS.search(data) is not None


def read_markdown(text: str, name: str) -> Sketch:
    """Read the first flowchart in a Markdown text; other blocks are told.

    Raises RefusedImport where there is none, or where it is broken.
    """
    blocks = [*islice(_blocks(text), _MOST_BLOCKS + 1)]
    if not blocks:
        raise RefusedImport(f"cannot read {name}: because it holds no block of Mermaid. {_DO}")
    if len(blocks) > _MOST_BLOCKS:
        because = f"it holds more than {_MOST_BLOCKS} blocks of Mermaid"
        raise RefusedImport(f"cannot read {name}: because {because}. Split the page.")
    chart = next((one for one in blocks if one.diagram == FLOWCHART), blocks[0])
    sketch = read_mermaid(chart.placed, name)
    sketch.remarks += [_left_out(one) for one in blocks if one is not chart]
    return sketch


def _left_out(block: Block) -> Remark:
    what = block.diagram or "it is no diagram that is known"
    text = f"This block of Mermaid is left out: {what}. Only the first flowchart is read."
    return Remark(f"line {block.line}", text)


def _blocks(text: str) -> Iterator[Block]:
    """The blocks of Mermaid; a fence in a longer fence is only words."""
    lines = text.split("\n")
    opened, is_mermaid, first = "", False, 0
    for number, line in enumerate([*lines, ""]):
        found = _FENCE.match(line)
        if not opened and found:
            opened, first = found["fence"], number + 1
            is_mermaid = found["word"].lower().lstrip("{.").startswith("mermaid")
        elif opened and (number == len(lines) or _closes(line, opened)):
            if is_mermaid:
                yield Block(first, lines[first:number])
            opened = ""


def _closes(line: str, fence: str) -> bool:
    bare = line.strip(" \t\r>")
    return bare.startswith(fence) and not bare.strip(fence[0])


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
