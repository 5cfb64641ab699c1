"""The freshest way into an index, against every way there is."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.graph import View
from designer.graph.indexing import freshest_way
from designer.model.design import Design
from designer.model.flow import Flow, read_flow
from designer.model.kinds import read_component
from designer.model.values import seconds

WAYS = [
    ("pages", "load"), ("pages", "cut"), ("load", "cut"), ("load", "store"), ("store", "cut"),
    ("cut", "load"),
]  # fmt: skip
FIRST_READ_IS_SLOW = [HealthCheck.too_slow]
"""The kinds are built when they are first read."""
SCHEDULES = st.sampled_from([None, "10m", "1h", "1d"])


@st.composite
def drawings(draw: st.DrawFn) -> Design:
    """A model that asks an index, which some of many ways fill from pages."""
    parts = [
        {"id": "model", "kind": "llm_endpoint"},
        {"id": "pages", "kind": "data_source"},
        {"id": "load", "kind": "ingestion_job", "schedule": draw(SCHEDULES), "mode": "batch"},
        {"id": "cut", "kind": "document_pipeline", "schedule": draw(SCHEDULES), "mode": "batch"},
        {"id": "store", "kind": "raw_store"},
        {"id": "index", "kind": "vector_index", "refresh_interval": draw(SCHEDULES)},
    ]
    ways = draw(st.lists(st.sampled_from(WAYS), unique=True))
    flows = [_flow(a, b, draw(st.sampled_from([None, "2h"]))) for a, b in (*ways, ("cut", "index"))]
    flows.append(read_flow({"from": "model", "to": "index", "kind": "request_response"}))
    read = [read_component({key: value for key, value in one.items() if value}) for one in parts]
    return Design(components={one.id: one for one in read}, flows={flow.id: flow for flow in flows})


def _flow(source: str, target: str, delay: str | None) -> Flow:
    data = {"from": source, "to": target, "kind": "batch_data"}
    return read_flow(data | ({"delay": delay} if delay else {}))


def _wait(design: Design, source: str, target: str) -> float:
    """What a step waits for by the file: the delay of its flow and the interval of its end."""
    flow, end = design.flows[f"{source}>{target}:batch_data"], design.components[target]
    stated = getattr(end, "schedule", None) or getattr(end, "refresh_interval", None)
    return seconds(getattr(flow, "delay", None) or "0s") + seconds(stated or "0s")


@settings(suppress_health_check=FIRST_READ_IS_SLOW, deadline=None)
@given(drawings())
def test_no_way_is_fresher(design: Design) -> None:
    """The sum is the least of all ways from where text begins; unknown waits count as none."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(
        (flow.source, flow.target) for flow in design.flows.values() if flow.kind == "batch_data"
    )
    begins = [one for one in graph if one == "pages" or graph.in_degree(one) == 0]
    sums = [
        seconds(getattr(design.components[start], "schedule", None) or "0s")
        + sum(_wait(design, a, b) for a, b in pairwise(path))
        for start in begins
        for path in nx.all_simple_paths(graph, start, "index")
    ]
    way = freshest_way(View(design), "index")

    assert (way.total if way else None) == (min(sums) if sums else None)


@settings(suppress_health_check=FIRST_READ_IS_SLOW, deadline=None)
@given(drawings())
def test_a_known_way_has_no_unknown_waits(design: Design) -> None:
    """And it is never fresher than the freshest."""
    view = View(design)
    known, freshest = freshest_way(view, "index", known=True), freshest_way(view, "index")

    assert known is None or not known.unknown
    assert known is None or (freshest is not None and freshest.total <= known.total)
