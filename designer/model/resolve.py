"""What a property is worth and where that comes from: stated, technology, zone, default or missing."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.element import Element
from designer.model.flow import Flow
from designer.model.kinds import Component
from designer.model.properties import properties_of
from designer.model.technologies import find_technology

INHERITED_FROM_ZONE = frozenset({"team", "external"})


class Origin(StrEnum):
    """Where a value comes from, the strongest first."""

    STATED = "stated"
    TECHNOLOGY = "technology"
    ZONE = "zone"
    DEFAULT = "default"
    MISSING = "missing"


class Value(NamedTuple):
    """A value and its origin; `value` is None exactly when the origin is missing."""

    value: Any
    origin: Origin


MISSING = Value(None, Origin.MISSING)


def resolve(design: Design, component: Component, name: str) -> Value:
    """The value of a property of a component; missing also where its kind has no such property."""
    stated = getattr(component, name, None)
    if stated is not None:
        return Value(stated, Origin.STATED)
    if name not in type(component).model_fields:
        return MISSING
    for technology in component.technology or ():
        known = find_technology(technology)
        if known and name in (sets := known.sets_for(component.kind)):
            return Value(sets[name], Origin.TECHNOLOGY)
    if name in INHERITED_FROM_ZONE:
        return _from_zone(design, component, name)
    return _assumed(design, component, name)


def _from_zone(design: Design, component: Component, name: str) -> Value:
    zone = design.zones.get(component.zone or "")
    for one in (zone, design.zones.get(zone.parent or "") if zone else None):
        if one and (value := getattr(one, name)) is not None:
            return Value(value, Origin.ZONE)
    if name == "team" and component.owner:
        return Value(component.owner, Origin.DEFAULT)
    return MISSING


def _assumed(design: Design, component: Component, name: str) -> Value:
    if name == "max_replicas":
        replicas = resolve(design, component, "replicas")
        return Value(replicas.value, Origin.DEFAULT)
    return default_of(type(component), name)


def resolve_plain(element: Flow | Brief, name: str) -> Value:
    """The value of a property of a flow or of the brief: stated, assumed by default, or missing."""
    stated = getattr(element, name, None)
    return Value(stated, Origin.STATED) if stated is not None else default_of(type(element), name)


def default_of(cls: type[Element], name: str) -> Value:
    """What is assumed where nothing is stated."""
    known = properties_of(cls).get(name)
    return Value(known.assumed, Origin.DEFAULT) if known and known.assumed is not None else MISSING
