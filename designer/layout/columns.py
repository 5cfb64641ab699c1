"""One way to arrange a chart with the layout engine, folded into bands where it would be too wide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from designer.layout.chart import MAIN, Boxes, Chart, box_at
from designer.layout.engine import Group, Tie, positions
from designer.layout.order import Order
from designer.layout.tokens import box_size, tokens
from designer.model.kinds import STAGES

_RANKS = {kind: number for number, kind in enumerate(MAIN)}
_FAMILIES = {2: "aaaaaccdda", 3: "aaaabccdda", 4: "aaeebccdda"}
"""By depth of folding: the band of each stage, in the order of the stages."""


@dataclass(frozen=True, slots=True)
class Fold:
    """How a picture is folded into bands under each other, so that it does not become endlessly wide.

    `depth` 0: not at all; 1: by zone; 2, 3, 4: also by stage, ever finer. `slide`: a band starts under the
    column that feeds it, else at the left. `stacked`: side parts stand under what they watch.
    """

    depth: int
    slide: bool
    stacked: bool


def columns(chart: Chart, fold: Fold) -> Boxes:
    """Rectangles of all boxes, in columns from left to right.

    Raises DrawingError when there is no layout engine.
    """
    bands = _bands(chart, fold.depth)
    gap = tokens()["gap"]
    middles = positions(
        _tree(chart, bands), _ties(chart, bands, fold), box_size(), (gap["rank"], gap["node"])
    )
    return _spread(chart, _data_first(chart, middles))


def _bands(chart: Chart, depth: int) -> dict[str, str]:
    if depth == 0:
        return dict.fromkeys(chart.zones, "")
    home = {box: chain[0] for box, chain in chart.chains.items() if chain}
    bands = {box: home.get(box) or _nearest(chart, box, home) for box in chart.zones}
    families = _FAMILIES.get(depth, "a" * len(STAGES))
    return {box: f"{band} {families[chart.stages[box]]}" for box, band in bands.items()}


def _nearest(chart: Chart, box: str, home: dict[str, str]) -> str:
    """The zone that a box outside of all zones has most to do with."""
    pulls: Counter[str] = Counter()
    for link in chart.links:
        if box in (link.source, link.target):
            other = link.target if link.source == box else link.source
            if other in home:
                pulls[home[other]] += MAIN.get(link.kind, 1)
    return pulls.most_common(1)[0][0] if pulls else ""


def _tree(chart: Chart, bands: dict[str, str]) -> Group:
    """Zones as clusters, and in each (or outside of all) the bands as clusters without room of their own."""
    zone = tokens()["zone"]
    root, margin = Group(), zone["padding"] + zone["header"] // 2 + tokens()["gap"]["zone"] // 4
    several = len(set(bands.values())) > 1
    for box, chain in chart.chains.items():
        group = root
        for name in chain:
            group = group.groups.setdefault(name, Group(margin))
        if several and (chain or not chart.members):
            group = group.groups.setdefault(f"{bands[box]} band", Group(0))
        group.nodes.append(box)
    return root


def _ties(chart: Chart, bands: dict[str, str], fold: Fold) -> list[Tie]:
    """Which flows order the columns: the main path without circles, and what holds a loose box."""
    order = Order(chart)
    ties = []
    for link in sorted(chart.links, key=lambda one: _RANKS.get(one.kind, len(_RANKS))):
        main, same = link.kind in MAIN, bands[link.source] == bands[link.target]
        orders = (same or fold.slide) and order.takes(link.source, link.target, main)
        spans = int(same and (main or not fold.stacked))
        ties.append(Tie(link.source, link.target, MAIN.get(link.kind, 1) if same else 1, spans, orders))
    return ties


def _data_first(chart: Chart, middles: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The same picture, upside down if otherwise the early stages would be at the bottom."""
    mean = sum(chart.stages.values()) / len(middles)
    if sum((chart.stages[box] - mean) * y for box, (_, y) in middles.items()) >= 0:
        return middles
    lowest = max(y for _, y in middles.values())
    return {box: (x, lowest - y) for box, (x, y) in middles.items()}


def _spread(chart: Chart, middles: dict[str, tuple[float, float]]) -> Boxes:
    """Columns only as far apart as labels and the edges of zones need."""
    wide, high = box_size()
    places = sorted({round(x) for x, _ in middles.values()})
    column = {box: places.index(round(x)) for box, (x, _) in middles.items()}
    lefts = [0.0]
    for gap in _gaps(chart, column, len(places)):
        lefts.append(lefts[-1] + wide + gap)
    return {box: box_at(lefts[column[box]], round(y - high / 2)) for box, (_, y) in middles.items()}


def _gaps(chart: Chart, column: dict[str, int], count: int) -> list[float]:
    """The room behind each column but the last, in pixels."""
    gap, padding = tokens()["gap"], tokens()["zone"]["padding"]
    room = [float(gap["rank"])] * (count - 1)
    for link in chart.links:
        first, last = sorted((column[link.source], column[link.target]))
        if last == first + 1 and link.room:
            room[first] = max(room[first], link.room + gap["label"])
    ends, starts = [0] * count, [0] * count
    spans = {z: ([column[b] for b in boxes]) for z, boxes in chart.members.items()}
    for box, chain in chart.chains.items():
        at = column[box]
        ends[at] = max(ends[at], padding * sum(max(spans[z]) == at for z in chain))
        starts[at] = max(starts[at], padding * sum(min(spans[z]) == at for z in chain))
    return [max(room[i], ends[i] + starts[i + 1] + gap["zone"]) for i in range(count - 1)]
