"""The list, names, copies, the bin, the history and the file of a design."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from designer.errors import StoreError
from designer.model.design import Design
from designer.store.records import FileLink
from designer.store.store import Store
from tests.store.conftest import Clock
from tests.store.samples import add, edit, rename, three_boxes


def test_the_list_has_the_newest_first(store: Store, clock: Clock) -> None:
    first, second = store.create(three_boxes("A")), store.create(Design(), title="From a file")
    clock.wait(1000)
    store.commit(first, [add("d")], client="tab")
    newest, other = store.list()
    assert (newest.id, newest.title, newest.boxes, newest.flows, newest.revision) == (first, "A", 4, 2, 1)
    assert (newest.updated_at, newest.deleted_at) == (clock.now, None)
    assert (other.id, other.title) == (second, "From a file")


def test_the_title_follows_the_name(store: Store) -> None:
    design_id = store.create(Design(), title="Sketch")
    store.rename(design_id, "  Churn ")
    assert store.open_design(design_id).design.name == "Churn"
    assert store.list()[0].title == "Churn"
    store.undo(design_id, client="tab")
    assert store.list()[0].title == "Sketch"
    store.create(Design())
    assert {one.title for one in store.list()} == {"Sketch", "Untitled design"}


def test_ids_are_short_and_safe_in_addresses(store: Store) -> None:
    ids = {store.create(Design()) for _ in range(20)}
    assert len(ids) == 20
    assert all(one.isalnum() and one.islower() and len(one) == 12 for one in ids)


def test_a_copy_goes_its_own_way(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [add("d")], client="tab")
    copy, older = store.duplicate(design_id), store.duplicate(design_id, at=0)
    store.commit(copy, [rename("kafka", "Pulsar")], client="tab")
    assert store.open_design(design_id).design.components["kafka"].name == "Kafka"
    assert store.open_design(copy).design.name == "Card fraud (copy)"
    assert store.open_design(older).design == replace(three_boxes(), name="Card fraud (copy)")
    assert not store.open_design(older).can_undo
    with pytest.raises(
        StoreError, match=r"cannot open revision 9: because there is none\. Choose one from 0 to 1"
    ):
        store.duplicate(design_id, at=9)


def test_the_bin(store: Store) -> None:
    design_id = store.create(three_boxes())
    with pytest.raises(StoreError, match="does not lie in the bin"):
        store.purge(design_id)
    store.delete(design_id)
    assert store.list() == []
    assert [one.id for one in store.list(deleted=True)] == [design_id]
    with pytest.raises(StoreError, match="lies in the bin"):
        store.open_design(design_id)
    store.recover(design_id)
    assert store.open_design(design_id).design == three_boxes()
    store.delete(design_id)
    store.purge(design_id)
    assert store.list(deleted=True) == []
    with pytest.raises(StoreError, match="it is not in this database"):
        store.open_design(design_id)


def test_purging_leaves_no_row_behind(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [add("d")], client="tab", seq=1)
    store.remember_file(design_id, "fraud.design.yaml", "abc")
    store.delete(design_id)
    store.purge(design_id)
    with create_engine(url).connect() as db:
        for table in ("designs", "revisions", "snapshots", "acknowledgements", "files"):
            assert db.scalar(text(f"select count(*) from {table}")) == 0


def test_every_method_names_a_missing_design(store: Store) -> None:
    for ask in (store.open_design, store.head, store.delete, store.recover, store.duplicate, store.revisions):
        with pytest.raises(StoreError, match=r"cannot find the design nowhere: because .*\. Choose one"):
            ask("nowhere")
    with pytest.raises(StoreError, match="cannot find the design nowhere"):
        store.commit("nowhere", [add("d")], client="tab", seq=1)


def test_the_history_in_words(store: Store, clock: Clock) -> None:
    design_id = store.create(three_boxes(), author="ada")
    store.commit(design_id, [add("d", "Redis")], client="tab", author="bob")
    store.commit(design_id, [add("e"), add("f")], client="tab", title="Apply a fix")
    store.undo(design_id, client="two", author="eve")
    store.redo(design_id, client="two")
    store.restore(design_id, 1, client="tab")
    said = [
        (one.n, one.title, one.author, one.n_edits, one.kind, one.of) for one in store.revisions(design_id)
    ]
    assert said == [
        (5, "Restore revision 1", "", 1, "restore", 1),
        (4, "Redo: Apply a fix", "", 3, "redo", 3),
        (3, "Undo: Apply a fix", "eve", 1, "undo", 2),
        (2, "Apply a fix", "", 2, "edit", None),
        (1, "Add Redis", "bob", 1, "edit", None),
        (0, "Create", "ada", 0, "create", None),
    ]
    assert store.revisions(design_id)[0].at == clock.now
    assert [one.n for one in store.revisions(design_id, limit=2, before=4)] == [3, 2]


def test_restoring_is_a_step(store: Store) -> None:
    design_id = store.create(three_boxes())
    newest = store.commit(design_id, [edit("delete", ids=["scorer", "online"])], client="tab").design
    assert store.restore(design_id, 0, client="tab", seq=1).design == three_boxes()
    assert store.restore(design_id, 0, client="tab", seq=1).repeated
    assert store.restore(design_id, 0, client="tab").revision == 2
    assert store.undo(design_id, client="tab").design == newest
    with pytest.raises(StoreError, match=r"cannot open revision 9: because there is none\."):
        store.restore(design_id, 9, client="tab")


def test_a_long_history_has_snapshots_and_can_be_undone_to_its_beginning(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())
    for n in range(120):
        store.commit(design_id, [add(f"b{n}")], client="tab")
    with create_engine(url).connect() as db:
        assert list(db.scalars(text("select n from snapshots order by n"))) == [0, 50, 100]
    assert [len(store.design_at(design_id, n).components) - 3 for n in (0, 49, 50, 51, 120)] == [
        0,
        49,
        50,
        51,
        120,
    ]
    with Store.open(url) as after_a_restart:
        while (undone := after_a_restart.undo(design_id, client="tab")).can_undo:
            pass
    assert undone.design == three_boxes()
    assert store.open_design(design_id).revision == 240


def test_a_design_is_found_by_its_file(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "fraud.design.yaml"
    first, second = store.create(three_boxes()), store.create(three_boxes())
    assert store.design_of_file(path) is None
    store.remember_file(first, path, "abc")
    assert store.file_of(first) == FileLink(str(path), "abc")
    assert store.design_of_file(tmp_path / "." / "fraud.design.yaml") == first
    store.remember_file(second, str(path), "def")
    assert store.file_of(first) is None
    assert store.design_of_file(path) == second
    store.delete(second)
    assert store.design_of_file(path) is None


def test_text_that_databases_refuse_is_stored_without_it(store: Store) -> None:
    design_id = store.create(Design(), title="a\0b\ud800c")
    store.commit(design_id, [add("d")], client="t\0ab\udfff", seq=1, author="\0", title="x\ud800")
    assert store.commit(design_id, [add("d")], client="t\0ab\udfff", seq=1).repeated
    assert store.list()[0].title == "ab?c"
    assert store.revisions(design_id)[0].title == "x?"
