"""From a design to a JSON Canvas.

The format has boxes, groups and arrows, without dashes. Our data lie beside them, under a name of ours.
"""

from __future__ import annotations

import json
import re
from typing import Any

from designer.drawing.routes import sides
from designer.drawing.scene import Scene
from designer.drawing.style import Style
from designer.exchange.json_canvas.reader import IS, WAS
from designer.exchange.standing import standing
from designer.files.beside import KEY, rest_of
from designer.layout.rect import Rect
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import Component
from designer.model.note import Note
from designer.model.technologies import names_of
from designer.model.zone import Zone

_Object = dict[str, Any]


def canvas(design: Design, data: bool = True) -> str:
    """A canvas; `data` says whether our data are in it. Zones come first: what is drawn first lies below."""
    scene, style = standing(design), Style()
    nodes = [_zone(design.zones[id_], scene.zones[id_]) for id_ in scene.zones]
    nodes += [_component(one, scene.boxes[one.id], style) for one in design.components.values()]
    nodes += [_note(one, scene.notes[one.id], style) for one in design.notes.values()]
    edges = [_flow(flow, scene, style) for flow in design.flows.values()]
    edges += [_string(note) for note in design.notes.values() if note.about in scene.design.components]
    own = {KEY: rest_of(design)} if data else {}
    if not data:
        nodes, edges = [_bare(one) for one in nodes], [_bare(one) for one in edges]
    return json.dumps(own | {"nodes": nodes, "edges": edges}, indent=1) + "\n"


def _bare(one: _Object) -> _Object:
    return {key: value for key, value in one.items() if not key.startswith(KEY)}


def _node(id_: str, kind: str, at: Rect, own: _Object) -> _Object:
    """A node. The format knows whole pixels only."""
    x, y, width, height = (round(one) for one in at)
    place = {"x": x, "y": y, "width": width, "height": height}
    return {"id": id_, "type": kind, **place, KEY: own, WAS: [x, y, width, height]}


def _zone(zone: Zone, at: Rect) -> _Object:
    return _node(zone.id, "group", at, zone.stated()) | {"label": zone.title}


def _component(one: Component, at: Rect, style: Style) -> _Object:
    more = [one.label or one.kind, names_of(one.technology)]
    text = "\n".join([f"**{_escaped(one.title)}**", *(_escaped(part) for part in more if part)])
    return _node(one.id, "text", at, one.stated()) | {"text": text, "color": style.stage(one.stage)["bar"]}


def _escaped(text: str) -> str:
    """Words without the signs that Markdown takes for markup at once."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


def _note(note: Note, at: Rect, style: Style) -> _Object:
    look = {"text": note.text, IS: "note", "color": style.theme["note_border"]}
    return _node(note.id, "text", at, note.stated()) | look


def _flow(flow: Flow, scene: Scene, style: Style) -> _Object:
    ends = scene.boxes[flow.source], scene.boxes[flow.target]
    start, end = ("right", "top") if flow.source == flow.target else sides(*ends)
    edge = _edge(f"{flow.id}:flow", flow.source, flow.target)
    edge |= {"fromSide": start, "toSide": end, "toEnd": "arrow", "color": style.flow(flow.kind)}
    return edge | ({"label": flow.label} if flow.label else {}) | {KEY: flow.stated()}


def _string(note: Note) -> _Object:
    edge = _edge(f"{note.id}:about", note.id, str(note.about))
    return edge | {"toEnd": "none"}


def _edge(id_: str, source: str, target: str) -> _Object:
    return {"id": id_, "fromNode": source, "toNode": target}
