"""What boxes are taken for where neighbours, frames and the words on arrows say more than the label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.exchange import build, read
from designer.exchange.corrections import Corrections
from designer.exchange.guessing import Guess, guess_boxes
from designer.exchange.sketch import Arrow, Box, Group
from designer.model.kinds import KINDS


def guesses(*lines: str, frame: str = "") -> dict[str, Guess]:
    """Lines such as `Training > Thing: saves`; the boxes by their labels. `frame` is around all of them."""
    boxes: dict[str, Box] = {}
    arrows = []
    for number, line in enumerate(lines):
        ends, _, label = line.partition(": ")
        source, _, target = ends.partition(" > ")
        arrows.append(Arrow(str(number), source, target, label))
        boxes |= {one: Box(one, one, group="g" if frame else None) for one in (source, target)}
    return guess_boxes([*boxes.values()], arrows, [Group("g", frame)] if frame else [], {})


@pytest.mark.parametrize(
    ("lines", "label", "kind"),
    [
        (("Model training > Storage", "Storage > Prediction service"), "Storage", "model_registry"),
        (("Prediction service > Records: logs", "Records > Drift monitor"), "Records", "log_store"),
        (("Orders > Data ingestion",), "Orders", "data_source"),
        (("Support desk > Prediction API",), "Support desk", "consumer_app"),
        (("Prediction API > Support desk", "Support desk > Annotation tool"), "Support desk", "human_review"),
        (("Chat UI > Assistant", "Assistant > Model", "Retriever > Vector DB"), "Model", "llm_endpoint"),
        (("Scoring service > Model", "Model > Web app"), "Model", "serving_endpoint"),
    ],
)
def test_neighbours_decide_where_words_leave_it_open(lines: tuple[str, ...], label: str, kind: str) -> None:
    guess = guesses(*lines)[label]
    assert guess.kind == kind
    assert guess.sure in ("guess", "likely")


def test_the_reason_names_the_neighbours() -> None:
    guess = guesses("Model training > Storage", "Storage > Prediction service")["Storage"]
    assert guess.why == "Beside online endpoint and training it may be model registry."


def test_neighbours_never_overrule_what_is_sure() -> None:
    assert guesses("Dashboard > Feature store", "Feature store > Alerting")["Feature store"].sure == "sure"


def test_neighbours_make_what_is_likely_a_guess() -> None:
    lonely, doubted = guesses("Filter > Filter"), guesses("Data lake > Filter", "Filter > Data warehouse")
    assert doubted["Filter"].sure == "guess"
    assert doubted["Filter"].kind == lonely["Filter"].kind == "rules_engine"
    assert doubted["Filter"].why.endswith("; what it is joined to does not confirm it.")


def test_a_word_that_nobody_knows_stays_open_beside_one_neighbour() -> None:
    guess = guesses("Zebra > Data warehouse")["Zebra"]
    assert (guess.kind, guess.sure) == ("other", "none")


def test_the_title_of_a_frame_speaks_for_what_lies_in_it() -> None:
    assert guesses("Zebra > Gnu", frame="Data sources")["Zebra"].kind == "data_source"
    assert guesses("Zebra > Gnu")["Zebra"].kind == "other"


def test_a_kind_that_our_own_export_says_speaks_for_its_neighbours() -> None:
    boxes = [Box("a", "Zebra"), Box("b", "Storage"), Box("c", "Gnu")]
    arrows = [Arrow("1", "a", "b"), Arrow("2", "b", "c")]
    found = guess_boxes(boxes, arrows, [], {"a": "training", "c": "serving_endpoint"})
    assert {key: guess.kind for key, guess in found.items()} == {"b": "model_registry"}


def test_a_correction_leaves_the_other_guesses_as_they_are() -> None:
    """Who looks through a list has seen them."""
    sketch = read("x.mmd", b"flowchart LR\n a[Storage] --> b[Desk]\n c[Items] --> a")
    first, then = build(sketch), build(sketch, Corrections(kinds={"b": "training"}))
    kinds = [[one.guess.kind for one in found.boxes if one.key != "b"] for found in (first, then)]
    assert kinds[0] == kinds[1]


def test_flows_between_guessed_boxes_are_guesses() -> None:
    sketch = read("x.mmd", b"flowchart LR\n a[Model training] --> b[Storage]\n b --> c[Prediction service]")
    assert [one.guess.sure for one in build(sketch).arrows] == ["guess", "guess"]


_LABELS = st.text(max_size=40) | st.sampled_from(
    ["store", "Storage", "Kafka", "model", "logs", "review desk"]
)


@given(st.lists(_LABELS, min_size=1, max_size=8), st.data())
def test_any_drawing_is_guessed(labels: list[str], data: st.DataObject) -> None:
    keys = [str(number) for number in range(len(labels))]
    boxes = [Box(key, label, group="g") for key, label in zip(keys, labels, strict=True)]
    ends = data.draw(st.lists(st.tuples(st.sampled_from([*keys, "lost"]), st.sampled_from(keys), _LABELS)))
    arrows = [Arrow(str(number), *one) for number, one in enumerate(ends)]
    groups = [Group("g", data.draw(_LABELS))]
    found = guess_boxes(boxes, arrows, groups, {})
    assert found == guess_boxes(boxes[::-1], arrows[::-1], groups, {})
    for guess in found.values():
        assert guess.kind in KINDS
        assert (guess.kind == "other") == (guess.sure == "none")
        assert guess.why.endswith(".")
