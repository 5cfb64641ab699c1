"""Mermaid flowcharts: every form of the syntax, broken ones, hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import RefusedImport
from designer.exchange.mermaid import is_flowchart, read_mermaid
from designer.exchange.sketch import Sketch
from tests.exchange.charts import Written, charts


def read(text: str) -> Sketch:
    return read_mermaid(text, "chart.mmd")


def labels(text: str) -> dict[str, str]:
    return {box.key: box.label for box in read(f"flowchart LR\n{text}").boxes}


def arrows(text: str) -> list[tuple[str, str, str, str]]:
    found = read(f"flowchart LR\n{text}").arrows
    return [(one.source, one.target, one.label, one.dash) for one in found]


@settings(max_examples=150)
@given(charts())
def test_what_is_written_is_read(chart: Written) -> None:
    found = read("\n".join(chart.lines))
    assert {box.key: box.label for box in found.boxes} == chart.labels
    assert [(one.source, one.target, one.label) for one in found.arrows] == chart.arrows
    assert {group.key: group.parent for group in found.groups} == chart.groups


@given(st.text(alphabet='ab[](){}<>-=.~|"`&;:@%#/\\\n xo', max_size=60))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    refused = None
    try:
        read(f"flowchart LR\n{text}")
    except RefusedImport as error:
        refused = error
    assert refused is None or (1 <= refused.line <= text.count("\n") + 2 and refused.column >= 1)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a", "a"),
        ("a[two words]", "two words"),
        ('a["with (brackets) [too]"]', "with (brackets) [too]"),
        ('a["one<br/>two<BR>three"]', "one\ntwo\nthree"),
        ('a["`**bold** and _soft_\n  second`"]', "bold and soft\nsecond"),
        ('a["#quot;x#quot; #35; #9829; &amp;"]', '"x" # ♥ &'),
        ("a[AAA<span>BBB</span>]", "AAABBB"),
        ("a[fa:fa-database Users]", "Users"),
        ('a@{ shape: cyl, label: "Users: all" }', "Users: all"),
        ('a@{\n  shape: cyl\n  label: "two\n  lines"\n}', "two\nlines"),
        ("a[/api/users]", "/api/users"),
        ("a[first]\n a[second]", "second"),
        ("a[first]\n a --> a", "first"),
        ("a[漢字 ❤]", "漢字 ❤"),
        ('a["<script>alert(1)</script>"]', "alert(1)"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert labels(text)["a"] == label


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("a[t]", "square"), ("a(t)", "round"), ("a([t])", "stadium"), ("a[[t]]", "subroutine"),
        ("a[(t)]", "cylinder"),
        ("a((t))", "circle"), ("a(((t)))", "doublecircle"), ("a>t]", "odd"), ("a{t}", "diamond"),
        ("a{{t}}", "hexagon"), ("a[/t/]", "lean_right"), ("a[\\t\\]", "lean_left"), ("a[/t\\]", "trapezoid"),
        ("a[\\t/]", "inv_trapezoid"), ("a(-t-)", "ellipse"), ("a[|k:v|t]", "square"),
        ("a@{ shape: cyl, label: t }", "cyl"),
    ],
)  # fmt: skip
def test_shapes(text: str, shape: str) -> None:
    (box,) = read(f"graph TD\n{text}").boxes
    assert (box.label, box.shape) == ("t", shape)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a-->b", [("a", "b", "", "solid")]),
        ("a -- yes --> b", [("a", "b", "yes", "solid")]),
        ("a -->|yes| b", [("a", "b", "yes", "solid")]),
        ('a -->|"x | y"|b', [("a", "b", "x | y", "solid")]),
        ('a -- "q --> x" --> b', [("a", "b", "q --> x", "solid")]),
        ("a -. maybe .-> b", [("a", "b", "maybe", "dashed")]),
        ("a == sure ==> b", [("a", "b", "sure", "thick")]),
        ("a ---> b ==> c", [("a", "b", "", "solid"), ("b", "c", "", "thick")]),
        ("a e1@--> b\n e1@{ animate: true }", [("a", "b", "", "solid")]),
        ("a & b --> c & d", [(s, t, "", "solid") for s in "ab" for t in "cd"]),
        ("a\n --> b", [("a", "b", "", "solid")]),
        ("a---ob", [("a", "b", "", "solid")]),
        ("a ~~~ b", []),
        ("a-b --> c.d", [("a-b", "c.d", "", "solid")]),
    ],
)
def test_arrows(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert arrows(text) == expected


def test_groups_hold_what_is_mentioned_in_them_first() -> None:
    found = read(
        "graph TB\n x --> y\n subgraph one\n y --> z\n subgraph two [Inner]\n z\n end\n end\n one --> x"
    )
    assert {box.key: box.group for box in found.boxes} == {"x": None, "y": "one", "z": "two"}
    assert [(group.key, group.label, group.parent) for group in found.groups] == [
        ("one", "one", None),
        ("two", "Inner", "one"),
    ]
    assert ("one", "x") in [(one.source, one.target) for one in found.arrows]


def test_what_has_no_meaning_is_said() -> None:
    text = """---
