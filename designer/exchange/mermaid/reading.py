"""A Mermaid flowchart as a sketch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from designer.exchange.mermaid.chart import Chart, Node
from designer.exchange.mermaid.opening import opened
from designer.exchange.mermaid.statements import read_statements
from designer.exchange.sketch import Arrow, Box, Group, Remark, Sketch

_NOTES = frozenset({"brace", "brace-l", "brace-r", "braces", "comment", "text"})
_Data = dict[tuple[str, ...], list[dict[str, Any]]]


def read_mermaid(text: str, name: str) -> Sketch:
    """Read a flowchart. Raises RefusedImport, with line and column, where it is none or is broken."""
    start = opened(text.removeprefix("\ufeff"), name)
    chart = Chart(title=start.title)
    read_statements(start.scanner, chart)
    sketch = Sketch(
        format="Mermaid",
        title=chart.title,
        boxes=[_box(node, start.data) for node in chart.nodes.values()],
        arrows=[*_arrows(chart, start.data)],
        groups=[
            Group(one.id, one.title, one.parent, None, _next((one.id,), start.data), f"line {one.line}")
            for one in chart.groups.values()
        ],
        rest=_next((), start.data),
    )
    sketch.remarks += _remarks(chart, sketch)
    return sketch


def _next(subject: tuple[str, ...], data: _Data) -> dict[str, Any] | None:
    """Our data for a node, or for the next arrow between two nodes."""
    waiting = data.get(subject)
    return waiting.pop(0) if waiting else None


def _box(node: Node, data: _Data) -> Box:
    return Box(
        key=node.id,
        label=node.id if node.label is None and not node.icon else node.label or "",
        shape=node.shape,
        icon=node.icon,
        group=node.group,
        data=_next((node.id,), data),
        is_note=node.shape in _NOTES,
        place=f"line {node.line}",
    )


def _arrows(chart: Chart, data: _Data) -> Iterator[Arrow]:
    """The arrows, each known by its ends, so that its key stays when others come or go."""
    counts: dict[str, int] = {}
    for edge in chart.edges:
        key = f"{edge.source}>{edge.target}"
        counts[key] = counts.get(key, 0) + 1
        key = f"{key} {counts[key]}" if counts[key] > 1 else key
        ends = (edge.target, edge.source) if edge.link.heads == "<" else (edge.source, edge.target)
        own = _next((edge.source, edge.target), data)
        yield Arrow(key, *ends, edge.link.label, edge.link.dash, own, f"line {edge.line}")


def _remarks(chart: Chart, sketch: Sketch) -> Iterator[Remark]:
    """What is not in the sketch as it was written; the colours of our own exports are no loss."""
    for what, lines in chart.left_out.items() if sketch.rest is None else ():
        yield Remark(_lines(lines), f"{what} are left out: they have no meaning in a design.")
    if chart.description:
        yield Remark("accDescr", f"The description is left out: {chart.description}")
    notes = {box.key for box in sketch.boxes if box.says_note}
    for edge in chart.edges:
        if edge.link.heads in ("", "<>") and not notes & {edge.source, edge.target}:
            how = "points both ways" if edge.link.heads else "has no head"
            text = f"The line {how}: it is read as an arrow from {edge.source} to {edge.target}."
            yield Remark(f"line {edge.line}", text)


def _lines(lines: Iterable[int]) -> str:
    shown = [str(line) for line in dict.fromkeys(lines)]
    more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
    return f"line{'s' if len(shown) > 1 else ''} {', '.join(shown[:5])}{more}"
