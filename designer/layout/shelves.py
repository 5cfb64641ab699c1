"""A plain arrangement of our own: columns by stage inside each zone, zones on shelves. Never overlaps.

It serves where no layout engine is installed, and where the engine's answer lets zones touch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from designer.layout.chart import Boxes, Chart, box_at, frame_of
from designer.layout.rect import Rect, around
from designer.layout.tokens import box_size, tokens

_SHAPE = 1.8
"""Width by height that shelves aim at."""
_SHARES = (1.0, 1.25, 1.5, 2.0)
"""Of the width that shelves without gaps would need: so wide they may be."""


@dataclass(frozen=True, slots=True)
class Block:
    """Boxes that stay together, and the room that they take with the frames around them."""

    boxes: Boxes
    area: Rect

    def at(self, x: float, y: float) -> Block:
        """The block with its top left corner there."""
        dx, dy = x - self.area.x, y - self.area.y
        boxes = {id_: rect._replace(x=rect.x + dx, y=rect.y + dy) for id_, rect in self.boxes.items()}
        return Block(boxes, self.area._replace(x=x, y=y))

    def framed(self) -> Block:
        """The block with room for the frame of a zone."""
        return Block(self.boxes, frame_of([self.area]))


def shelves(chart: Chart) -> Boxes:
    """Rectangles of all boxes; the same chart always gives the same."""
    outer = [zone for zone in chart.members if len(chart.chain(zone)) == 1]
    blocks = [*_columns(chart, None), *(_zone(chart, zone).framed() for zone in outer)]
    return shelve(blocks).boxes


def _zone(chart: Chart, zone: str) -> Block:
    """The boxes of a zone, and under them the zones inside it."""
    inner = [z for z in chart.members if chart.chain(z)[:-1] == (zone,)]
    return _stack([*_columns(chart, zone), *(block.framed() for z in inner for block in _columns(chart, z))])


def _columns(chart: Chart, zone: str | None) -> list[Block]:
    """The own boxes of a zone in columns by stage, as one block; a stage that nobody uses leaves no gap."""
    boxes = [box for box, at in chart.zones.items() if at == zone]
    (wide, high), gap = box_size(), tokens()["gap"]
    stages = sorted({chart.stages[box] for box in boxes})
    used = dict.fromkeys(stages, 0)
    placed: Boxes = {}
    for box in boxes:
        stage = chart.stages[box]
        column, row = stages.index(stage), used[stage]
        placed[box] = box_at(column * (wide + gap["rank"]), row * (high + gap["node"]))
        used[stage] += 1
    return [Block(placed, around(placed.values()))] if placed else []


def _stack(blocks: list[Block]) -> Block:
    """Blocks under each other."""
    placed: list[Block] = []
    y = 0.0
    for block in blocks:
        placed.append(block.at(0, y))
        y = placed[-1].area.bottom + tokens()["gap"]["zone"]
    return _joined(placed)


def shelve(blocks: list[Block]) -> Block:
    """Blocks beside each other until the shelf is full, then a new one below; as wide as fits best."""
    areas = [block.area for block in blocks]
    wide = math.sqrt(sum(a.width * a.height for a in areas) * _SHAPE)
    widest = max(a.width for a in areas)
    tried = [_shelved(blocks, max(wide * share, widest)) for share in _SHARES]
    return min(tried, key=lambda made: max(made.area.width, made.area.height * _SHAPE))


def _shelved(blocks: list[Block], full: float) -> Block:
    gap = tokens()["gap"]["rank"]
    placed: list[Block] = []
    x = y = bottom = 0.0
    for block in blocks:
        if x and x + block.area.width > full:
            x, y = 0.0, bottom + gap
        placed.append(block.at(x, y))
        x, bottom = x + block.area.width + gap, max(bottom, y + block.area.height)
    return _joined(placed)


def _joined(blocks: list[Block]) -> Block:
    boxes = {id_: rect for block in blocks for id_, rect in block.boxes.items()}
    return Block(boxes, around(block.area for block in blocks))
