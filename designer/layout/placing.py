"""A place for everything that has none; what has one stays where it is."""

from __future__ import annotations

from collections.abc import Collection

from designer.layout.chart import box_at, chart_of, frame_of, frames_of
from designer.layout.choosing import best
from designer.layout.ground import Ground, ground_of
from designer.layout.notes import place_notes
from designer.layout.rect import Rect, around
from designer.layout.tokens import box_size, tokens
from designer.model.design import Design
from designer.model.layout import Layout, Point, ZoneArea


def arrange(design: Design, ids: Collection[str] | None = None) -> Layout:
    """New positions for everything, or only for the components and notes in `ids`.

    Locked boxes never move, and locked zones keep their frames as far as what lies in them has room.
    Whole pixels; the same design always gives the same layout.
    """
    everything = {*design.components, *design.notes}
    moving = (everything if ids is None else everything & set(ids)) - design.layout.locked
    if not moving:
        return complete(design)
    old = design.layout
    staying = {id_: at for id_, at in old.boxes.items() if id_ not in moving}
    zones = {
        id_: area for id_, area in old.zones.items() if ids is not None or area.collapsed or id_ in old.locked
    }
    start = _start(design, moving) if staying else None
    bare = design.with_layout(Layout(boxes=staying, zones=zones, locked=old.locked))
    return _complete(bare, start)


def complete(design: Design) -> Layout:
    """The layout of a design with a place for every component, note and zone.

    What has a place keeps it (a zone's area may grow around a new member); the rest comes near its
    neighbours, without overlap. When no component is placed, all are arranged.
    """
    return _complete(design, None)


def place_near(design: Design, ids: str | Collection[str], count: int = 1) -> list[Point]:
    """Free spots for `count` new boxes beside one component, or beside several."""
    ground = ground_of(design.with_layout(complete(design)))
    chosen = [ids] if isinstance(ids, str) else list(ids)
    near = [ground.boxes[id_] for id_ in chosen if id_ in ground.boxes]
    anchor, chain = around(near), ground.chain(chosen[0]) if chosen else ()
    wanted = box_at(anchor.right + tokens()["gap"]["rank"], anchor.y) if near else ground.below(box_size())
    spots = []
    for number in range(count):
        rect = ground.spot(wanted, chain)
        ground.put(f"new {number}", rect)
        spots.append(_point(rect))
    return spots


def _start(design: Design, moving: set[str]) -> Point | None:
    """The top left corner of what is to be arranged anew."""
    at = [place for id_, place in design.layout.boxes.items() if id_ in moving]
    return (min(x for x, _ in at), min(y for _, y in at)) if at else None


def _complete(design: Design, start: Point | None) -> Layout:
    ground = ground_of(design)
    missing = [id_ for id_ in design.components if id_ not in ground.boxes]
    bare = len(missing) == len(design.components)
    if bare or (missing and start is not None):
        _place_block(ground, missing, start, _hollow(ground) if bare else [])
    else:
        _place_singly(ground, missing)
    _frame_zones(ground)
    place_notes(ground)
    return _layout(ground)


def _hollow(ground: Ground) -> list[str]:
    """The zones without area that hold neither components nor zones."""
    inside = {*map(ground.chain, ground.design.components), *map(ground.chain, ground.design.zones)}
    filled = {zone for chain in inside for zone in chain}
    return [zone for zone in ground.design.zones if zone not in filled and zone not in ground.areas]


def _place_block(ground: Ground, ids: list[str], start: Point | None, hollow: list[str]) -> None:
    """Arrange boxes among each other and stand them together where there is room."""
    chart = chart_of(ground.design, ids, hollow)
    boxes = best(chart)
    frames = frames_of(chart, boxes)
    area = around([*frames.values(), *boxes.values()])
    at = area._replace(x=start[0], y=start[1]) if start else area._replace(x=0, y=0)
    free = ground.spot(at, _common(ground, ids)) if ground.boxes or ground.areas else at
    for id_ in boxes:
        rect = frames[id_] if id_ in hollow else boxes[id_]
        ground.put(id_, rect._replace(x=rect.x - area.x + free.x, y=rect.y - area.y + free.y))


def _common(ground: Ground, ids: list[str]) -> tuple[str, ...]:
    """The zones that all of them lie in."""
    chains = [ground.chain(id_) for id_ in ids] or [()]
    return tuple(zone for zone in chains[0] if all(zone in chain for chain in chains))


def _place_singly(ground: Ground, ids: list[str]) -> None:
    """Stand each box near the neighbours that have a place; those with a neighbour come first."""
    left = dict.fromkeys(ids)
    while left:
        id_ = next((one for one in left if _beside(ground, one)), next(iter(left)))
        del left[id_]
        ground.put(id_, ground.spot(_wanted(ground, id_), ground.chain(id_)))


def _beside(ground: Ground, id_: str) -> Rect | None:
    """Right of a box that feeds it, else left of one that it feeds."""
    step = box_size()[0] + tokens()["gap"]["rank"]
    found = None
    for flow in ground.design.flows.values():
        if flow.target == id_ and flow.source in ground.boxes:
            return ground.boxes[flow.source]._replace(x=ground.boxes[flow.source].x + step)
        if flow.source == id_ and flow.target in ground.boxes:
            found = found or ground.boxes[flow.target]._replace(x=ground.boxes[flow.target].x - step)
    return found


def _wanted(ground: Ground, id_: str) -> Rect:
    if beside := _beside(ground, id_):
        return beside
    for zone in reversed(ground.chain(id_)):
        if area := ground.areas.get(zone):
            look = tokens()["zone"]
            return box_at(area.x + look["padding"], area.y + look["padding"] + look["header"])
    return ground.below(box_size())


def _frame_zones(ground: Ground) -> None:
    """An area for every zone that has none: around what lies in it, or a free one when that is nothing."""
    missing = [zone for zone in ground.design.zones if zone not in ground.areas]
    for zone in sorted(missing, key=lambda z: -len(ground.chain(z))):
        inside = [r for box, r in ground.boxes.items() if zone in ground.chain(box)[-1:]]
        inner = [r for z, r in ground.areas.items() if zone in ground.chain(z)[-1:]]
        if inside or inner:
            ground.areas[zone] = frame_of(inside, inner)
    empty = [zone for zone in missing if zone not in ground.areas]
    for zone in sorted(empty, key=lambda z: len(ground.chain(z))):
        ground.put(zone, _empty_zone(ground, zone))


def _empty_zone(ground: Ground, zone: str) -> Rect:
    """Under what its parent zone holds, or under everything."""
    look, chain = tokens()["zone"], ground.chain(zone)
    size = look["min_width"], look["min_height"]
    within = ground.areas.get(chain[-1]) if chain else None
    if within is None:
        return ground.spot(ground.below(size))
    left, top = within.x + look["padding"], within.bottom + tokens()["gap"]["free"]
    return ground.spot(Rect(left, top, size[0], size[1]), chain)


def _layout(ground: Ground) -> Layout:
    old = ground.design.layout
    return Layout(
        boxes={id_: _point(rect) for id_, rect in ground.boxes.items()},
        zones={id_: _area(rect, old.zones.get(id_)) for id_, rect in ground.areas.items()},
        locked=old.locked,
    )


def _point(rect: Rect) -> Point:
    return round(rect.x), round(rect.y)


def _area(rect: Rect, old: ZoneArea | None) -> ZoneArea:
    size = round(rect.width), round(rect.height)
    return ZoneArea(at=_point(rect), size=size, collapsed=old.collapsed if old else None)
