"""Frames around what is marked, where the tokens give the severity of the mark one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from designer.drawing.marks import Mark
from designer.drawing.style import Style
from designer.drawing.xml import tag
from designer.layout.rect import Rect
from designer.layout.tokens import tokens

_AWAY, _LINE, _GLOW = 3, 2.5, 8


class Frames:
    """The framed elements of a picture; what is drawn of any other passes through unchanged."""

    def __init__(self, marks: Iterable[Mark], style: Style) -> None:
        levels = {mark.element_id: style.severity(mark.severity) for mark in marks}
        self._levels = {id_: level for id_, level in levels.items() if "frame" in level}

    def box(self, element_id: str, at: Rect, drawn: str) -> str:
        """A box or note with its frame."""
        return self._framed(element_id, at, float(tokens()["box"]["radius"]), drawn)

    def area(self, element_id: str, at: Rect, drawn: str) -> str:
        """A zone with its frame."""
        return self._framed(element_id, at, float(tokens()["zone"]["radius"]), drawn)

    def way(self, element_id: str, path: str, drawn: str) -> str:
        """A flow on a broad line in the colour of its mark."""
        level = self._levels.get(element_id)
        if level is None:
            return drawn
        glow = tag(
            "path", d=path, fill="none", stroke=level["colour"], stroke_width=float(_GLOW),
            stroke_opacity=0.3, stroke_dasharray=level["frame"]["dash"] or None,
        )  # fmt: skip
        return glow + _faded(drawn, level)

    def _framed(self, element_id: str, at: Rect, radius: float, drawn: str) -> str:
        level = self._levels.get(element_id)
        if level is None:
            return drawn
        around = at.grown(_AWAY)
        return _faded(drawn, level) + tag(
            "rect", x=around.x, y=around.y, width=around.width, height=around.height, rx=radius + _AWAY,
            fill="none", stroke=level["colour"], stroke_width=_LINE,
            stroke_dasharray=level["frame"]["dash"] or None,
        )  # fmt: skip


def _faded(drawn: str, level: dict[str, Any]) -> str:
    opacity = level["frame"]["opacity"]
    return drawn if opacity == 1 else tag("g", drawn, opacity=float(opacity))
