"""The grammar of DOT, with the scopes of its subgraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import NoReturn

from designer.exchange.dot.graph import Attributes, Cluster, Graph, Scope
from designer.exchange.dot.words import Word, keyword, sign, word
from designer.exchange.scanner import Scanner
from designer.model.limits import MAX_COMPONENTS, MAX_FLOWS

_DEEPEST = 100
_MOST_ATTRIBUTES = 500
_DO = "Compare it with the lines above."


def read_graph(scanner: Scanner) -> Graph:
    """The first graph of a text. Raises RefusedImport, with line and column, where it is broken."""
    graph = Graph(is_strict=keyword(scanner, "strict"))
    graph.is_directed = keyword(scanner, "digraph")
    if not graph.is_directed and not keyword(scanner, "graph"):
        scanner.refuse("no graph begins", "Begin with digraph { or graph {.")
    graph.name = word(scanner)
    scope = Scope()
    _Parser(scanner, graph).block(scope, 0)
    graph.attributes = scope.graph
    return graph


class _Parser:
    """One graph while it is read."""

    def __init__(self, scanner: Scanner, graph: Graph) -> None:
        self._scanner, self._graph = scanner, graph

    def block(self, scope: Scope, depth: int) -> None:
        """The statements between brackets."""
        if not sign(self._scanner, "{"):
            self._refuse_next("{")
        opened = self._scanner.at - 1
        if depth > _DEEPEST:
            self._scanner.refuse(f"subgraphs lie more than {_DEEPEST} deep", "Make it flatter.", opened)
        while not sign(self._scanner, "}"):
            if self._scanner.ended:
                do = "Write } behind the last statement."
                self._scanner.refuse("the bracket { is not closed", do, opened)
            if not (sign(self._scanner, ";") or sign(self._scanner, ",")):
                self._statement(scope, depth)

    def _statement(self, scope: Scope, depth: int) -> None:
        for name, defaults in (("graph", scope.graph), ("node", scope.node), ("edge", scope.edge)):
            if keyword(self._scanner, name):
                defaults |= self._attributes()
                self._bound(len(defaults), _MOST_ATTRIBUTES, "attributes by default")
                return
        ends = self._subgraph(scope, depth)
        if ends is None:
            first = self._word()
            if sign(self._scanner, "="):
                scope.graph[first.text] = self._word()
                return
            ends = self._node(first, scope)
        self._edges(scope, depth, ends)

    def _edges(self, scope: Scope, depth: int, first: list[str]) -> None:
        """What follows the first end of an edge; without an arrow, attributes of the nodes there."""
        chain, line = [first], self._scanner.line()
        while self._arrow():
            inner = self._subgraph(scope, depth)
            chain.append(self._node(self._word(), scope) if inner is None else inner)
        attributes = self._attributes()
        if len(chain) == 1:
            for id_ in first if attributes else ():
                self._graph.nodes[id_].attributes |= attributes
        for sources, targets in pairwise(chain):
            self._bound(len(self._graph.edges) + len(sources) * len(targets), MAX_FLOWS, "edges")
            for source in sources:
                for target in targets:
                    self._graph.connect(source, target, line, scope.edge | attributes)

    def _arrow(self) -> bool:
        wanted, other = ("->", "--") if self._graph.is_directed else ("--", "->")
        if sign(self._scanner, other):
            self._scanner.refuse(f"{other} joins nodes", f"Write {wanted}, or change the type of the graph.")
        return sign(self._scanner, wanted)

    def _subgraph(self, scope: Scope, depth: int) -> list[str] | None:
        """The nodes of a subgraph; None where none begins."""
        named, name = keyword(self._scanner, "subgraph"), ""
        line = self._scanner.line()
        if not named and not self._scanner.text.startswith("{", self._scanner.at):
            return None
        if named and (found := word(self._scanner)):
            name = found.text
        inner = scope.inner()
        cluster = self._cluster(name, line, inner) if name.startswith("cluster") else None
        self.block(inner, depth + 1)
        for id_ in inner.mentions:
            node = self._graph.nodes[id_]
            node.cluster = node.cluster or (cluster.key if cluster else None)
        scope.mentions |= inner.mentions
        return list(inner.mentions)

    def _cluster(self, name: str, line: int, inner: Scope) -> Cluster:
        """The cluster of this name; one that is written in two pieces is one."""
        cluster = self._graph.clusters.get(name)
        if cluster is None:
            cluster = self._graph.clusters[name] = Cluster(name, line, inner.graph, inner.cluster)
        inner.graph = cluster.attributes
        inner.cluster = name
        return cluster

    def _node(self, found: Word, scope: Scope) -> list[str]:
        for _ in range(2):  # a port, and where on it
            if sign(self._scanner, ":"):
                self._word()
        self._graph.mention(found, scope, self._scanner.line(found.at))
        self._bound(len(self._graph.nodes), MAX_COMPONENTS, "nodes")
        return [found.id]

    def _attributes(self) -> Attributes:
        found: Attributes = {}
        while sign(self._scanner, "["):
            opened = self._scanner.at - 1
            while not sign(self._scanner, "]"):
                if self._scanner.ended:
                    self._scanner.refuse("the bracket [ is not closed", "Write ] behind it.", opened)
                if sign(self._scanner, ";") or sign(self._scanner, ","):
                    continue
                name = self._word()
                found[name.text] = self._word() if sign(self._scanner, "=") else Word("true", "id", name.at)
        return found

    def _word(self) -> Word:
        found = word(self._scanner)
        if found is None:
            self._refuse_next("an id")
        return found

    def _refuse_next(self, wanted: str) -> NoReturn:
        sign(self._scanner, "\0")  # go behind spaces
        if self._scanner.ended:
            self._scanner.refuse(f"the text ends where {wanted} is expected", _DO)
        shown = self._scanner.text[self._scanner.at]
        self._scanner.refuse(f"{shown} stands where {wanted} is expected", _DO)

    def _bound(self, count: int, most: int, what: str) -> None:
        if count > most:
            self._scanner.refuse(f"there are more than {most} {what}", "Split the graph.")
