"""A conversation as the panel holds it: asked, answered, kept, begun anew, on a real SQLite file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from designer.files import load_text
from designer.store.store import Store
from sketchcheck.session import Session
from tests.app.test_session import SCORER, Tab


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own."""
    return Store.open(f"sqlite:///{tmp_path}/test.db")


@pytest.fixture
def session(store: Store) -> Session:
    """A session on a small design."""
    return Session(store, store.create(load_text(SCORER, "test").design))


def ask(do: str, **more: Any) -> dict[str, Any]:
    """What the panel sends."""
    return {"op": "ask", "do": do, **more}


SHOW = ask("show", shown=True)


def test_it_is_told_only_while_it_is_shown(session: Session) -> None:
    """So that edits cost nothing for it otherwise."""
    tab = Tab()
    assert tab.send(session)["ask"] is None
    assert tab.send(session, SHOW)["ask"]["messages"] == []
    assert tab.send(session, ask("show", shown=False))["ask"] is None


def test_question_answer_question(session: Session) -> None:
    """In their order, with what a strong answer shows; what was asked is no longer left."""
    tab = Tab()
    left = tab.send(session, SHOW)["ask"]["left"]
    told = tab.send(session, ask("next", area="serving"), ask("answer", text=" It says no.\n"))["ask"]

    question, answer = told["messages"]
    assert (question["role"], answer["role"], answer["text"]) == ("question", "person", "It says no.")
    assert question["shows"]
    assert told["left"]["serving"] == left["serving"] - 1
    assert session.store.head(session.design_id) == session.revision


def test_what_is_sent_again_is_said_once(session: Session) -> None:
    """The outbox is cumulative, and a server may begin anew in the middle."""
    tab = Tab()
    tab.send(session, SHOW, ask("next", area=""), ask("answer", text="Yes."))
    again = Session(session.store, session.design_id)
    assert len(tab.send(again, SHOW)["ask"]["messages"]) == 2


def test_conversations_are_kept_apart(session: Session) -> None:
    """A new one begins empty and asks the same again; the old one can be opened."""
    tab = Tab()
    first = tab.send(session, SHOW, ask("next", area=""))["ask"]
    assert tab.send(session, ask("begin"))["ask"]["messages"] == []
    second = tab.send(session, ask("next", area=""))["ask"]
    assert second["messages"][0]["text"] == first["messages"][0]["text"]
    assert [one["number"] for one in second["conversations"]] == [2, 1]
    back = tab.send(session, ask("open", conversation=1))["ask"]
    assert back["messages"] == first["messages"]


def test_what_cannot_be_kept_is_refused_in_words(session: Session) -> None:
    """Nothing, too much, and a question where none is left; the outbox goes on."""
    tab = Tab()
    for text in ("  ", "x" * 10_001):
        told = tab.send(session, SHOW, ask("answer", text=text))
        assert told["notice"]["text"].startswith("cannot keep what you wrote: because it")
        assert told["ask"]["messages"] == []
    while "model" in tab.send(session, ask("next", area="model"))["ask"]["left"]:
        pass
    told = tab.send(session, ask("next", area="model"))
    assert "all that fit this drawing were asked" in told["notice"]["text"]


def test_another_tab_sees_what_was_said_when_it_looks(session: Session) -> None:
    """Both speak in the same conversation."""
    one, two = Tab("one"), Tab("two")
    other = Session(session.store, session.design_id)
    one.send(session, SHOW, ask("next", area=""))
    assert len(two.send(other, SHOW)["ask"]["messages"]) == 1
    two.send(other, ask("answer", text="From here."))
    assert [said["role"] for said in one.send(session, SHOW)["ask"]["messages"]] == ["question", "person"]
