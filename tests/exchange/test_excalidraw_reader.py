"""What is read of an Excalidraw scene."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import RefusedImport
from designer.exchange import build, read
from designer.exchange.excalidraw import read_excalidraw
from designer.exchange.sketch import Sketch
from tests.exchange.cells import png
from tests.strategies import plain_values

MIME = "application/vnd.excalidraw+json"


def element(id_: str, kind: str = "rectangle", at: str = "0 0 100 60", **more: Any) -> dict[str, Any]:
    x, y, width, height = map(int, at.split())
    return {"id": id_, "type": kind, "x": x, "y": y, "width": width, "height": height} | more


def words(
    id_: str, text: str, holder: str | None = None, at: str = "10 10 50 20", **more: Any
) -> dict[str, Any]:
    return element(id_, "text", at, text=text, originalText=text, containerId=holder, **more)


def arrow(id_: str, source: str | None = None, target: str | None = None, **more: Any) -> dict[str, Any]:
    ends = {
        name: {"elementId": end, "focus": 0, "gap": 1}
        for name, end in (("startBinding", source), ("endBinding", target))
        if end
    }
    return element(id_, "arrow", points=[[0, 0], [100, 0]], endArrowhead="arrow", **ends, **more)


def scene(*elements: Any) -> bytes:
    return json.dumps({"type": "excalidraw", "version": 2, "elements": list(elements)}).encode()


def sketch(*elements: Any) -> Sketch:
    return read("a.excalidraw", scene(*elements))


PAIR = (
    element("a"), words("ta", "Registry", "a"), element("b", at="400 0 100 60"), words("tb", "Scorer", "b"),
    arrow("e", "a", "b", strokeStyle="dashed"), words("te", "pull", "e"),
)  # fmt: skip


def packed(data: bytes) -> str:
    """A scene as Excalidraw puts it into pictures."""
    encoded = zlib.compress(data).decode("latin-1")
    return json.dumps({"version": "1", "encoding": "bstring", "compressed": True, "encoded": encoded})


IN_SVG = base64.b64encode(packed(scene(*PAIR)).encode("latin-1")).decode()


@pytest.mark.parametrize(
    "data",
    [
        scene(*PAIR),
        png(b"tEXt", f"{MIME}\0".encode() + packed(scene(*PAIR)).encode("latin-1")),
        f"<svg><!-- payload-type:{MIME} --><!-- payload-version:2 --><!-- payload-start -->{IN_SVG}"
        "<!-- payload-end --></svg>".encode(),
    ],
)
def test_scenes_are_read_from_files_and_pictures(data: bytes) -> None:
    found = read("some file", data)
    assert [(box.key, box.label, box.frame) for box in found.boxes] == [
        ("a", "Registry", (0, 0, 100, 60)),
        ("b", "Scorer", (400, 0, 100, 60)),
    ]
    assert [(one.source, one.target, one.label, one.dash) for one in found.arrows] == [
        ("a", "b", "pull", "dashed")
    ]
    assert found.remarks == []


def test_an_arrow_without_bindings_goes_to_what_it_touches() -> None:
    found = sketch(*PAIR[:4], arrow("e", at="110 30 280 0") | {"points": [[0, 0], [282, 0]]})
    assert [(one.source, one.target) for one in found.arrows] == [("a", "b")]
    assert any("bound to nothing" in one.text for one in found.remarks)


def test_an_arrow_that_touches_nothing_is_told() -> None:
    found = sketch(*PAIR[:4], arrow("e", "a") | {"x": 100, "y": 900})
    assert found.arrows == []
    assert [one.place for one in found.remarks] == ["arrow e"]


def test_frames_are_groups_and_deleted_elements_are_gone() -> None:
    found = sketch(
        element("f", "frame", "0 0 300 200", name="Online"), element("a", frameId="f"), words("ta", "A", "a"),
        element("x", isDeleted=True), words("tx", "X", "x"), arrow("e", "a", "x") | {"isDeleted": True},
    )  # fmt: skip
    assert [(one.key, one.label) for one in found.groups] == [("f", "Online")]
    assert [(box.label, box.group) for box in found.boxes] == [("A", "f")]
    assert found.remarks == []


def test_a_group_of_strokes_with_a_word_is_one_box() -> None:
    strokes = [element(f"s{n}", "line", f"{600 + n} 0 40 40", groupIds=["g"]) for n in range(5)]
    found = sketch(
        *strokes,
        words("t", "Kafka", None, "600 10 50 20", groupIds=["g"]),
        *PAIR[:2],
        arrow("e", "a", "t"),
    )
    assert sorted(box.label for box in found.boxes) == ["Kafka", "Registry"]
    kafka = next(box.key for box in found.boxes if box.label == "Kafka")
    assert [(one.source, one.target) for one in found.arrows] == [("a", kafka)]


def test_drawings_by_hand_are_told() -> None:
    found = sketch(
        *PAIR, element("d", "freedraw"), element("l", "line", "900 900 10 10", points=[[0, 0], [9, 9]])
    )
    assert len(found.boxes) == 2
    assert {one.place for one in found.remarks} == {"freedraw d", "line l"}


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "line 1, column 1"),
        (b'{"type": "excalidraw",\n "elements": [}', "line 2, column 15"),
        (b"[]", "holds no object"),
        (b'{"type": "excalidraw"}', "no list of elements"),
        (b"[" * 100_000, "nested without end"),
        (b"\xff\xfe\xff", "no text"),
        (scene(*([{}] * 60_001)), "over 60000 elements"),
        (png(b"tEXt", b"Comment\0hello"), "carries no scene"),
        (
            png(b"tEXt", f"{MIME}\0".encode() + packed(b"0" * 60_000_000).encode("latin-1")),
            "grows over 48 MB",
        ),
        (b"<svg><!-- payload-start -->AAA<!-- payload-end -->", "no base64"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, because: str) -> None:
    with pytest.raises(RefusedImport, match=r"^cannot read .*: because ") as refused:
        read_excalidraw(data, "a.excalidraw")
    assert because in str(refused.value)


def test_strokes_in_groups_are_one_box_with_their_word() -> None:
    """As libraries draw people: a head and a body in groups of their own, all in a group with the word."""
    found = sketch(
        words("name", "Analysts", at="0 70 60 20", groupIds=["all"]),
        element("head", "ellipse", "20 0 20 20", groupIds=["one", "both", "all"]),
        element("body", "line", "10 20 40 40", groupIds=["one", "both", "all"], points=[[0, 0], [40, 40]]),
        element("other", "ellipse", "40 0 20 20", groupIds=["both", "all"]),
        element("b", at="400 0 100 60"), words("tb", "Dashboard", "b"),
        element("e", "arrow", "66 30 330 0", points=[[0, 0], [330, 0]], endArrowhead="arrow",
                endBinding={"elementId": "b"}),
    )  # fmt: skip
    assert [box.label for box in found.boxes] == ["Dashboard", "Analysts"]
    assert [(one.source, one.target) for one in found.arrows] == [("group all", "b")]


def test_grouped_boxes_with_words_stay_boxes() -> None:
    found = sketch(
        element("a", groupIds=["one", "all"]), words("ta", "Features", groupIds=["one", "all"]),
        element("b", at="0 200 100 60", groupIds=["two", "all"]),
        words("tb", "Scorer", at="10 210 50 20", groupIds=["two", "all"]),
    )  # fmt: skip
    assert sorted(box.label for box in found.boxes) == ["Features", "Scorer"]


def test_closed_lines_are_outlines() -> None:
    """Their place is that of all their points; the first may be anywhere. Links are told."""
    six = [[0, 0], [50, -30], [100, 0], [100, 60], [50, 90], [0, 60], [2, 1]]
    found = sketch(
        element("a", "line", "0 30 100 120", points=six, link="https://example.org"),
        words("ta", "Scorer", at="20 50 60 20"),
        element("b", at="400 30 100 60"), words("tb", "Log", "b"),
        element("e", "arrow", "104 60 290 0", points=[[0, 0], [290, 0]], endArrowhead="arrow"),
        element("open", "line", "0 400 100 0", points=[[0, 0], [50, 10], [100, 0], [150, 10]]),
    )  # fmt: skip
    assert [(box.label, box.frame) for box in found.boxes] == [
        ("Scorer", (0, 0, 100, 120)), ("Log", (400, 30, 100, 60)),
    ]  # fmt: skip
    assert [(one.source, one.target) for one in found.arrows] == [("a", "b")]
    assert [one.text for one in found.remarks if one.place.startswith("line")] == [
        "Its link is left out: links have no meaning in a design.",
        "An arrow is left out: neither of its ends touches a box.",
    ]


def test_words_in_a_box_in_a_frame_belong_to_the_box() -> None:
    found = sketch(
        element("around", at="0 0 600 300"), words("name", "Production", at="10 10 80 20"),
        element("a", at="50 100 200 100"), words("ta", "Scorer", "a"),
        words("how", "REST", at="200 110 40 20"),
        element("b", at="350 100 200 100"), words("tb", "Monitor", "b"),
    )  # fmt: skip
    assert [(box.label, box.group) for box in found.boxes] == [
        ("Scorer\nREST", "around"), ("Monitor", "around"),
    ]  # fmt: skip
    assert [one.label for one in found.groups] == ["Production"]


def test_words_beside_a_line_are_its_label() -> None:
    """Each line gets those that have no other line to stand at."""
    found = sketch(
        element("a", at="0 0 100 60"), words("ta", "App", "a"),
        element("b", at="0 260 100 60"), words("tb", "Scorer", "b"),
        element("c", at="300 260 100 60"), words("tc", "Log", "c"),
        element("down", "arrow", "50 60 0 200", points=[[0, 0], [0, 200]], endArrowhead="arrow"),
        element("on", "arrow", "100 290 200 0", points=[[0, 0], [200, 0]], endArrowhead="arrow"),
        words("ask", "asks", at="66 150 40 20"), words("keep", "keeps", at="170 262 50 20"),
    )  # fmt: skip
    assert [(one.source, one.target, one.label) for one in found.arrows] == [
        ("a", "b", "asks"), ("b", "c", "keeps"),
    ]  # fmt: skip


def test_words_at_a_line_that_is_left_out_are_kept() -> None:
    found = sketch(
        element("a"), words("ta", "Scorer", "a"), words("title", "How we score", at="0 -100 200 20"),
        element("under", "line", "0 -75 300 0", points=[[0, 0], [300, 0]]),
    )  # fmt: skip
    assert [(box.label, box.is_note) for box in found.boxes] == [("Scorer", False), ("How we score", True)]
    assert found.arrows == []


KEYS = st.sampled_from(
    ["id", "type", "x", "y", "width", "height", "groupIds", "frameId", "containerId", "text", "points",
     "startBinding", "endBinding", "customData", "isDeleted", "name", "boundElements", "originalText"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["a", "b", "text", "arrow", "frame", "rectangle", "line", ["a", "b"], ["b", "a"], {"elementId": "a"},
     {"sketchcheck": {"id": "a", "kind": "cache"}}, [[0, 0], [1e308, "x"]], [[0, 0], [50, 10]]]
)  # fmt: skip
ELEMENTS = st.dictionaries(KEYS, st.one_of(WORDS, plain_values()), max_size=9)


@given(st.lists(st.one_of(ELEMENTS, plain_values()), max_size=8))
def test_any_json_gives_a_design_or_the_one_error(elements: list[Any]) -> None:
    build(read_excalidraw(scene(*elements), "a.excalidraw"))


@given(plain_values().map(lambda value: json.dumps(value).encode()))
def test_any_value_gives_a_sketch_or_the_one_error(data: bytes) -> None:
    try:
        read_excalidraw(data, "a.excalidraw")
    except RefusedImport:
        return
