"""Reading the items of the lists: zones, components, flows, notes, waivers and reviews.

Each function gives the item's id ("" without one) and the item, or None where it is broken.
"""

from __future__ import annotations

from itertools import count
from typing import Any, TypeVar

from designer.files.plain import fields, shorten_key
from designer.files.reader import Reader, place_of
from designer.files.tree import Mapping
from designer.model.element import Element
from designer.model.flow import FLOWS, Flow, flow_id
from designer.model.kinds import KINDS, Component
from designer.model.messages import shorten
from designer.model.note import Note
from designer.model.values import RESERVED_IDS
from designer.model.waiver import Review, Waiver
from designer.model.zone import Zone

T = TypeVar("T", bound=Element)


def read_zone(reader: Reader, node: Mapping) -> tuple[str, Zone | None]:
    """A zone."""
    data = fields(node, reader.problems)
    own = reader.take_id(data, node, "zone")
    return own, reader.valid(Zone, data, node, own or "this zone")


def read_note(reader: Reader, node: Mapping) -> tuple[str, Note | None]:
    """A note."""
    data = fields(node, reader.problems)
    own = reader.take_id(data, node, "note")
    return own, reader.valid(Note, data, node, own or "this note")


def read_component(reader: Reader, node: Mapping) -> tuple[str, Component | None]:
    """A component of any kind."""
    data = fields(node, reader.problems)
    own = reader.take_id(data, node, "component")
    title = own or "this component"
    cls = KINDS.get(_kind(data))
    if cls is None:
        _refuse_kind(reader, KINDS, Component, data, node, title)
        return own, None
    return own, reader.valid(cls, data, node, title)


def _kind(data: dict[str, Any]) -> str:
    kind = data.get("kind")
    return kind if isinstance(kind, str) else ""


def _refuse_kind(
    reader: Reader, kinds: dict[str, type[T]], base: type[T], data: dict[str, Any], node: Mapping, title: str
) -> None:
    """Note a missing or unknown kind, and what is wrong in the keys that all kinds have."""
    pair, found, title = node.find("kind"), _kind(data), shorten_key(title)
    if pair is None:
        do = f"State one, such as `kind: {next(iter(kinds))}`."
        reader.problems.add(node.start, f"read {title}", "kind is missing", do, "", kinds)
    elif "kind" in data:
        because = f"{shorten(found) if found else 'this'} is no kind of {base.__name__.lower()}"
        do = f"The kinds are {', '.join(kinds)}."
        reader.problems.add(pair[1].start, f"read kind of {title}", because, do, found, kinds)
    names = {one.alias or name for name, one in base.model_fields.items()}
    common = {key: value for key, value in data.items() if key in names}
    reader.valid(base, common | {"kind": "unknown"}, node, title)


def read_flow(reader: Reader, node: Mapping) -> tuple[str, Flow | None]:
    """A flow of any kind."""
    data = fields(node, reader.problems)
    name = flow_id(*(str(data.get(key, "?")) for key in ("from", "to", "kind")))
    title = f"the flow {name}"
    cls = FLOWS.get(_kind(data))
    flow = reader.valid(cls, data, node, title) if cls else None
    if cls is None:
        _refuse_kind(reader, FLOWS, Flow, data, node, title)
    if flow is None:
        return str(data.get("id", name)), None
    return flow.id, flow if _is_new(reader, flow, node) else None


def _is_new(reader: Reader, flow: Flow, node: Mapping) -> bool:
    if flow.id in RESERVED_IDS:
        reader.refuse_reserved(flow.id, node)
        return False
    first = reader.places.get(flow.id)
    if first is None:
        return True
    stem = flow_id(flow.source, flow.target, flow.kind)
    free = next(one for number in count(2) if (one := f"{stem}-{number}") not in reader.places)
    because = f"line {first.start.line + 1} has the id {flow.id} already"
    do = f"Give this flow another one, such as `id: {free}`."
    reader.problems.add(place_of(node, "id"), f"read the flow {flow.id}", because, do, flow.id)
    return False


def read_waiver(reader: Reader, node: Mapping) -> tuple[str, Waiver | None]:
    """A waiver, known by its finding."""
    return _decision(reader, Waiver, "finding", node)


def read_review(reader: Reader, node: Mapping) -> tuple[str, Review | None]:
    """A kept or dismissed finding of the language model."""
    return _decision(reader, Review, "id", node)


def _decision(reader: Reader, cls: type[T], key: str, node: Mapping) -> tuple[str, T | None]:
    data, what = fields(node, reader.problems), cls.__name__.lower()
    name = str(data.get(key, ""))
    part = reader.valid(cls, data, node, f"the {what} of {name}" if name else f"this {what}")
    if part and (first := reader.places.get(name)):
        because = f"line {first.start.line + 1} has one for {name} already"
        reader.problems.add(place_of(node, key), f"read this {what}", because, "Keep one of them.", name)
    return name, part
