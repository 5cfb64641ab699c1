"""Flowcharts in Markdown: the blocks between fences, such as ```mermaid, that wikis and READMEs hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from designer.errors import RefusedImport
from designer.exchange.mermaid.opening import FLOWCHART, diagram_of
from designer.exchange.mermaid.reading import read_mermaid
from designer.exchange.sketch import Remark, Sketch

_HOLDS = re.compile(
    rb"^[ \t>]*(?:[-*+][ \t]+)?(?:`{3,}|~{3,}|:{3,})[ \t]*\{?\.?mermaid\b", re.MULTILINE | re.IGNORECASE
)
_FENCE = re.compile(
    r"(?P<before>[ \t>]*(?:[-*+][ \t]+)?)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<word>\{?\.?[\w-]*)"
)
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_DO = "Write one between ```mermaid and ```, or name another file."


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two fences; above it there are empty lines, so that places stay what they are."""

    line: int
    text: str

    @property
    def diagram(self) -> str | None:
        """What it draws, in words; None where it is no diagram of Mermaid."""
        return diagram_of(self.text)


def is_markdown(data: bytes) -> bool:
    """Whether a text holds a block of Mermaid."""
    return _HOLDS.search(data) is not None


def read_markdown(text: str, name: str) -> Sketch:
    """Read the first flowchart in a Markdown text; other blocks are told.

    Raises RefusedImport where there is none, or where it is broken.
    """
    blocks = [*_blocks(text)]
    if not blocks:
        raise RefusedImport(f"cannot read {name}: because it holds no block of Mermaid. {_DO}")
    chart = next((one for one in blocks if one.diagram == FLOWCHART), blocks[0])
    sketch = read_mermaid(chart.text, name)
    sketch.remarks += [_left_out(one) for one in blocks if one is not chart]
    return sketch


def _left_out(block: Block) -> Remark:
    what = block.diagram or "it is no diagram that is known"
    text = f"This block of Mermaid is left out: {what}. Only the first flowchart is read."
    return Remark(f"line {block.line}", text)


def _blocks(text: str) -> Iterator[Block]:
    """The blocks of Mermaid; a fence in a longer fence is only words."""
    lines = text.splitlines(keepends=True)
    opened, is_mermaid, first = "", False, 0
    for number, line in enumerate([*lines, ""]):
        found = _FENCE.match(line)
        if not opened and found:
            opened, first = found["fence"], number + 1
            is_mermaid = found["word"].lower().lstrip("{.").startswith("mermaid")
        elif opened and (number == len(lines) or _closes(line, opened)):
            if is_mermaid:
                yield Block(first, _alone(lines, first, number))
            opened = ""


def _closes(line: str, fence: str) -> bool:
    bare = line.strip(" \t\r\n>")
    return bare.startswith(fence) and not bare.strip(fence[0])


def _alone(lines: list[str], start: int, end: int) -> str:
    """These lines, with signs of a quotation as spaces, below as many empty ones."""
    inside = (
        _QUOTE.sub(lambda found: " " * len(found[0]), line, count=1)
        if line.lstrip().startswith(">")
        else line
        for line in lines[start:end]
    )
    return "\n" * start + "".join(inside)
