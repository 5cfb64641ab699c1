"""The design as text: typed, drawn into, refused; in the store and in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from designer.files import load_file, load_text
from designer.store.store import Store
from sketchcheck.linked import LinkedFile
from sketchcheck.payload import canvas_data
from sketchcheck.session import Session

TEXT = """\
sketchcheck: 1
name: Scores  # for now
components:
  # who asks
  - {id: shop, kind: consumer_app, name: Shop}
  - {id: scorer, kind: serving_endpoint, name: Scorer}
flows:
  - {from: shop, to: scorer, kind: request_response}
layout:
  boxes: {shop: [0, 0], scorer: [240, 0]}
"""


class Tab:
    """A tab with the pane open."""

    def __init__(self, session: Session, client: str = "tab") -> None:
        self.session = session
        self.client = client
        self.seq = 0
        self.send({"op": "show_text", "shown": True})

    def send(self, op: dict[str, Any]) -> None:
        """Send one operation."""
        self.seq += 1
        self.session.receive({"client": self.client, "ops": [op | {"seq": self.seq}]})

    def type(self, text: str, base: str | None = None) -> list[str]:
        """Type a text; what is wrong with it."""
        self.send({"op": "text", "base": self.text if base is None else base, "text": text})
        answer = self.data["answer"]
        assert (answer["client"], answer["seq"]) == (self.client, self.seq)
        return [one["message"] for one in answer["problems"]]

    @property
    def data(self) -> dict[str, Any]:
        """What the pane is told."""
        told: dict[str, Any] = canvas_data(self.session)["text"]
        return told

    @property
    def text(self) -> str:
        """What the pane shows."""
        return str(self.data["text"])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own."""
    return Store.open(f"sqlite:///{tmp_path}/test.db")


@pytest.fixture
def tab(store: Store) -> Tab:
    """A design that was uploaded."""
    design_id = store.create(load_text(TEXT, "test").design)
    store.keep_text(design_id, TEXT)
    return Tab(Session(store, design_id))


def move(key: str, x: int) -> dict[str, Any]:
    """A box is moved on the canvas."""
    return {"op": "place", "boxes": {key: [x, 0]}}


def test_the_text_is_made_only_while_it_is_shown(tab: Tab) -> None:
    assert tab.text == TEXT
    assert tab.data["lines"] == {"shop": 5, "scorer": 6, "shop>scorer:request_response": 8}
    tab.send({"op": "show_text", "shown": False})
    assert canvas_data(tab.session)["text"] is None


def test_drawing_changes_only_its_own_bytes(tab: Tab) -> None:
    tab.send(move("shop", 8))
    assert tab.text == TEXT.replace("shop: [0, 0]", "shop: [8, 0]")


def test_typing_is_one_step_that_undo_takes_back(tab: Tab) -> None:
    before, doc_rev = tab.session.revision, tab.session.doc_rev
    typed = TEXT.replace("  - {id: scorer", "  - {id: logs, kind: log_store}  # new\n  - {id: scorer")
    typed = typed.replace("Scores", "Score")

    assert tab.type(typed) == []
    assert tab.session.revision == before + 1
    assert tab.session.doc_rev > doc_rev
    assert tab.session.design.name == "Score"
    assert "logs" in tab.session.design.layout.boxes
    assert tab.text.startswith(typed.partition("layout:")[0])
    assert "logs: [" in tab.text

    tab.send({"op": "undo"})
    assert tab.text == TEXT


def test_comments_and_order_are_kept_though_they_change_no_design(tab: Tab, store: Store) -> None:
    before = tab.session.revision
    head, shop, rest = TEXT.partition("  # who asks\n  - {id: shop, kind: consumer_app, name: Shop}\n")
    scorer = "  - {id: scorer, kind: serving_endpoint, name: Scorer}\n"
    typed = head + scorer + shop.replace("who asks", "who asks, and how often") + rest.replace(scorer, "")

    assert tab.type(typed) == []
    assert tab.session.revision == before
    assert tab.text == typed
    tab.send(move("shop", 8))
    later = Tab(Session(store, tab.session.design_id), "later")
    assert later.text == typed.replace("shop: [0, 0]", "shop: [8, 0]")


def test_what_is_wrong_is_told_and_changes_nothing(tab: Tab) -> None:
    design = tab.session.design
    assert tab.type(TEXT.replace("consumer_app", "consumer_ap"))[0].endswith("Did you mean consumer_app?")
    assert tab.data["answer"]["problems"][0] | {"message": ""} == {"line": 5, "column": 22, "message": ""}
    assert tab.session.design is design
    assert tab.text == TEXT
    assert tab.session.notice is None


def test_typing_and_drawing_at_once_are_both_kept(tab: Tab) -> None:
    tab.send(move("shop", 8))
    assert tab.type(TEXT.replace("name: Shop", "name: Web shop"), base=TEXT) == []
    assert tab.text == TEXT.replace("name: Shop", "name: Web shop").replace("[0, 0]", "[8, 0]")


def test_typing_at_what_was_deleted_meanwhile_is_refused_in_words(tab: Tab) -> None:
    tab.send({"op": "delete", "ids": ["scorer"]})
    problems = tab.type(TEXT.replace("name: Scorer", "name: Judge"), base=TEXT)
    assert len(problems) == 1
    assert problems[0].startswith("cannot ")
    assert "scorer" not in tab.text


def test_a_new_id_keeps_the_place_and_leaves_none_behind(tab: Tab) -> None:
    tab.send({"op": "delete", "ids": ["shop>scorer:request_response"]})
    assert tab.type(tab.text.replace("id: scorer", "id: judge")) == []
    assert tab.session.design.layout.boxes["judge"] == (240, 0)
    assert "scorer:" not in tab.text


def test_windows_line_ends_and_marks_stay_in_the_home(store: Store) -> None:
    design_id = store.create(load_text(TEXT, "test").design)
    store.keep_text(design_id, "\ufeff" + TEXT.replace("\n", "\r\n"))
    tab = Tab(Session(store, design_id))
    assert tab.text == TEXT
    assert tab.type(TEXT.replace("for now", "for ever")) == []
    assert store.text_of(design_id) == "\ufeff" + TEXT.replace("for now", "for ever").replace("\n", "\r\n")


def test_the_text_of_a_linked_file_is_that_file(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "x.design.yaml"
    path.write_text(TEXT, "utf-8")
    loaded = load_file(path)
    assert loaded.stamp
    linked = LinkedFile(path, loaded.stamp.digest, lambda _: None)
    tab = Tab(Session(store, store.create(loaded.design), linked))
    assert tab.text == TEXT

    assert tab.type(TEXT.replace("who asks", "who asks us")) == []
    assert path.read_text("utf-8") == TEXT.replace("who asks", "who asks us")
    tab.send(move("shop", 8))
    assert "# who asks us" in path.read_text("utf-8")

    path.write_text(TEXT, "utf-8")
    assert tab.type(tab.text.replace("who asks us", "who asks them")) == []
    assert path.read_text("utf-8") == TEXT
    assert "who asks them" in tab.text


def test_a_copy_takes_the_text_along(tab: Tab, store: Store) -> None:
    copy = Tab(Session(store, store.duplicate(tab.session.design_id)))
    assert "# who asks" in copy.text
