"""What a flowchart says: nodes, edges and subgraphs, with the places where they stand in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from designer.exchange.mermaid.links import Link
from designer.exchange.mermaid.nodes import Said


@dataclass(slots=True)
class Node:
    """A node after all of its mentions; the last text and shape count."""

    id: str
    line: int
    label: str | None = None
    shape: str = ""
    icon: str = ""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two nodes or subgraphs."""

    source: str
    target: str
    link: Link
    line: int


@dataclass(slots=True)
class Subgraph:
    """A subgraph; `mentions` are the ids in its own statements, not in those of inner subgraphs."""

    id: str
    title: str
    line: int
    at: int
    parent: str | None = None
    mentions: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Chart:
    """A flowchart. `left_out` holds what has no meaning in a design, with the lines that have it."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    edge_ids: set[str] = field(default_factory=set)
    groups: dict[str, Subgraph] = field(default_factory=dict)
    open: list[Subgraph] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    title: str = ""
    description: str = ""

    def mention(self, said: Said, line: int) -> None:
        """Take over what a mention says."""
        node = self.nodes.get(said.id)
        if node is None:
            node = self.nodes[said.id] = Node(said.id, line)
        if said.label is not None:
            node.label = said.label
        node.shape, node.icon = said.shape or node.shape, said.icon or node.icon
        if self.open:
            self.open[-1].mentions[said.id] = None

    def leave_out(self, what: str, line: int) -> None:
        """Note something that a design has no place for."""
        self.left_out.setdefault(what, []).append(line)

    def close_group(self) -> None:
        """End the innermost open subgraph. What no subgraph has closed around before is in it."""
        group = self.open.pop()
        for id_ in group.mentions:
            node = self.nodes[id_]
            node.group = node.group or group.id

    def settle(self) -> None:
        """A subgraph that is mentioned as a node is no node; it lies in the subgraph that mentions it."""
        for id_ in [one for one in self.groups if one in self.nodes]:
            node = self.nodes.pop(id_)
            group = self.groups[id_]
            if group.parent is None and node.group and not self._within(node.group, id_):
                group.parent = node.group

    def _within(self, inner: str, outer: str) -> bool:
        seen: str | None = inner
        while seen is not None and seen != outer:
            seen = self.groups[seen].parent
        return seen == outer
