"""What is read of a draw.io file, and what is told of the rest."""

from __future__ import annotations

import base64
import zlib
from html import escape
from urllib.parse import quote

import pytest

from designer.exchange import read
from designer.exchange.sketch import Sketch
from tests.exchange.cells import compressed, deflated, edge, model, mxfile, png, vertex

PAIR = model(
    vertex("a", "Model registry"), vertex("b", "Scorer", at="300 0 100 40"), edge("e", "a b", "pull")
)


def sketch(*cells: str) -> Sketch:
    return read("a.drawio", mxfile(model(*cells)))


def labels(found: Sketch) -> list[str]:
    return [box.label for box in found.boxes]


def remarks(found: Sketch) -> str:
    return "\n".join(f"{one.place}: {one.text}" for one in found.remarks)


CARRIED = mxfile(PAIR).decode()


@pytest.mark.parametrize(
    "data",
    [
        mxfile(PAIR),
        PAIR.encode(),
        mxfile(compressed(PAIR)),
        b"\xef\xbb\xbf" + mxfile(PAIR),
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- a --><!-- b -->' + mxfile(PAIR),
        CARRIED.encode("utf-16"),
        f'<svg xmlns="http://www.w3.org/2000/svg" content="{escape(CARRIED)}"><g/></svg>'.encode(),
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg content="{quote(CARRIED)}"/>'.encode(),
        f'<svg content="{base64.b64encode(CARRIED.encode()).decode()}"/>'.encode(),
        png(b"tEXt", b"mxfile\0" + quote(CARRIED).encode()),
        png(b"zTXt", b"mxGraphModel\0\0" + deflated(PAIR)),
        png(b"zTXt", b"mxfile\0\0" + zlib.compress(quote(CARRIED).encode())),
        png(b"iTXt", b"mxfile\0\0\0\0\0" + CARRIED.encode()),
        png(b"iTXt", b"mxfile\0\1\0\0\0" + zlib.compress(CARRIED.encode())),
    ],
)
def test_every_way_in_which_drawio_saves_is_read(data: bytes) -> None:
    found = read("some.drawio", data)
    assert found.format == "draw.io"
    assert labels(found) == ["Model registry", "Scorer"]
    assert [(one.source, one.target, one.label) for one in found.arrows] == [("a", "b", "pull")]
    assert found.boxes[1].frame == (300, 0, 100, 40)
    assert found.remarks == []


def test_ids_repeat_over_pages_and_nothing_is_lost() -> None:
    found = read("a.drawio", mxfile(PAIR, compressed(PAIR), model(vertex("a", "Third"))))
    assert labels(found) == ["Model registry", "Scorer", "Model registry", "Scorer", "Third"]
    assert len({box.key for box in found.boxes}) == 5
    assert [(one.source, one.target) for one in found.arrows] == [("1/a", "1/b"), ("2/a", "2/b")]
    tops = [box.frame[1] for box in found.boxes if box.frame]
    assert tops == [0, 0, 120, 120, 240]
    assert "one below the other" in remarks(found)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("<b>Fraud</b> scorer<br>KServe", "Fraud scorer\nKServe"),
        ("<div>One</div><div>Two &amp;amp; three</div>", "One\nTwo &amp; three"),
        ("<p>a</p>\n\n<p>b</p>", "a\nb"),
        ("caf&eacute;&nbsp;au lait", "café au lait"),
        ("x<script>alert(1)</script>y<style>p{}</style>", "xy"),
        ("x<script>never closed", "x"),
        ("<!-- no -->a &lt;b&gt; c", "a <b> c"),
        ("<table><tr><td>k</td><td>v</td></tr><tr><td>k2</td></tr></table>", "k v\nk2"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ('<a href="javascript:x" onclick="y">Link</a><img src=x onerror=z>', "Link"),
    ],
)
def test_html_labels_become_plain_words(value: str, words: str) -> None:
    assert labels(sketch(vertex("a", value, "html=1;"))) == [words]


def test_a_label_without_html_stays_as_it_is() -> None:
    assert labels(sketch(vertex("a", "<b>x</b>", ""))) == ["<b>x</b>"]


def test_wrapped_cells_are_read() -> None:
    place = '<mxGeometry width="9" height="9" as="geometry"/>'
    cell = f'<mxCell style="html=1;" vertex="1" parent="1">{place}</mxCell>'
    found = sketch(
        f'<UserObject id="u" label="Feature store">{cell}</UserObject>',
        f'<object id="o" label="%name% of %env%" name="Scorer" env="prod" placeholders="1">{cell}</object>',
    )
    assert labels(found) == ["Feature store", "Scorer of prod"]


