"""What automatic layout needs to know of a design: boxes, the zones they lie in, links with their weight."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from designer.layout.measure import clean, width
from designer.layout.rect import Rect, around
from designer.layout.tokens import box_size, tokens
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import STAGES

_ORDER = {stage: number for number, stage in enumerate(STAGES)}

MAIN = {
    "batch_data": 6, "stream_data": 6, "features": 8, "model_artifact": 8, "request_response": 6,
    "async_request": 5, "labels": 5, "predictions": 6,
}  # fmt: skip
"""Flows of the main path, which reads from left to right, and how straight each wants to be.

Where they form a circle, one of the kinds further down runs back."""


@dataclass(frozen=True, slots=True)
class Link:
    """A flow between two different boxes; `room` is the width in pixels that its label wants."""

    source: str
    target: str
    kind: str
    room: float


@dataclass(frozen=True)
class Chart:
    """Boxes in the order of the file, by id: their zone and stage; the parent of each zone; the links."""

    zones: dict[str, str | None]
    stages: dict[str, int]
    parents: dict[str, str | None]
    links: tuple[Link, ...]

    @cached_property
    def chains(self) -> dict[str, tuple[str, ...]]:
        """The zones that each box lies in, from the outside in."""
        return {box: self.chain(zone) for box, zone in self.zones.items()}

    def chain(self, zone: str | None) -> tuple[str, ...]:
        """A zone with the one that it lies in, from the outside in."""
        if zone is None:
            return ()
        parent = self.parents.get(zone)
        return (parent, zone) if parent and parent != zone else (zone,)

    def part(self, boxes: Iterable[str]) -> Chart:
        """The chart of some of the boxes alone."""
        zones = {box: self.zones[box] for box in boxes}
        links = tuple(link for link in self.links if link.source in zones and link.target in zones)
        return Chart(zones, {box: self.stages[box] for box in zones}, self.parents, links)

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The boxes of each zone, those of the zones inside included; only zones that have any."""
        found: dict[str, list[str]] = {}
        for box, chain in self.chains.items():
            for zone in chain:
                found.setdefault(zone, []).append(box)
        return found


def chart_of(design: Design, ids: Collection[str] | None = None, hollow: Collection[str] = ()) -> Chart:
    """The chart of a whole design, or of some of its components.

    A `hollow` zone has nothing in it: a box by its own id keeps room for it.
    """
    chosen = [box for box in design.components if ids is None or box in ids]
    inside = set(chosen)
    links = (_link(f) for f in design.flows.values() if f.source in inside and f.target in inside)
    return Chart(
        zones={box: _zone(design, design.components[box].zone) for box in chosen} | {z: z for z in hollow},
        stages={box: _ORDER[design.components[box].stage] for box in chosen} | dict.fromkeys(hollow, 0),
        parents={zone.id: _zone(design, zone.parent) for zone in design.zones.values()},
        links=tuple(link for link in links if link.source != link.target),
    )


def _zone(design: Design, zone: str | None) -> str | None:
    return zone if zone in design.zones else None


def _link(flow: Flow) -> Link:
    label = tokens()["label"]
    if not flow.label:
        return Link(flow.source, flow.target, flow.kind, 0)
    text = width(clean(flow.label), tokens()["font"]["size"]["flow"])
    return Link(flow.source, flow.target, flow.kind, min(text, label["max_width"]) + 2 * label["pad_x"])


Boxes = dict[str, Rect]


def box_at(x: float, y: float) -> Rect:
    """The rectangle of a component whose top left corner stands there."""
    return Rect(x, y, *box_size())


def frame_of(members: list[Rect], inner: Iterable[Rect] = ()) -> Rect:
    """The rectangle of a zone around its members and the zones inside it."""
    zone = tokens()["zone"]
    area = around([*members, *inner])
    pad, header = zone["padding"], zone["header"]
    return Rect(area.x - pad, area.y - pad - header, area.width + 2 * pad, area.height + 2 * pad + header)


def frames_of(chart: Chart, boxes: Boxes) -> dict[str, Rect]:
    """The rectangles of all zones that have members."""
    inner: dict[str, list[Rect]] = {}
    own: dict[str, list[Rect]] = {}
    for box, zone in chart.zones.items():
        if zone is not None:
            own.setdefault(zone, []).append(boxes[box])
    frames: dict[str, Rect] = {}
    for zone in sorted(chart.members, key=lambda z: -len(chart.chain(z))):
        frames[zone] = frame_of(own.get(zone, []), inner.get(zone, []))
        parents = chart.chain(zone)[:-1]
        if parents:
            inner.setdefault(parents[-1], []).append(frames[zone])
    return frames
