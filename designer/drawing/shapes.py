"""The parts of a picture as SVG: boxes, zones, notes, flows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from designer.drawing.plates import Plate
from designer.drawing.routes import Point, Route
from designer.drawing.style import Style, icon, text
from designer.drawing.xml import escape, number, tag
from designer.layout.measure import clean, shorten, width, wrap
from designer.layout.rect import Rect
from designer.layout.tokens import tokens
from designer.model.flow import Flow
from designer.model.kinds import Component
from designer.model.note import Note
from designer.model.technologies import names_of
from designer.model.zone import Zone


def _size(what: str) -> float:
    return float(tokens()["font"]["size"][what])


def _group(element: str, element_id: str, hint: str, parts: list[str], **more: str) -> str:
    title = f"<title>{escape(clean(hint)[:300])}</title>"
    return tag("g", title + "".join(parts), **{f"data_{element}": element_id}, **more)


def box(component: Component, at: Rect, style: Style, *, declared: bool = False) -> str:
    """A component: stage bar, icon and kind, name, technology; hatched where it is only declared."""
    colours = style.stage(component.stage)
    lines = [component.label or component.kind, component.title, names_of(component.technology)]
    parts = [*_card(at, colours, style, declared), *_lines(component.kind, lines, at, colours["text"], style)]
    return _group("component", component.id, component.title, parts)


def stage(component: Component, title: str, names: str, at: Rect, style: Style) -> str:
    """A whole stage as one box, under the icon of one of its components."""
    colours = style.stage(component.stage)
    lines = _lines(component.kind, [title, names, ""], at, colours["text"], style)
    return _group(
        "component", component.stage, f"{title}: {names}", [*_card(at, colours, style, False), *lines]
    )


def folded_zone(zone: Zone, at: Rect, members: int, style: Style) -> str:
    """A collapsed zone, as one box."""
    theme = style.theme
    colours = {"bar": theme["zone_border"], "fill": theme["zone_fill"], "text": theme["zone_text"]}
    lines = ["Zone", zone.title, f"{members} components"]
    return _group(
        "zone",
        zone.id,
        zone.title,
        [*_card(at, colours, style, False), *_lines("zone", lines, at, colours["text"], style)],
    )


def _card(at: Rect, colours: dict[str, str], style: Style, declared: bool) -> list[str]:
    look = tokens()["box"]
    plate = {"x": at.x, "y": at.y, "width": at.width, "height": at.height, "rx": float(look["radius"])}
    parts = [tag("rect", fill=colours["fill"], **plate)]
    if declared:
        parts.append(tag("rect", fill=f"url(#sk-hatch-{style.name})", **plate))
    dash = tokens()["declared"]["dash"] if declared else None
    border = style.theme["border"]
    parts.append(
        tag(
            "rect",
            fill="none",
            stroke=border,
            stroke_width=float(look["border"]),
            stroke_dasharray=dash,
            **plate,
        )
    )
    return [*parts, tag("path", d=_bar(at, look["radius"], look["bar"]), fill=colours["bar"])]


def _bar(at: Rect, radius: float, wide: float) -> str:
    """The left edge of a rounded rectangle, `wide` pixels of it."""
    lift = radius - math.sqrt(radius**2 - (radius - wide) ** 2)
    x, top, bottom, r = number(at.x + wide), number(at.y + lift), number(at.bottom - lift), number(radius)
    return (
        f"M{x} {top}A{r} {r} 0 0 0 {number(at.x)} {number(at.y + radius)}V{number(at.bottom - radius)}"
        f"A{r} {r} 0 0 0 {x} {bottom}z"
    )


def _lines(kind: str, lines: list[str], at: Rect, colour: str, style: Style) -> list[str]:
    """Kind, name and technology; a long name takes two lines where there is no technology."""
    look = tokens()["box"]
    x, room = at.x + look["pad"], look["text_width"]
    label, name, technology = lines
    shift = look["icon"] + look["icon_gap"]
    size = _size("kind")
    parts = [
        icon(kind, x, at.y + look["kind_y"] - look["icon"] + 3, look["icon"], colour),
        text(shorten(label, room - shift, size), x + shift, at.y + look["kind_y"], size, colour),
    ]
    names = wrap(name, room, _size("name"), 1 if technology else 2, semibold=True)
    for row, line in enumerate(names):
        y = at.y + look["name_y"] + row * (look["technology_y"] - look["name_y"])
        parts.append(text(line, x, y, _size("name"), style.theme["text"], bold=True))
    if technology:
        size = _size("technology")
        parts.append(
            text(shorten(technology, room, size), x, at.y + look["technology_y"], size, style.theme["muted"])
        )
    return parts


def zone(one: Zone, at: Rect, style: Style) -> str:
    """An open zone: a tinted rectangle. Its name is drawn later, above the flows."""
    look, theme = tokens()["zone"], style.theme
    frame = tag(
        "rect", x=at.x, y=at.y, width=at.width, height=at.height, rx=float(look["radius"]),
        fill=_zone_fill(one, style), stroke=theme["zone_border"], stroke_width=float(look["border"]),
        stroke_dasharray=look["dash"],
    )  # fmt: skip
    return _group("zone", one.id, one.title, [frame])


def zone_name(one: Zone, at: Rect, style: Style) -> str:
    """The name of an open zone, on a plate that keeps it readable where a flow passes."""
    look, size = tokens()["zone"], _size("zone")
    name = shorten(one.title, at.width - 2 * look["padding"], size, semibold=True)
    x, baseline = at.x + look["padding"], at.y + look["header"] / 2 + size * 0.36 + 4
    plate = tag(
        "rect", x=x - 4, y=baseline - size, width=width(name, size, semibold=True) + 8, height=size * 1.4,
        rx=4, fill=_zone_fill(one, style), fill_opacity="0.9",
    )  # fmt: skip
    return plate + text(name, x, baseline, size, style.theme["zone_text"], bold=True)


def _zone_fill(one: Zone, style: Style) -> str:
    return style.theme["zone_nested" if one.parent else "zone_fill"]


def note(one: Note, at: Rect, about: Rect | None, style: Style) -> str:
    """A note with a folded corner, and a thin line to what it is about."""
    look, theme, size = tokens()["note"], style.theme, _size("note")
    fold, step = look["fold"], size * tokens()["font"]["line"]
    corner = f"M{number(at.right - fold)} {number(at.y)}v{fold}h{fold}"
    left, bottom = number(at.x), number(at.bottom)
    outline = f"M{left} {number(at.y)}H{number(at.right - fold)}l{fold} {fold}V{bottom}H{left}z"
    parts = [] if about is None else [_string(at, about, theme["note_border"])]
    parts.append(tag("path", d=outline + corner, fill=theme["note_fill"], stroke=theme["note_border"]))
    lines = wrap(one.text, at.width - 2 * look["pad"] - fold / 2, size, look["lines"])
    top = at.y + (at.height - step * len(lines)) / 2 + size * 0.95
    for row, line in enumerate(lines):
        parts.append(text(line, at.x + look["pad"], top + row * step, size, theme["note_text"]))
    return _group("note", one.id, one.text, parts)


def _string(at: Rect, about: Rect, colour: str) -> str:
    (x1, y1), (x2, y2) = at.middle, about.middle
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_dasharray="2 3")


def flow(one: Flow, route: Route, style: Style, hint: str) -> str:
    """The line of a flow with its arrowhead."""
    look = tokens()["flows"][one.kind]
    return _group(
        "flow", one.id, hint, _arrow(route, style.flow(one.kind), float(look["width"]), look["dash"])
    )


def bundle(ids: Sequence[str], kind: str | None, route: Route, style: Style, hint: str) -> str:
    """The broader line of several flows; of several kinds, it has the look of none."""
    look = tokens()["flows"][kind or "unspecified"]
    colour, wide = (
        style.flow(kind) if kind else style.theme["muted"],
        look["width"] + tokens()["arrow"]["broader"],
    )
    line = _arrow(route, colour, wide, look["dash"] if kind else "")
    return _group("flow", ids[0], hint, line, data_flows=" ".join(ids))


def _arrow(route: Route, colour: str, wide: float, dash: str) -> list[str]:
    line = tag(
        "path", d=path_of(route), fill="none", stroke=colour, stroke_width=wide,
        stroke_dasharray=dash or None,
    )  # fmt: skip
    return [line, tag("path", d=head(route.tip, route.curves[-1][3]), fill=colour)]


def path_of(route: Route) -> str:
    """The curves of a route as path data."""
    first = route.curves[0][0]
    parts = [f"M{number(first[0])} {number(first[1])}"]
    for _, one, two, end in route.curves:
        parts.append("C" + " ".join(number(v) for point in (one, two, end) for v in point))
    return "".join(parts)


def head(tip: Point, before: Point) -> str:
    """The arrowhead at `tip` of a line that comes from `before`, as path data."""
    look = tokens()["arrow"]
    far = math.dist(tip, before) or 1
    dx, dy = (tip[0] - before[0]) / far, (tip[1] - before[1]) / far
    x, y, half = tip[0] - dx * look["length"], tip[1] - dy * look["length"], look["width"] / 2
    points = (tip, (x - dy * half, y + dx * half), (x + dy * half, y - dx * half))
    return "M" + "L".join(f"{number(a)} {number(b)}" for a, b in points) + "z"


def plate(one: Plate, colour: str, style: Style) -> str:
    """The label of a flow."""
    look, at, size = tokens()["label"], one.rect, _size("flow")
    back = tag(
        "rect", x=at.x, y=at.y, width=at.width, height=at.height, rx=float(look["radius"]),
        fill=style.theme["plate"], fill_opacity="0.92",
    )  # fmt: skip
    middle, baseline = at.middle[0], at.middle[1] + size * 0.36
    return back + text(one.text, middle, baseline, size, colour, anchor="middle")
