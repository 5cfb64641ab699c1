"""A session as the canvas meets it: edits in, answers out, on a real SQLite file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from checks.fixes import mend
from designer.files import load_text
from designer.model.edits.language import Place
from designer.store.store import Store
from sketchcheck.payload import canvas_data
from sketchcheck.session import Session

SCORER = """\
sketchcheck: 1
name: Scores
brief: {problem: Fraudulent payments cost two million a month.}
components:
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
  - {id: fit, kind: training}
flows:
  - {from: shop, to: scorer, kind: request_response}
  - {from: fit, to: scorer, kind: model_artifact}
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own."""
    return Store.open(f"sqlite:///{tmp_path}/test.db")


@pytest.fixture
def session(store: Store) -> Session:
    """A session on a small design."""
    return Session(store, store.create(load_text(SCORER, "test").design))


class Tab:
    """A browser tab: numbers its operations and sends all that are not acknowledged."""

    def __init__(self, client: str = "tab") -> None:
        self.client = client
        self.ops: list[dict[str, Any]] = []

    def send(self, session: Session, *ops: dict[str, Any]) -> dict[str, Any]:
        """Send operations, and give the answer."""
        for op in ops:
            self.ops.append(op | {"seq": len(self.ops) + 1})
        session.receive({"client": self.client, "ops": self.ops})
        return canvas_data(session)


def box(name: str) -> dict[str, Any]:
    """An edit that adds a log store."""
    return {"op": "add_component", "component": {"id": name, "kind": "log_store"}, "at": [0, 0]}


def ids(answer: dict[str, Any]) -> list[str]:
    """The components of an answer."""
    return [one["id"] for one in answer["design"]["components"]]


def test_everything_has_a_place_from_the_first_answer(session: Session) -> None:
    """A file without layout opens arranged, and stays so."""
    first, again = canvas_data(session), canvas_data(Session(session.store, session.design_id))

    assert set(first["design"]["layout"]["boxes"]) == {"shop", "scorer", "fit"}
    assert first["design"]["layout"] == again["design"]["layout"]


def test_an_edit_is_saved_acknowledged_and_judged(session: Session) -> None:
    """The answer to an edit has the new findings; the canvas keeps its drawing."""
    before = canvas_data(session)
    flow = {"from": "scorer", "to": "log", "kind": "logs", "carries": ["prediction"]}
    after = Tab().send(session, box("log"), {"op": "add_flow", "flow": flow})

    assert "LOG001@scorer" in {one["id"] for one in before["findings"]}
    assert "LOG001@scorer" not in {one["id"] for one in after["findings"]}
    assert after["ack"] == {"tab": 2}
    assert after["docRev"] == before["docRev"]
    assert "log" in Session(session.store, session.design_id).design.components


def test_doubled_messages_count_once(session: Session) -> None:
    """What was acknowledged is skipped, also by a later session."""
    tab = Tab()
    tab.send(session, box("log"))
    again = Session(session.store, session.design_id)

    assert not again.receive({"client": tab.client, "ops": tab.ops})
    assert ids(canvas_data(again)).count("log") == 1


def test_a_refused_edit_is_told_and_taken_back_on_the_canvas(session: Session) -> None:
    """The canvas gets Python's design again, and the reason."""
    before = canvas_data(session)
    answer = Tab().send(session, {"op": "add_flow", "flow": {"from": "shop", "to": "gone", "kind": "logs"}})

    assert answer["docRev"] > before["docRev"]
    assert answer["ack"] == {"tab": 1}
    assert "there is no such component" in answer["notice"]["text"]


def test_nonsense_is_refused_in_words(session: Session) -> None:
    """An operation that is none does no harm."""
    answer = Tab().send(session, {"op": "explode"}, {"op": "set", "id": "fit", "values": {"nope": 1}})

    assert answer["notice"]["level"] == "warning"
    assert answer["ack"] == {"tab": 2}


def test_undo_and_redo(session: Session) -> None:
    """Undo is one step back, and survives a restart of the server."""
    tab = Tab()
    tab.send(session, box("log"))
    later = Session(session.store, session.design_id)
    undone = tab.send(later, {"op": "undo"})
    redone = tab.send(later, {"op": "redo"})

    assert "log" not in ids(undone)
    assert undone["canRedo"]
    assert "log" in ids(redone)


