"""From a design to a draw.io file that people can go on drawing in.

Zones are containers, components stand where the canvas has them, and our data lie beside the shapes.
"""

from __future__ import annotations

import base64
import math
import re
from itertools import pairwise

from designer.drawing.routes import Point, Route
from designer.drawing.scene import Scene
from designer.drawing.style import Style, icon
from designer.drawing.xml import escape, tag
from designer.exchange.drawio.cells import PART
from designer.exchange.labels import tidy
from designer.exchange.standing import NAMELESS, standing
from designer.files.beside import KEY, packed, rest_of
from designer.layout.rect import Rect
from designer.layout.tokens import tokens
from designer.model.design import Design
from designer.model.element import Element
from designer.model.flow import FLOWS, Flow
from designer.model.kinds import Component
from designer.model.note import Note
from designer.model.technologies import names_of
from designer.model.zone import Zone

_FONT = {"fontFamily": "Inter,Helvetica,Arial"}
_LAYER = "1"


_OWN = re.compile(f' {KEY}="[^"]*"')


def drawio(design: Design, data: bool = True) -> str:
    """An uncompressed draw.io file in the light theme; `data` says whether our data are beside the shapes."""
    text = _Writer(standing(design)).text(packed(rest_of(design)))
    return text if data else _OWN.sub("", text)  # All attributes are escaped: no other holds a quote.


