"""A foreign drawing that a person looks at: what was read, and what they have chosen otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from designer.drawing import svg
from designer.errors import RefusedImport
from designer.exchange import Corrections, GuessedArrow, Sketch, build, read
from designer.model.design import Design
from designer.model.limits import MAX_NAME


class Choices:
    """The same corrections as those of `sketchcheck import --map`, as they are being made.

    `first` is what was guessed at first, `found` what came of the choices.
    """

    def __init__(self, name: str, sketch: Sketch) -> None:
        self.name, self.sketch = name, sketch
        self.title = name.partition(".")[0][:MAX_NAME] if "." in name else ""
        self.corrections = Corrections()
        self.first = self.found = build(sketch)
        self.last = ""
        """The key of the box or arrow that was chosen last, where it was one."""
        self._pictures: dict[bool, str] = {}

    @property
    def design(self) -> Design:
        """The design as it is chosen now; it has the name of the file where the drawing has none."""
        made = self.found.design
        return made if made.name else replace(made, name=self.title)

    @property
    def own_text(self) -> str | None:
        """The text of the whole design that a picture of ours carries; None where it has credentials."""
        return None if self.found.masked else self.sketch.source

    def set_boxes(self, keys: Sequence[str], kind: str) -> None:
        """Choose the kind of boxes; `note` and `skip` are kinds here."""
        self._set(self.corrections.kinds, keys, kind)

    def set_arrows(self, keys: Sequence[str], kind: str) -> None:
        """Choose the kind of arrows; `skip` leaves them out."""
        self._set(self.corrections.arrows, keys, kind)

    def _set(self, chosen: dict[str, str], keys: Sequence[str], kind: str) -> None:
        chosen.update(dict.fromkeys(keys, kind))
        self.last = keys[0] if len(keys) == 1 else ""
        self.found = build(self.sketch, self.corrections)
        self._pictures = {}

    def ends(self, arrow: GuessedArrow) -> tuple[str, str]:
        """The kinds of the boxes that an arrow leads from and to."""
        components = self.found.design.components
        return components[arrow.source].kind, components[arrow.target].kind

    def picture(self, *, dark: bool) -> str:
        """What the design looks like, as SVG."""
        if dark not in self._pictures:
            self._pictures[dark] = svg(
                self.found.design, dark=dark, legend=False, title=False, transparent=True
            )
        return self._pictures[dark]


def read_drawing(name: str, data: bytes) -> Choices:
    """What a file or a text of another tool draws. Raises RefusedImport in words, with line and column."""
    choices = Choices(name, read(name, data))
    design = choices.found.design
    if not (design.components or design.zones or design.notes):
        raise RefusedImport(
            f"cannot import {name}: because no box was found in it. Open a drawing, or a picture that"
            " was exported with the design kept inside."
        )
    return choices
