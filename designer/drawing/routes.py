"""The way of every flow: which sides it joins, where on them, and how it passes the boxes between."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from designer.layout.rect import Rect, around
from designer.layout.tokens import tokens

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]
_DIRECTION = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
_SQUARE = 128
_STEP = 30
"""Pixels, about, between the points at which a way is looked at."""
_NECK = 6
"""Pixels before the tip of the arrowhead at which the line ends."""
_CLEAR = 6
"""Pixels that a flow keeps from a box that it passes."""
_SIDES = (("right", "left"), ("left", "right"), ("bottom", "top"), ("top", "bottom"))
_SMALL = 120
"""Flows up to which every pair of sides is tried for those that find no way."""
_ROUNDS = 2
"""How often a detour that still hits a box is widened."""
_LANES = (9, 14, 19, 24)
"""Pixels by which detours pass a box, in turn, so that they do not lie on each other."""


class Ends(NamedTuple):
    """A flow as routing sees it: the rectangles it joins."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Route:
    """A flow's way as cubic curves, each going on where the one before ends; the arrowhead ends at `tip`."""

    curves: tuple[Curve, ...]
    tip: Point

    def at(self, share: float) -> Point:
        """The point at a share, 0 to 1, of the way."""
        place = min(share * len(self.curves), len(self.curves) - 1e-9)
        return _on(self.curves[int(place)], place - int(place))


def _on(curve: Curve, t: float) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    s = 1 - t
    a, b, c, d = s * s * s, 3 * t * s * s, 3 * t * t * s, t * t * t
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _samples(curve: Curve) -> list[Point]:
    far = max(abs(curve[3][0] - curve[0][0]), abs(curve[3][1] - curve[0][1]))
    steps = 4 + int(far / _STEP)
    return [_on(curve, i / steps) for i in range(steps + 1)]


def sides(source: Rect, target: Rect) -> tuple[str, str]:
    """The sides that join two boxes: forward; back to the left on the same level; else up or down."""
    near = tokens()["arrow"]["near"]
    if target.x - source.right >= near:
        return "right", "left"
    level = abs(target.y - source.y) < 1.5 * source.height
    if level and source.x - target.right >= near:
        return "left", "right"
    if target.y >= source.y:
        return "bottom", "top"
    return "top", "bottom"


def routes(flows: Iterable[Ends], rects: dict[str, Rect]) -> dict[str, Route]:
    """The route of every flow, by its id; a flow from a box to itself becomes a small loop."""
    flows = list(flows)
    joined = {
        f.id: ("right", "top") if f.source == f.target else sides(rects[f.source], rects[f.target])
        for f in flows
    }
    ports = _ports(flows, joined, rects)
    field = Field(list(rects.values()), thorough=len(flows) <= _SMALL)
    made: dict[str, Route] = {}
    detours = 0
    for flow in flows:
        ends = rects[flow.source], rects[flow.target]
        route = _way(*ports[flow.id], joined[flow.id], field, ends, _LANES[detours % len(_LANES)])
        detours += len(route.curves) > 1
        made[flow.id] = route
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


def _way(
    start: Point, tip: Point, joined: tuple[str, str], field: Field, ends: tuple[Rect, Rect], lane: float
) -> Route:
    """The plain curve, or the shortest way around the boxes that it would run through."""
    plain = _plain(start, tip, joined)
    hit = field.hits(plain, ends)
    if not hit or ends[0] == ends[1]:
        return plain
    tried = {plain: len(hit)}
    for sides_tried in (joined, *(other for other in _SIDES if other != joined)):
        straight = plain if sides_tried == joined else _plain(*_middles(ends, sides_tried), sides_tried)
        _try(straight, sides_tried, field, ends, lane, tried)
        if not min(tried.values()) or not field.thorough:
            break
    return min(tried, key=lambda route: (tried[route], _length(route)))


def _plain(start: Point, tip: Point, joined: tuple[str, str]) -> Route:
    dx, dy = _DIRECTION[joined[1]]
    end = tip[0] + dx * _NECK, tip[1] + dy * _NECK
    return Route((curve(start, end, joined),), tip)


def _middles(ends: tuple[Rect, Rect], joined: tuple[str, str]) -> tuple[Point, Point]:
    return _spread(ends[0], joined[0], 1)[0], _spread(ends[1], joined[1], 1)[0]


def _try(
    straight: Route,
    joined: tuple[str, str],
    field: Field,
    ends: tuple[Rect, Rect],
    lane: float,
    tried: dict[Route, int],
) -> None:
    """Note how many boxes a way and its detours run through; detours widen around what they still hit."""
    hit = field.hits(straight, ends)
    tried[straight] = len(hit)
    for _ in range(_ROUNDS):
        if not hit or not min(tried.values()):
            return
        found = {
            route: field.hits(route, ends) for route in _detours(straight, joined, around(hit).grown(lane))
        }
        tried.update({route: len(boxes) for route, boxes in found.items()})
        hit = [*hit, *min(found.values(), key=len)]


class Field:
    """The boxes that flows should not run through, by the squares of a grid that they reach into.

    `thorough`: the picture is small enough to try other sides for a flow that finds no way.
    """

    def __init__(self, rects: list[Rect], *, thorough: bool) -> None:
        self.thorough = thorough
        self._squares: dict[tuple[int, int], list[Rect]] = {}
        for rect in rects:
            wide = rect.grown(_CLEAR)
            for column in range(int(wide.x // _SQUARE), int(wide.right // _SQUARE) + 1):
                for row in range(int(wide.y // _SQUARE), int(wide.bottom // _SQUARE) + 1):
                    self._squares.setdefault((column, row), []).append(rect)

    def hits(self, route: Route, ends: tuple[Rect, Rect]) -> list[Rect]:
        """The boxes, but those it joins, that a route comes too near to."""
        found: dict[Rect, None] = {}
        for curve in route.curves:
            for x, y in _samples(curve):
                for rect in self._squares.get((int(x // _SQUARE), int(y // _SQUARE)), ()):
                    left, top, wide, high = rect
                    if -_CLEAR < x - left < wide + _CLEAR and -_CLEAR < y - top < high + _CLEAR:
                        found[rect] = None
        return [rect for rect in found if rect not in ends]


def _detours(plain: Route, joined: tuple[str, str], edge: Rect) -> Iterable[Route]:
    """Ways that run straight along an edge around what is in the way."""
    start, end = plain.curves[0][0], plain.curves[0][3]
    if joined[0] in ("left", "right"):
        first, last = (edge.x, edge.right) if start[0] < end[0] else (edge.right, edge.x)
        corners = [((first, y), (last, y)) for y in (edge.y, edge.bottom)]
    else:
        first, last = (edge.y, edge.bottom) if start[1] < end[1] else (edge.bottom, edge.y)
        corners = [((x, first), (x, last)) for x in (edge.x, edge.right)]
    for one, two in corners:
        yield Route((curve(start, one, joined), curve(one, two, joined), curve(two, end, joined)), plain.tip)


def _length(route: Route) -> float:
    points = [route.at(i / 20) for i in range(21)]
    return sum(math.dist(a, b) for a, b in pairwise(points))
