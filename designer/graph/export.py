"""The design as a networkx graph, for analysis that is not worth its own code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import Design

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(design: Design) -> nx.MultiDiGraph[str]:
    """A MultiDiGraph: nodes and edges carry the stated values; edge keys are the ids of flows."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=design.name)
    for component in design.components.values():
        graph.add_node(component.id, **component.stated())
    for flow in design.flows.values():
        graph.add_edge(flow.source, flow.target, key=flow.id, **_attributes(flow.stated()))
    return graph


def _attributes(stated: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in stated.items() if name not in ("from", "to", "id")}
