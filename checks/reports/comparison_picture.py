"""A comparison as one picture: the new design and what it lost, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterator

from checks.comparison import Part
from checks.reports.compared import TITLES, ComparedFiles, change_words, counted_states
from designer.drawing import Mark, render
from designer.drawing.overlay import Overlay, overlay

_DRAWN = ("component", "flow", "zone", "note")
_LOOSE = "design"
"""Marks on what is not drawn stand beside the title."""


def comparison_picture(files: ComparedFiles, ending: str) -> bytes:
    """The picture in the format of the ending; DrawingError where there is no such format."""
    it = files.comparison
    gone = [(one.group, one.id) for one in it.parts if one.state == "removed" and one.group in _DRAWN]
    both = overlay(it.before.design, it.after.design, gone)
    counts = [(TITLES[group], counted_states(it, group)) for group in ("component", "flow")]
    facts = "; ".join(f"{title.lower()}: {words or 'as before'}" for title, words in counts)
    names = f"{files.before} → {files.after}"
    return render(both.design, ending, marks=marks_of_parts(files, both), facts=facts, date=names)


def marks_of_parts(files: ComparedFiles, both: Overlay) -> list[Mark]:
    """A mark for each part that differs."""
    return [_mark(part, both) for part in files.comparison.parts]


def _mark(part: Part, both: Overlay) -> Mark:
    own = both.names.get((part.group, part.id), part.id) if part.state == "removed" else part.id
    return Mark(own if part.group in _DRAWN else _LOOSE, part.state, "; ".join(_words(part)))


def _words(part: Part) -> Iterator[str]:
    yield f"{part.title}: {part.state}"
    yield from map(change_words, part.changes)
