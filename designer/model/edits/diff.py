"""The edits that turn one design into another. Undo, restore and the comparison of files come from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from designer.model.design import Design
from designer.model.edits import language as e
from designer.model.edits.perform import perform
from designer.model.element import Element


def diff(before: Design, after: Design) -> e.Batch:
    """One batch that makes `after` out of `before`; what both have in common is left alone."""
    edits: list[e.Edit] = []
    design = before
    for phase in (_deletions, _additions, _changes, _standing):
        found = list(phase(design, after))
        design = perform(design, e.Batch(edits=found), [])
        edits += found
    return e.Batch(edits=edits)


def _deletions(before: Design, after: Design) -> Iterator[e.Edit]:
    groups = ((before.flows, after.flows), (before.notes, after.notes), (before.components, after.components))
    gone = [key for old, new in groups if old is not new for key in old if key not in new]
    gone += [
        key
        for key, flow in before.flows.items()
        if key in after.flows and not _same_ends(flow, after.flows[key])
    ]
    gone += [key for key in before.zones if key not in after.zones]
    if gone:
        yield e.Delete(ids=gone)
    for finding in before.waivers:
        if finding not in after.waivers:
            yield e.DeleteWaiver(finding=finding)


def _same_ends(old: Any, new: Any) -> bool:
    return old is new or (old.source, old.target, old.kind) == (new.source, new.target, new.kind)


def _additions(before: Design, after: Design) -> Iterator[e.Edit]:
    for index, zone in _new(before.zones, after.zones):
        yield e.AddZone(zone=_without(zone, "parent"), index=index)
    for index, component in _new(before.components, after.components):
        yield e.AddComponent(component=component.stated(), index=index)
    for index, flow in _new(before.flows, after.flows):
        yield e.AddFlow(flow=flow.stated(), index=index)
    for index, note in _new(before.notes, after.notes):
        yield e.AddNote(note=note.stated(), index=index)
    for index, waiver in _new(before.waivers, after.waivers):
        yield e.AddWaiver(waiver=waiver.stated(), index=index)


def _new(old: dict[str, Any], new: dict[str, Any]) -> Iterable[tuple[int, Any]]:
    if old is new:
        return []
    return [(index, part) for index, (key, part) in enumerate(new.items()) if key not in old]


def _without(part: Element, key: str) -> dict[str, Any]:
    return {name: value for name, value in part.stated().items() if name != key}


def _changes(before: Design, after: Design) -> Iterator[e.Edit]:
    for zone, values in _values(before.zones, after.zones):
        yield e.SetZone(id=zone, values=values)
    for component, values in _values(before.components, after.components):
        if "kind" in values:
            yield e.SetKind(id=component, kind=values.pop("kind"))
        yield from _set(component, values)
    for flow, values in _values(before.flows, after.flows):
        yield from _set(flow, values)
    for note, values in _values(before.notes, after.notes):
        yield e.SetNote(id=note, values=values)
    for finding, values in _values(before.waivers, after.waivers):
        yield e.SetWaiver(finding=finding, values=values)
    yield from _whole(before, after)


def _values(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if old is new:
        return
    for key, part in new.items():
        if old[key] is not part and (values := changed_values(old[key], part)):
            yield key, values


def changed_values(old: Element, new: Element) -> dict[str, Any]:
    """New values by name; None for what is no longer stated."""
    if old is new:
        return {}
    before, after = old.stated(), new.stated()
    return {key: after.get(key) for key in before | after if before.get(key) != after.get(key)}


def _set(element_id: str, values: dict[str, Any]) -> Iterator[e.Edit]:
    stated = {key: value for key, value in values.items() if value is not None}
    gone = [key for key, value in values.items() if value is None]
    if gone:
        yield e.Unset(id=element_id, properties=gone)
    if stated:
        yield e.Set(id=element_id, values=stated)


def _whole(before: Design, after: Design) -> Iterator[e.Edit]:
    if brief := changed_values(before.brief, after.brief):
        yield e.SetBrief(values=brief)
    if before.reviews != after.reviews:
        yield e.SetReviews(reviews=[one.stated() for one in after.reviews.values()])
    old, new = {"name": before.name, **before.extra}, {"name": after.name, **after.extra}
    yield from _set("design", {key: new.get(key) for key in old | new if old.get(key) != new.get(key)})


def _standing(before: Design, after: Design) -> Iterator[e.Edit]:
    old, new = before.layout, after.layout
    if old is new or old == new:
        return
    boxes = {
        key: new.boxes.get(key) for key in old.boxes | new.boxes if old.boxes.get(key) != new.boxes.get(key)
    }
    zones = {
        key: new.zones.get(key) for key in old.zones | new.zones if old.zones.get(key) != new.zones.get(key)
    }
    lock, unlock = sorted(new.locked - old.locked), sorted(old.locked - new.locked)
    yield e.Place(boxes=boxes, zones=zones, lock=lock, unlock=unlock)
