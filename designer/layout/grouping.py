"""Which boxes of a large chart belong together: zones, and boxes that flows tie most closely."""

from __future__ import annotations

from collections import Counter

from designer.layout.chart import Chart

MOST = 60
"""Boxes of a group, unless it is a single zone: zones are never torn apart."""
_FULL = 40
"""Boxes from which on a group takes only fragments."""
FRAGMENT = 6
"""A group of so few boxes is one: nobody would know what it is about."""

_BETWEEN = 0.2
"""The share of flows between groups up to which they can stand apart."""


def groups(chart: Chart, depth: int) -> list[list[str]]:
    """The boxes of a chart in groups; `depth` is the level of the zones that stay whole, 0 for the outer."""
    made = _Groups(chart, depth)
    pairs = _closest_first(chart)
    for a, b in pairs:
        made.join(a, b, _FULL)
    for a, b in pairs:
        if min(made.size(a), made.size(b)) <= FRAGMENT:
            made.join(a, b, MOST)
    return made.lists()


def hangs_together(chart: Chart) -> bool:
    """Whether many flows lead from one group to another, so that groups apart from each other read badly."""
    group_of = {box: number for number, group in enumerate(groups(chart, 0)) for box in group}
    between = sum(group_of[link.source] != group_of[link.target] for link in chart.links)
    return between > len(chart.links) * _BETWEEN


def _closest_first(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of boxes with a flow: first those that share most neighbours, so that bridges come last."""
    around: dict[str, set[str]] = {box: set() for box in chart.zones}
    for link in chart.links:
        around[link.source].add(link.target)
        around[link.target].add(link.source)
    pairs = Counter((link.source, link.target) for link in chart.links)
    return sorted(pairs, key=lambda pair: -(len(around[pair[0]] & around[pair[1]]) + pairs[pair]))


class _Groups:
    """Boxes joined so far: each leads to the one that stands for its group."""

    def __init__(self, chart: Chart, depth: int) -> None:
        whole = {box: chain[depth] if len(chain) > depth else box for box, chain in chart.chains.items()}
        first: dict[str, str] = {}
        self._leads = {box: first.setdefault(key, box) for box, key in whole.items()}
        self._sizes = Counter(self._leads.values())

    def join(self, a: str, b: str, most: int) -> None:
        """Make one group of two, unless it had more than `most` boxes."""
        a, b = self._root(a), self._root(b)
        if a != b and self._sizes[a] + self._sizes[b] <= most:
            self._leads[b] = a
            self._sizes[a] += self._sizes[b]

    def size(self, box: str) -> int:
        """How many boxes the group of this one has."""
        return self._sizes[self._root(box)]

    def lists(self) -> list[list[str]]:
        """The groups, in the order of their first boxes."""
        found: dict[str, list[str]] = {}
        for box in self._leads:
            found.setdefault(self._root(box), []).append(box)
        return list(found.values())

    def _root(self, box: str) -> str:
        while self._leads[box] != box:
            self._leads[box] = box = self._leads[self._leads[box]]
        return box
