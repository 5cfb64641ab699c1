"""Charts that are too large for one run of the layout engine: groups that stand on shelves."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from designer.layout.chart import Chart, Link, frames_of
from designer.layout.choosing import best, clashes
from designer.layout.grouping import MOST, groups, hangs_together
from designer.layout.rect import around


def chart(boxes: int, flows: int, zones: int, seed: int) -> Chart:
    """Any boxes, of which half lie in zones; the first zone holds a third of all, and zone z1 lies in z0."""
    chance = random.Random(seed)
    names = [f"b{number}" for number in range(boxes)]
    zone = {
        name: "z0" if number < boxes / 3 else chance.choice([None, *(f"z{one}" for one in range(1, zones))])
        for number, name in enumerate(names)
    }
    ends = [(chance.choice(names), chance.choice(names)) for _ in range(flows)]
    links = tuple(Link(a, b, chance.choice(("features", "logs")), 0) for a, b in ends if a != b)
    parents = {f"z{one}": "z0" if one == 1 else None for one in range(zones)}
    return Chart(zone, {name: chance.randrange(9) for name in names}, parents, links)


def systems(count: int, size: int) -> Chart:
    """Rings of boxes, each tied to the next by one flow."""
    ids = [[f"s{system}-{number}" for number in range(size)] for system in range(count)]
    inside = [(one[n], one[(n + step) % size]) for one in ids for step in (1, 2) for n in range(size)]
    ends = [*((one[0], two[0]) for one, two in pairwise(ids)), *inside]
    boxes = [box for one in ids for box in one]
    links = tuple(Link(a, b, "features", 0) for a, b in ends)
    return Chart(dict.fromkeys(boxes), dict.fromkeys(boxes, 0), {}, links)


@pytest.mark.parametrize(
    ("boxes", "flows", "zones", "seed"), [(90, 60, 4, 1), (300, 450, 6, 2), (1000, 1500, 9, 3)]
)
def test_a_tangle_of_any_size_is_placed_without_overlap(
    boxes: int, flows: int, zones: int, seed: int
) -> None:
    one = chart(boxes, flows, zones, seed)
    placed = best(one)
    assert set(placed) == set(one.zones)
    assert not clashes(one, placed)
    assert best(one) == placed


def test_zones_are_not_torn_apart_and_groups_are_small() -> None:
    one = chart(300, 500, 6, 4)
    found = groups(one, 0)
    assert sorted(box for group in found for box in group) == sorted(one.zones)
    for group in found:
        outer = {one.chains[box][0] for box in group if one.chains[box]}
        assert all(set(one.members[zone]) <= set(group) for zone in outer)
        assert len(group) <= MOST or len(outer) == 1


def test_what_one_flow_ties_stands_apart() -> None:
    """Systems are found by their flows alone, wherever those stand in the file."""
    many = systems(12, 25)
    assert sorted(map(len, groups(many, 0))) == [25] * 12
    assert not hangs_together(many)
    shuffled = replace(many, links=tuple(random.Random(5).sample(many.links, len(many.links))))
    assert {frozenset(one) for one in groups(shuffled, 0)} == {frozenset(one) for one in groups(many, 0)}


def test_a_large_picture_has_about_the_shape_of_a_screen() -> None:
    many = systems(40, 25)
    placed = best(many)
    area = around([*frames_of(many, placed).values(), *placed.values()])
    assert 1 < area.width / area.height < 4
