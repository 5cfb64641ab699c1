"""A design as DOT text, for tools that read Graphviz files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from designer.drawing.style import Style
from designer.files.beside import KEY, packed, rest_of
from designer.layout.measure import clean
from designer.model.design import Design
from designer.model.flow import FLOWS
from designer.model.kinds import Component

_Beside = Callable[[dict[str, Any]], str]


def dot(design: Design, *, data: bool = False) -> str:
    """A directed graph with zones as clusters and the colours of stages and flow kinds.

    With `data`, notes are drawn too, and attributes that Graphviz does not know hold what an import needs to
    find the same design.
    """
    style = Style()
    beside = _attribute if data else _nothing
    flows = (
        f"  {quoted(f.source)} -> {quoted(f.target)} [label={quoted(f.label or FLOWS[f.kind].title)}, "
        f'color="{style.flow(f.kind)}"{beside(f.stated())}];'
        for f in design.flows.values()
    )
    head = [f"digraph {quoted(design.name or 'design')} {{", "  rankdir=LR;"]
    head += [f"  {beside(rest_of(design)).removeprefix(', ')};"] if data else []
    shape = '  node [shape=box, style="rounded,filled", fontname="Inter, sans-serif"];'
    notes = _notes(design, beside) if data else ()
    return "\n".join([*head, shape, *_inside(design, None, style, beside, "  "), *notes, *flows, "}"]) + "\n"


def quoted(text: str) -> str:
    """A text that DOT reads as a plain string: backslashes and quotes are not markup."""
    return _text(clean(text))


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _attribute(data: dict[str, Any]) -> str:
    return f", {KEY}={_text(packed(data))}"


def _nothing(_: dict[str, Any]) -> str:
    return ""


def _inside(design: Design, zone: str | None, style: Style, beside: _Beside, indent: str) -> Iterator[str]:
    for one in design.components.values():
        if (one.zone if one.zone in design.zones else None) == zone:
            yield f"{indent}{_box(one, style, beside)}"
    for inner in design.zones.values():
        if (inner.parent if inner.parent in design.zones else None) == zone:
            mine = beside(inner.stated()).removeprefix(", ")
            yield f"{indent}subgraph {quoted(f'cluster_{inner.id}')} {{ label={quoted(inner.title)}; {mine}"
            yield from _inside(design, inner.id, style, beside, indent + "  ")
            yield f"{indent}}}"


def _box(one: Component, style: Style, beside: _Beside) -> str:
    look = style.stage(one.stage)
    colours = f'color="{look["bar"]}", fillcolor="{look["fill"]}"'
    return f"{quoted(one.id)} [label={quoted(one.title)}, {colours}{beside(one.stated())}];"


def _notes(design: Design, beside: _Beside) -> Iterator[str]:
    """Notes, and what they are about: a component; zones and flows are no ends of an edge."""
    for note in design.notes.values():
        yield f"  {quoted(note.id)} [label={quoted(note.text)}, shape=note{beside(note.stated())}];"
        if note.about in design.components:
            yield f"  {quoted(note.id)} -> {quoted(note.about)} [style=dotted, dir=none];"
