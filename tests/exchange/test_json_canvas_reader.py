"""What is read of a JSON Canvas."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import RefusedImport
from designer.exchange import build, read
from designer.exchange.json_canvas import canvas, read_canvas
from designer.files import load_file
from designer.files.templates import find_templates
from tests.strategies import plain_values


def node(id_: str, kind: str = "text", at: str = "0 0 100 60", **more: Any) -> dict[str, Any]:
    x, y, width, height = map(int, at.split())
    return {"id": id_, "type": kind, "x": x, "y": y, "width": width, "height": height} | more


def file(nodes: object, edges: object = ()) -> bytes:
    return json.dumps({"nodes": nodes, "edges": edges}).encode()


def test_the_nodes_and_edges_of_the_specification_are_read() -> None:
    nodes = [
        node("g", "group", "0 0 500 400", label="Online"),
        node(
            "a",
            at="20 20 100 60",
            text="# Scorer\n\n**serves** the [[model|fraud model]], see [docs](http://x)",
        ),
        node("b", "file", "20 120 100 60", file="notes/Feature store.md"),
        node("c", "link", "900 0 100 60", url="https://example.org/kafka"),
    ]
    edges = [
        {"id": "e", "fromNode": "a", "fromSide": "right", "toNode": "b", "toSide": "left", "label": "asks"},
        {"id": "f", "fromNode": "b", "toNode": "c", "fromEnd": "arrow", "toEnd": "none"},
        {"id": "h", "fromNode": "c", "toNode": "g"},
    ]
    found = read("a.canvas", file(nodes, edges))
    assert [(box.label, box.group) for box in found.boxes] == [
        ("Scorer\nserves the fraud model, see docs", "g"),
        ("Feature store", "g"),
        ("https://example.org/kafka", None),
    ]
    assert [(one.source, one.target, one.label) for one in found.arrows] == [
        ("a", "b", "asks"), ("c", "b", ""), ("c", "g", ""),
    ]  # fmt: skip
    assert [(one.key, one.label) for one in found.groups] == [("g", "Online")]
    assert found.remarks == []


def test_files_are_called_as_in_obsidian() -> None:
    nodes = [
        node("a", "file", file="notes/Scorer.md", subpath="#Latency"),
        node("b", "file", at="200 0 100 60", file="pictures/Scorer.png"),
        node("c", "file", at="400 0 100 60", file="2024.1.md"),
    ]
    assert [box.label for box in read("a.canvas", file(nodes)).boxes] == [
        "Scorer\n#Latency", "Scorer.png", "2024.1",
    ]  # fmt: skip


def test_looks_of_plugins() -> None:
    nodes = [
        node("a", text="Clicks", styleAttributes={"shape": "database"}),
        node("b", text="Scorer", at="200 0 100 60", styleAttributes=[]),
    ]
    edges = [
        {"id": "e", "fromNode": "a", "toNode": "b", "styleAttributes": {"path": "long-dashed"}},
        {"id": "f", "fromNode": "b", "toNode": "a", "styleAttributes": {"path": 7}},
    ]
    found = read("a.canvas", file(nodes, edges))
    assert [box.shape for box in found.boxes] == ["database", "text"]
    assert [arrow.dash for arrow in found.arrows] == ["dashed", "solid"]


def test_edges_to_nothing_and_nodes_without_id_are_told() -> None:
    found = read(
        "a.canvas",
        file([node("a", text="A"), {"type": "text"}], [{"id": "e", "fromNode": "a", "toNode": "x"}]),
    )
    assert [one.place for one in found.remarks] == ["node 2", "edge e"]


def test_an_export_keeps_to_the_specification() -> None:
    design = load_file(find_templates() / "fraud-detection" / "good.design.yaml").design
    found = json.loads(canvas(design))
    ids = {one["id"] for one in found["nodes"]}
    for one in found["nodes"]:
        assert one["type"] in ("text", "group")
        assert all(type(one[key]) is int for key in ("x", "y", "width", "height"))
        assert isinstance(one["text" if one["type"] == "text" else "label"], str)
    for one in found["edges"]:
        assert one["fromNode"] in ids
        assert one["toNode"] in ids
        assert {one.get("fromSide", "top"), one.get("toSide", "top")} <= {"top", "right", "bottom", "left"}
        assert one.get("toEnd") in ("none", "arrow")
    assert len({one["id"] for one in [*found["nodes"], *found["edges"]]}) == len(ids) + len(found["edges"])


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"{", "line 1, column 2"),
        (b"{}", "no lists of nodes and edges"),
        (b'{"nodes": 3}', "no lists of nodes and edges"),
        (file([{}] * 60_001), "over 60000 nodes"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, because: str) -> None:
    with pytest.raises(RefusedImport, match=r"^cannot read .*: because ") as refused:
        read_canvas(data, "a.canvas")
    assert because in str(refused.value)


KEYS = st.sampled_from(
    ["id", "type", "x", "y", "width", "height", "text", "label", "file", "url", "sketchcheck"]
)
WORDS = st.sampled_from(["a", "b", "text", "group", "file", 0, 50, 500, {"id": "a", "kind": "cache"}])
NODES = st.dictionaries(KEYS, st.one_of(WORDS, plain_values()), max_size=8)
EDGES = st.dictionaries(
    st.sampled_from(["id", "fromNode", "toNode", "fromEnd", "toEnd", "label", "sketchcheck"]),
    st.one_of(st.sampled_from(["a", "b"]), plain_values()),
    max_size=6,
)


@given(
    st.lists(st.one_of(NODES, plain_values()), max_size=8),
    st.lists(st.one_of(EDGES, plain_values()), max_size=6),
)
def test_any_json_gives_a_design(nodes: list[Any], edges: list[Any]) -> None:
    build(read_canvas(file(nodes, edges), "a.canvas"))
