"""A design as DOT text, for tools that read Graphviz files."""

from __future__ import annotations

from collections.abc import Iterator

from designer.drawing.style import Style
from designer.layout.measure import clean
from designer.model.design import Design
from designer.model.flow import FLOWS


def dot(design: Design) -> str:
    """A directed graph with zones as clusters and the colours of stages and flow kinds."""
    style = Style()
    flows = (
        f"  {quoted(f.source)} -> {quoted(f.target)} "
        f'[label={quoted(f.label or FLOWS[f.kind].title)}, color="{style.flow(f.kind)}"];'
        for f in design.flows.values()
    )
    head = [f"digraph {quoted(design.name or 'design')} {{", "  rankdir=LR;"]
    shape = '  node [shape=box, style="rounded,filled", fontname="Inter, sans-serif"];'
    return "\n".join([*head, shape, *_inside(design, None, style, "  "), *flows, "}"]) + "\n"


def quoted(text: str) -> str:
    """A text that DOT reads as a plain string: backslashes and quotes are not markup."""
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _inside(design: Design, zone: str | None, style: Style, indent: str) -> Iterator[str]:
    for one in design.components.values():
        if (one.zone if one.zone in design.zones else None) == zone:
            look = style.stage(one.stage)
            colours = f'color="{look["bar"]}", fillcolor="{look["fill"]}"'
            yield f"{indent}{quoted(one.id)} [label={quoted(one.title)}, {colours}];"
    for inner in design.zones.values():
        if (inner.parent if inner.parent in design.zones else None) == zone:
            yield f"{indent}subgraph {quoted(f'cluster_{inner.id}')} {{ label={quoted(inner.title)};"
            yield from _inside(design, inner.id, style, indent + "  ")
            yield f"{indent}}}"
