"""A DOT graph as a sketch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from designer.exchange import own
from designer.exchange.dot.graph import Attributes, Edge, Graph, Node
from designer.exchange.dot.labels import name_of, words_of
from designer.exchange.dot.parsing import read_graph
from designer.exchange.scanner import Scanner
from designer.exchange.sketch import Arrow, Box, Group, Remark, Sketch

_HEAD = re.compile(
    r'(?:\s|//[^\n]*\n|/\*.*?\*/|^\#[^\n]*\n)*(?:strict\s+)?(?:di)?graph\s*(?:[\w.-]+|"[^"\n]*"|<[^\n]*>)?\s*\{',
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?),(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)")
_INCH = 72.0
_LABELS = ("taillabel", "label", "xlabel", "headlabel")
_LOOK = frozenset({"dashed", "dotted", "bold", "invis"})


def is_dot(text: str) -> bool:
    """Whether a text begins as a graph of Graphviz."""
    return bool(_HEAD.match(text.removeprefix("\ufeff")))


def read_dot(text: str, name: str) -> Sketch:
    """Read a graph. Raises RefusedImport, with line and column, where it is none or is broken."""
    scanner = Scanner(text.removeprefix("\ufeff"), name)
    graph = read_graph(scanner)
    unseen = {node.id for node in graph.nodes.values() if "invis" in _styles(node.attributes)}
    drawn = [edge for edge in graph.edges if not _is_unseen(edge, unseen)]
    name, rest = name_of(graph.name), _own(graph.attributes)
    sketch = Sketch(
        format="Graphviz DOT",
        title=(_words(graph.attributes, ("label",), name) or name).replace("\n", " "),
        boxes=[_box(node, rest is None) for node in graph.nodes.values() if node.id not in unseen],
        arrows=[*_arrows(drawn)],
        groups=[*_groups(graph)],
        rest=rest,
    )
    notes = {box.key for box in sketch.boxes if box.says_note}
    lines = [edge for edge in drawn if not notes & {edge.source, edge.target}]
    hidden = [edge for edge in graph.edges if _is_unseen(edge, unseen)]
    sketch.remarks += [*_remarks(graph, lines, len(unseen), len(hidden)), *_lost(hidden)]
    if is_dot(text[scanner.at :]):
        sketch.remarks.append(Remark("the file", "It holds several graphs: only the first is read."))
    return sketch


def _text(attributes: Attributes, name: str) -> str:
    return attributes[name].text if name in attributes else ""


def _styles(attributes: Attributes) -> set[str]:
    return set(re.findall(r"\w+", _text(attributes, "style").lower())) & _LOOK


def _own(attributes: Attributes) -> dict[str, Any] | None:
    """Our data. A backslash that a quoted text of DOT holds is written twice there."""
    packed = _text(attributes, own.KEY)
    return own.unpacked(packed.replace("\\\\", "\\")) if packed else None


def _is_unseen(edge: Edge, unseen: set[str]) -> bool:
    return edge.source in unseen or edge.target in unseen or "invis" in _styles(edge.attributes)


def _box(node: Node, has_places: bool) -> Box:
    """A box. Where Graphviz has placed a graph of ours, the places that we wrote beside it count."""
    attributes, shape, name = node.attributes, _text(node.attributes, "shape"), name_of(node.name)
    beside = _words(attributes, ("xlabel",), name)
    inside = words_of(attributes["label"], name, shape) if "label" in attributes else name
    return Box(
        key=node.id,
        label="\n".join(filter(None, (inside, beside))),
        shape=shape,
        icon=_text(attributes, "image").rpartition("/")[2].rpartition(".")[0],
        group=node.cluster,
        frame=_frame(attributes) if has_places else None,
        data=_own(attributes),
        is_note=shape == "note",
        place=f"line {node.line}",
    )


def _frame(attributes: Attributes) -> tuple[float, float, float, float] | None:
    """Where a node stands; in Graphviz places are middles in points, upwards, and sizes are in inches."""
    found = _POINT.match(_text(attributes, "pos"))
    if not found:
        return None
    wide, high = (
        _inches(_text(attributes, name), usual) for name, usual in (("width", 0.75), ("height", 0.5))
    )
    return float(found[1]) - wide / 2, -float(found[2]) - high / 2, wide, high


def _inches(text: str, usual: float) -> float:
    try:
        size = float(text) if text else usual
    except ValueError:
        size = usual
    return _INCH * (size if 0 < size < 1000 else usual)


def _arrows(edges: list[Edge]) -> Iterator[Arrow]:
    """The arrows, each known by its ends, so that its key stays when others come or go."""
    counts: dict[str, int] = {}
    for edge in edges:
        key = f"{edge.source}>{edge.target}"
        counts[key] = counts.get(key, 0) + 1
        key = f"{key} {counts[key]}" if counts[key] > 1 else key
        is_back = _heads(edge) == (True, False)
        source, target = (edge.target, edge.source) if is_back else (edge.source, edge.target)
        label = _words(edge.attributes, _LABELS, edge.source)
        yield Arrow(key, source, target, label, _dash(edge), _own(edge.attributes), f"line {edge.line}")


def _words(attributes: Attributes, names: Iterable[str], name: str) -> str:
    """The words of labels, one below the other."""
    found = (words_of(attributes[one], name) for one in names if one in attributes)
    return "\n".join(filter(None, found))


def _heads(edge: Edge) -> tuple[bool, bool]:
    """Whether an edge has a head at its tail and at its head, as Graphviz calls the ends."""
    way = _text(edge.attributes, "dir") or "forward"
    shapes = (_text(edge.attributes, name) for name in ("arrowtail", "arrowhead"))
    tail, head = (shape != "none" for shape in shapes)
    return tail and way in ("back", "both"), head and way in ("forward", "both")


def _dash(edge: Edge) -> str:
    styles = _styles(edge.attributes)
    return (
        "thick" if "bold" in styles else next((one for one in ("dashed", "dotted") if one in styles), "solid")
    )


def _groups(graph: Graph) -> Iterator[Group]:
    for one in graph.clusters.values():
        label = one.attributes.get("label")
        text = words_of(label, one.key) if label else one.key.removeprefix("cluster").strip("_ ")
        text = f"Cluster {text}" if text.isdigit() else text
        yield Group(one.key, text, one.parent, None, _own(one.attributes), f"line {one.line}")


def _remarks(graph: Graph, drawn: list[Edge], unseen: int, hidden: int) -> Iterator[Remark]:
    if unseen or hidden:
        yield Remark("the graph", f"Invisible nodes ({unseen}) and edges ({hidden}) are left out.")
    if not graph.is_directed and drawn:
        yield Remark("the graph", "Its lines have no direction: they are read as arrows from left to right.")
    for edge in drawn:
        heads = _heads(edge)
        if heads[0] == heads[1] and (graph.is_directed or "dir" in edge.attributes):
            how = "points both ways" if heads[0] else "has no head"
            text = f"The line {how}: it is read as an arrow from {edge.source} to {edge.target}."
            yield Remark(f"line {edge.line}", text)
        for end, node in (("ltail", edge.source), ("lhead", edge.target)):
            if frame := _text(edge.attributes, end):
                text = f"The line is drawn to the frame of {frame}: it is read as one to {node} in it."
                yield Remark(f"line {edge.line}", text)


def _lost(edges: Iterable[Edge]) -> Iterator[Remark]:
    """What is seen of edges at nodes that nobody sees: their words."""
    for edge in edges:
        words = _words(edge.attributes, _LABELS, edge.source).replace("\n", " ")
        if words and "invis" not in _styles(edge.attributes):
            text = f"The line {words!r} is left out: it has an end at an invisible node."
            yield Remark(f"line {edge.line}", text)
