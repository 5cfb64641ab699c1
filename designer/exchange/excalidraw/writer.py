"""From a design to an Excalidraw scene.

Zones are frames; a zone with zones in it is a rectangle, as frames hold no frames. Our data are the custom
data of the shapes.
"""

from __future__ import annotations

import json
from typing import Any

from designer.drawing.routes import Point, Route
from designer.drawing.scene import Scene
from designer.drawing.style import Style
from designer.exchange.excalidraw.reader import PART, REST, WAS
from designer.exchange.labels import tidy
from designer.exchange.standing import NAMELESS, standing
from designer.files.beside import KEY, rest_of
from designer.layout.measure import clean, width, wrap
from designer.layout.rect import Rect
from designer.layout.tokens import tokens
from designer.model.design import Design
from designer.model.flow import Flow
from designer.model.kinds import Component
from designer.model.note import Note
from designer.model.technologies import names_of
from designer.model.zone import Zone

_Element = dict[str, Any]
_LINE = 1.25
_FONT = 2
"""Excalidraw's plain font, whose letters are about as wide as ours."""
_WIDER = 1.08
_TITLE_GAP = 56


def excalidraw(design: Design, data: bool = True) -> str:
    """A scene in the light theme; `data` says whether our data are in the shapes."""
    elements = _Writer(standing(design)).elements(rest_of(design))
    if not data:
        elements = [element | {"customData": {}} for element in elements]
    scene = {
        "type": "excalidraw",
        "version": 2,
        "source": "sketchcheck",
        "elements": elements,
        "appState": {"viewBackgroundColor": Style().theme["background"], "gridSize": None},
        "files": {},
    }
    return json.dumps(scene, indent=1) + "\n"