def test_a_fix_is_shown_then_applied_in_one_step(session: Session) -> None:
    """Ghosts first; the same edits as one batch; one undo takes it back."""
    tab = Tab()
    drawn = canvas_data(session)
    shown = tab.send(session, {"op": "preview", "finding": "LOG001@scorer", "fix": 0})
    ghosts = shown["ghosts"]

    assert [one["kind"] for one in ghosts["components"]] == ["log_store"]
    assert ids(shown) == ids(drawn)

    applied = tab.send(session, {"op": "batch", "title": ghosts["title"], "edits": ghosts["edits"]})
    back = tab.send(session, {"op": "undo"})

    assert "LOG001@scorer" not in {one["id"] for one in applied["findings"]}
    assert applied["ghosts"] is None
    assert ids(back) == ids(drawn)


def test_ghosts_of_what_is_no_longer_found(session: Session) -> None:
    """Asking late is answered in words."""
    answer = Tab().send(session, {"op": "preview", "finding": "LOG001@nobody", "fix": 0})

    assert answer["ghosts"] is None
    assert "no longer found" in answer["notice"]["text"]


def test_a_waiver_takes_the_finding_out_of_the_count(session: Session) -> None:
    """It is shown with its reason."""
    waiver = {"finding": "LOG001@scorer", "reason": "Later.", "owner": "me", "until": "2999-01-01"}
    answer = Tab().send(session, {"op": "add_waiver", "waiver": waiver})
    found = next(one for one in answer["findings"] if one["id"] == "LOG001@scorer")

    assert found["status"] == "waived"
    assert found["waiver"]["reason"] == "Later."


def test_arrange_moves_boxes_and_can_be_undone(session: Session) -> None:
    """Automatic positions are an edit like any other."""
    tab = Tab()
    start = canvas_data(session)["design"]["layout"]["boxes"]
    tab.send(session, {"op": "place", "boxes": {"fit": [900, 900]}})
    arranged = tab.send(session, {"op": "arrange"})
    back = tab.send(session, {"op": "undo"})

    assert arranged["design"]["layout"]["boxes"]["fit"] != [900, 900]
    assert back["design"]["layout"]["boxes"]["fit"] == [900, 900]
    assert set(start) == set(arranged["design"]["layout"]["boxes"])


def test_two_tabs_see_one_design(store: Store, session: Session) -> None:
    """The second tab notices, takes the newest state, and nothing of either is lost."""
    other = Session(store, session.design_id)
    Tab("one").send(session, box("log"))

    assert other.refresh()
    assert not other.refresh()

    answer = Tab("two").send(other, box("more"))
    session.refresh()

    assert {"log", "more"} <= set(ids(answer))
    assert session.design == other.design


def test_an_edit_brings_what_another_tab_has_done(store: Store, session: Session) -> None:
    """The answer to an edit shows the other tab's box too, and has the canvas take it over."""
    other = Session(store, session.design_id)
    Tab("one").send(session, box("log"))
    known = other.doc_rev

    answer = Tab("two").send(other, box("more"))

    assert {"log", "more"} <= set(ids(answer))
    assert other.doc_rev > known
    assert not other.refresh()


def test_a_change_of_kind_says_what_it_dropped(session: Session) -> None:
    """Nothing goes silently."""
    tab = Tab()
    tab.send(session, {"op": "set", "id": "scorer", "values": {"health_check": True}})
    answer = tab.send(session, {"op": "set_kind", "id": "scorer", "kind": "batch_inference"})

    assert "health check" in answer["notice"]["text"].lower()


def test_a_revision_comes_back(session: Session) -> None:
    """Restoring is a new step; nothing in between is removed."""
    first = session.revision
    Tab().send(session, box("log"))
    session.restore(first)

    assert "log" not in session.design.components
    assert session.revision > first + 1


