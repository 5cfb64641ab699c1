"""A whole design as one SVG picture that looks like the canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from designer.drawing import shapes
from designer.drawing.badges import HATCH, badges
from designer.drawing.bundling import kind_of_all
from designer.drawing.frames import Frames
from designer.drawing.legend import legend as legend_of
from designer.drawing.marks import Mark
from designer.drawing.routes import Route
from designer.drawing.scene import Scene, scene_of
from designer.drawing.source import ATTRIBUTE, packed
from designer.drawing.style import Style, text
from designer.drawing.xml import escape, number, tag
from designer.layout.measure import clean, shorten, width
from designer.layout.rect import Rect
from designer.layout.tokens import tokens
from designer.model.design import Design

_HEAD, _NARROWEST = 64, 360


def svg(
    design: Design,
    *,
    marks: Iterable[Mark] = (),
    dark: bool = False,
    legend: bool = True,
    title: bool = True,
    date: str = "",
    facts: str = "",
    transparent: bool = False,
    source: str | None = None,
) -> str:
    """The picture of a design as SVG text; the same arguments always give the same bytes.

    What has no place is arranged first. Under the title stand `facts` (the counts of the design where there
    are none) and `date`; `transparent` leaves the ground out; `source` is text (the design file) that is
    carried inside and can be taken out again by `source_of`.
    """
    style, marks = Style(dark), list(marks)
    scene = scene_of(design, {mark.element_id for mark in marks})
    margin, area = tokens()["canvas"]["margin"], scene.area.grown(tokens()["mark"]["size"] / 2)
    wide = max(area.width, _NARROWEST)
    head = _title(design, marks, wide, (facts or _counts(design), date), style) if title else ""
    top = margin + (_HEAD if title else 0)
    body = tag(
        "g",
        _body(scene, marks, style),
        transform=f"translate({number(margin - area.x)} {number(top - area.y)})",
    )
    foot, high = legend_of(design, marks, wide, style) if legend else ("", 0.0)
    below = top + area.height + (tokens()["canvas"]["legend_gap"] if high else 0)
    foot = tag("g", foot, transform=f"translate({number(margin)} {number(below)})") if high else ""
    size = round(wide + 2 * margin), round(below + high + margin)
    return _document(
        design,
        size,
        [_hatching(style), tag("g", head, transform=f"translate({margin} {margin})"), body, foot],
        style,
        transparent=transparent,
        source=source,
    )


def _document(
    design: Design,
    size: tuple[int, int],
    parts: Sequence[str],
    style: Style,
    *,
    transparent: bool,
    source: str | None,
) -> str:
    font, (wide, high) = tokens()["font"], size
    name = escape(clean(design.name) or "Design")
    inside = f' {ATTRIBUTE}="{packed(source)}"' if source is not None else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' font-family="{font["family"]}, {font["fallback"]}" role="img" aria-label="{name}"{inside}>'
        f"<title>{name}</title>"
        + ("" if transparent else tag("rect", width=wide, height=high, fill=style.theme["background"]))
        + "\n".join(part for part in parts if part)
        + "</svg>\n"
    )


def _counts(design: Design) -> str:
    return f"{len(design.components)} components, {len(design.flows)} flows, maturity {design.maturity}"


def _title(design: Design, marks: list[Mark], room: float, facts: Iterable[str], style: Style) -> str:
    sizes = tokens()["font"]["size"]
    name = shorten(design.name or "Untitled design", room - 100, sizes["title"], semibold=True)
    line = shorten(" · ".join(filter(None, facts)), room, sizes["subtitle"])
    known = {*design.components, *design.flows, *design.zones, *design.notes}
    loose = [mark for mark in marks if mark.element_id not in known]
    right = width(name, sizes["title"], semibold=True) + 100
    return (
        text(name, 0, 18, sizes["title"], style.theme["text"], bold=True)
        + text(line, 0, 38, sizes["subtitle"], style.theme["muted"])
        + badges(loose, right, 12, style)
    )


def _body(scene: Scene, marks: list[Mark], style: Style) -> str:
    """Zones lie at the bottom, then flows, names of zones, notes, boxes, labels, and marks on top."""
    design = scene.design
    declared = {m.element_id for m in marks if style.severity(m.severity)["shape"] == HATCH}
    frames = Frames(marks, style)
    parts = [
        frames.area(id_, at, shapes.zone(design.zones[id_], at, style)) for id_, at in scene.zones.items()
    ]
    for id_, route in scene.routes.items():
        flow = _flow(scene, id_, route, style)
        parts.append(frames.way(id_, shapes.path_of(route), flow))
    parts += [shapes.zone_name(design.zones[id_], at, style) for id_, at in scene.zones.items()]
    for id_, at in scene.notes.items():
        about = scene.place_of(design.notes[id_].about or "")
        parts.append(frames.box(id_, at, shapes.note(design.notes[id_], at, about, style)))
    parts += [frames.box(id_, at, _box(scene, id_, at, style, declared)) for id_, at in scene.boxes.items()]
    for id_, plate in scene.plates.items():
        kind = kind_of_all(scene.flows_of(id_))
        parts.append(shapes.plate(plate, style.flow(kind) if kind else style.theme["muted"], style))
    return "\n".join([*parts, *_badges(scene, marks, style)])


def _flow(scene: Scene, arrow: str, route: Route, style: Style) -> str:
    flows, title_of = scene.flows_of(arrow), scene.design.title_of
    if len(flows) == 1:
        return shapes.flow(flows[0], route, style, title_of(arrow))
    hint = "; ".join(title_of(one.id) for one in flows)
    return shapes.bundle([one.id for one in flows], kind_of_all(flows), route, style, hint)


def _box(scene: Scene, id_: str, at: Rect, style: Style, declared: set[str]) -> str:
    component = scene.design.components.get(id_)
    if component is None:
        members = sum(shown == id_ for shown in scene.shown_as.values())
        return shapes.folded_zone(scene.design.zones[id_], at, members, style)
    return shapes.box(component, at, style, declared=id_ in declared or component.status == "later")


def _badges(scene: Scene, marks: list[Mark], style: Style) -> Iterable[str]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(scene.shown_as.get(mark.element_id, mark.element_id), []).append(mark)
    for id_, own in found.items():
        if at := scene.place_of(id_):
            yield badges(own, at.right - tokens()["mark"]["offset"], at.y, style)
        elif id_ in scene.routes:
            half = tokens()["mark"]["size"] / 2
            plate = scene.plates.get(id_)
            x, y = (plate.rect.right + half, plate.rect.y) if plate else scene.routes[id_].at(0.5)
            yield badges(own, x + half, y, style)


def _hatching(style: Style) -> str:
    look = tokens()["declared"]
    gap, line = (
        look["gap"],
        tag("line", x1=0, y1=0, x2=0, y2=look["gap"], stroke=style.declared, stroke_width=look["width"] * 2),
    )
    pattern = tag(
        "pattern", line, id=f"sk-hatch-{style.name}", width=gap, height=gap, patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({look['angle']})",
    )  # fmt: skip
    return tag("defs", pattern)
