"""From an Excalidraw scene to a sketch."""

from __future__ import annotations

import math
from typing import Any

from designer.errors import RefusedImport
from designer.exchange.drawn import Drawing, Line, Shape, sketched
from designer.exchange.drawn.members import rect_of
from designer.exchange.excalidraw.opening import scene_of
from designer.exchange.json_values import number, objects, rect, words
from designer.exchange.labels import tidy
from designer.exchange.own import unpacked
from designer.exchange.sketch import Sketch
from designer.files.beside import KEY
from designer.layout.rect import Rect, around

PART, REST, WAS = "part", "sketchcheckRest", "sketchcheckFrame"
"""What our export writes in `customData`: a part for the eye alone, what no shape carries, a frame."""

_MOST_ELEMENTS = 60_000
_PAGES = frozenset({"embeddable", "iframe"})
_OUTLINES = frozenset({"rectangle", "ellipse", "diamond", "image"}) | _PAGES
_FRAMES = frozenset({"frame", "magicframe"})
_STROKES = frozenset({"freedraw", "line"})
_THICK = 4
_CORNERS, _NEAR = 3, 12
"""A line with at least so many sides whose ends are so near is an outline."""
_Element = dict[str, Any]


def read_excalidraw(data: bytes, name: str) -> Sketch:
    """What is drawn in a scene, or in an SVG or PNG that carries one.

    Raises RefusedImport for anything else.
    """
    scene = scene_of(data, name)
    if not isinstance(scene.get("elements"), list):
        raise RefusedImport(f"cannot read {name}: because it has no list of elements. Name a scene.")
    if len(scene["elements"]) > _MOST_ELEMENTS:
        raise RefusedImport(f"cannot read {name}: because it has over {_MOST_ELEMENTS} elements. Split it.")
    return sketched(_Scene(objects(scene["elements"])).drawing)


