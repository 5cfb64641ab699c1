"""What stands where, and the free spots between; zones grow around what is put into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from designer.layout.chart import frame_of
from designer.layout.rect import Rect, around
from designer.layout.tokens import box_size, note_size, tokens
from designer.model.design import Design

_RINGS = 30


@dataclass
class Ground:
    """Boxes and zone areas that have a place, in pixels."""

    design: Design
    boxes: dict[str, Rect] = field(default_factory=dict)
    areas: dict[str, Rect] = field(default_factory=dict)

    def chain(self, element_id: str) -> tuple[str, ...]:
        """The zones that a component or zone lies in, from the outside in; none for a note."""
        if element_id in self.design.components:
            zone = self.design.components[element_id].zone
        elif element_id in self.design.zones:
            zone = self.design.zones[element_id].parent
        else:
            return ()
        if zone not in self.design.zones:
            return ()
        parent = self.design.zones[zone].parent
        return (parent, zone) if parent in self.design.zones and parent != zone else (zone,)

    def put(self, element_id: str, rect: Rect) -> None:
        """Stand a box or a zone there; the zones it lies in grow around it."""
        (self.areas if element_id in self.design.zones else self.boxes)[element_id] = rect
        for zone in reversed(self.chain(element_id)):
            if zone in self.areas:
                self.areas[zone] = rect = _grown(self.areas[zone], rect)

    def fits(self, rect: Rect, chain: tuple[str, ...]) -> bool:
        """Whether a box in these zones can stand there without touching what does not belong to it."""
        gap = tokens()["gap"]["free"]
        if any(rect.overlaps(other, gap) for other in self.boxes.values()):
            return False
        if any(rect.overlaps(area) for zone, area in self.areas.items() if zone not in chain):
            return False
        for zone in reversed(chain):
            if zone in self.areas and not self.areas[zone].contains(rect):
                rect = _grown(self.areas[zone], rect)
                if self._disturbs(rect, zone):
                    return False
        return True

    def _disturbs(self, grown: Rect, zone: str) -> bool:
        """Whether a zone of that size would touch a box or zone that is not its own."""
        strangers = [r for box, r in self.boxes.items() if zone not in self.chain(box)]
        own = {zone, *self.chain(zone)}
        others = [r for z, r in self.areas.items() if z not in own and zone not in self.chain(z)]
        return any(grown.overlaps(other) for other in (*strangers, *others))

    def spot(self, wanted: Rect, chain: tuple[str, ...] = ()) -> Rect:
        """The free spot nearest to the wanted one: in its zone, else around it, else right of everything."""
        for rect in (*self._inside(wanted, chain), *_rings(wanted)):
            if self.fits(rect, chain):
                return rect
        everything = around([*self.boxes.values(), *self.areas.values()])
        return wanted._replace(x=everything.right + tokens()["gap"]["rank"], y=everything.y)

    def below(self, size: tuple[int, int]) -> Rect:
        """A place for something of that size under everything, at the left."""
        area = around([*self.boxes.values(), *self.areas.values()])
        top = area.bottom + tokens()["gap"]["rank"] if area.width else 0
        return Rect(area.x, top, size[0], size[1])

    def _inside(self, wanted: Rect, chain: tuple[str, ...]) -> list[Rect]:
        """The cells of the innermost zone, the nearest first; the wanted place itself before all."""
        if not chain or chain[-1] not in self.areas:
            return []
        area, look, gap = self.areas[chain[-1]], tokens()["zone"], tokens()["gap"]
        pad, top = look["padding"], look["header"]
        xs = range(
            int(area.x + pad), int(area.right - pad - wanted.width) + 1, int(wanted.width + gap["node"])
        )
        ys = range(
            int(area.y + pad + top),
            int(area.bottom - pad - wanted.height) + 1,
            int(wanted.height + gap["free"]),
        )
        cells = [wanted._replace(x=x, y=y) for x in xs for y in ys]
        cells += [wanted] if area.contains(wanted) else []
        return sorted(cells, key=lambda r: (abs(r.x - wanted.x) + abs(r.y - wanted.y), r))


def ground_of(design: Design) -> Ground:
    """The ground with everything that the layout of a design places."""
    sizes = dict.fromkeys(design.components, box_size()) | dict.fromkeys(design.notes, note_size())
    boxes = {id_: Rect(*at, *sizes[id_]) for id_, at in design.layout.boxes.items() if id_ in sizes}
    areas = {id_: Rect(*a.at, *a.size) for id_, a in design.layout.zones.items() if id_ in design.zones}
    return Ground(design, boxes, areas)


def _grown(area: Rect, rect: Rect) -> Rect:
    """The area of a zone, large enough for a box with room around it."""
    return area if area.contains(rect) else around([area, frame_of([rect])])


def _rings(wanted: Rect) -> Iterator[Rect]:
    """Spots around a wanted one, the nearest first; below and above come before the sides."""
    gap = tokens()["gap"]
    dx, dy = wanted.width + gap["rank"], wanted.height + gap["node"]
    for ring in range(_RINGS):
        edge = [
            (x, y)
            for x in range(-ring, ring + 1)
            for y in range(-ring, ring + 1)
            if max(abs(x), abs(y)) == ring
        ]
        for x, y in sorted(edge, key=lambda at: (abs(at[0]) * 2 + abs(at[1]), -at[1], -at[0])):
            yield wanted._replace(x=wanted.x + x * dx, y=wanted.y + y * dy)
