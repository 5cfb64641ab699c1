"""One message: applied once, on top of the newest, refused in words, merged while somebody types."""

from __future__ import annotations

import pytest

from designer.errors import StoreError
from designer.store.store import Store
from tests.store.conftest import Clock
from tests.store.samples import add, edit, rename, three_boxes


def test_a_doubled_message_counts_once(store: Store) -> None:
    design_id = store.create(three_boxes())
    first = store.commit(design_id, [add("d")], client="tab", seq=1)
    again = store.commit(design_id, [add("d")], client="tab", seq=1)
    assert (first.revision, first.repeated) == (1, False)
    assert (again.revision, again.repeated, again.refused, again.applied) == (1, True, (), ())
    assert again.design == first.design


def test_a_message_that_comes_too_late_is_skipped(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [rename("kafka", "New")], client="tab", seq=7)
    late = store.commit(design_id, [rename("kafka", "Old")], client="tab", seq=6)
    assert late.repeated
    assert late.design.components["kafka"].name == "New"
    assert store.open_design(design_id).acks == {"tab": 7}


def test_undo_and_redo_are_messages_too(store: Store) -> None:
    design_id = store.create(three_boxes())
    for seq, name in enumerate(("a", "b", "c"), start=1):
        store.commit(design_id, [add(name)], client="tab", seq=seq)
    for _ in range(3):
        undone = store.undo(design_id, client="tab", seq=4)
    assert list(undone.design.components)[3:] == ["a", "b"]
    for _ in range(3):
        redone = store.redo(design_id, client="tab", seq=5)
    assert list(redone.design.components)[3:] == ["a", "b", "c"]


def test_clients_are_numbered_apart(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [add("a")], client="one", seq=5)
    store.commit(design_id, [add("b")], client="two", seq=1)
    assert store.open_design(design_id).acks == {"one": 5, "two": 1}


def test_an_edit_that_was_made_on_an_older_revision_goes_on_top(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [rename("kafka", "Pulsar")], client="one", base=0)
    store.commit(design_id, [rename("shop", "Till")], client="one", base=1)
    second = store.commit(design_id, [edit("place", boxes={"kafka": [5, 5]})], client="two", base=0)
    assert second.missed == 2
    assert second.design.components["kafka"].name == "Pulsar"
    assert second.design.layout.boxes["kafka"] == (5, 5)
    assert store.commit(design_id, [add("d")], client="two", base=3).missed == 0


def test_what_does_not_fit_is_refused_and_the_rest_is_done(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [edit("delete", ids=["kafka"])], client="one")
    late = [
        rename("kafka", "Pulsar"),
        add("d"),
        edit("add_flow", flow={"from": "d", "to": "kafka", "kind": "logs"}),
    ]
    done = store.commit(design_id, late, client="two", seq=1, base=0)
    assert [index for index, _ in done.refused] == [0, 2]
    assert all(message.startswith("cannot ") for _, message in done.refused)
    assert [one.op for one in done.applied] == ["add_component"]
    assert "d" in done.design.components
    assert store.open_design(design_id).acks == {"two": 1}


def test_messages_that_change_nothing_are_acknowledged(store: Store) -> None:
    design_id = store.create(three_boxes())
    refused = store.commit(design_id, [rename("gone", "x")], client="tab", seq=1)
    same = store.commit(design_id, [rename("kafka", "Kafka")], client="tab", seq=2)
    store.acknowledge(design_id, client="tab", seq=3)
    nothing = store.undo(design_id, client="tab", seq=4)
    assert (refused.revision, same.revision, nothing.revision) == (0, 0, 0)
    assert same.refused == ()
    assert nothing.refused[0][1].startswith("cannot undo: because ")
    assert store.open_design(design_id).acks == {"tab": 4}
    store.acknowledge(design_id, client="tab", seq=2)
    assert store.open_design(design_id).acks == {"tab": 4}


def test_a_change_of_kind_names_what_it_dropped(store: Store) -> None:
    design_id = store.create(three_boxes())
    flow = "shop>scorer:request_response"
    assert store.commit(design_id, [edit("set_kind", id=flow, kind="logs")], client="tab").dropped == (
        "timeout_ms",
    )


def test_typing_is_one_step(store: Store, clock: Clock) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [add("d")], client="tab")
    for name in ("K", "Ka", "Kaf"):
        clock.wait(300)
        store.commit(design_id, [rename("kafka", name)], client="tab")
    clock.wait(401)
    store.commit(design_id, [rename("kafka", "Kafk")], client="tab")
    assert store.head(design_id) == 5
    assert [one.n for one in store.revisions(design_id)] == [5, 4, 1, 0]
    assert store.undo(design_id, client="tab").design.components["kafka"].name == "Kaf"
    assert store.undo(design_id, client="tab").design.components["kafka"].name == "Kafka"
    assert store.redo(design_id, client="tab").design.components["kafka"].name == "Kaf"


def test_nudging_is_one_step_also_after_a_restart(store: Store, url: str, clock: Clock) -> None:
    design_id = store.create(three_boxes())
    for x in range(4):
        store.commit(design_id, [edit("place", boxes={"shop": [x + 1, 0]})], client="tab")
    with Store.open(url, clock=clock) as other:
        other.commit(design_id, [edit("place", boxes={"shop": [9, 0]})], client="tab")
        assert other.undo(design_id, client="tab").design == three_boxes()


@pytest.mark.parametrize(
    ("second", "client"),
    [
        (rename("kafka", "b"), "other"),
        (rename("shop", "b"), "tab"),
        (edit("set", id="kafka", values={"owner": "b"}), "tab"),
        (edit("set", id="kafka", values={"name": "b", "owner": "b"}), "tab"),
        (edit("place", boxes={"kafka": [1, 1]}), "tab"),
        (edit("batch", edits=[{"op": "set", "id": "kafka", "values": {"name": "b"}}]), "tab"),
    ],
)
def test_what_is_no_typing_stays_apart(store: Store, second: object, client: str) -> None:
    design_id = store.create(three_boxes())
    first = store.commit(design_id, [rename("kafka", "a")], client="tab")
    store.commit(design_id, [second], client=client)  # type: ignore[list-item]
    assert store.undo(design_id, client="tab").design == first.design


def test_typing_after_an_undo_is_a_step_of_its_own(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [rename("kafka", "a")], client="tab")
    store.undo(design_id, client="tab")
    done = store.commit(design_id, [rename("kafka", "b")], client="tab")
    assert not done.can_redo
    assert store.undo(design_id, client="tab").design == three_boxes()


def test_typing_that_ends_where_it_began_can_be_undone_past(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [add("d")], client="tab")
    store.commit(design_id, [rename("kafka", "Kafkaa")], client="tab")
    store.commit(design_id, [rename("kafka", "Kafka")], client="tab")
    store.undo(design_id, client="tab")
    assert store.undo(design_id, client="tab").design == three_boxes()


def test_a_design_in_the_bin_takes_no_edits(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.delete(design_id)
    with pytest.raises(StoreError, match=r"lies in the bin\. Recover it first\.$"):
        store.commit(design_id, [add("d")], client="tab", seq=1)
    store.recover(design_id)
    assert not store.commit(design_id, [add("d")], client="tab", seq=1).repeated
