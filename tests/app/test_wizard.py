"""The import wizard without its page: what can be chosen, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer.drawing import render
from designer.errors import RefusedImport
from designer.files import dump, load_text
from designer.model.design import Design
from designer.store.store import Store
from sketchcheck.payload import canvas_data
from sketchcheck.session import Session
from sketchcheck.wizard.choices import Choices, read_drawing
from sketchcheck.wizard.rows import Row, arrow_rows, box_rows, words_of
from tests.app.test_session import Tab, box

CHART = """\
flowchart LR
  W[(Warehouse)] --> T[Training job]
  A[Blip] --> W
  B[Blop] --> W
  C[Blup] --> W
  C --> T
"""


@pytest.fixture
def choices() -> Choices:
    """A chart with two boxes that are sure and three that are not."""
    return read_drawing("fraud.mmd", CHART.encode())


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session on a blank design."""
    store = Store.open(f"sqlite:///{tmp_path}/test.db")
    return Session(store, store.create(Design()))


def row(rows: list[Row], title: str) -> Row:
    """The row of that title."""
    return next(one for one in rows if one.title == title)


def test_doubtful_boxes_stand_first_and_stay_there(choices: Choices) -> None:
    """Whoever corrects a box finds it where it was."""
    before = [one.title for one in box_rows(choices)]
    assert before[:3] == ["Blip", "Blop", "Blup"]
    assert [one.is_doubtful for one in box_rows(choices)] == [True, True, True, False, False]
    choices.set_boxes(["B"], "cache")
    assert [one.title for one in box_rows(choices)] == before
    assert row(box_rows(choices), "Blop").guess.why == "You said so."


def test_those_like_the_one_that_was_chosen_last(choices: Choices) -> None:
    """Boxes of one look and first guess, arrows of the same ends; none after all have the same."""
    choices.set_boxes(["A"], "cache")
    like = row(box_rows(choices), "Blip").others
    assert like == ("B", "C")
    assert row(box_rows(choices), "Blop").others == ()
    choices.set_boxes([*like], "cache")
    assert {one.others for one in box_rows(choices)} == {()}
    choices.set_arrows(["A>W"], "logs")
    assert row(arrow_rows(choices), "Blip → Warehouse").others == ("B>W", "C>W")


def test_arrows_follow_the_boxes(choices: Choices) -> None:
    """What may be chosen is what is legal between the kinds of now."""
    choices.set_boxes(["C"], "training")
    arrow = row(arrow_rows(choices), "Blup → Warehouse")
    assert "labels" not in arrow.options
    assert arrow.options[-2:] == ("unspecified", "skip")
    assert arrow.guess.kind in arrow.options


def test_what_is_left_out_and_what_becomes_a_note(choices: Choices) -> None:
    """The row stays, to be taken back; arrows that lose an end are told."""
    choices.set_boxes(["A"], "skip")
    choices.set_boxes(["B"], "note")
    choices.set_arrows(["C>W"], "skip")
    design = choices.design
    assert len(design.components) == 3
    assert [one.text for one in design.notes.values()] == ["Blop"]
    assert sorted(design.flows) == ["blup>training_job:unspecified", "warehouse>training_job:batch_data"]
    assert len(box_rows(choices)) == 5
    assert any("left out" in one.text for one in choices.found.remarks)
    choices.set_boxes(["A"], "other")
    assert len(choices.design.components) == 4


def test_the_design_has_the_name_of_the_file(choices: Choices) -> None:
    """Unless the drawing has one; a pasted text gives none."""
    assert choices.design.name == "fraud"
    assert read_drawing("x.mmd", f"---\ntitle: Cards\n---\n{CHART}".encode()).design.name == "Cards"
    assert read_drawing("the pasted text", CHART.encode()).design.name == ""


def test_each_kind_has_words_of_its_own(choices: Choices) -> None:
    """Nobody can tell two equal lines of a select apart."""
    for one in (*box_rows(choices), *arrow_rows(choices)):
        words = [words_of(kind) for kind in one.options]
        assert len(set(words)) == len(words)


