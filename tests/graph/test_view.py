"""The index against networkx, and that it does not care in which order a file was written."""

from __future__ import annotations

import itertools
from random import Random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.graph import View, to_networkx
from designer.graph.reach import components_of
from designer.model.design import Design
from designer.model.flow import read_flow
from designer.model.kinds import read_component

KINDS = ("data_source", "data_validation", "warehouse", "training", "other")
FLOWS = ("batch_data", "features", "metadata")


@st.composite
def drawings(draw: st.DrawFn) -> Design:
    """Small drawings with cycles, several flows between two boxes and loose boxes."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=9))
    ids = [f"c{number}" for number in range(len(kinds))]
    ends = st.tuples(st.sampled_from(ids), st.sampled_from(ids), st.sampled_from(FLOWS))
    triples = draw(st.lists(ends, max_size=20, unique=True))
    flows = [read_flow({"from": a, "to": b, "kind": kind}) for a, b, kind in triples]
    return Design(
        components={
            key: read_component({"id": key, "kind": kind}) for key, kind in zip(ids, kinds, strict=True)
        },
        flows={flow.id: flow for flow in flows},
    )


def part(design: Design, via: frozenset[str]) -> nx.DiGraph[str]:
    """The oracle: networkx with the flows of some kinds."""
    graph = to_networkx(design)
    edges = [(a, b) for a, b, kind in graph.edges(data="kind") if kind in via]
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(edges)
    return plain


vias = st.sets(st.sampled_from(FLOWS), min_size=1).map(frozenset)


@given(drawings(), vias)
def test_reach_is_that_of_networkx(design: Design, via: frozenset[str]) -> None:
    """Downstream and upstream are descendants and ancestors; a box reaches itself only around a cycle."""
    view, graph = View(design), part(design, via)
    for one in view.ids:
        around = {one} if any(nx.has_path(graph, after, one) for after in graph.successors(one)) else set()

        assert set(view.downstream(one, via)) == nx.descendants(graph, one) | around
        assert set(view.upstream(one, via)) == nx.ancestors(graph, one) | around


@given(drawings(), vias)
def test_reach_stops_where_it_must(design: Design, via: frozenset[str]) -> None:
    """A kind to stop at is reached and not passed through."""
    view, graph = View(design), part(design, via)
    for one in view.ids:
        open_ = graph.copy()
        stops = [key for key in view.of_kind("data_validation") if key != one]
        open_.remove_edges_from(list(open_.out_edges(stops)))
        if view.kind(one) == "data_validation":
            continue

        reached = set(view.downstream(one, via, frozenset({"data_validation"})))

        assert reached - {one} == nx.descendants(open_, one)


@given(drawings(), vias)
def test_those_of_a_kind_are_cut_out_of_a_reach(design: Design, via: frozenset[str]) -> None:
    """`among` is the cut with all of these kinds, whichever these are."""
    view = View(design)
    for one in view.ids:
        reached = view.downstream(one, via)

        assert list(view.among(reached, "training", frozenset({"other", "warehouse"}))) == [
            key for key in reached if view.kind(key) in ("training", "other", "warehouse")
        ]
        assert list(view.among(reached, "cache")) == []


@given(drawings(), vias)
def test_paths_are_shortest(design: Design, via: frozenset[str]) -> None:
    """A path is joined up, uses only these flows, and is as short as networkx's."""
    view, graph = View(design), part(design, via)
    start, end = view.ids[0], view.ids[-1]
    steps = view.path(start, end, via)

    if start == end or not nx.has_path(graph, start, end):
        assert steps == ()
    else:
        assert len(steps) == nx.shortest_path_length(graph, start, end)
        assert [steps[0].source, *(step.target for step in steps)][-1] == end
        assert all(before.target == after.source for before, after in itertools.pairwise(steps))
        assert all(step.kind in via for step in steps)


@given(drawings())
def test_components_are_those_of_networkx(design: Design) -> None:
    """Strongly connected components, the called before the callers."""
    view = View(design)
    found = list(components_of(view.neighbours(frozenset(FLOWS)), range(len(view.ids))))
    named = {frozenset(view.ids[node] for node in members) for members in found}

    assert named == {
        frozenset(one) for one in nx.strongly_connected_components(part(design, frozenset(FLOWS)))
    }


@settings(max_examples=50)
@given(drawings(), st.randoms())
def test_order_of_the_file_does_not_matter(design: Design, random: Random) -> None:
    """The same design, written in another order, gives the same answers."""
    components, flows = list(design.components.items()), list(design.flows.items())
    random.shuffle(components)
    random.shuffle(flows)
    other = View(Design(components=dict(components), flows=dict(flows)))
    view = View(design)
    via = frozenset(FLOWS)

    assert view.ids == other.ids
    assert [flow.id for one in view.ids for flow in view.out(one)] == [
        flow.id for one in other.ids for flow in other.out(one)
    ]
    assert [list(view.downstream(one, via)) for one in view.ids] == [
        list(other.downstream(one, via)) for one in other.ids
    ]
    assert view.path(view.ids[0], view.ids[-1], via) == other.path(view.ids[0], view.ids[-1], via)


def test_networkx_keeps_what_is_stated() -> None:
    """Nodes and edges carry their stated values."""
    design = Design(
        name="Two",
        components={
            key: read_component({"id": key, "kind": "warehouse", "owner": "data"}) for key in ("a", "b")
        },
        flows={"a>b:batch_data": read_flow({"from": "a", "to": "b", "kind": "batch_data", "rows": 5})},
    )
    graph = to_networkx(design)

    assert graph.nodes["a"]["owner"] == "data"
    assert graph.edges["a", "b", "a>b:batch_data"]["rows"] == 5
