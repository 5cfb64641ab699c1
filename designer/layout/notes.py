"""Places for notes: beside what they are about."""

from __future__ import annotations

from collections.abc import Iterator

from designer.layout.ground import Ground
from designer.layout.rect import Rect, around
from designer.layout.tokens import note_size, tokens

_RINGS = 40


def place_notes(ground: Ground) -> None:
    """Stand each note that has no place beside what it is about; the others in a row below."""
    for note in ground.design.notes.values():
        if note.id not in ground.boxes:
            about = _about(ground, note.about or "")
            spots = _beside(about) if about else iter(())
            free = next((spot for spot in spots if _fits(ground, spot)), None)
            ground.boxes[note.id] = free or ground.spot(ground.below(note_size()))


def _about(ground: Ground, about: str) -> Rect | None:
    if flow := ground.design.flows.get(about):
        return around([ground.boxes[flow.source], ground.boxes[flow.target]])
    return ground.boxes.get(about) or ground.areas.get(about)


def _beside(about: Rect) -> Iterator[Rect]:
    """Above, below and at the sides, the nearest first."""
    wide, high = note_size()
    x, y = about.middle[0] - wide / 2, about.middle[1] - high / 2
    for far in range(_RINGS):
        away = tokens()["gap"]["free"] + far * high / 2
        yield Rect(x, about.y - high - away, wide, high)
        yield Rect(x, about.bottom + away, wide, high)
        yield Rect(about.right + away, y, wide, high)
        yield Rect(about.x - wide - away, y, wide, high)


def _fits(ground: Ground, rect: Rect) -> bool:
    """Whether a note there covers no box, and no edge or name of a zone."""
    gap, header = tokens()["gap"]["free"] / 2, tokens()["zone"]["header"]
    whole = Rect(rect.x, rect.y - header, rect.width, rect.height + header)
    return not any(rect.overlaps(box, gap) for box in ground.boxes.values()) and all(
        area.contains(whole) or not rect.overlaps(area, gap) for area in ground.areas.values()
    )
