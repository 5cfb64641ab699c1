"""From a JSON Canvas to a sketch."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from designer.errors import RefusedImport
from designer.exchange.drawn import Drawing, Line, Shape, sketched
from designer.exchange.drawn.members import rect_of
from designer.exchange.json_values import objects, parsed, rect, words
from designer.exchange.labels import tidy
from designer.exchange.own import unpacked
from designer.exchange.sketch import Sketch
from designer.files.beside import KEY

WAS, IS = f"{KEY}Frame", f"{KEY}Is"
"""What our export writes beside our data: the frame of a node, and `note` or `title`."""

_MOST_NODES = 60_000
_TOP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{\s*(\"(nodes|edges)\"\s*:\s*\[|\"sketchcheck\"\s*:|\}\s*\Z)")
_MARKS = re.compile(
    r"^\s{0,3}(#{1,6}\s+|[-*+]\s+|>\s?)|(?<!\\)[*_`]{2,3}|(?<![\w\\])[*_`](?=\S)|(?<=[^\s\\])[*_`](?!\w)",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#])")
_DASHES = {"dotted": "dotted", "short-dashed": "dashed", "long-dashed": "dashed"}
_LINK = re.compile(r"!?\[\[([^\]|]{1,300})(?:\|([^\]]{1,300}))?\]\]|!?\[([^\]]{0,300})\]\([^)\s]{0,2000}\)")


def is_canvas(data: bytes) -> bool:
    """Whether bytes look like a JSON Canvas."""
    return _TOP.match(data[:2000]) is not None


def read_canvas(data: bytes, name: str) -> Sketch:
    """What is drawn on a canvas. Raises RefusedImport for anything else."""
    found = parsed(data.removeprefix(b"\xef\xbb\xbf"), name)
    nodes, edges = found.get("nodes", []), found.get("edges", [])
    if not isinstance(nodes, list) or not isinstance(edges, list) or not (found.keys() & {"nodes", "edges"}):
        because = "it has no lists of nodes and edges"
        raise RefusedImport(f"cannot read {name}: because {because}. Name a JSON Canvas.")
    if len(nodes) + len(edges) > _MOST_NODES:
        raise RefusedImport(f"cannot read {name}: because it has over {_MOST_NODES} nodes. Split the canvas.")
    drawing = Drawing("JSON Canvas", rest=unpacked(found.get(KEY)) if KEY in found else None)
    _add_nodes(nodes, drawing)
    _add_edges(edges, drawing)
    return sketched(drawing)


def _add_nodes(nodes: list[Any], drawing: Drawing) -> None:
    for number, node in enumerate(nodes):
        key = words(node.get("id")) if isinstance(node, dict) else ""
        if not key or key in drawing.shapes:
            drawing.remark(f"node {number + 1}", "It is left out: it has no id of its own.")
            continue
        shape = _shape(key, node)
        drawing.shapes[key] = shape
        if KEY in node and shape.data is None:
            drawing.remark(shape.place, "The data beside it cannot be read: only its words are.")


def _shape(key: str, node: dict[str, Any]) -> Shape:
    kind, data = words(node.get("type")), unpacked(node[KEY]) if KEY in node else None
    label = _label(node, kind)
    shown = f" {' '.join(label.split())[:40]!r}" if label else ""
    return Shape(
        key=key,
        label=label,
        shape=(_look(node, "shape") or kind)[:40],
        frame=rect(node),
        was=rect_of(node.get(WAS)),
        data=data,
        place=f"node {key[:40]}{shown}",
        is_note=node.get(IS) == "note",
        is_frame=kind == "group",
    )


def _label(node: dict[str, Any], kind: str) -> str:
    """The words of a node: of a text without its Markdown, the name of a file, the address of a link."""
    if kind == "group":
        return tidy(words(node.get("label")))
    if kind == "file":
        return tidy(f"{_file_name(words(node.get('file'))[:1000])}\n{words(node.get('subpath'))[:300]}")
    if kind == "link":
        return tidy(words(node.get("url"))[:1000])
    text = words(node.get("text")) or words(node.get("label"))
    text = _LINK.sub(lambda found: found[2] or found[1] or found[3] or "", text)
    return tidy(_ESCAPED.sub(r"\1", _MARKS.sub("", text)))


def _file_name(path: str) -> str:
    """Notes are called without their ending; pictures and other files keep it."""
    file = PurePosixPath(path)
    return file.stem if file.suffix.lower() in (".md", ".canvas") else file.name


def _look(found: dict[str, Any], name: str) -> str:
    """How a plugin of Obsidian draws a node or an edge, such as shape: database, or path: dotted."""
    looks = found.get("styleAttributes")
    return words(looks.get(name)) if isinstance(looks, dict) else ""


def _add_edges(edges: list[Any], drawing: Drawing) -> None:
    for number, edge in enumerate(objects(edges)):
        key = words(edge.get("id")) or f"edge {number + 1}"
        if key in drawing.lines:
            key = f"{key} {number + 1}"
        label = tidy(words(edge.get("label")))
        drawing.lines[key] = Line(
            key=key,
            source=words(edge.get("fromNode")),
            target=words(edge.get("toNode")),
            label=label,
            dash=_DASHES.get(_look(edge, "path"), "solid"),
            data=unpacked(edge[KEY]) if KEY in edge else None,
            place=f"edge {key[:40]}{f' {label[:40]!r}' if label else ''}",
            at_start=edge.get("fromEnd") == "arrow",
            at_end=edge.get("toEnd", "arrow") == "arrow",
        )
