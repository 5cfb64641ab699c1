"""A foreign drawing that a person looks at: what was read, and what they have chosen otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from designer.drawing import svg
from designer.errors import RefusedImport
from designer.exchange import Corrections, GuessedArrow, Imported, Sketch, build, read
from designer.model.design import Design
from designer.model.limits import MAX_NAME

_NOT_SURE = ("none", "guess", "likely")
"""What a person should look at, the most doubtful first."""


class Choices:
    """The same corrections as those of `sketchcheck import --map`, as they are being made."""

    def __init__(self, name: str, sketch: Sketch) -> None:
        self.name, self.format = name, sketch.format
        self.title = name.partition(".")[0][:MAX_NAME] if "." in name else ""
        self.corrections = Corrections()
        self._sketch, self._pictures = sketch, dict[bool, str]()
        self.found = build(sketch)
        # Who corrects a guess finds it where it was: the order stays that of the first guesses.
        self._order = {
            "boxes": {one.key: _rank(one.guess.sure) for one in self.found.boxes},
            "arrows": {one.key: _rank(one.guess.sure) for one in self.found.arrows},
        }

    @property
    def design(self) -> Design:
        """The design as it is chosen now; it has the name of the file where the drawing has none."""
        made = self.found.design
        return made if made.name else replace(made, name=self.title)

    @property
    def own_text(self) -> str | None:
        """The text of the whole design that a picture of ours carries; None where it has credentials."""
        return None if self.found.masked else self._sketch.source

    def rank(self, part: str, key: str) -> int:
        """How far down a box or an arrow stands, by how sure the first guess was."""
        return self._order[part].get(key, 0)

    def is_doubtful(self, part: str, key: str) -> bool:
        """Whether a person should look at it."""
        return self.rank(part, key) < len(_NOT_SURE)

    def set_boxes(self, keys: Iterable[str], kind: str) -> None:
        """Choose the kind of boxes; `note` and `skip` are kinds here."""
        self.corrections.kinds.update(dict.fromkeys(keys, kind))
        self._build()

    def set_arrows(self, keys: Iterable[str], kind: str) -> None:
        """Choose the kind of arrows; `skip` leaves them out."""
        self.corrections.arrows.update(dict.fromkeys(keys, kind))
        self._build()

    def _build(self) -> None:
        self.found = build(self._sketch, self.corrections)
        self._pictures = {}

    def alike(self) -> dict[tuple[str, str], list[str]]:
        """The keys of all arrows by the kinds of the boxes at their ends."""
        groups: dict[tuple[str, str], list[str]] = {}
        for arrow in self.found.arrows:
            groups.setdefault(self.ends(arrow), []).append(arrow.key)
        return groups

    def ends(self, arrow: GuessedArrow) -> tuple[str, str]:
        """The kinds of the boxes that an arrow leads from and to."""
        components = self.found.design.components
        return components[arrow.source].kind, components[arrow.target].kind

    def picture(self, *, dark: bool) -> str:
        """What the design looks like, as SVG."""
        if dark not in self._pictures:
            self._pictures[dark] = svg(self.found.design, dark=dark, legend=False, title=False)
        return self._pictures[dark]


def _rank(sure: str) -> int:
    return _NOT_SURE.index(sure) if sure in _NOT_SURE else len(_NOT_SURE)


def read_drawing(name: str, data: bytes) -> Choices:
    """What a file or a text of another tool draws. Raises RefusedImport in words, with line and column."""
    choices = Choices(name, read(name, data))
    if _is_empty(choices.found):
        raise RefusedImport(
            f"cannot import {name}: because no box was found in it. Open a drawing, or a picture that"
            " was exported with the design kept inside."
        )
    return choices


def _is_empty(found: Imported) -> bool:
    design = found.design
    return not (design.components or design.zones or design.notes)
