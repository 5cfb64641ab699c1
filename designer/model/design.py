"""The design: one ML system, immutable. Edits make a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import methodcaller
from typing import Any

from designer.model.brief import Brief
from designer.model.element import Element
from designer.model.flow import Flow, read_flow
from designer.model.kinds import Component, read_component
from designer.model.layout import Layout
from designer.model.note import Note
from designer.model.waiver import Review, Waiver
from designer.model.zone import Zone

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Design:
    """One ML system. The dictionaries are by id, in the order of the file; treat them as read-only."""

    name: str = ""
    brief: Brief = field(default_factory=Brief)
    zones: dict[str, Zone] = field(default_factory=dict)
    components: dict[str, Component] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    waivers: dict[str, Waiver] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def maturity(self) -> str:
        """How much is asked of the drawing: the stated maturity, else design."""
        return self.brief.maturity or "design"

    def title_of(self, element_id: str) -> str:
        """The words that people use for a component, zone, flow or note."""
        if found := self.components.get(element_id) or self.zones.get(element_id):
            return found.title
        if flow := self.flows.get(element_id):
            return f"{self.title_of(flow.source)} → {self.title_of(flow.target)}"
        return self.name or "the design" if element_id == "design" else element_id

    def with_layout(self, layout: Layout) -> Design:
        """The same design, standing elsewhere."""
        return replace(self, layout=layout)

    def stated(self, part: Callable[[Element], dict[str, Any]] = methodcaller("stated")) -> dict[str, Any]:
        """Plain data in the shape of the file, for JSON and the store; `part` gives those of an element."""
        lists: dict[str, Mapping[str, Element]] = {
            "zones": self.zones, "components": self.components, "flows": self.flows, "notes": self.notes,
            "waivers": self.waivers, "reviews": self.reviews,
        }  # fmt: skip
        data: dict[str, Any] = {
            "sketchcheck": FORMAT_VERSION,
            "name": self.name,
            "brief": part(self.brief),
        }
        data |= {key: [part(one) for one in group.values()] for key, group in lists.items()}
        return data | {"layout": _stated_layout(self.layout)} | self.extra


def _stated_layout(layout: Layout) -> dict[str, Any]:
    return layout.stated() | {"locked": sorted(layout.locked)}


def read_design(data: dict[str, Any]) -> Design:
    """Build a design from what `Design.stated` gave.

    For data of our own making (store, tests); files go through designer.files, which names every
    mistake. Raises KeyError and pydantic.ValidationError for anything else.
    """
    return Design(
        name=data.get("name", ""),
        brief=Brief.read(data.get("brief", {})),
        zones={one["id"]: Zone.read(one) for one in data.get("zones", ())},
        components={one["id"]: read_component(one) for one in data.get("components", ())},
        flows={flow.id: flow for flow in map(read_flow, data.get("flows", ()))},
        notes={one["id"]: Note.read(one) for one in data.get("notes", ())},
        waivers={one["finding"]: Waiver.read(one) for one in data.get("waivers", ())},
        reviews={one["id"]: Review.read(one) for one in data.get("reviews", ())},
        layout=Layout.read(data.get("layout", {})),
        extra={key: value for key, value in data.items() if key.startswith("x-") and value is not None},
    )
