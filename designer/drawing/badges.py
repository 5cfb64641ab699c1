"""Marks as badges at the corner of what they speak of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from designer.drawing.marks import Mark
from designer.drawing.style import Style, text
from designer.drawing.xml import escape, number, tag
from designer.layout.measure import shorten, width
from designer.layout.tokens import tokens

_MOST = 4
HATCH = "hatch"


def badges(marks: Iterable[Mark], right: float, y: float, style: Style) -> str:
    """Badges in a row that ends at `right`, around the height y; one for each severity and symbol."""
    grouped: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        grouped.setdefault((mark.severity, mark.symbol), []).append(mark)
    parts = []
    for (severity, symbol), own in list(grouped.items())[:_MOST]:
        if style.severity(severity)["shape"] != HATCH:
            drawn, wide = badge(severity, symbol, len(own), right, y, style)
            about = " ".join(dict.fromkeys(mark.element_id for mark in own))
            hint = escape(" ".join(mark.text for mark in own)[:600])
            named = f'data-mark="{escape(severity)}" data-about="{escape(about)}"'
            parts.append(f"<g {named}><title>{hint}</title>{drawn}</g>")
            right -= wide + tokens()["mark"]["gap"]
    return "".join(parts)


def badge(severity: str, symbol: str, count: int, right: float, y: float, style: Style) -> tuple[str, float]:
    """One badge whose right edge is at `right`, and its width; the count is shown from two on."""
    level, size = style.severity(severity), tokens()["mark"]["size"]
    font = tokens()["font"]["size"]["mark"]
    words = shorten(symbol or level["symbol"], 60, font, semibold=True) + (f" {count}" if count > 1 else "")
    wide = max(float(size), width(words, font, semibold=True) + 10)
    fill, ring = level["colour"], style.theme["background"]
    shape = _shape(level["shape"], right - wide, y - size / 2, wide, size, fill, ring)
    drop = 2 if level["shape"] == "triangle" and wide == size else 0
    label = text(
        words,
        right - wide / 2,
        y + font * 0.36 + drop,
        font,
        style.theme["on_severity"],
        bold=True,
        anchor="middle",
    )
    return shape + label, wide


def _shape(shape: str, x: float, y: float, wide: float, high: float, fill: str, ring: str) -> str:
    look: dict[str, str | float] = {"fill": fill, "stroke": ring, "stroke_width": 1.5}
    if shape == "dot":
        return tag("circle", cx=x + wide / 2, cy=y + high / 2, r=4.0, **look)
    if wide > high or shape in ("circle", "square"):
        return tag(
            "rect", x=x, y=y, width=wide, height=high, rx=high / 2 if shape == "circle" else 5.0, **look
        )
    corners = {"octagon": 8, "diamond": 4}.get(shape, 3)
    turn = {"octagon": math.pi / 8, "diamond": 0.0}.get(shape, -math.pi / 2)
    radius = high / 2 + {"triangle": 2.5, "diamond": 2.5}.get(shape, 0.8)
    angles = [turn + 2 * math.pi * i / corners for i in range(corners)]
    middle = y + high / 2 + (2 if shape == "triangle" else 0)
    points = [(x + wide / 2 + radius * math.cos(a), middle + radius * math.sin(a)) for a in angles]
    return tag(
        "polygon",
        points=" ".join(f"{number(a)},{number(b)}" for a, b in points),
        stroke_linejoin="round",
        **look,
    )


def counted(marks: Iterable[Mark]) -> Counter[str]:
    """How many marks there are of each severity."""
    return Counter(mark.severity for mark in marks)
