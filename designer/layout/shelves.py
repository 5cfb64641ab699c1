"""A plain arrangement of our own: columns by stage inside each zone, zones on shelves. Never overlaps.

It serves where no layout engine is installed, and where the engine's answer lets zones touch.
"""

from __future__ import annotations

from designer.layout.chart import Boxes, Chart, box_at
from designer.layout.rect import Rect, around
from designer.layout.tokens import box_size, tokens

_SHAPE = 1.8
"""Width by height that shelves aim at."""


def shelves(chart: Chart) -> Boxes:
    """Rectangles of all boxes; the same chart always gives the same."""
    blocks = [_columns(chart, [box for box, zone in chart.zones.items() if zone is None])]
    for zone in (z for z in chart.members if len(chart.chain(z)) == 1):
        inner = [_zone_block(chart, z) for z in chart.members if chart.chain(z)[:-1] == (zone,)]
        own = _columns(chart, [box for box, at in chart.zones.items() if at == zone])
        blocks.append(_framed(_stack([own, *inner])))
    return {box: r for box, r in _shelve([b for b in blocks if b]).items() if box in chart.zones}


def _zone_block(chart: Chart, zone: str) -> Boxes:
    return _framed(_columns(chart, [box for box, at in chart.zones.items() if at == zone]))


def _columns(chart: Chart, boxes: list[str]) -> Boxes:
    """Boxes in columns by stage; a stage that is used by nobody leaves no gap."""
    wide, high = box_size()
    gap = tokens()["gap"]
    stages = sorted({chart.stages[box] for box in boxes})
    used = dict.fromkeys(stages, 0)
    placed: Boxes = {}
    for box in boxes:
        stage = chart.stages[box]
        placed[box] = box_at(stages.index(stage) * (wide + gap["rank"]), used[stage] * (high + gap["node"]))
        used[stage] += 1
    return placed


def _framed(block: Boxes) -> Boxes:
    """The block with the frame of its zone, as a nameless rectangle that keeps others away."""
    zone = tokens()["zone"]
    area = around(block.values()).grown(zone["padding"])
    frame = Rect(area.x, area.y - zone["header"], area.width, area.height + zone["header"])
    return block | {f"#{min(block)}#{len(block)}": frame}


def _moved(block: Boxes, x: float, y: float) -> Boxes:
    """The block with its top left corner there."""
    area = around(block.values())
    return {k: Rect(r.x - area.x + x, r.y - area.y + y, r.width, r.height) for k, r in block.items()}


def _stack(blocks: list[Boxes]) -> Boxes:
    """Blocks under each other."""
    placed: Boxes = {}
    y = 0.0
    for block in filter(None, blocks):
        placed |= _moved(block, 0, y)
        y = around(placed.values()).bottom + tokens()["gap"]["zone"]
    return placed


def _shelve(blocks: list[Boxes]) -> Boxes:
    """Blocks beside each other until the shelf is full, then a new shelf below."""
    areas = [around(block.values()) for block in blocks]
    full = max([(sum(a.width * a.height for a in areas) * _SHAPE) ** 0.5, *(a.width for a in areas)])
    gap = tokens()["gap"]["rank"]
    placed: Boxes = {}
    x = y = bottom = 0.0
    for block, area in zip(blocks, areas, strict=True):
        if x and x + area.width > full:
            x, y = 0.0, bottom + gap
        placed |= _moved(block, x, y)
        x, bottom = x + area.width + gap, max(bottom, y + area.height)
    return placed
