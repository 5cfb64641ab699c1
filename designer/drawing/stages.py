"""A design by its stages: one box for each, for people who do not need the parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from designer.drawing import shapes
from designer.drawing.badges import badges
from designer.drawing.marks import Mark
from designer.drawing.routes import Route
from designer.drawing.scene import Scene
from designer.drawing.style import Style
from designer.drawing.xml import escape, number, tag
from designer.layout.tokens import tokens
from designer.model.design import Design
from designer.model.flow import FLOWS, Flow, read_flow
from designer.model.kinds import STAGES, Component
from designer.model.layout import Layout

_MARGIN, _RIGHT, _DOWN = 24, 268, 116
"""Pixels around the picture, and from one box to the next."""
_GRID = (
    ("sources", "ingest_and_store", "features"),
    ("labels", "train_and_judge", "deliver"),
    ("observe", "serve", "consume"),
    ("any",),
)
_ALWAYS = {
    ("sources", "ingest_and_store"), ("ingest_and_store", "features"), ("features", "train_and_judge"),
    ("labels", "train_and_judge"), ("train_and_judge", "serve"), ("serve", "consume"), ("serve", "observe"),
    ("observe", "labels"), ("deliver", "serve"),
}  # fmt: skip
"""The ways that tell the story; others are left out, or the picture would be as full as the drawing."""
_INSTEAD = {
    ("sources", "features"): ("sources", "ingest_and_store"),
    ("sources", "train_and_judge"): ("sources", "ingest_and_store"),
    ("ingest_and_store", "train_and_judge"): ("ingest_and_store", "features"),
    ("features", "serve"): ("features", "train_and_judge"),
}
"""Ways that are drawn where nothing goes the usual one."""
_ANSWERED = frozenset({"request_response"})
"""A call is drawn from the caller; what is asked for goes the other way."""


def stages_svg(
    design: Design,
    *,
    titles: Mapping[str, str] = STAGES,
    named: Callable[[Sequence[str]], str] = ", ".join,
    marks: Iterable[Mark] = (),
    dark: bool = False,
) -> str:
    """The stages that occur, each with its parts as `named` puts them, and the main ways between them.

    `marks` are on stages, by their names in STAGES.
    """
    style, parts, marks = Style(dark), _parts(design), list(marks)
    scene = _scene(design, parts)
    drawn = [_arrow(one, scene.routes[one.id], style) for one in scene.design.flows.values()]
    for stage, at in scene.boxes.items():
        names = named([one.title for one in parts[stage]])
        drawn.append(shapes.stage(parts[stage][0], titles[stage], names, at, style))
    for stage, at in scene.boxes.items():
        own = [one for one in marks if one.element_id == stage]
        drawn.append(badges(own, at.right - tokens()["mark"]["offset"], at.y, style))
    return _document(drawn, scene, style)


def _document(drawn: list[str], scene: Scene, style: Style) -> str:
    area = scene.area.grown(_MARGIN)
    font = f"{tokens()['font']['family']}, {tokens()['font']['fallback']}"
    ground = tag("rect", width=area.width, height=area.height, fill=style.theme["background"])
    body = tag("g", "\n".join(drawn), transform=f"translate({number(-area.x)} {number(-area.y)})")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(area.width)}" height="{number(area.height)}"'
        f' viewBox="0 0 {number(area.width)} {number(area.height)}" font-family="{escape(font)}" role="img">'
        f"{ground}{body}</svg>\n"
    )


def _parts(design: Design) -> dict[str, list[Component]]:
    """The components by stage, in the order of the stages."""
    found: dict[str, list[Component]] = {stage: [] for stage in STAGES}
    for one in design.components.values():
        found[one.stage].append(one)
    return {stage: own for stage, own in found.items() if own}


def _scene(design: Design, parts: Mapping[str, list[Component]]) -> Scene:
    """A drawing of one box a stage, each at its place, and the main ways between them."""
    boxes = {stage: own[0].model_copy(update={"id": stage, "zone": None}) for stage, own in parts.items()}
    kind = next(iter(FLOWS))
    flows = [read_flow({"from": source, "to": target, "kind": kind}) for source, target in _ways(design)]
    places = Layout(boxes=dict(_places(parts)))
    return Scene(Design(components=boxes, flows={one.id: one for one in flows}, layout=places), places)


def _places(parts: Mapping[str, object]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Rows in which nothing stands take no room."""
    rows = [row for row in _GRID if any(stage in parts for stage in row)]
    for down, row in enumerate(rows):
        for right, stage in enumerate(row):
            if stage in parts:
                yield stage, (right * _RIGHT, down * _DOWN)


def _ways(design: Design) -> list[tuple[str, str]]:
    there = {_way(design, flow) for flow in design.flows.values()}
    return sorted(there & (_ALWAYS | {way for way, usual in _INSTEAD.items() if usual not in there}))


def _way(design: Design, flow: Flow) -> tuple[str, str]:
    source, target = (design.components[one].stage for one in (flow.source, flow.target))
    return (target, source) if flow.kind in _ANSWERED else (source, target)


def _arrow(flow: Flow, route: Route, style: Style) -> str:
    colour = style.theme["muted"]
    line = tag("path", d=shapes.path_of(route), fill="none", stroke=colour, stroke_width=2)
    head = tag("path", d=shapes.head(route.tip, route.curves[-1][3]), fill=colour)
    return tag("g", line + head, data_flow=flow.id)
