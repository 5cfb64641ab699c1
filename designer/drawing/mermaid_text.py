"""A design as Mermaid text, for places that draw Mermaid themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from designer.drawing.badges import counted
from designer.drawing.marks import Mark
from designer.drawing.style import Style
from designer.files.beside import KEY, packed, rest_of
from designer.layout.measure import clean
from designer.model.design import Design
from designer.model.flow import CALL, FLOWS, Flow
from designer.model.kinds import Component
from designer.model.technologies import names_of

_PLAIN = re.compile(r"[^\w .,:/()+-]")
_LONGEST = 120
_BACKGROUND = frozenset({"metadata", "logs", "metrics", "alerts", "feedback", "control", "unspecified"})


def mermaid(design: Design, marks: Iterable[Mark] = (), *, data: bool = False) -> str:
    """A flowchart from left to right: zones as subgraphs, a class for each stage, flows with label or kind.

    Marks stand in the boxes as symbols with their number. Any text can be in the design: whatever Mermaid
    or HTML could take for markup is written as a character code. With `data`, comments hold what an import
    needs to find the same design again.
    """
    names = _names(design)
    found = list(marks)
    lines = ["flowchart LR", *_inside(design, None, names, found, "  ")]
    lines += (f"  {_arrow(flow, names)}" for flow in design.flows.values())
    lines += (f"  {names[n.id]} -.- {names[n.about]}" for n in design.notes.values() if n.about in names)
    beside = _data(design, names) if data else ()
    return "\n".join([*lines, *_classes(design), *beside]) + "\n"


def _data(design: Design, names: dict[str, str]) -> Iterator[str]:
    """Comments: what the shapes do not show, by the name of a shape, or those of both ends of an arrow."""
    yield f"  %% {KEY} {packed(rest_of(design))}"
    for group in (design.zones, design.components, design.notes):
        yield from (f"  %% {KEY} {names[id_]} {packed(one.stated())}" for id_, one in group.items())
    for flow in design.flows.values():
        yield f"  %% {KEY} {names[flow.source]} {names[flow.target]} {packed(flow.stated())}"


def _names(design: Design) -> dict[str, str]:
    """A safe name for each element: ids may be words of Mermaid, and may hold what it takes for an arrow."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for id_ in (*design.zones, *design.components, *design.notes):
        name = wanted = "p_" + id_.replace("-", "_")
        number = 1
        while name in used:
            number += 1
            name = f"{wanted}_{number}"
        used.add(name)
        names[id_] = name
    return names


def escaped(text: str) -> str:
    """Text for a quoted label, on one line and of bearable length."""
    text = clean(text)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return _PLAIN.sub(lambda found: f"#{ord(found[0])};", text)


def _inside(
    design: Design, zone: str | None, names: dict[str, str], marks: list[Mark], indent: str
) -> Iterator[str]:
    """The boxes of a zone and the zones in it; of None what lies in no zone."""
    for component in design.components.values():
        if (component.zone if component.zone in design.zones else None) == zone:
            yield f"{indent}{_box(component, names, marks)}"
    for inner in design.zones.values():
        if (inner.parent if inner.parent in design.zones else None) == zone:
            yield f'{indent}subgraph {names[inner.id]}["{escaped(inner.title)}"]'
            yield from _inside(design, inner.id, names, marks, indent + "  ")
            yield f"{indent}end"
    if zone is None:
        yield from (f'{indent}{names[note.id]}>"{escaped(note.text)}"]' for note in design.notes.values())


def _box(component: Component, names: dict[str, str], marks: list[Mark]) -> str:
    lines = [component.label or component.kind, component.title, names_of(component.technology)]
    own = counted(mark for mark in marks if mark.element_id == component.id)
    lines.append(", ".join(f"{severity} {count}" for severity, count in own.items()))
    text = "<br/>".join(escaped(line) for line in lines if line)
    return f'{names[component.id]}["{text}"]:::{component.stage}'


def _arrow(flow: Flow, names: dict[str, str]) -> str:
    line = "==>" if flow.kind in CALL else "-.->" if flow.kind in _BACKGROUND else "-->"
    label = escaped(flow.label or FLOWS[flow.kind].title)
    return f'{names[flow.source]} {line}|"{label}"| {names[flow.target]}'


def _classes(design: Design) -> Iterator[str]:
    style = Style()
    for stage in dict.fromkeys(one.stage for one in design.components.values()):
        look = style.stage(stage)
        yield f"  classDef {stage} fill:{look['fill']},stroke:{look['bar']},color:{style.theme['text']}"
