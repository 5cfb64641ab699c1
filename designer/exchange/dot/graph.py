"""A graph as Graphviz understands it: nodes and edges with all their attributes, clusters."""

from __future__ import annotations

from dataclasses import dataclass, field

from designer.exchange.dot.words import Word

Attributes = dict[str, Word]


@dataclass(slots=True)
class Node:
    """A node, and the cluster that it lies in."""

    name: Word
    line: int
    attributes: Attributes
    cluster: str | None = None

    @property
    def id(self) -> str:
        return self.name.id


@dataclass(slots=True)
class Edge:
    """An edge between two nodes."""

    source: str
    target: str
    line: int
    attributes: Attributes


@dataclass(slots=True)
class Scope:
    """A graph or subgraph while it is read: defaults for what is made in it, the nodes that it mentions."""

    node: Attributes = field(default_factory=dict)
    edge: Attributes = field(default_factory=dict)
    graph: Attributes = field(default_factory=dict)
    mentions: dict[str, None] = field(default_factory=dict)
    cluster: str | None = None
    """The cluster that it is, or lies in."""

    def inner(self) -> Scope:
        """A subgraph of it, with its defaults."""
        return Scope(dict(self.node), dict(self.edge), {}, {}, self.cluster)


@dataclass(slots=True)
class Cluster:
    """A subgraph that is drawn as a frame."""

    key: str
    line: int
    attributes: Attributes
    parent: str | None


@dataclass(slots=True)
class Graph:
    """All of it."""

    name: Word | None = None
    is_directed: bool = True
    is_strict: bool = False
    attributes: Attributes = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    merged: dict[tuple[str, str], Edge] = field(default_factory=dict)
    clusters: dict[str, Cluster] = field(default_factory=dict)

    def mention(self, name: Word, scope: Scope, line: int) -> Node:
        """The node of this name, made with the defaults of the scope if it is new."""
        node = self.nodes.get(name.id)
        if node is None:
            node = self.nodes[name.id] = Node(name, line, dict(scope.node))
        scope.mentions[name.id] = None
        return node

    def connect(self, source: str, target: str, line: int, attributes: Attributes) -> None:
        """A new edge; in a strict graph the one that is there takes over the attributes."""
        ends = (source, target) if self.is_directed or source <= target else (target, source)
        if self.is_strict and ends in self.merged:
            self.merged[ends].attributes |= attributes
            return
        edge = Edge(source, target, line, dict(attributes))
        self.merged[ends] = edge
        self.edges.append(edge)
