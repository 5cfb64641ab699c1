"""From sketches to designs."""

from __future__ import annotations

import pytest

from designer.errors import RefusedImport, SketchcheckError
from designer.exchange import Corrections, build, corrections_text, read, read_corrections
from designer.exchange.sketch import Arrow, Box, Group, Sketch
from designer.files import dump, load_text
from designer.layout.rect import Rect
from designer.layout.tokens import box_size
from designer.model.limits import MAX_COMPONENTS


def sketch(*boxes: Box, arrows: tuple[Arrow, ...] = (), groups: tuple[Group, ...] = ()) -> Sketch:
    return Sketch("test", boxes=list(boxes), arrows=list(arrows), groups=list(groups))


def test_labels_become_ids_and_names() -> None:
    found = build(
        sketch(Box("1", "Redis cache"), Box("2", "Redis cache"), Box("3", "漢字"), Box("4", "design"))
    )
    names = {own: one.name for own, one in found.design.components.items()}
    assert names == {
        "redis_cache": "Redis cache",
        "redis_cache-2": "Redis cache",
        "n3": "漢字",
        "design-2": "design",
    }
    assert found.design.components["n3"].stated()["what"] == "漢字"


def test_long_labels_have_their_further_lines_in_the_notes() -> None:
    (one,) = build(sketch(Box("1", "Ranker\n" + "words " * 30))).design.components.values()
    assert (one.name, one.notes) == ("Ranker", ("words " * 30).strip())


def test_groups_nest_one_deep() -> None:
    groups = (Group("c", "C", "b"), Group("a", "A"), Group("b", "B", "a"))
    found = build(sketch(Box("1", "Kafka", group="c"), groups=groups))
    assert [(one.id, one.parent) for one in found.design.zones.values()] == [("a", None), ("b", "a")]
    assert found.design.components["kafka"].zone == "b"
    assert "The group C is left out" in found.remarks[0].text


def test_circles_of_groups_end() -> None:
    groups = (Group("a", "A", "b"), Group("b", "B", "a"), Group("c", "C", "c"))
    found = build(sketch(Box("1", "Kafka", group="a"), groups=groups)).design
    assert load_text(dump(found), "x").design == found


def test_arrows_to_groups_and_to_nothing() -> None:
    arrows = (Arrow("x", "1", "zone"), Arrow("y", "empty", "1"), Arrow("z", "1", "gone"))
    groups = (Group("zone", "Online"), Group("empty", "Kafka"))
    found = build(sketch(Box("1", "Ranker"), Box("2", "Redis", group="zone"), arrows=arrows, groups=groups))
    assert [(one.source, one.target) for one in found.design.flows.values()] == [
        ("ranker", "online-2"),
        ("kafka", "ranker"),
    ]
    assert found.design.components["online-2"].zone == "online"
    assert set(found.design.zones) == {"online"}
    assert any("no box at its end" in one.text for one in found.remarks)


def test_notes_stay_notes() -> None:
    boxes = Box("1", "Ranker"), Box("2", "Why so slow?", is_note=True), Box("3", "Alone", is_note=True)
    found = build(sketch(*boxes, arrows=(Arrow("x", "2", "1"),)))
    assert {one.text: one.about for one in found.design.notes.values()} == {
        "Why so slow?": "ranker",
        "Alone": None,
    }
    assert not found.design.flows


def test_parallel_arrows_all_stay() -> None:
    arrows = tuple(Arrow(f"x{n}", "1", "2", "features") for n in range(3))
    flows = build(sketch(Box("1", "Feature store"), Box("2", "Ranker"), arrows=arrows)).design.flows
    stem = "feature_store>ranker:features"
    assert list(flows) == [stem, f"{stem}-2", f"{stem}-3"]


def test_credentials_are_masked_and_told() -> None:
    secret = "hunter2hunter2"
    boxes = (
        Box("1", f"postgres://app:{secret}@db/x", place="page 1"),
        Box("2", "Kafka", data={"notes": f"password={secret}"}),
    )
    found = build(sketch(*boxes, arrows=(Arrow("x", "1", "2", f"password: {secret}"),)))
    assert secret not in dump(found.design)
    assert len(found.masked) == 3
    assert secret not in str(found)


def test_places_are_kept_without_overlaps() -> None:
    boxes = [Box(f"{n}", f"b{n}", frame=(60.0 * (n % 5), 50.0 * (n // 5), 40, 30)) for n in range(20)]
    layout = build(sketch(*boxes)).design.layout
    rects = [Rect(*at, *box_size()) for at in layout.boxes.values()]
    assert len(rects) == 20
    assert not any(a.overlaps(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    assert all(x % 8 == 0 for x, _ in layout.boxes.values())
    first = [layout.boxes[f"b{n}"] for n in range(5)]
    assert first == sorted(first)


def test_wild_places_stay_on_the_canvas() -> None:
    boxes = [
        Box("1", "a", frame=(float("nan"), 1e300, -5, 0)),
        Box("2", "b", frame=(float("inf"), -1e300, 1e9, 1)),
    ]
    found = build(sketch(*boxes)).design
    assert load_text(dump(found), "x").design == found


def test_too_much_is_refused() -> None:
    with pytest.raises(RefusedImport, match="Split the drawing"):
        build(sketch(*(Box(str(n)) for n in range(MAX_COMPONENTS + 1))))


def test_corrections_are_written_corrected_and_read() -> None:
    text = b"flowchart LR\n a[Thing] --> b[Kafka]\n c[Junk] --> b\n d[A remark]"
    first = build(read("x.mmd", text))
    written = corrections_text(first)
    assert build(read("x.mmd", text), read_corrections(written, "map")).design == first.design
    edited = (
        written.replace("kind: other, id: thing", "kind: training, id: trainer")
        .replace("c: {kind: other, id: junk}", "c: skip")
        .replace("d: {kind: other, id: a_remark}", "d: note")
        .replace("  # a>b: unspecified", "  a>b: logs")
    )
    found = build(read("x.mmd", text), read_corrections(edited, "map")).design
    assert {one.id: one.kind for one in found.components.values()} == {
        "trainer": "training",
        "kafka": "event_stream",
    }
    assert [one.text for one in found.notes.values()] == ["A remark"]
    assert [flow.kind for flow in found.flows.values()] == ["logs"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("boxes: {a: trainig}", "Did you mean training?"),
        ("boxes: [a]", "not keys and values"),
        ("zones: {}", "something else than boxes and arrows"),
        ("boxes: {a: {kind: training, name: x}}", "more than kind and id"),
        ("boxes: {a: {kind", "cannot read"),
        ("- a", "no keys and values"),
        ("arrows: {a: model}", "no kind"),
    ],
)
def test_corrections_that_make_no_sense_are_refused(text: str, words: str) -> None:
    with pytest.raises(SketchcheckError, match=words.replace("?", r"\?")):
        read_corrections(text, "map.yaml")


def test_corrections_may_be_json() -> None:
    found = read_corrections(
        '{"boxes": {"a": {"kind": "training", "id": "t"}}, "arrows": {"a>b": "logs"}}', "map"
    )
    assert found == Corrections({"a": "training"}, {"a": "t"}, {"a>b": "logs"})
