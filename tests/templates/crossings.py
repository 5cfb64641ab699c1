"""How often the arrows of a drawing cross."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TypeAlias

from designer.drawing.routes import Point, Route
from designer.drawing.scene import Scene

Segment: TypeAlias = tuple[Point, Point]
STEPS = 24
"""So many straight pieces stand for an arrow."""


def crossings(scene: Scene) -> int:
    """Pairs of arrows that cross, without those that begin or end at the same box."""
    pieces = {id_: _pieces(route) for id_, route in scene.routes.items()}
    ends = {id_: {one.source, one.target} for id_, one in scene.flows.items()}
    apart = (pair for pair in combinations(pieces, 2) if ends[pair[0]].isdisjoint(ends[pair[1]]))
    return sum(any(_cross(a, b) for a in pieces[one] for b in pieces[other]) for one, other in apart)


def _pieces(route: Route) -> list[Segment]:
    return list(pairwise(route.at(step / STEPS) for step in range(STEPS + 1)))


def _cross(one: Segment, other: Segment) -> bool:
    return _apart(*one, *other) and _apart(*other, *one)


def _apart(begin: Point, end: Point, a: Point, b: Point) -> bool:
    """Whether a line has two points on different sides."""
    return _side(begin, end, a) * _side(begin, end, b) < 0


def _side(begin: Point, end: Point, at: Point) -> float:
    return (end[0] - begin[0]) * (at[1] - begin[1]) - (end[1] - begin[1]) * (at[0] - begin[0])
