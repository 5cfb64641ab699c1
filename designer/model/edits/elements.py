"""Edits of components and flows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from designer.errors import RefusedEdit
from designer.model import references
from designer.model.design import Design
from designer.model.edits import language as e
from designer.model.edits.parts import (
    find,
    free_id,
    put,
    read_part,
    refuse_broken,
    refuse_taken,
    replace_flows,
    standing,
)
from designer.model.flow import FLOWS, Flow, flow_id, read_flow
from designer.model.kinds import KINDS, Component, read_component
from designer.model.limits import MAX_COMPONENTS, MAX_FLOWS
from designer.model.matrix import is_legal, likely_flow

_FIXED = frozenset({"id", "kind", "from", "to"})


def add_component(design: Design, edit: e.AddComponent) -> Design:
    """Add a component at its place."""
    component = read_part("component", read_component, edit.component)
    refuse_taken(design, component.id)
    refuse_broken(references.of_component(design, component))
    if len(design.components) >= MAX_COMPONENTS:
        raise RefusedEdit(f"cannot add a component: because a design has at most {MAX_COMPONENTS}.")
    added = replace(design, components=put(design.components, component.id, component, edit.index))
    return standing(added, {component.id: edit.at}) if edit.at else added


def add_flow(design: Design, edit: e.AddFlow) -> Design:
    """Add a flow between two components."""
    flow = read_part("flow", read_flow, edit.flow)
    refuse_broken(references.of_flow(design, flow))
    refuse_taken(design, flow.id)
    if len(design.flows) >= MAX_FLOWS:
        raise RefusedEdit(f"cannot add a flow: because a design has at most {MAX_FLOWS}.")
    return replace(design, flows=put(design.flows, flow.id, flow, edit.index))


def insert_on_flow(design: Design, edit: e.InsertOnFlow) -> Design:
    """Cut a flow in two and put a component between the parts."""
    old = find(design.flows, edit.flow, "flow")
    added = add_component(design, e.AddComponent(component=edit.component, at=edit.at))
    new = next(reversed(added.components.values()))
    kinds = {key: added.components[key].kind for key in (old.source, old.target)}
    into = edit.into_kind or _kept_or_likely(kinds[old.source], old.kind, new.kind)
    out = edit.out_kind or _kept_or_likely(new.kind, old.kind, kinds[old.target])
    first = _with_kind(old, into, target=new.id)
    cut = replace_flows(added, {old.id: first})
    second = free_id(cut, flow_id(new.id, old.target, out))
    data = {"from": new.id, "to": old.target, "kind": out}
    if second != flow_id(new.id, old.target, out):
        data["id"] = second
    return add_flow(cut, e.AddFlow(flow=data))


def _kept_or_likely(source_kind: str, kind: str, target_kind: str) -> str:
    return kind if is_legal(source_kind, kind, target_kind) else likely_flow(source_kind, target_kind)


def _with_kind(flow: Flow, kind: str, *, target: str | None = None, dropped: list[str] | None = None) -> Flow:
    if kind not in FLOWS:
        read_part("flow", read_flow, {"kind": kind})
    known = {field.alias or name for name, field in FLOWS[kind].model_fields.items()}
    data = flow.stated()
    lost = [key for key in data if key not in known and not key.startswith("x-")]
    if dropped is not None:
        dropped.extend(lost)
    kept: dict[str, Any] = {key: value for key, value in data.items() if key not in lost}
    kept |= {"kind": kind} | ({"to": target} if target else {})
    return read_part("flow", read_flow, kept)


def set_values(design: Design, edit: e.Set) -> Design:
    """State values of a component, a flow, or of the design itself."""
    if edit.id == "design":
        return _set_design(design, edit.values)
    if fixed := _FIXED & edit.values.keys():
        raise RefusedEdit(f"cannot set {min(fixed)} by `set`: use set_kind, rename_id or reconnect.")
    return _change(design, edit.id, edit.values, ())


def unset_values(design: Design, edit: e.Unset) -> Design:
    """Take stated values away."""
    if edit.id == "design":
        kept = {key: value for key, value in design.extra.items() if key not in edit.properties}
        return replace(design, extra=kept, name="" if "name" in edit.properties else design.name)
    if fixed := _FIXED & set(edit.properties):
        raise RefusedEdit(f"cannot unset {min(fixed)}: because every element needs one.")
    return _change(design, edit.id, {}, edit.properties)


def _set_design(design: Design, values: dict[str, Any]) -> Design:
    extra = {key: value for key, value in values.items() if key.startswith("x-")}
    unknown = values.keys() - extra.keys() - {"name"}
    if unknown or not isinstance(values.get("name", ""), str):
        raise RefusedEdit(
            "cannot set this on the design: because only its name (a text) and x- keys can be set."
        )
    name = values.get("name", design.name)
    if len(name) > 300:
        raise RefusedEdit("cannot set the name: because it is longer than 300 characters.")
    kept = {key: value for key, value in (design.extra | extra).items() if value is not None}
    return replace(design, name=name, extra=kept)


def _change(design: Design, element_id: str, values: dict[str, Any], gone: Any) -> Design:
    if element_id in design.flows:
        data = {k: v for k, v in (design.flows[element_id].stated() | values).items() if k not in gone}
        flow = read_part("flow", read_flow, data)
        return replace(design, flows={**design.flows, element_id: flow})
    component = find(design.components, element_id, "component or flow")
    data = {k: v for k, v in (component.stated() | values).items() if k not in gone}
    return _with_component(design, read_part("component", read_component, data))


def _with_component(design: Design, component: Component) -> Design:
    refuse_broken(references.of_component(design, component))
    return replace(design, components={**design.components, component.id: component})


def set_kind(design: Design, edit: e.SetKind, dropped: list[str]) -> Design:
    """Change the kind; `dropped` gets the names of properties that the new kind lacks."""
    if edit.id in design.flows:
        return replace_flows(design, {edit.id: _with_kind(design.flows[edit.id], edit.kind, dropped=dropped)})
    old = find(design.components, edit.id, "component or flow")
    if edit.kind not in KINDS:
        read_part("component", read_component, {"kind": edit.kind})
    data = {key: value for key, value in old.stated().items() if key != "kind"}
    fields = KINDS[edit.kind].model_fields
    for key in [key for key in data if not key.startswith("x-") and not _fits(edit, key, data[key], fields)]:
        dropped.append(key)
        del data[key]
    return _with_component(design, read_part("component", read_component, data | {"kind": edit.kind}))


def _fits(edit: e.SetKind, key: str, value: Any, fields: dict[str, Any]) -> bool:
    """Whether the new kind has the property and takes this value (`type` means other things elsewhere)."""
    if key not in fields:
        return False
    if key == "id":
        return True
    try:
        read_part("component", read_component, {"id": "a", "kind": edit.kind, key: value})
    except RefusedEdit:
        return False
    return True


def reconnect(design: Design, edit: e.Reconnect) -> Design:
    """Lead the ends of a flow elsewhere; an id made from the old ends goes with them."""
    old = find(design.flows, edit.id, "flow")
    ends = {"from": edit.source or old.source, "to": edit.target or old.target}
    data = old.stated() | ends
    if old.own_id and ">" in old.own_id:
        data.pop("id")
    flow = read_part("flow", read_flow, data)
    refuse_broken(references.of_flow(design, flow))
    if flow.id != old.id and flow.id in design.flows:
        flow = read_part("flow", read_flow, data | {"id": free_id(design, flow.id)})
    return replace_flows(design, {old.id: flow})
