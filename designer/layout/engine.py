"""The one file that knows Graphviz: a graph in, the middle of each node out."""

from __future__ import annotations

import shutil
import subprocess
import threading
from dataclasses import dataclass, field
from typing import Any

from designer.errors import DrawingError

_INCH = 72.0
_SECONDS = 60
_lock = threading.Lock()


@dataclass
class Group:
    """Nodes that stay together, with `margin` pixels of room around them."""

    margin: int = 0
    nodes: list[str] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge: its pull, the columns it spans at least, and whether it orders columns at all."""

    source: str
    target: str
    weight: int = 1
    columns: int = 1
    orders: bool = True


def positions(
    root: Group, ties: list[Tie], size: tuple[int, int], gaps: tuple[int, int]
) -> dict[str, tuple[float, float]]:
    """The middle of every node in pixels, columns from left to right.

    `size` is that of every node, `gaps` the room between columns and between nodes of a column.
    Raises DrawingError when no engine is installed, or when it fails.
    """
    names: dict[str, str] = {}
    source = _dot(root, ties, size, gaps, names)
    ids = {name: node for node, name in names.items()}
    rows = [line.split() for line in _plain(source).splitlines()]
    height = float(rows[0][3])
    return {
        ids[row[1]]: (float(row[2]) * _INCH, (height - float(row[3])) * _INCH)
        for row in rows
        if row[0] == "node"
    }


def _dot(
    root: Group, ties: list[Tie], size: tuple[int, int], gaps: tuple[int, int], names: dict[str, str]
) -> str:
    """The graph as DOT. Nodes are numbered, so nothing that a user typed reaches the engine."""
    import graphviz

    inches = {"width": f"{size[0] / _INCH:.4f}", "height": f"{size[1] / _INCH:.4f}"}
    graph = graphviz.Digraph(
        graph_attr={
            "rankdir": "LR",
            "newrank": "true",
            "splines": "false",
            "ranksep": f"{gaps[0] / _INCH:.4f}",
            "nodesep": f"{gaps[1] / _INCH:.4f}",
        },
        node_attr={"shape": "box", "label": "", "fixedsize": "true", **inches},
        edge_attr={"arrowhead": "none"},
    )
    _fill(graph, root, names, iter(range(1_000_000)))
    for tie in ties:
        style = {"weight": str(tie.weight), "minlen": str(tie.columns), "constraint": str(tie.orders).lower()}
        graph.edge(names[tie.source], names[tie.target], **style)
    return str(graph.source)


def _fill(graph: Any, group: Group, names: dict[str, str], numbers: Any) -> None:
    for node in group.nodes:
        names[node] = f"n{len(names)}"
        graph.node(names[node])
    for inner in group.groups.values():
        with graph.subgraph(name=f"cluster_{next(numbers)}") as cluster:
            cluster.attr(margin=str(inner.margin))
            _fill(cluster, inner, names, numbers)


def _plain(source: str) -> str:
    try:
        import pygraphviz
    except ImportError:
        return _system_dot(source)
    with _lock:  # the engine's library keeps global state
        drawn = pygraphviz.AGraph(string=source).draw(format="plain", prog="dot")
    return str(drawn.decode() if isinstance(drawn, bytes) else drawn).replace("\\\n", "")


def _system_dot(source: str) -> str:
    program = shutil.which("dot")
    if program is None:
        raise DrawingError(
            "cannot arrange the picture: because no layout engine is installed. "
            "Install the Python package pygraphviz, or Graphviz so that `dot` is on the PATH."
        )
    try:
        done = subprocess.run(
            [program, "-Tplain"], input=source, capture_output=True, text=True, timeout=_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise DrawingError(
            f"cannot arrange the picture: because dot failed ({error}). Repair the installation of Graphviz."
        ) from error
    return done.stdout.replace("\\\n", "")
