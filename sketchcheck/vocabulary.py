"""The vocabulary as plain data: for the canvas, the schema pages and the docs."""

from __future__ import annotations

from typing import Any

from checks.rule import AREAS
from designer.model.brief import Brief
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS, STAGES, Component
from designer.model.matrix import flow_matrix, legal_flows
from designer.model.properties import Property, properties_of
from designer.model.technologies import technologies
from designer.model.zone import Zone
from sketchcheck.usual import usual_neighbours


def vocabulary() -> dict[str, Any]:
    """Everything that forms, palette and quick-add need to know; the type is in frontend/src/types.ts."""
    common = properties_of(Component)
    return {
        "stages": [{"id": key, "label": label} for key, label in STAGES.items()],
        "kinds": [_kind(kind, cls, common) for kind, cls in KINDS.items()],
        "common": _properties(Component),
        "flows": [
            {"kind": kind, "label": cls.title, "meaning": _meaning(cls), "properties": _properties(cls)}
            for kind, cls in FLOWS.items()
        ],
        "brief": [{"maturity": "production"} | one for one in _properties(Brief)],
        "zone": _properties(Zone),
        "technologies": [
            {
                "id": one.id,
                "name": one.name,
                "kinds": list(one.kinds),
                "sets": _plain(one.sets),
                "does_not": one.does_not,
            }
            for one in technologies().values()
        ],
        "matrix": {kind: {"from": sorted(a), "to": sorted(b)} for kind, (a, b) in flow_matrix().items()},
        "likely": {
            a: {b: first for b in KINDS if (first := legal_flows(a, b)[0]) != "unspecified"} for a in KINDS
        },
        "usual": usual_neighbours(),
        "areas": list(AREAS),
    }


def _kind(kind: str, cls: type[Component], common: dict[str, Property]) -> dict[str, Any]:
    own = [one for one in _properties(cls) if one["name"] not in common]
    return {"kind": kind, "label": cls.label, "stage": cls.stage, "meaning": _meaning(cls), "properties": own}


def _properties(cls: type[Element]) -> list[dict[str, Any]]:
    return [_property(one) for one in properties_of(cls).values()]


def _property(one: Property) -> dict[str, Any]:
    data: dict[str, Any] = {"name": one.name, "label": one.label, "type": one.type, "meaning": one.meaning}
    extras = {
        "unit": one.unit, "choices": list(one.choices), "assumed": one.assumed, "rare": one.rare,
        "maturity": one.asked_from,
    }  # fmt: skip
    return data | {key: value for key, value in extras.items() if value not in ("", [], None, False)}


def _meaning(cls: type[Element]) -> str:
    return (cls.__doc__ or "").strip()


def _plain(sets: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in sets.items()}
