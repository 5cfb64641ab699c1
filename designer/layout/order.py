"""Which flows may decide what stands left of what: no circles, and no loose ends."""

from __future__ import annotations

from designer.layout.chart import Chart

_MOST = 400
"""Circles are looked for in charts of up to so many boxes; the layout engine breaks those of larger ones."""


class Order:
    """The flows taken so far as an order from left to right."""

    def __init__(self, chart: Chart) -> None:
        self._roots = {box: box for box in chart.zones}
        self._after: dict[str, list[str]] = {box: [] for box in chart.zones}
        self._looks = len(chart.zones) <= _MOST

    def takes(self, source: str, target: str, main: bool) -> bool:
        """Take a flow if it closes no circle and, unless it is `main`, joins two parts that were apart."""
        if not main and self._part(source) == self._part(target):
            return False
        if self._looks and self._leads(target, source):
            return False
        self._roots[self._part(source)] = self._part(target)
        self._after[source].append(target)
        return True

    def _part(self, box: str) -> str:
        """The box that stands for all that are joined with this one."""
        while self._roots[box] != box:
            self._roots[box] = box = self._roots[self._roots[box]]
        return box

    def _leads(self, start: str, end: str) -> bool:
        seen, left = {start}, [start]
        while left:
            box = left.pop()
            if box == end:
                return True
            new = [one for one in self._after[box] if one not in seen]
            seen.update(new)
            left += new
        return False