class _Writer:
    """One design on its way into a file. `scene` has a place for everything and folds nothing."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._design, self._style = scene, scene.design, Style()

    def text(self, rest: str) -> str:
        """The whole file; `rest` is what no shape can carry."""
        design = self._design
        cells = [
            tag("object", tag("mxCell"), id="0", label="", **{KEY: rest}),
            tag("mxCell", id=_LAYER, parent="0"),
            *(self._zone(zone) for zone in self._outer_first()),
            *(self._component(one) for one in design.components.values()),
            *(self._note(note) for note in design.notes.values()),
            *(self._string(note) for note in design.notes.values()),
            *(self._flow(flow) for flow in design.flows.values()),
        ]
        root = tag("root", "\n" + "\n".join(cell for cell in cells if cell) + "\n")
        model = tag("mxGraphModel", root, grid="1", gridSize="10", page="0", math="0", shadow="0")
        diagram = tag("diagram", model, id="design", name=tidy(design.name) or NAMELESS)
        return tag("mxfile", diagram, host="sketchcheck") + "\n"

    def _outer_first(self) -> list[Zone]:
        return [self._design.zones[id_] for id_ in self._scene.zones]

    def _zone(self, zone: Zone) -> str:
        look, theme, parent = tokens()["zone"], self._style.theme, self._within(zone.parent)
        style = {
            "rounded": 1, "absoluteArcSize": 1, "arcSize": 2 * look["radius"], "container": 1,
            "collapsible": 0, "recursiveResize": 0, "dashed": 1, "dashPattern": look["dash"], "html": 1,
            "fillColor": theme["zone_nested" if zone.parent else "zone_fill"],
            "strokeColor": theme["zone_border"], "strokeWidth": look["border"], "align": "left",
            "verticalAlign": "top", "spacingLeft": look["padding"] - 4, "spacingTop": 4, "whiteSpace": "wrap",
            **_words("zone", theme["zone_text"]), "fontStyle": 1,
        }  # fmt: skip
        return _vertex(
            zone.id, zone.title, style, self._inside(self._scene.zones[zone.id], parent), parent, zone
        )

    def _within(self, zone: str | None) -> str:
        """The id of the container: a zone, or the layer."""
        return zone if zone in self._scene.zones else _LAYER

    def _inside(self, rect: Rect, parent: str) -> Rect:
        """A rectangle as its container counts it."""
        outer = self._scene.zones.get(parent)
        return rect._replace(x=rect.x - outer.x, y=rect.y - outer.y) if outer else rect

    def _component(self, one: Component) -> str:
        look, colours, parent = tokens()["box"], self._style.stage(one.stage), self._within(one.zone)
        style = {
            "shape": "label", "rounded": 1, "absoluteArcSize": 1, "arcSize": 2 * look["radius"], "html": 1,
            "fillColor": colours["fill"], "strokeColor": colours["bar"], "align": "left", "spacingLeft": 6,
            "whiteSpace": "wrap", "image": _icon(one.kind, colours["text"]), "imageAlign": "left",
            "imageVerticalAlign": "top", "imageWidth": look["icon"], "imageHeight": look["icon"],
            **_words("name", self._style.theme["text"]), "fontStyle": 1,
        }  # fmt: skip
        box = _vertex(
            one.id, one.title, style, self._inside(self._scene.boxes[one.id], parent), parent, one,
            tooltip=one.label or one.kind,
        )  # fmt: skip
        return "\n".join([box, *self._parts(one, colours["text"])])

    def _parts(self, one: Component, colour: str) -> list[str]:
        """Kind and technology, as words that move with the box."""
        look = tokens()["box"]
        lines = [
            ("kind", one.label or one.kind, colour, 26, 3),
            ("technology", names_of(one.technology), self._style.theme["muted"], 10, 40),
        ]
        return [
            tag(
                "object",
                _cell(
                    {
                        "text": None, "part": 1, "html": 1, "align": "left", "verticalAlign": "middle",
                        "overflow": "hidden", "pointerEvents": 0, "editable": 0, "spacing": 0,
                        **_words(what, shade),
                    },
                    Rect(x, y, look["width"] - x - 4, 18),
                    one.id,
                ),
                id=f"{one.id}:{what}", label=_markup(words), **{KEY: PART},
            )
            for what, words, shade, x, y in lines
            if words
        ]  # fmt: skip

    def _note(self, note: Note) -> str:
        theme, look = self._style.theme, tokens()["note"]
        style = {
            "shape": "note", "size": look["fold"], "fillColor": theme["note_fill"], "html": 1,
            "strokeColor": theme["note_border"], "align": "left", "spacingLeft": look["pad"],
            "whiteSpace": "wrap", **_words("note", theme["note_text"]),
        }  # fmt: skip
        return _vertex(note.id, note.text, style, self._scene.notes[note.id], _LAYER, note)

    def _string(self, note: Note) -> str:
        """The line from a note to the box or zone that it is about."""
        if note.about not in self._scene.boxes and note.about not in self._scene.zones:
            return ""
        style = {"endArrow": "none", "dashed": 1, "dashPattern": "2 3"}
        style |= {"strokeColor": self._style.theme["note_border"]}
        return _edge(f"{note.id}:about", "", style, (note.id, note.about or ""), PART)

    def _flow(self, flow: Flow) -> str:
        look = tokens()["flows"][flow.kind]
        style = {
            "curved": 1, "html": 1, "endArrow": "block", "endFill": 1,
            "endSize": 5, "jumpStyle": "arc", "strokeColor": self._style.flow(flow.kind),
            "strokeWidth": look["width"], **_words("flow", self._style.flow(flow.kind)),
            "labelBackgroundColor": self._style.theme["plate"],
        }  # fmt: skip
        if look["dash"]:
            style |= {"dashed": 1, "fixDash": 1, "dashPattern": look["dash"]}
        route, plate = self._scene.routes[flow.id], self._scene.plates.get(flow.id)
        bends = _bends(route) if len(route.curves) > 1 else []
        style |= {} if bends else {"edgeStyle": "orthogonalEdgeStyle"}
        style |= self._ports(route, flow)
        place = _way(route, bends, plate.rect.middle if plate and flow.source != flow.target else None)
        return _edge(flow.id + ":flow", flow.label or "", style, (flow.source, flow.target),
                     packed(flow.stated()), place, FLOWS[flow.kind].title)  # fmt: skip

    def _ports(self, route: Route, flow: Flow) -> dict[str, object]:
        """Where the canvas lets the flow leave and enter, as shares of the boxes."""
        found: dict[str, object] = {}
        ends = ("exit", route.curves[0][0], flow.source), ("entry", route.tip, flow.target)
        for name, (x, y), box in ends:
            rect = self._scene.boxes[box]
            found[f"{name}X"] = round(min(max((x - rect.x) / rect.width, 0), 1), 3)
            found[f"{name}Y"] = round(min(max((y - rect.y) / rect.height, 0), 1), 3)
        return found


def _edge(
    id_: str,
    label: str,
    style: dict[str, object],
    ends: tuple[str, str],
    own: str,
    way: str = "",
    tip: str = "",
) -> str:
    place = way or tag("mxGeometry", relative="1", as_="geometry")
    cell = tag("mxCell", place, style=_styled(style), edge="1", parent=_LAYER, source=ends[0], target=ends[1])
    return tag("object", cell, id=id_, label=_markup(label), tooltip=tip or None, **{KEY: own})


def _bends(route: Route) -> list[Point]:
    """The points that pull the curve in draw.io; those at which a detour begins and ends lie between them."""
    return [point for curve in route.curves for point in curve[1:3]]


def _way(route: Route, bends: list[Point], label: Point | None) -> str:
    """The bends of a flow, and how far its label stands off its middle."""
    points = "".join(tag("mxPoint", x=x, y=y) for x, y in bends)
    inside = tag("Array", points, as_="points") if points else ""
    if label is not None:
        x, y = _middle([route.curves[0][0], *bends, route.tip])
        inside += tag("mxPoint", x=label[0] - x, y=label[1] - y, as_="offset")
    return tag("mxGeometry", inside, relative="1", as_="geometry")


def _middle(points: list[Point]) -> Point:
    """The point half way along a line."""
    pieces = list(pairwise(points))
    left = sum(math.dist(one, two) for one, two in pieces) / 2
    for one, two in pieces:
        far = math.dist(one, two)
        if far and left <= far:
            share = left / far
            return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share
        left -= far
    return points[-1]


def _vertex(
    id_: str, label: str, style: dict[str, object], at: Rect, parent: str, own: Element, tooltip: str = ""
) -> str:
    attributes = {"tooltip": tooltip or None, KEY: packed(own.stated())}
    return tag("object", _cell(style, at, parent), id=id_, label=_markup(label), **attributes)


def _cell(style: dict[str, object], at: Rect, parent: str) -> str:
    place = tag("mxGeometry", x=at.x, y=at.y, width=at.width, height=at.height, as_="geometry")
    return tag("mxCell", place, style=_styled(style), vertex="1", parent=parent)


def _styled(style: dict[str, object]) -> str:
    return "".join(f"{name};" if value is None else f"{name}={value};" for name, value in style.items())


def _words(what: str, colour: str) -> dict[str, object]:
    return {**_FONT, "fontSize": tokens()["font"]["size"][what], "fontColor": colour}


def _markup(text: str) -> str:
    """Words as HTML that shows them as they are."""
    return escape(text).replace("\n", "<br>")


def _icon(kind: str, colour: str) -> str:
    """The icon as a picture that the style carries; draw.io leaves `;base64` out, as ; ends an entry."""
    size = float(tokens()["box"]["icon"])
    drawn = tag(
        "svg", icon(kind, 0, 0, size, colour), xmlns="http://www.w3.org/2000/svg", width=size, height=size
    )
    return "data:image/svg+xml," + base64.b64encode(drawn.encode()).decode()