def test_the_words_for_shape_and_icon_are_those_of_drawio() -> None:
    aws = "sketch=0;shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.sagemaker;"
    azure = "aspect=fixed;html=1;image;image=img/lib/azure2/databases/Azure_Cosmos_DB.svg;"
    found = sketch(
        vertex("a", "A", aws), vertex("b", "B", "shape=cylinder3;"), vertex("c", "C", azure),
        vertex("d", "D", "rhombus;"), vertex("e", "E", "rounded=1;"), vertex("f", "F", "shape=stencil(abc);"),
        vertex("g", "G", "image;image=data:image/png,AAAA;"),
    )  # fmt: skip
    assert [(box.shape, box.icon) for box in found.boxes] == [
        ("mxgraph.aws4.resourceIcon", "mxgraph.aws4.sagemaker"), ("cylinder3", ""),
        ("image", "azure2/databases/Azure_Cosmos_DB"), ("rhombus", ""), ("rounded", ""), ("stencil", ""),
        ("image", ""),
    ]  # fmt: skip


def test_containers_are_groups_and_frames_are_absolute() -> None:
    found = sketch(
        vertex("out", "Cloud", "swimlane;html=1;", "100 100 500 400"),
        vertex("in", "Serving", "container=1;html=1;", "50 60 300 200", "out"),
        vertex("a", "Scorer", at="10 20 100 40", parent="in"),
        vertex("b", "Registry", at="20 300 100 40", parent="out"),
    )
    assert [(one.label, one.parent, one.frame) for one in found.groups] == [
        ("Cloud", None, (100, 100, 500, 400)),
        ("Serving", "out", (150, 160, 300, 200)),
    ]
    assert [(box.group, box.frame) for box in found.boxes] == [
        ("in", (160, 180, 100, 40)),
        ("out", (120, 400, 100, 40)),
    ]


def test_a_box_drawn_behind_others_is_a_group() -> None:
    found = sketch(
        vertex("a", "Scorer", at="20 40 100 40"),
        vertex("frame", "Online", "rounded=0;", "0 0 300 100"),
        vertex("b", "Registry", at="400 40 100 40"),
    )
    assert [one.label for one in found.groups] == ["Online"]
    assert [box.group for box in found.boxes] == ["frame", None]
    assert "drawn around others" in remarks(found)


def test_an_edge_has_its_labels_dash_and_direction() -> None:
    boxes = [vertex("a", "A"), vertex("b", "B", at="300 0 100 40")]
    label = vertex("l", "late", "edgeLabel;", parent="e", more='connectable="0"')
    found = sketch(
        *boxes, edge("e", "a b", "early"), label, edge("f", "a b", style="dashed=1;"),
        edge("g", "a b", style="dashed=1;dashPattern=1 3;"), edge("h", "a b", style="strokeWidth=4;"),
        edge("i", "a b", style="endArrow=none;startArrow=classic;"),
    )  # fmt: skip
    assert [(one.source, one.label, one.dash) for one in found.arrows] == [
        ("a", "early\nlate", "solid"), ("a", "", "dashed"), ("a", "", "dotted"), ("a", "", "thick"),
        ("b", "", "solid"),
    ]  # fmt: skip


def test_lines_with_no_head_or_two_are_read_and_told() -> None:
    boxes = [vertex("a", "A"), vertex("b", "B", at="300 0 100 40")]
    found = sketch(
        *boxes, edge("e", "a b", style="endArrow=none;"), edge("f", "a b", style="startArrow=open;")
    )
    assert len(found.arrows) == 2
    assert "cell e: A line has no head" in remarks(found)
    assert "cell f: An arrow has heads at both ends" in remarks(found)


def point(name: str, x: int, y: int) -> str:
    return f'<mxPoint x="{x}" y="{y}" as="{name}"/>'


def test_a_loose_end_goes_to_the_box_that_it_touches_or_is_told() -> None:
    boxes = [vertex("a", "A"), vertex("b", "B", at="300 0 100 40")]
    near = point("sourcePoint", 105, 20) + point("targetPoint", 295, 20)
    far = point("targetPoint", 800, 800)
    found = sketch(*boxes, edge("near", points=near), edge("far", "a", points=far), edge("none", points=far))
    assert [(one.key, one.source, one.target) for one in found.arrows] == [("near", "a", "b")]
    told = remarks(found)
    assert "cell near: An arrow was bound to nothing" in told
    assert "cell far: An arrow is left out: one of its ends is at 'A'" in told
    assert "cell none: An arrow is left out" in told


def test_an_arrow_may_lead_to_a_group() -> None:
    found = sketch(
        vertex("g", "Online", "swimlane;", "200 0 300 200"),
        vertex("a", "Scorer", at="20 40 100 40", parent="g"),
        vertex("b", "Client"),
        edge("e", "b g"),
    )
    assert [(one.source, one.target) for one in found.arrows] == [("b", "g")]
    assert [one.key for one in found.groups] == ["g"]