title: Fraud
---
%%{init: {"theme": "dark"}}%%
flowchart LR
  %% a comment --> not read
  accDescr: what it shows
  a <--> b
  a ~~~ c
  style a fill:#f9f
  click a "https://example.org" "tip"
"""
    found = read(text)
    assert found.title == "Fraud"
    assert {(one.place, one.text.split(":")[0]) for one in found.remarks} == {
        ("line 8", "The line points both ways"),
        ("line 9", "Invisible links are left out"),
        ("line 10", "Colours and styles are left out"),
        ("line 11", "Links and tooltips are left out"),
        ("accDescr", "The description is left out"),
    }


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("sequenceDiagram\n a->>b: hi", 1, 1, "a sequence diagram (sequenceDiagram)"),
        ("\n%% note\nerDiagram\n A ||--o{ B : x", 3, 1, "an entity relationship diagram"),
        ("hello", 1, 1, "no flowchart begins"),
        ("flowchart LR\n a[open\n b[closed]", 2, 3, "the bracket [ is not closed"),
        ('flowchart LR\n a["open] --> b', 2, 3, "a quote in the bracket [ is not closed"),
        ("flowchart LR\n a --> ", 2, 8, "an arrow leads nowhere"),
        ("flowchart LR\n a -- text", 2, 4, "an arrow has no end"),
        ("flowchart LR\n a -> b", 2, 4, "Write arrows as -->"),
        ("graph TD\n a --> b\n end", 3, 2, "end closes no subgraph"),
        ("graph TD\n subgraph x\n a", 2, 2, "this subgraph is not closed"),
        ("graph TD\n a@{ shape: cyl", 2, 3, "the bracket @{ is not closed"),
        ("graph TD\n a -->|open b", 2, 7, "a label of an arrow is not closed"),
        ("graph TD\n a --> b c", 2, 10, "c does not belong there"),
        ("graph TD\n {a}", 2, 2, "{a} begins no statement"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(RefusedImport) as refused:
        read(text)
    assert words in str(refused.value)
    assert (refused.value.line, refused.value.column) == (line, column)


def test_hostile_sizes_are_read_or_refused() -> None:
    assert len(read("graph TD\n" + "".join(f" n{n} --> n{n + 1}\n" for n in range(9_999))).boxes) == 10_000
    assert len(labels(f'a["{"x" * 1_000_000}"]')["a"]) == 1_000_000
    deep = "graph TD\n" + "subgraph s\n" * 5_000 + "a\n" + "end\n" * 5_000
    assert len(read(deep).groups) == 5_000
    with pytest.raises(RefusedImport, match="more than 60000 arrows"):
        read(
            "graph TD\n "
            + " & ".join(f"a{n}" for n in range(300))
            + " --> "
            + " & ".join(f"b{n}" for n in range(300))
        )
    with pytest.raises(RefusedImport, match="not closed"):
        read("graph TD\n" + "a[" * 100_000)
    with pytest.raises(RefusedImport):
        read("graph TD\n a@{ label: " + "[" * 100_000 + "}")


def test_texts_of_mermaid_are_told_from_others() -> None:
    assert is_flowchart("%% hi\n---\n") is False
    assert is_flowchart("---\ntitle: x\n---\nflowchart LR\n")
    assert is_flowchart("graph TD; a-->b")
    assert is_flowchart("pie\n")
    assert not is_flowchart("graph { a -- b }")
    assert not is_flowchart('graph "name" {\n a -- b }')
    assert not is_flowchart("sketchcheck: 1")