class _Scene:
    """The elements of a scene on their way into a drawing."""

    def __init__(self, elements: list[_Element]) -> None:
        self.drawing = Drawing("Excalidraw")
        self._all: dict[str, _Element] = {}
        gone = {words(element.get("id")) for element in elements if element.get("isDeleted")} - {""}
        for number_, element in enumerate(elements):
            key = words(element.get("id")) or f"#{number_}"
            deleted = element.get("isDeleted") or words(element.get("containerId")) in gone
            if not deleted and _own(element).get(KEY) != PART:
                self._all.setdefault(key, element)
        self._labels = self._bound_words()
        self._groups = self._grouped()
        for key, element in self._all.items():
            self._add(key, element)
        self._add_groups()
        self._tell_of_links()

    def _tell_of_links(self) -> None:
        linked = [
            self._place(key)
            for key, one in self._all.items()
            if words(one.get("link")) and one.get("type") not in _PAGES
        ]
        self.drawing.remark_all(linked, "Its link is left out: links have no meaning in a design.")

    def _bound_words(self) -> dict[str, str]:
        """The words inside each shape or on each arrow, by its id."""
        found: dict[str, str] = {}
        for element in self._all.values():
            holder = self._holder(element)
            if holder is not None:
                found[holder] = f"{found[holder]}\n{_text(element)}" if holder in found else _text(element)
        return found

    def _holder(self, element: _Element) -> str | None:
        """The id of the shape or arrow that a text is bound to."""
        held = words(element.get("containerId")) if element.get("type") == "text" else ""
        return held if held in self._all and self._all[held].get("type") != "text" else None

    def _grouped(self) -> dict[str, list[str]]:
        """The ids in each group of more than one, in the order of the scene."""
        found: dict[str, list[str]] = {}
        for key, element in self._all.items():
            for group in _group_ids(element):
                if self._holder(element) is None:
                    found.setdefault(group, []).append(key)
        return {group: keys for group, keys in found.items() if len(keys) > 1}

    def _add(self, key: str, element: _Element) -> None:
        kind = words(element.get("type"))
        grouped = any(group in self._groups for group in _group_ids(element))
        if self._holder(element) is not None:
            return
        outline = kind in _OUTLINES | _FRAMES or (kind == "line" and _is_closed(element))
        if outline or kind == "text" or (kind in _STROKES and grouped):
            self._take_rest(element)
            if _own(element).get(REST) is None:
                self.drawing.shapes[key] = self._shape(key, element, kind)
        elif kind in ("arrow", "line"):
            self.drawing.lines[key] = self._line(key, element)
        elif kind != "selection":
            self.drawing.remark(
                self._place(key), f"It is left out: {kind[:40] or 'it'} is no box and no arrow."
            )

    def _take_rest(self, element: _Element) -> None:
        """Our export's title carries what no shape can; who has changed its words has renamed the design."""
        rest = unpacked(_own(element).get(REST))
        if rest is not None:
            self.drawing.rest = rest
            self.drawing.title = tidy(_text(element))

    def _place(self, key: str) -> str:
        element = self._all[key]
        label = tidy(self._labels.get(key) or _text(element) or words(element.get("name")))[:40]
        return f"{words(element.get('type'))[:20]} {key[:40]}" + (
            f" {' '.join(label.split())!r}" if label else ""
        )

    def _shape(self, key: str, element: _Element, kind: str) -> Shape:
        own = _own(element)
        data = unpacked(own[KEY]) if KEY in own else None
        is_frame = kind in _FRAMES or own.get("is") == "zone"
        label = self._labels.get(key) or _text(element) or words(element.get("name"))
        if kind in _PAGES:
            label = label or words(element.get("link"))
        return Shape(
            key=key,
            label=tidy(label),
            shape=kind,
            parent=self._parent(element),
            frame=_frame(element, kind),
            was=rect_of(own.get(WAS)) if data is not None else None,
            data=data,
            place=self._place(key),
            is_text=kind == "text",
            is_note=own.get("is") == "note",
            is_plain=kind in ("rectangle", "ellipse") or kind in _STROKES,
            is_frame=is_frame,
        )

    def _parent(self, element: _Element) -> str | None:
        """The innermost group of an element, else its frame."""
        group = next((one for one in _group_ids(element) if one in self._groups), None)
        return f"group {group}" if group is not None else self._frame(element)

    def _frame(self, element: _Element) -> str | None:
        frame = words(element.get("frameId"))
        return frame if frame in self._all and self._all[frame].get("type") in _FRAMES else None

    def _add_groups(self) -> None:
        """A group holds together what is in it; nobody sees it."""
        for group, keys in self._groups.items():
            frames = [shape.frame for key in keys if (shape := self.drawing.shapes.get(key)) and shape.frame]
            first = self._all[keys[0]]
            outer = _group_ids(first)
            outer = [one for one in outer[outer.index(group) + 1 :] if one in self._groups]
            self.drawing.shapes[f"group {group}"] = Shape(
                key=f"group {group}",
                parent=f"group {outer[0]}" if outer else self._frame(first),
                frame=around(frames) if frames else None,
                place=f"group of {len(keys)} with {self._place(keys[0])}",
                is_frame=True,
                is_bare=True,
            )

    def _line(self, key: str, element: _Element) -> Line:
        x, y = number(element.get("x")), number(element.get("y"))
        points = [(x + left, y + top) for left, top in _points(element)]
        own = _own(element)
        return Line(
            key=key,
            source=self._end(element.get("startBinding")),
            target=self._end(element.get("endBinding")),
            start=points[0] if points else None,
            end=points[-1] if points else None,
            bends=tuple(points[1:-1]),
            label=tidy(self._labels.get(key, "")),
            dash=_dash(element),
            data=unpacked(own[KEY]) if KEY in own else None,
            place=self._place(key),
            at_start=bool(element.get("startArrowhead")),
            at_end=bool(element.get("endArrowhead")),
        )

    def _end(self, binding: object) -> str | None:
        """The id of the shape that an arrow is bound to, or that the words lie in that it is bound to."""
        key = words(binding.get("elementId")) if isinstance(binding, dict) else ""
        element = self._all.get(key)
        if element is None:
            return None
        key = self._holder(element) or key
        return key if self._all[key].get("type") in _OUTLINES | _FRAMES | {"text"} else None


def _own(element: _Element) -> dict[str, Any]:
    found = element.get("customData")
    return found if isinstance(found, dict) else {}


def _text(element: _Element) -> str:
    if element.get("type") != "text":
        return ""
    return words(element.get("originalText")) or words(element.get("text"))


def _group_ids(element: _Element) -> list[str]:
    """The groups of an element, the innermost first."""
    found = element.get("groupIds")
    return [one for one in found[:20] if isinstance(one, str)] if isinstance(found, list) else []


def _points(element: _Element) -> list[tuple[float, float]]:
    found = element.get("points")
    pairs = [one for one in found[:1000] if isinstance(one, list)] if isinstance(found, list) else []
    return [(number(one[0]), number(one[1])) for one in pairs if len(one) > 1]


def _is_closed(element: _Element) -> bool:
    """Whether a line comes back to where it began, as outlines do that are drawn by hand."""
    points = _points(element)
    return len(points) > _CORNERS and math.dist(points[0], points[-1]) <= _NEAR


def _frame(element: _Element, kind: str) -> Rect:
    """Where an element stands; lines have the place of their first point, wherever the others are."""
    x, y, width, height = rect(element)
    points = _points(element) if kind in _STROKES else []
    return (
        around([Rect(x + left, y + top, 0, 0) for left, top in points])
        if points
        else Rect(x, y, width, height)
    )


def _dash(element: _Element) -> str:
    style = words(element.get("strokeStyle"))
    if style in ("dashed", "dotted"):
        return style
    return "thick" if number(element.get("strokeWidth")) >= _THICK else "solid"