def test_what_is_hidden_is_left_out_and_told() -> None:
    found = sketch(
        '<mxCell id="old" value="Old" parent="0" visible="0"/>',
        vertex("a", "A", parent="old"),
        vertex("b", "B", more='visible="0"'),
        vertex("c", "C"),
    )
    assert labels(found) == ["C"]
    assert "cell a 'A'; cell b 'B': A cell is left out: it or its layer is hidden." in remarks(found)


def test_words_by_themselves_are_labels_or_notes() -> None:
    text = "text;html=1;strokeColor=none;fillColor=none;"
    found = sketch(
        vertex("icon", "", "shape=mxgraph.aws4.s3;", "0 0 60 60"),
        vertex("caption", "Raw events", text, "-10 64 80 20"),
        vertex("a", "A", at="200 0 100 40"),
        vertex("b", "B", at="500 0 100 40"),
        edge("e", "a b"),
        vertex("on", "hourly", text, "380 8 40 20"),
        vertex("far", "Ask the owner first.", text, "0 600 200 20"),
    )
    assert [(box.key, box.label, box.is_note) for box in found.boxes] == [
        ("icon", "Raw events", False),
        ("a", "A", False),
        ("b", "B", False),
        ("far", "Ask the owner first.", True),
    ]
    assert found.arrows[0].label == "hourly"
    assert remarks(found).count("These words stand by themselves") == 2


def test_a_table_is_one_box_and_keeps_its_arrows() -> None:
    row = "text;strokeColor=none;fillColor=none;"
    found = sketch(
        vertex("t", "features", "swimlane;childLayout=stackLayout;", "0 0 160 90"),
        vertex("r1", "user_id", row, "0 30 160 30", "t"),
        vertex("r2", "amount", row, "0 60 160 30", "t"),
        vertex("b", "Training", at="400 0 100 40"),
        edge("e", "r2 b"),
    )
    assert labels(found) == ["features\nuser_id\namount", "Training"]
    assert [(one.source, one.target) for one in found.arrows] == [("t", "b")]


def test_a_card_with_an_icon_is_one_box() -> None:
    found = sketch(
        vertex("card", "", "rounded=1;", "0 0 160 60"),
        vertex("icon", "Scorer", "shape=mxgraph.gcp2.hexIcon;prIcon=vertex_ai;", "10 10 40 40", "card"),
        vertex("b", "Client", at="400 0 100 40"),
        edge("e", "b icon"),
    )
    assert [(box.key, box.label, box.icon) for box in found.boxes] == [
        ("card", "Scorer", "vertex_ai"),
        ("b", "Client", ""),
    ]
    assert found.arrows[0].target == "card"


def test_decoration_is_left_out_and_told() -> None:
    found = sketch(
        vertex("a", "A"), vertex("line", "", "line;", "0 200 100 10"), vertex("n", "3", "ellipse;")
    )
    assert labels(found) == ["A"]
    assert "cell line: A shape is left out: it has neither words nor arrows." in remarks(found)
    assert "cell n '3': A shape is left out: it has nothing but a number" in remarks(found)


def test_what_nobody_sees_in_a_label_is_left_out() -> None:
    """draw.io pastes whole diagrams into labels in letters of no size."""
    junk = '<span style="font-family: monospace; font-size: 0px;">%3CmxGraphModel%3E</span>'
    found = sketch(
        vertex("a", f"Scorer{junk}"),
        vertex("b", f'{junk}<span style="font-size: 10px">Registry</span>', at="200 0 100 40"),
        vertex("c", '<div style="display:none">x</div><b style="font-size:0.5em">Log</b>', at="400 0 100 40"),
    )
    assert labels(found) == ["Scorer", "Registry", "Log"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Page-1", ""),
        ("Copy of Copy of Page-2", ""),
        ("Trang-1", ""),
        ("第 1 页", ""),
        ("Fraud-2", "Fraud-2"),
    ],
)
def test_names_that_pages_have_by_default_are_no_title(name: str, title: str) -> None:
    data = mxfile(model(vertex("a", "Scorer"))).decode().replace('name="Page-1"', f'name="{name}"', 1)
    assert read("a.drawio", data.encode()).title == title


def test_icons_keep_their_short_names() -> None:
    styles = (
        "shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3;",
        "image;image=img/lib/azure2/db/Cosmos_DB.svg;",
    )
    found = sketch(*(vertex(f"v{n}", style=style, at=f"{n}00 0 78 78") for n, style in enumerate(styles)))
    assert [box.icon for box in found.boxes] == ["mxgraph.aws4.s3", "azure2/db/Cosmos_DB"]
