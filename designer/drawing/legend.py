"""The legend: the stages, flow kinds and marks that occur in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from designer.drawing.badges import HATCH, badge, counted
from designer.drawing.marks import Mark
from designer.drawing.style import Style, text
from designer.drawing.xml import tag
from designer.layout.measure import width
from designer.layout.tokens import tokens
from designer.model.design import Design
from designer.model.flow import FLOWS
from designer.model.kinds import STAGES

_ROW, _SWATCH, _GAP = 24, 34, 22


class Entry(NamedTuple):
    """One sign (markup drawn at the origin, `wide` pixels wide) and what it means."""

    sign: str
    wide: float
    words: str


def legend(design: Design, marks: Iterable[Mark], room: float, style: Style) -> tuple[str, float]:
    """The legend as markup from the origin downwards, and its height; rows are at most `room` wide."""
    rows = [row for group in _groups(design, list(marks), style) for row in _rows(group, room)]
    parts = []
    for number, row in enumerate(rows):
        x = 0.0
        for entry in row:
            size = tokens()["font"]["size"]["legend"]
            words = text(entry.words, entry.wide + 7, size * 0.36, size, style.theme["muted"])
            parts.append(
                tag("g", entry.sign + words, transform=f"translate({x:.1f} {number * _ROW + _ROW / 2:.1f})")
            )
            x += _length(entry)
    return f'<g data-legend="">{"".join(parts)}</g>', len(rows) * _ROW


def _length(entry: Entry) -> float:
    return entry.wide + 7 + width(entry.words, tokens()["font"]["size"]["legend"]) + _GAP


def _rows(entries: list[Entry], room: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        if not rows or _length(entry) - _GAP > left:
            rows.append([])
            left = room
        rows[-1].append(entry)
        left -= _length(entry)
    return rows


def _groups(design: Design, marks: list[Mark], style: Style) -> Iterable[list[Entry]]:
    used = {one.stage for one in design.components.values()}
    yield [_stage(stage, style) for stage in STAGES if stage in used]
    kinds = {flow.kind for flow in design.flows.values()}
    yield [_flow(kind, style) for kind in FLOWS if kind in kinds]
    found = counted(marks)
    entries = [
        _mark(severity, found[severity], style) for severity in tokens()["severities"] if found[severity]
    ]
    hatched = any(one.status == "later" for one in design.components.values())
    if hatched and not found["declared"]:
        entries.append(Entry(_hatch(style), 20, "Later"))
    yield entries


def _stage(stage: str, style: Style) -> Entry:
    colours = style.stage(stage)
    sign = tag(
        "rect", x=0, y=-7, width=14, height=14, rx=3, fill=colours["fill"], stroke=style.theme["border"]
    )
    return Entry(
        sign + tag("rect", x=0, y=-7, width=4, height=14, rx=1.5, fill=colours["bar"]), 14, STAGES[stage]
    )


def _flow(kind: str, style: Style) -> Entry:
    look, colour = tokens()["flows"][kind], style.flow(kind)
    line = tag(
        "line", x1=0, y1=0, x2=_SWATCH - 6, y2=0, stroke=colour, stroke_width=float(look["width"]),
        stroke_dasharray=look["dash"] or None,
    )  # fmt: skip
    head = tag("path", d=f"M{_SWATCH} 0L{_SWATCH - 8} 4L{_SWATCH - 8} -4z", fill=colour)
    return Entry(line + head, _SWATCH, FLOWS[kind].title)


def _mark(severity: str, count: int, style: Style) -> Entry:
    words = severity.capitalize() + (f" ({count})" if count > 1 else "")
    if style.severity(severity)["shape"] == HATCH:
        return Entry(_hatch(style), 20, words)
    size = tokens()["mark"]["size"]
    return Entry(badge(severity, "", 1, size, 0, style)[0], size, words)


def _hatch(style: Style) -> str:
    return tag(
        "rect",
        x=0,
        y=-8,
        width=20,
        height=16,
        rx=3,
        fill=f"url(#sk-hatch-{style.name})",
        stroke=style.theme["border"],
    )
