"""Text from the clipboard, read as a design, so that the canvas can insert what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from designer.errors import FileProblems, RefusedEdit, RefusedImport
from designer.exchange import is_drawing
from designer.files import load_text
from designer.model.design import Design
from sketchcheck.told import Told
from sketchcheck.wizard.choices import Choices, read_drawing

NAME = "the pasted text"
VERSION = re.compile(r"^sketchcheck\s*:", re.MULTILINE)
SECTION = re.compile(r"^(zones|components|flows|notes)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clip:
    """What a text says as a design, for the canvas that asked with its operation `seq`.

    What a text of another tool draws, a person looks at first: then there are `choices`, and no design yet.
    `told` is the last answer to the canvas before they were done.
    """

    client: str
    seq: int
    design: Design | None
    choices: Choices | None = None
    told: int = 0

    def is_awaited(self, outbox: dict[str, Any], heard: int) -> bool:
        """Whether no answer has reached the canvas that asked."""
        if self.choices:
            return self.design is None or heard <= self.told
        return outbox["client"] == self.client and any(op["seq"] == self.seq for op in outbox["ops"])

    def data(self) -> dict[str, Any]:
        """The type Clip in frontend/src/types.ts."""
        design = Told().design(self.design) if self.design else None
        return {"client": self.client, "seq": self.seq, "design": design}


def read_clip(text: str, client: str, seq: int, left: Choices | None = None) -> Clip:
    """Read a design, some sections of one, or a drawing of another tool. Raises RefusedEdit in words.

    `left` is the drawing that was left last: who pastes it again goes on with it.
    """
    if SECTION.search(text):
        return Clip(client, seq, _design(text))
    if not is_drawing(text.encode()):
        raise RefusedEdit(
            "cannot paste: because the clipboard holds no part of a design, and no drawing that is known."
            " Copy boxes, a design file or a Mermaid flowchart first."
        )
    try:
        choices = read_drawing(NAME, text.encode())
    except RefusedImport as error:
        raise RefusedEdit(str(error)) from None
    return Clip(client, seq, None, left if left and left.sketch == choices.sketch else choices)


def _design(text: str) -> Design:
    head = "" if VERSION.search(text) else "sketchcheck: 1\n"
    try:
        design = load_text(head + text, NAME).design
    except FileProblems as problems:
        raise _refused(problems, head.count("\n")) from None
    if not (design.components or design.zones or design.notes):
        raise RefusedEdit("cannot paste: because the text draws nothing. Copy boxes first.")
    return design


def _refused(found: FileProblems, lines_before: int) -> RefusedEdit:
    first, more = found.problems[0], len(found.problems) - 1
    rest = " There is one more mistake." if more == 1 else f" There are {more} more mistakes." if more else ""
    line = first.line - lines_before
    return RefusedEdit(f"cannot paste: because line {line} of the text is no design: {first.message}{rest}")
