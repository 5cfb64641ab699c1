"""The way of every flow: which sides it joins, where on them, and how it passes the boxes between."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from designer.layout.rect import Rect, around
from designer.layout.tokens import tokens

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]
_DIRECTION = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
_STEPS = 12
_CLEAR = 6
_DETOUR = 18
"""Pixels that a flow keeps from a box it passes, and those by which a detour passes it."""


class Ends(NamedTuple):
    """A flow as routing sees it: the rectangles it joins."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Route:
    """A flow's way as cubic curves, each going on where the one before ends."""

    curves: tuple[Curve, ...]

    def at(self, share: float) -> Point:
        """The point at a share, 0 to 1, of the way."""
        place = min(share * len(self.curves), len(self.curves) - 1e-9)
        return _on(self.curves[int(place)], place - int(place))

    @property
    def end(self) -> tuple[Point, Point]:
        """The last point, and one before it that gives the direction of the arrowhead."""
        curve = self.curves[-1]
        return curve[3], curve[2] if curve[2] != curve[3] else curve[0]


def _on(curve: Curve, t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def sides(source: Rect, target: Rect) -> tuple[str, str]:
    """The sides by which two boxes are joined: forward; back to the left on the same level; else up or down."""
    near = tokens()["arrow"]["near"]
    if target.x - source.right >= near:
        return "right", "left"
    level = abs(target.y - source.y) < 1.5 * source.height
    if level and source.x - target.right >= near:
        return "left", "right"
    if target.y >= source.y:
        return "bottom", "top"
    return "top", "bottom"


def routes(flows: Iterable[Ends], rects: dict[str, Rect], obstacles: list[Rect]) -> dict[str, Route]:
    """The route of every flow, by its id. A flow from a box to itself becomes a small loop."""
    flows = list(flows)
    joined = {f.id: ("right", "top") if f.source == f.target else sides(rects[f.source], rects[f.target]) for f in flows}
    ports = _ports(flows, joined, rects)
    made = {}
    for flow in flows:
        start, end = ports[flow.id]
        ends = {rects[flow.source], rects[flow.target]}
        made[flow.id] = _way(start, end, joined[flow.id], [o for o in obstacles if o not in ends])
    return made


def _ports(
    flows: list[Ends], joined: dict[str, tuple[str, str]], rects: dict[str, Rect]
) -> dict[str, tuple[Point, Point]]:
    """Where each flow leaves and enters: spread along the side, in the order of the boxes it comes from."""
    used: dict[tuple[str, str], list[tuple[float, int, str, int]]] = {}
    for number, flow in enumerate(flows):
        for end, (box, other) in enumerate(((flow.source, flow.target), (flow.target, flow.source))):
            side = joined[flow.id][end]
            along = rects[other].middle[1 if side in ("left", "right") else 0]
            used.setdefault((box, side), []).append((along, number, flow.id, end))
    ports: dict[str, list[Point]] = {flow.id: [(0, 0), (0, 0)] for flow in flows}
    for (box, side), users in used.items():
        places = _spread(rects[box], side, len(users))
        for place, (_, _, flow_id, end) in zip(places, sorted(users), strict=True):
            ports[flow_id][end] = place
    return {flow_id: (pair[0], pair[1]) for flow_id, pair in ports.items()}


def _spread(rect: Rect, side: str, count: int) -> list[Point]:
    arrow = tokens()["arrow"]
    upright = side in ("left", "right")
    length = (rect.height if upright else rect.width) - 2 * arrow["corner"]
    step = min(arrow["fan"], length / max(count - 1, 1))
    shifts = [(i - (count - 1) / 2) * step for i in range(count)]
    x, y = rect.middle
    dx, dy = _DIRECTION[side]
    x, y = x + dx * rect.width / 2, y + dy * rect.height / 2
    return [(x, y + shift) if upright else (x + shift, y) for shift in shifts]


def curve(start: Point, end: Point, joined: tuple[str, str]) -> Curve:
    """The curve that the canvas draws between two points on the given sides."""
    return start, _control(start, end, joined[0]), _control(end, start, joined[1]), end


def _control(here: Point, there: Point, side: str) -> Point:
    dx, dy = _DIRECTION[side]
    away = (there[0] - here[0]) * dx + (there[1] - here[1]) * dy
    reach = 0.5 * away if away >= 0 else tokens()["arrow"]["curvature"] * 25 * math.sqrt(-away)
    return here[0] + dx * reach, here[1] + dy * reach


def _way(start: Point, end: Point, joined: tuple[str, str], obstacles: list[Rect]) -> Route:
    """The plain curve, or the shortest detour around the boxes that it would run through."""
    plain = Route((curve(start, end, joined),))
    hit = _hits(plain, obstacles)
    if not hit:
        return plain
    tried = [plain, *_detours(start, end, joined, around(hit))]
    return min(tried, key=lambda route: (len(_hits(route, obstacles)), _length(route)))


def _hits(route: Route, obstacles: list[Rect]) -> list[Rect]:
    xs = [p[0] for c in route.curves for p in c]
    ys = [p[1] for c in route.curves for p in c]
    reach = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    near = [o for o in obstacles if o.overlaps(reach, _CLEAR)]
    if not near:
        return []
    points = [_on(c, i / _STEPS) for c in route.curves for i in range(_STEPS + 1)]
    return [o for o in near if any(_inside(o, p) for p in points)]


def _inside(rect: Rect, point: Point) -> bool:
    x, y = point
    return rect.x - _CLEAR < x < rect.right + _CLEAR and rect.y - _CLEAR < y < rect.bottom + _CLEAR


def _detours(start: Point, end: Point, joined: tuple[str, str], hit: Rect) -> Iterable[Route]:
    """Ways that run straight along an edge of what is in the way."""
    if joined[0] in ("left", "right"):
        first, last = (hit.x, hit.right) if start[0] < end[0] else (hit.right, hit.x)
        for y in (hit.y - _DETOUR, hit.bottom + _DETOUR):
            yield _through(start, end, joined, (first, y), (last, y))
    else:
        first, last = (hit.y, hit.bottom) if start[1] < end[1] else (hit.bottom, hit.y)
        for x in (hit.x - _DETOUR, hit.right + _DETOUR):
            yield _through(start, end, joined, (x, first), (x, last))


def _through(start: Point, end: Point, joined: tuple[str, str], first: Point, last: Point) -> Route:
    return Route(
        (curve(start, first, joined), curve(first, last, joined), curve(last, end, joined))
    )


def _length(route: Route) -> float:
    points = [route.at(i / 20) for i in range(21)]
    return sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))
