"""Large charts: what belongs together is arranged by itself, and the groups stand on shelves.

The layout engine takes far more than twice as long for twice as many boxes, without a limit, and draws
strips or stairs of them. Groups bound its work, and give the picture the shape of a screen.
"""

from __future__ import annotations

from collections.abc import Callable

from designer.layout.chart import Boxes, Chart, frames_of
from designer.layout.grouping import FRAGMENT, MOST, groups
from designer.layout.rect import around
from designer.layout.shelves import Block, shelve

Arranging = Callable[[Chart], Boxes]


def patches(chart: Chart, arranged: Arranging) -> Boxes:
    """Rectangles of all boxes; `arranged` places those of a group."""
    return _block(chart, arranged, 0).boxes


def _block(chart: Chart, arranged: Arranging, depth: int) -> Block:
    if len(chart.zones) <= MOST:
        boxes = arranged(chart)
        return Block(boxes, around([*frames_of(chart, boxes).values(), *boxes.values()]))
    found = sorted(groups(chart, depth), key=lambda group: len(group) <= FRAGMENT)
    return shelve([_group(chart.part(group), arranged, depth) for group in found])


def _group(part: Chart, arranged: Arranging, depth: int) -> Block:
    """A group; what is too large for one is a zone, so its inside is grouped again."""
    if len(part.zones) <= MOST:
        return _block(part, arranged, depth)
    return _block(part, arranged, depth + 1).framed()
