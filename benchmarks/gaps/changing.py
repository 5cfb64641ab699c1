"""The words in which operators make their mistakes, and those in which a mistake is printed."""

from __future__ import annotations

from typing import Any

from benchmarks.gaps.reading import Good
from designer.model.edits import language as e
from designer.model.flow import Flow, flow_id


def put(element: str, **values: Any) -> e.Edit:
    """State values of a component or flow."""
    return e.Set(id=element, values=values)


def forget(element: str, *properties: str) -> e.Edit:
    """Take stated values of a component or flow away."""
    return e.Unset(id=element, properties=list(properties))


def say(**fields: Any) -> e.Edit:
    """State fields of the brief; None takes one away."""
    return e.SetBrief(values=fields)


def drop(*elements: str | Flow) -> e.Edit:
    """Delete components, with their flows, or flows."""
    return e.Delete(ids=[one if isinstance(one, str) else one.id for one in elements])


def draw(source: str, kind: str, target: str, **values: Any) -> e.Edit:
    """Draw a flow."""
    return e.AddFlow(flow={"from": source, "to": target, "kind": kind, **values})


def add(kind: str, name: str, **values: Any) -> e.Edit:
    """Put a component on the canvas."""
    return e.AddComponent(component={"id": name, "kind": kind, "name": name.replace("-", " "), **values})


def lead(flow: Flow, *, source: str | None = None, target: str | None = None) -> e.Edit:
    """Lead one end of a flow elsewhere."""
    ends = {"from": source, "to": target}
    return e.Reconnect(id=flow.id, **{key: one for key, one in ends.items() if one})


def led_id(flow: Flow, *, source: str | None = None, target: str | None = None) -> str:
    """The id that a flow has once an end of it was led elsewhere."""
    return flow.own_id or flow_id(source or flow.source, target or flow.target, flow.kind)


def less(good: Good, element: str, name: str, *words: str) -> e.Edit:
    """Take words out of a list that a component or flow states or inherits."""
    kept = [one for one in good.words(element, name) if one not in words]
    return put(element, **{name: kept}) if kept else forget(element, name)


def told(edit: e.Edit) -> str:
    """An edit in words."""
    data = edit.stated()
    match edit:
        case e.Delete():
            return f"delete {', '.join(edit.ids)}"
        case e.Unset():
            return f"{edit.id}: without {', '.join(edit.properties)}"
        case e.Set():
            return f"{edit.id}: {_values(edit.values)}"
        case e.SetBrief():
            return f"brief: {_values(edit.values)}"
        case e.AddComponent():
            return f"add {edit.component['id']} ({edit.component['kind']})"
        case e.AddFlow():
            return f"draw {flow_id(edit.flow['from'], edit.flow['to'], edit.flow['kind'])}"
        case e.Reconnect():
            return f"lead {edit.id} to {edit.target}" if edit.target else f"lead {edit.id} from {edit.source}"
        case e.SetKind():
            return f"{edit.id}: kind {edit.kind}"
    return str(data)


def _values(values: dict[str, Any]) -> str:
    return ", ".join(f"{key} = {_value(value)}" for key, value in values.items())


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
