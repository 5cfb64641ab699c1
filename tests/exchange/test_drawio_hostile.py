"""Files that are no diagrams, or that were made to do harm: one clear error, or a sketch."""

from __future__ import annotations

import base64
import zlib
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import RefusedImport
from designer.exchange import build, read
from designer.exchange.drawio import read_drawio
from tests.exchange.cells import compressed, edge, model, mxfile, png, vertex

BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<mxfile><diagram name="&b;"><mxGraphModel><root/></mxGraphModel></diagram></mxfile>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><mxfile><diagram name="&f;"/></mxfile>'


def zeros(count: int) -> str:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(engine.compress(b"0" * count) + engine.flush()).decode()


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "is empty"),
        (b"   ", "is empty"),
        (b"not xml at all", "line 1, column 1"),
        (b"<mxfile>\n <diagram></mxfile>", "line 2, column 13"),
        (b"<html><body/></html>", "no page of draw.io"),
        (b"<mxlibrary>[]</mxlibrary>", "library of shapes"),
        (b"<mxfile/>", "no page of draw.io"),
        (BOMB, "declares entities"),
        (OUTSIDE, "declares entities"),
        (mxfile(zeros(60_000_000)), "grows over 48 MB"),
        (mxfile(compressed(model())[:-12]), "page 'Page-1' is"),
        (mxfile("AAAA===="), "page 'Page-1' is"),
        (mxfile("°°°"), "neither XML nor base64"),
        (mxfile(compressed("<mxGraphModel><root></mxGraphModel>")), "page 'Page-1' is broken XML at line 1"),
        (mxfile("<mxGraphModel/>"), "has no <root>"),
        (b'<svg content=""/>', "carries no diagram"),
        (png(b"tEXt", b"Comment\0hello"), "carries no diagram"),
        (png(b"zTXt", b"mxfile\0\0" + zlib.compress(b"0" * 60_000_000)), "grows over 48 MB"),
        (mxfile(model(*(f'<mxCell id="{n}"/>' for n in range(60_001)))), "more than 60000"),
        (b"<mxfile>" + b'<diagram name="x"/>' * 300 + b"</mxfile>", "more than 200 pages"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, because: str) -> None:
    with pytest.raises(RefusedImport, match=r"^cannot read .*: because ") as refused:
        read_drawio(data, "a.drawio")
    assert because in str(refused.value)


def test_the_line_and_column_are_told_as_numbers() -> None:
    with pytest.raises(RefusedImport) as refused:
        read_drawio(b"<mxfile>\n <diagram></mxfile>", "a.drawio")
    assert (refused.value.line, refused.value.column) == (2, 13)


def test_parents_in_a_circle_are_cut() -> None:
    cells = [vertex("a", "A", parent="b"), vertex("b", "B", parent="c"), vertex("c", "C", parent="a")]
    found = read("a.drawio", mxfile(model(*cells, vertex("d", "D", parent="d"))))
    assert {box.label for box in found.boxes} | {group.label for group in found.groups} == {*"ABCD"}
    assert any("circle" in one.text for one in found.remarks)


def test_a_circle_that_holds_a_layer_is_cut() -> None:
    root = '<mxCell id="0" parent="1"/><mxCell id="1" parent="0"/>'
    found = read("a.xml", f"<mxGraphModel><root>{root}{vertex('a', 'A')}</root></mxGraphModel>".encode())
    assert [box.label for box in found.boxes] == ["A"]


def test_shapes_in_shapes_without_end_are_read() -> None:
    cells = [vertex(f"n{n}", f"N{n}", parent=f"n{n - 1}" if n else "1") for n in range(3000)]
    found = build(read("a.drawio", mxfile(model(*cells))))
    assert found.design.components
    assert any("too deep" in one.text for one in found.remarks)


def test_a_label_of_megabytes_is_cut() -> None:
    for value in (
        "<b>" * 400_000,
        "x " * 2_000_000,
        "<!--" * 500_000,
        "&amp;" * 400_000,
        "<script>" * 300_000,
    ):
        found = read("a.drawio", mxfile(model(vertex("a", "A"), vertex("b", value))))
        assert all(len(box.label) <= 10_000 for box in found.boxes)


def test_ten_thousand_shapes_on_one_spot_are_read() -> None:
    cells = [vertex(f"v{n}", f"V{n}" if n % 2 else "") for n in range(4000)]
    texts = [vertex(f"t{n}", f"T{n}", "text;") for n in range(2000)]
    loose = [edge(f"e{n}", points='<mxPoint x="1" y="1" as="sourcePoint"/>') for n in range(2000)]
    found = read("a.drawio", mxfile(model(*cells, *texts, *loose)))
    assert len(found.boxes) > 2000


def test_numbers_that_are_none_do_no_harm() -> None:
    found = build(
        read(
            "a.drawio", mxfile(model(vertex("a", "A", at="nan inf 1e999 x"), vertex("b", "B", at="9 9 9 9")))
        )
    )
    assert len(found.design.components) == 2


def test_two_cells_with_one_id_are_told() -> None:
    found = read("a.drawio", mxfile(model(vertex("a", "A"), vertex("a", "Other"))))
    assert [box.label for box in found.boxes] == ["A"]
    assert any("another cell has its id" in one.text for one in found.remarks)


NAMES = st.sampled_from(
    ["mxfile", "diagram", "mxGraphModel", "root", "mxCell", "object", "mxGeometry", "svg"]
)
VALUES = st.one_of(
    st.sampled_from(
        ["0", "1", "a", "b", "html=1;text", "swimlane;container=1", "group", "-1e5", "edgeLabel"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["id", "parent", "value", "label", "style", "vertex", "edge", "source", "target", "x", "y", "width",
         "height", "relative", "as", "visible", "sketchcheck", "content", "placeholders"]
    ), VALUES, max_size=7,
)  # fmt: skip


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """XML of the right words in any order."""
    name = draw(NAMES)
    inside = draw(st.lists(trees(depth - 1), max_size=5)) if depth else []
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in draw(ATTRIBUTES).items())
    return f"<{name}{attributes}>{''.join(inside)}</{name}>"


@given(st.one_of(trees(), trees().map(lambda tree: mxfile(model(tree)).decode()), st.text(max_size=50)))
def test_any_xml_gives_a_sketch_or_the_one_error(text: str) -> None:
    try:
        found = read_drawio(text.encode("utf-8", "replace"), "a.drawio")
    except RefusedImport:
        return
    build(found)


@given(st.lists(trees(1), max_size=12))
def test_any_cells_give_a_design(cells: list[str]) -> None:
    build(read_drawio(mxfile(model(*cells)), "a.drawio"))
