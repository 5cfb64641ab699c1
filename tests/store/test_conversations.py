"""What was said about a design is kept with it, in its order, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import StoreError
from designer.store.records import Message
from designer.store.store import Store
from tests.store.conftest import Clock
from tests.store.samples import three_boxes


@pytest.fixture
def design(store: Store) -> str:
    """A design that something is said about."""
    return store.create(three_boxes())


def test_what_was_said_comes_back(store: Store, design: str, clock: Clock) -> None:
    """Also after closing: text, who, about what, what else belongs to it, and when."""
    question = Message("question", "What if Kafka is down?", ("kafka",), {"shows": ["A buffer."]})
    store.say(design, 1, [question])
    clock.wait(1000)
    store.say(design, 1, [Message("person", "It buffers.\0 \ud800", author="ann")])

    first, second = store.messages(design, 1)
    assert (first.role, first.text, first.about, first.more) == (
        "question", "What if Kafka is down?", ("kafka",), {"shows": ["A buffer."]},
    )  # fmt: skip
    assert (second.text, second.author, second.n) == ("It buffers. ?", "ann", 2)
    assert (second.at - first.at).total_seconds() == 1


def test_conversations_are_apart(store: Store, design: str) -> None:
    """The newest first; another design has its own; revisions are not touched."""
    other = store.create(three_boxes("Other"))
    store.say(design, 1, [Message("question", "a"), Message("person", "b")])
    store.say(design, 2, [Message("question", "c")])
    store.say(other, 1, [Message("question", "d")])

    assert [(one.number, one.messages) for one in store.conversations(design)] == [(2, 1), (1, 2)]
    assert [one.text for one in store.messages(design, 2)] == ["c"]
    assert [one.text for one in store.messages(other, 1)] == ["d"]
    assert store.head(design) == 0


def test_a_message_that_is_sent_twice_is_kept_once(store: Store, design: str) -> None:
    """With its number, in one transaction with the acknowledgement."""
    assert store.say(design, 1, [Message("person", "yes")], client="tab", seq=4)
    assert store.say(design, 1, [Message("person", "yes")], client="tab", seq=4) == []
    assert len(store.messages(design, 1)) == 1
    assert store.open_design(design).acks == {"tab": 4}


def test_purging_forgets_what_was_said(store: Store, design: str) -> None:
    """It belongs to the design; before that, a design in the bin takes nothing more."""
    store.say(design, 1, [Message("person", "yes")])
    store.delete(design)
    with pytest.raises(StoreError, match="lies in the bin"):
        store.say(design, 1, [Message("person", "no")])
    store.purge(design)
    assert store.messages(design, 1) == []


def test_an_older_database_learns_to_keep_conversations(url: str, tmp_path: Path) -> None:
    """One of version 3 is brought forward, with its designs."""
    with Store.open(url) as store:
        design = store.create(three_boxes())
    with sqlite3.connect(tmp_path / "designs.db") as old:
        old.execute("DROP TABLE messages")
        old.execute("UPDATE schema_version SET version = 3")

    with Store.open(url) as store:
        store.say(design, 1, [Message("question", "Still here?")])
        assert [one.text for one in store.messages(design, 1)] == ["Still here?"]
        assert store.open_design(design).design == three_boxes()


_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples."""
    with Store.open(f"sqlite:///{tmp_path_factory.mktemp('any')}/designs.db") as opened:
        yield opened


@settings(max_examples=30)
@given(st.dictionaries(st.text(st.characters(codec="utf-8")).filter(lambda key: key != "about"), _plain))
def test_any_plain_data_goes_along(kept: Store, more: dict[str, object]) -> None:
    """Whatever belongs to a message comes back the same."""
    design = kept.create(three_boxes())
    kept.say(design, 1, [Message("model", "x", ("kafka",), more)])
    assert kept.messages(design, 1)[0].more == more
