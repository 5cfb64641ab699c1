"""The JSON Schema of design files, made from the model, so that editors complete and validate them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from designer.model.brief import Brief
from designer.model.design import FORMAT_VERSION
from designer.model.element import Element
from designer.model.flow import FLOWS
from designer.model.kinds import KINDS
from designer.model.layout import Layout
from designer.model.limits import MAX_COMPONENTS, MAX_FLOWS, MAX_NAME
from designer.model.note import Note
from designer.model.properties import Property, properties_of
from designer.model.waiver import Review, Waiver
from designer.model.zone import Zone

Schema = dict[str, Any]

_EXTRA: Schema = {"^x-.": True}
_FREE_TEXT = ["string", "number", "boolean"]
"""A text may stand without quotes even where YAML would take it for something else."""


def schema() -> Schema:
    """The schema of a design file, draft 2020-12."""
    kinds: dict[str, type[Element]] = {**KINDS}
    flows: dict[str, type[Element]] = {**FLOWS}
    properties = {
        "sketchcheck": {"const": FORMAT_VERSION, "description": "The version of the format."},
        "name": {"type": _FREE_TEXT, "maxLength": MAX_NAME, "description": "What the system is called."},
        "brief": _element(Brief),
        "zones": _list(_element(Zone), MAX_FLOWS),
        "components": _list(_by_kind(kinds, "component", ["id", "kind"]), MAX_COMPONENTS),
        "flows": _list(_by_kind(flows, "flow", ["from", "to", "kind"]), MAX_FLOWS),
        "notes": _list(_element(Note), MAX_FLOWS),
        "waivers": _list(_element(Waiver), MAX_FLOWS),
        "reviews": _list(_element(Review), MAX_FLOWS),
        "layout": _element(Layout),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sketchcheck design",
        "type": "object",
        "required": ["sketchcheck"],
        "properties": properties,
        "patternProperties": _EXTRA,
        "additionalProperties": False,
        "$defs": {
            **{f"component.{kind}": _element(cls) for kind, cls in kinds.items()},
            **{f"flow.{kind}": _element(cls) for kind, cls in flows.items()},
        },
    }


def _list(items: Schema, most: int) -> Schema:
    return {"type": "array", "items": items, "maxItems": most}


def _by_kind(kinds: Mapping[str, type[Element]], what: str, required: list[str]) -> Schema:
    """Which properties there are depends on the kind."""
    meanings = [(cls.__doc__ or "").strip() for cls in kinds.values()]
    return {
        "type": "object",
        "required": required,
        "properties": {"kind": {"enum": list(kinds), "enumDescriptions": meanings}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": f"#/$defs/{what}.{kind}"},
            }
            for kind in kinds
        ],
    }


def _element(cls: type[Element]) -> Schema:
    raw = cls.model_json_schema(by_alias=True)
    made: Schema = _cleaned(raw, raw.get("$defs", {}))
    for name, known in properties_of(cls).items():
        made["properties"][name] |= _described(known, made["properties"][name])
    kind = cls.model_fields.get("kind")
    if kind is not None and "const" in made["properties"]["kind"]:
        made["required"] = sorted({*made.get("required", []), "kind"})
    return made


def _described(known: Property, made: Schema) -> Schema:
    unit = f" ({known.unit})" if known.unit else ""
    assumed = f" Where it is not stated, {known.assumed} is assumed." if known.assumed is not None else ""
    words: Schema = {"title": known.label, "description": f"{known.meaning}{unit}{assumed}"}
    if known.type in ("technology", "metric"):
        shape = {key: made.pop(key) for key in list(made) if key not in ("title", "description")}
        words["anyOf"] = [{"type": _FREE_TEXT}, shape]
    return words


def _cleaned(node: Any, defs: Schema) -> Any:
    """What pydantic says, without its references, its nulls and its titles."""
    if isinstance(node, list):
        return [_cleaned(one, defs) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _cleaned(defs[node["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in node:
        stated = [one for one in node["anyOf"] if one != {"type": "null"}]
        return _cleaned(stated[0] | {key: one for key, one in node.items() if key != "anyOf"}, defs)
    made = {key: _cleaned(one, defs) for key, one in node.items() if key not in ("$defs", "title", "default")}
    return _named(made, node, defs)


def _named(made: Schema, node: Schema, defs: Schema) -> Schema:
    if isinstance(node.get("properties"), dict):
        inner = {key: _cleaned(one, defs) for key, one in node["properties"].items() if key != "x-"}
        made |= {"properties": inner, "patternProperties": _EXTRA, "additionalProperties": False}
    if node.get("type") == "string" and not {"pattern", "enum", "const", "format"} & node.keys():
        made["type"] = _FREE_TEXT
    return made
