"""Where boxes stand on our canvas, from where they stood in the other tool.

Our boxes all have one size, so a drawing with small or close boxes is stretched until most of them have
room; what still overlaps moves down.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from designer.exchange.sketch import Box, Group, Sketch
from designer.layout import complete
from designer.layout.rect import Rect
from designer.layout.tokens import box_size, note_size, tokens
from designer.model.design import Design
from designer.model.layout import Layout, ZoneArea

_GRID = 8
_MOST = 4.0
"""No drawing is stretched further."""
_FAR = 900_000


def places(design: Design, sketch: Sketch, id_of: dict[str, str]) -> Layout:
    """The layout of the design. What the drawing gives no place has none: it gets one when it is opened."""
    drawn: list[Box | Group] = [*sketch.boxes, *sketch.groups]
    frames = {
        id_of[one.key]: Rect(*map(_near, one.frame))
        for one in drawn
        if one.frame is not None and one.key in id_of
    }
    boxes = {key: frame for key, frame in frames.items() if key not in design.zones}
    if sketch.rest is not None:
        return _as_drawn(design, frames)
    if not boxes:
        return design.layout
    stood = _apart(design, _stretched(boxes))
    layout = Layout(boxes={key: (round(r.x), round(r.y)) for key, r in stood.items()})
    return complete(design.with_layout(layout))


def _near(number: float) -> float:
    """A number that a canvas can have."""
    return min(max(number, -_FAR), _FAR) if number == number else 0.0


def _as_drawn(design: Design, frames: dict[str, Rect]) -> Layout:
    """Our own export: what stands where, to the pixel."""
    old = design.layout
    zones = dict(old.zones)
    for key, frame in frames.items():
        if key in design.zones and frame.width >= 1 and frame.height >= 1:
            folded = zones[key].collapsed if key in zones else None
            zones[key] = ZoneArea(
                at=(round(frame.x), round(frame.y)),
                size=(round(frame.width), round(frame.height)),
                collapsed=folded,
            )
    at = {key: (round(r.x), round(r.y)) for key, r in frames.items() if key not in design.zones}
    return old.model_copy(update={"boxes": {**old.boxes, **at}, "zones": zones})


def _stretched(frames: dict[str, Rect]) -> dict[str, Rect]:
    """The frames in our size around their middles, the drawing stretched both ways."""
    wide, high = box_size()
    gap = tokens()["gap"]["free"]
    across = _factor(frames.values(), (wide + gap, high + gap), 0)
    down = _factor(frames.values(), (wide + gap, high + gap), 1)
    stretched = {}
    for key, frame in frames.items():
        x, y = frame.middle[0] * across - wide / 2, frame.middle[1] * down - high / 2
        stretched[key] = Rect(_near(round(x / _GRID) * _GRID), _near(round(y / _GRID) * _GRID), wide, high)
    return stretched


def _factor(frames: Iterable[Rect], pitch: tuple[float, float], axis: int) -> float:
    """How much further apart middles must be along an axis, so that most neighbours in a line have room."""
    other = 1 - axis
    lines: dict[int, list[float]] = {}
    for frame in frames:
        size = max(frame[2 + other], 1.0)
        lines.setdefault(round(frame.middle[other] / size), []).append(frame.middle[axis])
    steps = sorted(b - a for line in lines.values() for a, b in pairwise(sorted(line)) if b - a > 1)
    if not steps:
        return 1.0
    return min(max(pitch[axis] / steps[len(steps) // 10], 1.0), _MOST)


def _apart(design: Design, frames: dict[str, Rect]) -> dict[str, Rect]:
    """The same without overlaps: from top to bottom, each moves down until it is free."""
    gap = tokens()["gap"]["free"]
    wide, high = box_size()
    cell = (wide + gap, high + gap)
    taken: dict[tuple[int, int], list[Rect]] = {}
    stood: dict[str, Rect] = {}
    for key, frame in sorted(frames.items(), key=lambda one: (one[1].y, one[1].x)):
        size = note_size() if key in design.notes else (wide, high)
        rect = frame._replace(width=size[0], height=size[1])
        while hit := _hit(rect, taken, cell, gap):
            rect = rect._replace(y=hit.bottom + gap)
        for spot in _cells(rect, cell):
            taken.setdefault(spot, []).append(rect)
        stood[key] = rect
    return stood


def _hit(
    rect: Rect, taken: dict[tuple[int, int], list[Rect]], cell: tuple[int, int], gap: int
) -> Rect | None:
    near = (one for spot in _cells(rect.grown(gap), cell) for one in taken.get(spot, ()))
    return next((one for one in near if one.overlaps(rect, gap)), None)


def _cells(rect: Rect, cell: tuple[int, int]) -> list[tuple[int, int]]:
    columns = range(int(rect.x // cell[0]), int(rect.right // cell[0]) + 1)
    rows = range(int(rect.y // cell[1]), int(rect.bottom // cell[1]) + 1)
    return [(column, row) for column in columns for row in rows]
