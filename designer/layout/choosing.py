"""The most readable automatic arrangement of a chart."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

from designer.errors import DrawingError
from designer.layout.chart import MAIN, Boxes, Chart, frames_of
from designer.layout.columns import Fold, columns
from designer.layout.grouping import hangs_together
from designer.layout.patches import patches
from designer.layout.rect import Rect, around
from designer.layout.shelves import shelves

Point = tuple[float, float]
_SHAPE = 16 / 9
_STEP = 256
"""Pixels from column to column: the unit of lengths here."""
_COMFORTABLE = 1300
"""Pixels of width that cost nothing."""
_SMALL = 60
"""Charts of up to so many boxes are arranged in every way, and the best is taken."""
_MIDDLE = 200
"""Charts of up to so many boxes may be arranged as a whole; for larger ones the engine can take minutes."""
_BOTH = (False, True)
_FLAT = Fold(0, slide=True, stacked=True)
_FOLDS = (
    *(Fold(0, slide=True, stacked=stacked) for stacked in _BOTH),
    *(Fold(depth, slide, stacked) for depth in (1, 2, 3, 4) for slide in _BOTH for stacked in _BOTH),
)


def best(chart: Chart) -> Boxes:
    """The most readable arrangement of a chart, without overlaps; the same chart always gives the same."""
    if not chart.zones:
        return {}
    tried = _arranged(chart, _FOLDS) if len(chart.zones) <= _SMALL else [_large(chart)]
    sound = [boxes for boxes in tried if not clashes(chart, boxes)] or [shelves(chart)]
    return sound[0] if len(sound) == 1 else min(sound, key=lambda boxes: cost(chart, boxes))


def _large(chart: Chart) -> Boxes:
    whole = len(chart.zones) <= _MIDDLE and hangs_together(chart)
    return _flat(chart) if whole else patches(chart, _flat)


def _flat(chart: Chart) -> Boxes:
    boxes = next(iter(_arranged(chart, [_FLAT])), {})
    return boxes if boxes and not clashes(chart, boxes) else shelves(chart)


def _arranged(chart: Chart, folds: Iterable[Fold]) -> list[Boxes]:
    """What the layout engine makes of a chart; nothing where there is no engine."""
    try:
        return [columns(chart, fold) for fold in folds]
    except DrawingError:
        return []


def clashes(chart: Chart, boxes: Boxes) -> bool:
    """Whether boxes overlap, a box lies in a foreign zone, or zones overlap that are not nested."""
    frames = frames_of(chart, boxes)
    if _any_overlap(list(boxes.values())):
        return True
    for zone, frame in frames.items():
        inside = set(chart.members[zone])
        if any(frame.overlaps(rect) for box, rect in boxes.items() if box not in inside):
            return True
    return any(
        frames[a].overlaps(frames[b])
        for a, b in combinations(frames, 2)
        if a not in chart.chain(b) and b not in chart.chain(a)
    )


def _any_overlap(rects: list[Rect]) -> bool:
    rects.sort()
    for number, rect in enumerate(rects):
        for other in rects[number + 1 :]:
            if other.x >= rect.right:
                break
            if rect.overlaps(other):
                return True
    return False


def cost(chart: Chart, boxes: Boxes) -> float:
    """How hard a picture is to read: small when shown at 16:9, long flows, flows to the left, crossings."""
    area = around([*frames_of(chart, boxes).values(), *boxes.values()])
    shown = max(area.width, area.height * _SHAPE)
    size = max(0.0, math.log(shown / max(_COMFORTABLE, math.sqrt(len(boxes)) * _STEP)))
    links = [(boxes[link.source], boxes[link.target], link.kind in MAIN) for link in chart.links]
    if not links:
        return size
    lines = [(a.middle, b.middle) for a, b, _ in links]
    length = sum(math.dist(a, b) for a, b in lines) / _STEP
    back = sum(main and b.x < a.x for a, b, main in links)
    crossings = sum(_cross(*a, *b) for a, b in combinations(lines, 2))
    through = sum(_through(a, b, box) for a, b in lines for box in boxes.values())
    return 1.5 * size + (0.3 * length + 1.0 * back + 0.5 * crossings + 0.5 * through) / len(lines)


def _through(a: Point, b: Point, box: Rect) -> bool:
    """Whether a line runs through a box that it does not join."""
    x, y, wide, high = box
    if max(a[0], b[0]) < x or min(a[0], b[0]) > x + wide or max(a[1], b[1]) < y or min(a[1], b[1]) > y + high:
        return False
    if box.middle in (a, b):
        return False
    return (
        len({_left(a, b, corner) for corner in ((x, y), (x + wide, y), (x, y + high), (x + wide, y + high))})
        > 1
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines cross between their ends."""
    if len({a, b, c, d}) < 4:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
