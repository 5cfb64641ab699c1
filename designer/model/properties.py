"""What is known about a property: type, unit, meaning. Forms, schema and docs derive from it."""

from __future__ import annotations

import types
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import GetCoreSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from designer.model.element import Element

PropertyType = Literal[
    "text", "long_text", "bool", "choice", "set", "list", "integer", "number", "percent",
    "duration", "quantity", "technology", "zone", "metric", "harm", "stakeholders",
]  # fmt: skip
Maturity = Literal["sketch", "design", "production"]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind of component or flow, of the brief or of a zone.

    `unit` is "" where the value has none; `assumed` is the value that arithmetic uses when nothing is
    stated (reported as assumed); `rare` ones are folded away in forms; `asked_from` is the maturity
    from which the brief asks for a field (None: production).
    """

    type: PropertyType
    meaning: str
    unit: str = ""
    label: str = ""
    assumed: Any = None
    rare: bool = False
    asked_from: Maturity | None = None
    name: str = ""
    choices: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """How values of the type are read; found once for a type, since most kinds share most of theirs."""
        if source not in _SCHEMAS:
            _SCHEMAS[source] = handler(source)
        return _SCHEMAS[source]


_SCHEMAS: dict[Any, CoreSchema] = {}


@cache
def properties_of(cls: type[Element]) -> dict[str, Property]:
    """The described properties of a kind, by name, in the order of its declaration."""
    found = {name: _described(name, field) for name, field in cls.model_fields.items()}
    return {name: one for name, one in found.items() if one is not None}


def _described(name: str, field: FieldInfo) -> Property | None:
    meta = next((item for item in field.metadata if isinstance(item, Property)), None)
    if meta is None:
        return None
    label = meta.label or name.replace("_", " ").capitalize()
    return replace(meta, name=name, label=label, choices=_choices(field.annotation))


def _choices(annotation: Any) -> tuple[str, ...]:
    origin = get_origin(annotation)
    if origin is Literal:
        return get_args(annotation)
    if origin in (Union, types.UnionType, tuple):
        return next((found for part in get_args(annotation) if (found := _choices(part))), ())
    return ()
