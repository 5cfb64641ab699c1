"""Reading the sections of a file, from its tree to the design."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

from designer.files.items import (
    read_component,
    read_flow,
    read_note,
    read_review,
    read_waiver,
    read_zone,
)
from designer.files.plain import any_value, field_value, fields, is_null, pairs, refuse_empty, shorten_key
from designer.files.reader import Reader, place_of
from designer.files.tree import Mapping, Node, Scalar, Sequence
from designer.model.brief import Brief
from designer.model.design import Design
from designer.model.element import Element
from designer.model.layout import Layout
from designer.model.limits import MAX_COMPONENTS, MAX_FLOWS, MAX_NAME
from designer.model.messages import shorten
from designer.model.references import broken_references

T = TypeVar("T", bound=Element)
SECTIONS = (
    "sketchcheck", "name", "brief", "zones", "components", "flows", "notes", "waivers", "reviews", "layout",
)  # fmt: skip
"""The keys of a design, in the order of the house."""

_ENOUGH = 10_000


def read_sections(root: Mapping, reader: Reader) -> Design:
    """The design; to be used only where no problem was noted."""
    data = dict(pairs(root, reader.problems))
    _refuse_unknown(root, data, reader)
    design = Design(
        name=_name(data.get("name"), reader),
        brief=_brief(data.get("brief"), reader),
        zones=_group(data, "zones", read_zone, reader),
        components=_group(data, "components", read_component, reader),
        flows=_group(data, "flows", read_flow, reader),
        notes=_group(data, "notes", read_note, reader),
        waivers=_group(data, "waivers", read_waiver, reader),
        reviews=_group(data, "reviews", read_review, reader),
        extra=_extra(data, reader),
    )
    _refuse_broken(design, reader)
    return design.with_layout(_layout(data.get("layout"), design, reader))


def _extra(data: dict[str, Node], reader: Reader) -> dict[str, Any]:
    values = {key: any_value(node, reader.problems) for key, node in data.items() if key.startswith("x-")}
    return {key: value for key, value in values.items() if value is not None}


def _refuse_unknown(root: Mapping, data: dict[str, Node], reader: Reader) -> None:
    for key, value in root.pairs:
        if not isinstance(key, Scalar) or data.get(key.value) is not value:
            continue
        if key.value not in SECTIONS and not key.value.startswith("x-"):
            do = f"A design has {', '.join(SECTIONS)}, and keys that begin with x-."
            what = f"read {shorten_key(key.value)}"
            reader.problems.add(key.start, what, "a design has no such key", do, key.value, SECTIONS)


def _name(node: Node | None, reader: Reader) -> str:
    if node is None:
        return ""
    reader.places["design"] = node
    if not isinstance(node, Scalar) or is_null(node):
        reader.refuse_shape("name", node, "one text")
        return ""
    if len(node.value) > MAX_NAME:
        because = f"it is longer than {MAX_NAME} characters"
        reader.problems.add(node.start, "read name", because, "Shorten it.", shorten(node.value))
    return node.value


def _brief(node: Node | None, reader: Reader) -> Brief:
    if node is None:
        return Brief()
    if not isinstance(node, Mapping):
        reader.refuse_shape("brief", node, "keys and values")
        return Brief()
    reader.places["brief"] = node
    reader.places |= {f"brief.{key.value}": key for key, _ in node.pairs if isinstance(key, Scalar)}
    reader.spans.append((node.start.index, node.end.index, "brief"))
    return reader.valid(Brief, fields(node, reader.problems), node, "the brief") or Brief()


def _group(
    data: dict[str, Node],
    section: str,
    read: Callable[[Reader, Mapping], tuple[str, T | None]],
    reader: Reader,
) -> dict[str, T]:
    """The items of one section by id, in their order; broken ones are left out."""
    found: dict[str, T] = {}
    for node in _items(section, data.get(section), reader):
        own, part = read(reader, node)
        reader.spans.append((node.start.index, node.end.index, own))
        if own:
            reader.places.setdefault(own, node)
        if part is not None:
            found[own] = part
    return found


def _items(section: str, node: Node | None, reader: Reader) -> Iterator[Mapping]:
    if node is None:
        return
    if not isinstance(node, Sequence):
        reader.refuse_shape(section, node, "a list")
        return
    limit = MAX_COMPONENTS if section == "components" else MAX_FLOWS
    if len(node.items) > limit:
        because = f"there are more than {limit}"
        reader.problems.add(node.start, f"read {section}", because, "Split the design.")
    for item in node.items[:limit]:
        if isinstance(item, Mapping):
            yield item
        else:
            reader.refuse_shape(f"this item of {section}", item, "keys and values")


def _refuse_broken(design: Design, reader: Reader) -> None:
    groups = (design.components, design.zones, design.notes, design.flows)
    for one in islice(broken_references(design), _ENOUGH):
        if one.found in reader.places and not any(one.found in group for group in groups):
            continue  # what it names is there, and broken itself
        place = place_of(reader.places[one.element], one.key)
        what, because = f"read {one.key} of {one.element}", f"{one.why} ({shorten(one.found)})"
        do = "Name one that the file has." if one.valid else "Remove the key, or add one."
        reader.problems.add(place, what, because, do, one.found, one.valid)


def _layout(node: Node | None, design: Design, reader: Reader) -> Layout:
    if node is None:
        return Layout()
    if not isinstance(node, Mapping):
        reader.refuse_shape("layout", node, "keys and values")
        return Layout()
    boxes = design.components.keys() | design.notes.keys()
    known = {"boxes": boxes, "zones": design.zones.keys(), "locked": boxes | design.zones.keys()}
    data: dict[str, Any] = {}
    for key, value in pairs(node, reader.problems):
        if is_null(value):
            if not key.startswith("x-"):
                refuse_empty(key, value, reader.problems)
        elif key.startswith("x-"):
            data.setdefault("x-", {})[key] = any_value(value, reader.problems)
        else:
            data[key] = _standing(value, known.get(key, frozenset()), reader)
    return reader.valid(Layout, data, node, "the layout") or Layout()


def _standing(node: Node, known: Any, reader: Reader) -> Any:
    """A part of the layout, without what stands for nothing (any more)."""
    if isinstance(node, Mapping):
        keys = pairs(node, reader.problems, free=True)  # ids: one may be `x-`
        left = [(key, value) for key, value in keys if key in known]
        return {key: field_value(value, reader.problems) for key, value in left}
    if isinstance(node, Sequence):
        return [item.value for item in node.items if isinstance(item, Scalar) and item.value in known]
    return node.value