class _Writer:
    """One design on its way into a scene; elements are made in the order in which they are drawn."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._design, self._style = scene, scene.design, Style()
        self._made: dict[str, _Element] = {}
        self._holding = {zone.parent for zone in self._design.zones.values() if zone.parent}

    def elements(self, rest: _Element) -> list[_Element]:
        """All elements of the scene; `rest` is what no shape can carry."""
        design, theme = self._design, self._style.theme
        for id_ in self._scene.zones:
            self._zone(design.zones[id_])
        for component in design.components.values():
            self._component(component)
        for note in design.notes.values():
            self._note(note)
        for flow in design.flows.values():
            self._flow(flow)
        area = self._scene.area
        title = self._words("title", tidy(design.name) or NAMELESS, theme["text"], "title")
        title |= {"x": area.x, "y": area.y - _TITLE_GAP, "customData": {REST: rest}}
        return list(self._made.values())

    def _put(self, id_: str, kind: str, at: Rect, **more: Any) -> _Element:
        number = len(self._made) + 1
        element = {
            "id": id_, "type": kind, "x": at.x, "y": at.y, "width": at.width, "height": at.height, "angle": 0,
            "strokeColor": "#1e1e1e", "backgroundColor": "transparent", "fillStyle": "solid",
            "strokeWidth": 1, "strokeStyle": "solid", "roughness": 0, "opacity": 100, "groupIds": [],
            "frameId": None, "roundness": None, "seed": number, "version": 1, "versionNonce": number,
            "isDeleted": False, "boundElements": [], "updated": 1, "link": None, "locked": False,
        }  # fmt: skip
        self._made[id_] = element | more
        return self._made[id_]

    def _words(
        self, id_: str, text: str, colour: str, size: str, room: float = 1e6, lines: int = 1, **more: Any
    ) -> _Element:
        """A text in at most `lines` lines; what it says in full stays its original text."""
        pixels = float(tokens()["font"]["size"][size])
        shown = wrap(text, room, pixels, lines) or [""]
        wide = max(width(line, pixels) for line in shown) * _WIDER
        at = Rect(0, 0, wide, len(shown) * pixels * _LINE)
        return self._put(
            id_, "text", at, strokeColor=colour, text="\n".join(shown), originalText=text, fontSize=pixels,
            fontFamily=_FONT, textAlign="left", verticalAlign="top", containerId=None, autoResize=True,
            lineHeight=_LINE, **more,
        )  # fmt: skip

    def _label(self, holder: _Element, text: str, colour: str, size: str, lines: int, align: str) -> None:
        """The words inside a shape, or on an arrow."""
        if not tidy(text):
            return
        room = holder["width"] - 2 * tokens()["note"]["pad"] if holder["type"] != "arrow" else 200
        words = self._words(f"{holder['id']}:label", text, colour, size, room, lines)
        words |= {
            "containerId": holder["id"], "textAlign": align, "verticalAlign": "middle",
            "groupIds": holder["groupIds"], "frameId": holder["frameId"],
            "x": holder["x"] + (5 if align == "left" else (holder["width"] - words["width"]) / 2),
            "y": holder["y"] + (holder["height"] - words["height"]) / 2,
        }  # fmt: skip
        holder["boundElements"].append({"type": "text", "id": words["id"]})

    def _zone(self, zone: Zone) -> None:
        at, theme = self._scene.zones[zone.id], self._style.theme
        own = {KEY: zone.stated(), WAS: list(at), "is": "zone"}
        if zone.id not in self._holding:
            self._put(zone.id, "frame", at, name=clean(zone.title), strokeColor="#bbb", customData=own)
            return
        self._put(
            zone.id, "rectangle", at, strokeColor=theme["zone_border"], backgroundColor=theme["zone_fill"],
            strokeStyle="dashed", roundness={"type": 3}, customData=own,
        )  # fmt: skip
        name = self._words(f"{zone.id}:label", zone.title, theme["zone_text"], "zone", at.width - 32)
        name |= {
            "containerId": zone.id,
            "textAlign": "left",
            "verticalAlign": "top",
            "x": at.x + 5,
            "y": at.y + 5,
        }
        self._made[zone.id]["boundElements"].append({"type": "text", "id": name["id"]})

    def _component(self, one: Component) -> None:
        at, colours = self._scene.boxes[one.id], self._style.stage(one.stage)
        where: _Element = {"groupIds": [f"{one.id}:group"], "frameId": self._frame(one.zone, at)}
        box = self._put(
            one.id, "rectangle", at, strokeColor=colours["bar"], backgroundColor=colours["fill"],
            roundness={"type": 3}, customData={KEY: one.stated(), WAS: list(at)}, **where,
        )  # fmt: skip
        self._label(box, one.title, self._style.theme["text"], "name", 2, "center")
        parts = [
            ("kind", one.label or one.kind, 3.0),
            ("technology", names_of(one.technology), at.height - 17),
        ]
        for what, text, down in parts:
            if text:
                words = self._words(f"{one.id}:{what}", text, colours["text"], "kind", at.width - 24, **where)
                words |= {"x": at.x + 8, "y": at.y + down, "customData": {KEY: PART}}

    def _frame(self, zone: str | None, at: Rect) -> str | None:
        """The frame that a shape stands in. One that is out of it would not be seen: it is in no frame."""
        area = self._scene.zones.get(zone or "")
        inside = area is not None and zone not in self._holding and area.contains(at)
        return zone if inside else None

    def _note(self, note: Note) -> None:
        at, theme = self._scene.notes[note.id], self._style.theme
        own = {KEY: note.stated(), WAS: list(at), "is": "note"}
        box = self._put(
            note.id, "rectangle", at, strokeColor=theme["note_border"], backgroundColor=theme["note_fill"],
            customData=own,
        )  # fmt: skip
        self._label(box, note.text, theme["note_text"], "note", tokens()["note"]["lines"], "left")
        about = self._scene.place_of(note.about or "")
        if about is not None and note.about in self._made:
            line = self._line(f"{note.id}:about", [at.middle, about.middle], "arrow", (note.id, note.about))
            line |= {"strokeColor": theme["note_border"], "strokeStyle": "dotted", "endArrowhead": None}
            line["customData"] = {KEY: PART}

    def _flow(self, flow: Flow) -> None:
        look, route = tokens()["flows"][flow.kind], self._scene.routes[flow.id]
        line = self._line(f"{flow.id}:flow", _points(route), "arrow", (flow.source, flow.target))
        line |= {
            "strokeColor": self._style.flow(flow.kind), "strokeWidth": look["width"],
            "roundness": {"type": 2}, "strokeStyle": _stroke(look["dash"]),
            "customData": {KEY: flow.stated()},
        }  # fmt: skip
        self._label(line, flow.label or "", self._style.flow(flow.kind), "flow", 2, "center")

    def _line(self, id_: str, points: list[Point], kind: str, ends: tuple[str, str]) -> _Element:
        (x, y), xs, ys = points[0], [one[0] for one in points], [one[1] for one in points]
        size = Rect(x, y, max(xs) - min(xs), max(ys) - min(ys))
        for end in dict.fromkeys(ends):
            self._made[end]["boundElements"].append({"type": "arrow", "id": id_})
        source, target = ({"elementId": end, "focus": 0, "gap": 1} for end in ends)
        return self._put(
            id_, kind, size, points=[[left - x, top - y] for left, top in points], startBinding=source,
            endBinding=target, startArrowhead=None, endArrowhead="triangle", lastCommittedPoint=None,
            elbowed=False,
        )  # fmt: skip


def _points(route: Route) -> list[Point]:
    """Points on the way of a flow, through which Excalidraw draws its own curve."""
    steps = 3 * len(route.curves)
    return [*(route.at(step / steps) for step in range(steps)), route.tip]


def _stroke(dash: str) -> str:
    """The nearest of the three strokes of Excalidraw."""
    if not dash:
        return "solid"
    return "dotted" if float(dash.split()[0]) < 4 else "dashed"