def test_an_edit_that_cannot_be_stored_is_not_acknowledged(tmp_path: Path) -> None:
    """While somebody else holds the database, nothing is lost: the canvas sends again."""
    store = Store.open(f"sqlite:///{tmp_path}/busy.db", busy_seconds=0.1)
    session = Session(store, store.create(load_text(SCORER, "test").design))
    holder = sqlite3.connect(tmp_path / "busy.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    tab = Tab()
    refused = tab.send(session, box("log"))
    holder.execute("ROLLBACK")
    taken = tab.send(session)

    assert refused["ack"] == {}
    assert refused["notice"]["level"] == "error"
    assert taken["ack"] == {"tab": 1}
    assert "log" in ids(taken)


def test_boxes_never_lie_on_one_heap(session: Session) -> None:
    """A text without layout, the first revision and undo: what has no place gets one."""
    places = Place(boxes=dict.fromkeys(session.design.layout.boxes))
    session.edit(places)
    assert set(session.design.layout.boxes) == {"shop", "scorer", "fit"}

    session.restore(0)
    assert set(session.design.layout.boxes) == {"shop", "scorer", "fit"}

    undone = Tab().send(session, {"op": "undo"})
    assert set(undone["design"]["layout"]["boxes"]) == {"shop", "scorer", "fit"}


def test_all_safe_fixes_are_shown_and_applied_as_one_step(session: Session) -> None:
    """What the command line would do without --declare, as ghosts first; one undo takes it back."""
    tab = Tab()
    drawn = canvas_data(session)
    shown = tab.send(session, {"op": "preview_all"})
    ghosts = shown["ghosts"]
    mended, applied = mend(session.design, complete=True)

    assert ghosts["finding"] == ""
    assert ghosts["title"] == f"Fix {len(applied)} findings"
    assert [one["finding"] for one in ghosts["steps"]] == [finding.id for finding, _ in applied]
    assert {one["id"] for one in ghosts["components"]} == set(mended.components) - set(
        session.design.components
    )
    assert ids(shown) == ids(drawn)

    done = tab.send(session, {"op": "batch", "title": ghosts["title"], "edits": ghosts["edits"]})
    assert session.design == mended
    assert not {one["finding"] for one in ghosts["steps"]} & {one["id"] for one in done["findings"]}
    assert ids(tab.send(session, {"op": "undo"})) == ids(drawn)


def test_nothing_that_is_safe_to_fix(session: Session) -> None:
    """Said in words, and nothing is shown."""
    tab = Tab()
    ghosts = tab.send(session, {"op": "preview_all"})["ghosts"]
    tab.send(session, {"op": "batch", "title": ghosts["title"], "edits": ghosts["edits"]})
    answer = tab.send(session, {"op": "preview_all"})

    assert answer["ghosts"] is None
    assert "needs a decision" in answer["notice"]["text"]


def test_a_pasted_text_is_read_for_the_canvas_that_asked(session: Session) -> None:
    """With ids of flows and a place for everything; the design is not changed.

    It is answered until the canvas has heard: an answer may never reach it, if it draws on meanwhile.
    """
    tab, before = Tab(), session.revision
    text = "components: [{id: a, kind: cache}, {id: b, kind: cache}]\nflows: [{from: a, to: b, kind: logs}]\n"
    clip = tab.send(session, {"op": "read_text", "text": text})["clip"]
    assert (clip["client"], clip["seq"]) == ("tab", 1)
    assert [one["id"] for one in clip["design"]["flows"]] == ["a>b:logs"]
    assert clip["design"]["layout"]["boxes"].keys() == {"a", "b"}
    assert session.revision == before
    assert tab.send(session, box("c"))["clip"] == clip
    session.receive({"client": "tab", "ops": [box("d") | {"seq": 3}]})
    assert canvas_data(session)["clip"] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dear all, see you at ten.", "holds no part of a design"),
        ("components:\n  - {id: a, kind: cahce}\n", "line 2 of the text"),
        ("notes: []", "draws nothing"),
        ("components: [", "line 2 of the text"),
    ],
)
def test_a_text_that_is_no_design_is_refused_in_words(session: Session, text: str, words: str) -> None:
    """The notice says what is wrong; nothing is pasted."""
    answer = Tab().send(session, {"op": "read_text", "text": text})
    assert answer["clip"] is None
    assert words in answer["notice"]["text"]


def test_two_tabs_at_the_same_moment(store: Store) -> None:
    """Nobody gets in between finding a free id and taking it."""
    design_id = store.create(load_text(SCORER, "test").design)
    before = len(store.open_design(design_id).design.components)

    def draw(client: str) -> list[str]:
        session, tab = Session(store, design_id), Tab(client)
        return [str(tab.send(session, box(f"log{number}"))["notice"]) for number in range(20)]

    with ThreadPoolExecutor() as pool:
        told = list(pool.map(draw, ["one", "two"]))

    assert len(store.open_design(design_id).design.components) == before + 40, told