def test_a_picture_with_credentials_is_looked_at_first() -> None:
    """Else it is opened as it is, with its comments."""
    text = "sketchcheck: 1\ncomponents:\n  - {id: a, kind: cache}  # ours\n"
    clean = render(load_text(text, "x").design, "svg", source=text)
    assert read_drawing("x.svg", clean).own_text == text
    leaky = text + "    # \n  - {id: b, kind: cache, notes: 'postgres://admin:hunter22secret@db/x'}\n"
    found = read_drawing("x.svg", render(load_text(leaky, "x").design, "svg", source=leaky))
    assert found.own_text is None
    assert "hunter22secret" not in dump(found.design)
    assert found.found.masked


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.mmd", b"flowchart LR\n  A[open --> B\n", "line 2, column 4"),
        ("x.mmd", b"sequenceDiagram\n  A->>B: hi\n", "a sequence diagram"),
        ("x.mmd", b"flowchart LR\n", "no box was found"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "carries no design"),
        ("x.bin", b"\0\1\2", "no drawing that is known"),
        ("x.drawio", b'<!DOCTYPE a [<!ENTITY b "c">]><mxfile>&b;</mxfile>', "entit"),
    ],
)
def test_what_is_no_drawing_is_refused(name: str, data: bytes, words: str) -> None:
    """In words, with the place where there is one."""
    with pytest.raises(RefusedImport, match=words):
        read_drawing(name, data)


def test_a_chart_in_markdown_is_uploaded_and_pasted_alike(session: Session) -> None:
    page = f"# Page\n\n```mermaid\n{CHART}```\n"
    boxes = [one.label for one in read_drawing("x.mmd", CHART.encode()).found.boxes]
    assert [one.label for one in read_drawing("README.md", page.encode()).found.boxes] == boxes
    Tab().send(session, {"op": "read_text", "text": page})
    assert session.clip
    assert session.clip.choices
    assert [one.label for one in session.clip.choices.found.boxes] == boxes


def test_a_pasted_chart_waits_for_a_person(session: Session) -> None:
    """The canvas hears that it has to wait, then what became of it, until it says that it has heard."""
    tab, before = Tab(), session.revision
    answer = tab.send(session, {"op": "read_text", "text": CHART})
    assert answer["clip"] == {"client": "tab", "seq": 1, "design": None}
    tab.ops.clear()
    tab.send(session)
    assert session.clip
    assert session.clip.choices
    session.news.since(0, canvas_data(session))
    session.clip.choices.set_boxes(["A"], "cache")
    session.insert_read(session.clip.choices.found.design)
    clip = tab.send(session)["clip"]
    assert {one["id"]: one["kind"] for one in clip["design"]["components"]}["blip"] == "cache"
    assert clip["design"]["layout"]["boxes"].keys() == {"warehouse", "training_job", "blip", "blop", "blup"}
    assert session.revision == before
    told = session.news.since(0, canvas_data(session))
    session.receive({"client": "tab", "ops": [box("q") | {"seq": 2}], "heard": told})
    assert canvas_data(session)["clip"] is None


def test_who_leaves_the_wizard_goes_on_with_the_same_text(session: Session) -> None:
    """Nothing is inserted; what was chosen is not lost, and does not leak into another chart."""
    tab = Tab()
    tab.send(session, {"op": "read_text", "text": CHART})
    assert session.clip
    assert session.clip.choices
    session.clip.choices.set_boxes(["A"], "cache")
    session.leave_read()
    assert canvas_data(session)["clip"] is None
    tab.send(session, {"op": "read_text", "text": CHART.replace("Blop", "Blap")})
    assert session.clip.choices.corrections.kinds == {}
    tab.send(session, {"op": "read_text", "text": CHART})
    assert session.clip.choices.corrections.kinds == {"A": "cache"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("flowchart LR\n  A[open --> B\n", "line 2, column 4"),
        ("graph TD\n", "no box"),
        ("pie title x\n", "a pie chart"),
    ],
)
def test_a_broken_chart_is_refused_in_words(session: Session, text: str, words: str) -> None:
    """With its place; nothing changes."""
    before = session.design
    answer = Tab().send(session, {"op": "read_text", "text": text})
    assert answer["clip"] is None
    assert words in answer["notice"]["text"]
    assert session.design is before
