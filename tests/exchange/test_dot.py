"""Graphviz files, as Graphviz itself understands them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import RefusedImport
from designer.exchange.dot import is_dot, read_dot
from designer.exchange.sketch import Sketch


def read(text: str) -> Sketch:
    return read_dot(text, "x.dot")


IDS = st.sampled_from(["a", "b", "c_1", "3.5", '"with space"', '"semi;colon"', "été"])
ATTRIBUTES = st.sampled_from(["", " [label=x]", ' [label="a\\nb", shape=box]', " [color=red; style=dashed]"])
NODES = st.builds("{}{}".format, IDS, ATTRIBUTES)
ENDS = st.one_of(IDS, st.builds("{{{} {}}}".format, IDS, IDS), st.builds("{}:p:ne".format, IDS))


def statements(arrow: str) -> st.SearchStrategy[str]:
    edges = st.builds(
        lambda ends, at: f" {arrow} ".join(ends) + at, st.lists(ENDS, min_size=2, max_size=3), ATTRIBUTES
    )
    plain = st.one_of(NODES, edges, st.just("node [shape=box]"), st.just("rankdir=LR"), st.just("// note\n"))
    inner = st.lists(plain, max_size=3).map("\n".join)
    return st.one_of(plain, st.builds("subgraph cluster_{} {{ {} }}".format, st.sampled_from("xy"), inner))


@st.composite
def graphs(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(["digraph", "graph", "strict digraph G", "strict graph", 'DiGraph "a b"']))
    arrow = "->" if "di" in head.lower() else "--"
    lines = draw(st.lists(statements(arrow), max_size=8))
    return f"{head} {{\n" + "\n".join(lines) + "\n}"


@settings(max_examples=100)
@given(graphs())
def test_nodes_and_edges_are_those_of_graphviz(text: str) -> None:
    pygraphviz: Any = pytest.importorskip("pygraphviz")
    graph = pygraphviz.AGraph(string=text)
    found = read(text)
    assert [box.key for box in found.boxes] == [str(node) for node in graph.nodes()]
    assert len(found.arrows) == graph.number_of_edges()


def test_labels() -> None:
    found = read(
        r"""digraph {
        a; b [label="Kafka\ntopic \N"]; c [label=<<B>Fraud</B> model<BR/>v3 &amp; more>];
        d [shape=record, label="{<p>in|{left|right}|out}"]; e [label="say \"hi\""]; f [label="one" + " two"];
        }"""
    )
    assert {box.key: box.label for box in found.boxes} == {
        "a": "a",
        "b": "Kafka\ntopic b",
        "c": "Fraud model\nv3 & more",
        "d": "in\nleft\nright\nout",
        "e": 'say "hi"',
        "f": "one two",
    }


def test_defaults_hold_in_their_subgraph() -> None:
    found = read(
        "digraph { a; node [shape=cylinder]; b; { node [shape=diamond]; c } d; edge [style=dashed]; a -> d }"
    )
    assert [box.shape for box in found.boxes] == ["", "cylinder", "diamond", "cylinder"]
    assert [arrow.dash for arrow in found.arrows] == ["dashed"]


def test_clusters_are_groups() -> None:
    found = read(
        'digraph { subgraph cluster_a { label="Online"; x; subgraph plain { y } subgraph cluster_b { z } }'
        " x -> w }"
    )
    assert [(one.key, one.label, one.parent) for one in found.groups] == [
        ("cluster_a", "Online", None),
        ("cluster_b", "b", "cluster_a"),
    ]
    assert {box.key: box.group for box in found.boxes} == {
        "x": "cluster_a", "y": "cluster_a", "z": "cluster_b", "w": None,
    }  # fmt: skip


def test_edges_backwards_both_ways_and_unseen() -> None:
    found = read(
        "digraph { a -> b [dir=back]; a -> c [dir=both]; a -> d [style=invis]; e [style=invis]; e -> a }"
    )
    assert [(one.source, one.target) for one in found.arrows] == [("b", "a"), ("a", "c")]
    assert [box.key for box in found.boxes] == ["a", "b", "c", "d"]
    assert [one.text for one in found.remarks] == [
        "Invisible nodes (1) and edges (2) are left out.",
        "The line points both ways: it is read as an arrow from a to c.",
    ]


def test_heads_are_those_that_are_drawn() -> None:
    found = read(
        "digraph { a -> b [arrowhead=none]; a -> c [dir=both, arrowhead=none];"
        " a -> d [dir=both, arrowtail=none] }"
    )
    assert [(one.source, one.target) for one in found.arrows] == [("a", "b"), ("c", "a"), ("a", "d")]
    assert [one.text for one in found.remarks] == [
        "The line has no head: it is read as an arrow from a to b."
    ]


def test_ids_in_angle_brackets() -> None:
    """They are nodes of their own; their words are read without markup, as those of labels."""
    found = read(
        'digraph <a <i>graph</i>> { <<b>Kafka</b> topic> -> <a> [label=<<i>raw</i>>]; a; "a"; <a>:<p> -> x; '
        "subgraph <cluster_1> { <a> } }"
    )
    assert found.title == "a graph"
    assert [(box.key, box.label) for box in found.boxes] == [
        ("<<b>Kafka</b> topic>", "Kafka topic"), ("<a>", "a"), ("a", "a"), ("x", "x"),
    ]  # fmt: skip
    assert [(one.source, one.target, one.label) for one in found.arrows] == [
        ("<<b>Kafka</b> topic>", "<a>", "raw"), ("<a>", "x", ""),
    ]  # fmt: skip
    assert {box.key: box.group for box in found.boxes}["<a>"] == "cluster_1"
    assert [one.label for one in found.groups] == ["Cluster 1"]


def test_words_beside_nodes_and_at_the_ends_of_edges_are_kept() -> None:
    found = read(
        'digraph { a [label="", xlabel="Model registry"]; b [label=<One<BR ALIGN="LEFT"/>two<br />three>];'
        ' a -> b [label=pull, taillabel="1", headlabel="n", xlabel=daily] }'
    )
    assert [box.label for box in found.boxes] == ["Model registry", "One\ntwo\nthree"]
    assert [arrow.label for arrow in found.arrows] == ["1\npull\ndaily\nn"]


def test_lines_to_frames_and_to_what_nobody_sees_are_told() -> None:
    found = read(
        """digraph { compound=true
        subgraph cluster_online { b }
        a -> b [lhead=cluster_online]
        out [style=invis]
        b -> out [label="to the shop"] }"""
    )
    assert [(one.source, one.target) for one in found.arrows] == [("a", "b")]
    assert [(one.place, one.text) for one in found.remarks] == [
        ("the graph", "Invisible nodes (1) and edges (1) are left out."),
        ("line 3", "The line is drawn to the frame of cluster_online: it is read as one to b in it."),
        ("line 5", "The line 'to the shop' is left out: it has an end at an invisible node."),
    ]


def test_places_of_a_drawn_graph() -> None:
    (box,) = read('digraph { a [pos="100,50", width=2, height=1] }').boxes
    assert box.frame == (28, -86, 144, 72)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("digraph {\n a -- b }", 2, 6, "Write ->"),
        ("graph {\n a -> b }", 2, 6, "Write --"),
        ("digraph {\n a -> ", 2, 7, "the text ends"),
        ("digraph {\n a", 1, 9, "the bracket { is not closed"),
        ("digraph {\n a [label=x", 2, 4, "the bracket [ is not closed"),
        ('digraph {\n a [label="x]\n}', 2, 11, "quotes is not closed"),
        ("digraph {\n a [label=<x>\n", 2, 4, "the bracket [ is not closed"),
        ("digraph {\n a = ] }", 2, 6, "] stands where an id is expected"),
        ("digraph a b {}", 1, 11, "b stands where { is expected"),
        ("hello", 1, 1, "no graph begins"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(RefusedImport) as refused:
        read(text)
    assert words in str(refused.value)
    assert (refused.value.line, refused.value.column) == (line, column)


@given(st.text(alphabet='ab{}[]<>"-=;:,+\\/*# \n', max_size=50))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(f"digraph {{{text}}}")
    except RefusedImport:
        return
    assert found.format == "Graphviz DOT"


def test_hostile_graphs_are_refused() -> None:
    for text in (
        "digraph " + "{" * 100_000,
        "digraph { a -> " + "{b " * 5_000,
        "digraph {a [label=<" + "<b>" * 100_000,
    ):
        with pytest.raises(RefusedImport):
            read(text)
    many = " ".join(f"n{n}" for n in range(300))
    with pytest.raises(RefusedImport, match="more than 60000 edges"):
        read(f"digraph {{ {{{many}}} -> {{{many.replace('n', 'm')}}} }}")


def test_graphs_are_told_from_mermaid() -> None:
    assert is_dot("// c\n/* d */ strict digraph {")
    assert is_dot('graph "x y" {')
    assert not is_dot("graph TD\n a{b}")
    assert not is_dot("flowchart LR")
