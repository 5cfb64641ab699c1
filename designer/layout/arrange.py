"""The most readable automatic arrangement of a chart."""

from __future__ import annotations

import math
from itertools import combinations

from designer.errors import DrawingError
from designer.layout.chart import MAIN, Boxes, Chart, frames_of
from designer.layout.columns import Fold, columns
from designer.layout.rect import Rect, around
from designer.layout.shelves import shelves

_SHAPE = 16 / 9
_SMALL = 60
"""Charts of up to so many boxes are arranged in every way, and the best is taken."""


def best(chart: Chart) -> Boxes:
    """The most readable arrangement of a chart, without overlaps; the same chart always gives the same."""
    if not chart.zones:
        return {}
    try:
        tried = [columns(chart, fold) for fold in _folds(chart)]
    except DrawingError:
        tried = []
    sound = [boxes for boxes in tried if not clashes(chart, boxes)]
    return min(sound or [shelves(chart)], key=lambda boxes: cost(chart, boxes))


def _folds(chart: Chart) -> list[Fold]:
    if len(chart.zones) > _SMALL:
        return [Fold(1, stacked=True)]
    return [Fold(depth, stacked) for depth in range(4) for stacked in (False, True)]


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
    """How hard a picture is to read: far from 16:9, long flows, flows to the left, crossings."""
    area = around([*frames_of(chart, boxes).values(), *boxes.values()])
    shape = abs(math.log(area.width / area.height / _SHAPE))
    lines = [(boxes[link.source].middle, boxes[link.target].middle) for link in chart.links]
    if not lines:
        return shape
    length = sum(math.dist(a, b) for a, b in lines) / len(lines) / 260
    main = [
        boxes[k.target].x <= boxes[k.source].x for k in chart.links if k.kind in MAIN
    ]
    back = sum(main) / max(len(main), 1)
    crossings = sum(_cross(*a, *b) for a, b in combinations(lines, 2)) / len(lines)
    return shape + 0.5 * length + 1.5 * back + 0.6 * crossings


Point = tuple[float, float]


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines cross between their ends."""
    if len({a, b, c, d}) < 4:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
