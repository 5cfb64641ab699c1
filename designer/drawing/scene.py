"""What a picture shows and where: open zones, boxes, notes, routed flows, plates of labels."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from designer.drawing.bundling import Bundles, bundle_title, bundled
from designer.drawing.plates import Plate, plates
from designer.drawing.routes import Ends, Route, routes
from designer.layout.chart import box_at
from designer.layout.placing import complete
from designer.layout.rect import Rect, around
from designer.layout.tokens import tokens
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.layout import Layout


@dataclass(frozen=True)
class Scene:
    """A design with a place for everything. Parts of a collapsed zone are hidden behind its box.

    Flows `apart` are drawn on their own, however many run beside them.
    """

    design: Design
    layout: Layout
    apart: frozenset[str] = frozenset()

    @cached_property
    def shown_as(self) -> dict[str, str]:
        """The id of the box that stands for each component: its own, or its collapsed zone's."""
        return {id_: self._collapsed_around(one.zone) or id_ for id_, one in self.design.components.items()}

    def _collapsed_around(self, zone: str | None) -> str | None:
        outer = None
        for _ in range(2):
            if zone in self.design.zones and zone in self.layout.zones:
                outer = zone if self.layout.zones[zone].collapsed else outer
                zone = self.design.zones[zone].parent
        return outer

    @cached_property
    def boxes(self) -> dict[str, Rect]:
        """Rectangles of the boxes that are shown: components and collapsed zones."""
        return {shown: self._box(shown) for shown in dict.fromkeys(self.shown_as.values())} | {
            zone: self._box(zone) for zone in self.design.zones if self._is_box(zone)
        }

    def _is_box(self, zone: str) -> bool:
        return bool(self.layout.zones[zone].collapsed) and not self._collapsed_around(
            self.design.zones[zone].parent
        )

    def _box(self, shown: str) -> Rect:
        at = self.layout.zones[shown].at if shown in self.layout.zones else self.layout.boxes[shown]
        return box_at(*at)

    @cached_property
    def zones(self) -> dict[str, Rect]:
        """Rectangles of the open zones, the outer ones first."""
        zones = {
            id_: Rect(*self.layout.zones[id_].at, *self.layout.zones[id_].size)
            for id_ in self.design.zones
            if not self._collapsed_around(id_)
        }
        return dict(sorted(zones.items(), key=lambda one: self.design.zones[one[0]].parent is not None))

    @cached_property
    def notes(self) -> dict[str, Rect]:
        """Rectangles of the notes."""
        size = tokens()["note"]["width"], tokens()["note"]["height"]
        return {id_: Rect(*self.layout.boxes[id_], *size) for id_ in self.design.notes}

    @cached_property
    def flows(self) -> dict[str, Ends]:
        """Flows between the boxes that are shown; those inside a collapsed zone are not."""
        ends = (
            Ends(f.id, self.shown_as[f.source], self.shown_as[f.target]) for f in self.design.flows.values()
        )
        return {
            one.id: one
            for one, flow in zip(ends, self.design.flows.values(), strict=True)
            if one.source != one.target or flow.source == flow.target == one.source
        }

    @cached_property
    def arrows(self) -> Bundles:
        """What is drawn of them: arrows that stand for one flow or for several."""
        return bundled(self.flows.values(), self.design.zones, self.apart)

    @cached_property
    def routes(self) -> dict[str, Route]:
        """The way of every arrow."""
        return routes((self.flows[id_] for id_ in self.arrows), self.boxes)

    @cached_property
    def plates(self) -> dict[str, Plate]:
        """The plates of the arrows that have a label, or stand for several flows."""
        taken = [*self.boxes.values(), *self.notes.values(), *map(_header, self.zones.values())]
        labels = {id_: label for id_ in self.arrows if (label := self._label(id_))}
        return plates(labels, self.routes, taken)

    def _label(self, arrow: str) -> str | None:
        flows = self.flows_of(arrow)
        return flows[0].label if len(flows) == 1 else bundle_title(flows)

    def flows_of(self, arrow: str) -> list[Flow]:
        """The flows that an arrow stands for."""
        return [self.design.flows[id_] for id_ in self.arrows[arrow]]

    def place_of(self, element_id: str) -> Rect | None:
        """The rectangle of a component, note or zone as it is shown; None for anything else."""
        shown = self.shown_as.get(element_id, element_id)
        return self.boxes.get(shown) or self.notes.get(shown) or self.zones.get(shown)

    @cached_property
    def area(self) -> Rect:
        """The smallest rectangle around everything."""
        ways = [
            Rect(x, y, 0, 0)
            for route in self.routes.values()
            for x, y in map(route.at, (0.1, 0.3, 0.5, 0.7, 0.9))
        ]
        tags = [plate.rect for plate in self.plates.values()]
        return around([*self.boxes.values(), *self.notes.values(), *self.zones.values(), *ways, *tags])


def _header(zone: Rect) -> Rect:
    return Rect(zone.x, zone.y, zone.width, tokens()["zone"]["header"])


def scene_of(design: Design, apart: Collection[str] = ()) -> Scene:
    """The scene of a design; what has no place yet gets one."""
    return Scene(design, complete(design), frozenset(apart))
