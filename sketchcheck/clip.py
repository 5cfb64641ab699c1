"""Text from the clipboard, read as a design, so that the canvas can insert what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from designer.errors import FileProblems, RefusedEdit
from designer.files import load_text
from designer.model.design import Design
from sketchcheck.told import Told

NAME = "the pasted text"
VERSION = re.compile(r"^sketchcheck\s*:", re.MULTILINE)
SECTION = re.compile(r"^(zones|components|flows|notes)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clip:
    """What a text says as a design, for the canvas that asked with its operation `seq`."""

    client: str
    seq: int
    design: Design

    def is_awaited(self, outbox: dict[str, Any]) -> bool:
        """Whether the canvas that asked still sends its question: then no answer has reached it."""
        return outbox["client"] == self.client and any(op["seq"] == self.seq for op in outbox["ops"])

    def data(self) -> dict[str, Any]:
        """The type Clip in frontend/src/types.ts."""
        return {"client": self.client, "seq": self.seq, "design": Told().design(self.design)}


def read_clip(text: str, client: str, seq: int) -> Clip:
    """Read a design, or some sections of one, from a text. Raises RefusedEdit in words."""
    if not SECTION.search(text):
        raise RefusedEdit(
            "cannot paste: because the clipboard holds no part of a design."
            " Copy boxes or a design file first."
        )
    head = "" if VERSION.search(text) else "sketchcheck: 1\n"
    try:
        design = load_text(head + text, NAME).design
    except FileProblems as problems:
        raise _refused(problems, head.count("\n")) from None
    if not (design.components or design.zones or design.notes):
        raise RefusedEdit("cannot paste: because the text draws nothing. Copy boxes first.")
    return Clip(client, seq, design)


def _refused(found: FileProblems, lines_before: int) -> RefusedEdit:
    first, more = found.problems[0], len(found.problems) - 1
    rest = " There is one more mistake." if more == 1 else f" There are {more} more mistakes." if more else ""
    line = first.line - lines_before
    return RefusedEdit(f"cannot paste: because line {line} of the text is no design: {first.message}{rest}")
