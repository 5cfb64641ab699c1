"""A database that is locked, full, damaged, foreign or newer: an error in words, and nothing lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from designer.errors import StoreError
from designer.model.design import Design
from designer.store.connect import connect
from designer.store.store import Store
from designer.store.versions import UPGRADES, bring_forward
from tests.store.samples import add, edit, three_boxes


def _change(url: str, statement: str) -> None:
    with create_engine(url).begin() as db:
        db.execute(text(statement))


def _fill(store: Store, design_id: str) -> None:
    note = edit("add_note", note={"id": "long", "text": "x" * 9000})
    for seq in range(1, 100):
        message = [note, edit("delete_note", id="long"), add(f"b{seq}")]
        store.commit(design_id, message, client="tab", seq=seq)


def test_a_locked_database(url: str) -> None:
    with Store.open(url, busy_seconds=0.05) as store:
        design_id = store.create(three_boxes())
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"cannot save the edit: because another program is writing"):
            store.commit(design_id, [add("d")], client="tab", seq=1)
        assert store.open_design(design_id).design == three_boxes()
        other.execute("ROLLBACK")
        other.close()
        assert not store.commit(design_id, [add("d")], client="tab", seq=1).repeated


def test_a_full_disk_takes_nothing_of_the_message(url: str) -> None:
    engine = connect(url, busy_seconds=1)

    @event.listens_for(engine, "connect")
    def few_pages(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    store = Store(engine)
    with store._writing("make the tables") as db:
        bring_forward(db)
    design_id = store.create(three_boxes())
    with pytest.raises(StoreError, match=r"cannot save the edit: because the disk is full\. Free some space"):
        _fill(store, design_id)
    opened = store.open_design(design_id)
    assert opened.acks["tab"] == opened.revision == len(opened.design.components) - 3
    store.close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "designs.db"
    path.write_text("Dear diary, " * 100, encoding="utf-8")
    with pytest.raises(
        StoreError, match=r"cannot open the database: because the file is no database of designs"
    ):
        Store.open(f"sqlite:///{path}")


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.delenv("SKETCHCHECK_DATABASE_URL", raising=False)
    monkeypatch.setenv("SKETCHCHECK_HOME", str(tmp_path / "file" / "below"))
    with pytest.raises(
        StoreError, match=r"cannot keep designs in .*: because not a directory\. Set SKETCHCHECK_HOME"
    ):
        Store.open()
    with pytest.raises(
        StoreError, match=r"cannot open the database: because the database file cannot be opened"
    ):
        Store.open(f"sqlite:///{tmp_path}/missing/designs.db")


@pytest.mark.parametrize("url", ["no address", "nosuch://user:secret@host/name"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(StoreError, match=r"is no address of one\. Write one such as") as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)


def test_the_environment_names_the_database(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKETCHCHECK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SKETCHCHECK_DATABASE_URL", raising=False)
    with Store.open() as store:
        design_id = store.create(Design())
    assert (tmp_path / "home" / "designs.db").exists()
    monkeypatch.setenv("SKETCHCHECK_DATABASE_URL", url)
    with Store.open() as other, pytest.raises(StoreError, match="not in this database"):
        other.open_design(design_id)


def test_a_damaged_snapshot_is_passed_over(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())
    for n in range(55):
        store.commit(design_id, [add(f"b{n}")], client="tab")
    _change(url, "update snapshots set stated = substr(stated, 1, 40) where n = 50")
    with Store.open(url) as fresh:
        assert fresh.open_design(design_id).design == store.open_design(design_id).design
    _change(url, "update snapshots set stated = '[]'")
    with Store.open(url) as fresh, pytest.raises(StoreError, match="because its snapshots are damaged"):
        fresh.open_design(design_id)


@pytest.mark.parametrize(
    "damage",
    [
        "update revisions set edits = '[{' where n = 2",
        "update revisions set edits = '7' where n = 2",
        """update revisions set edits = '[{"op": "set", "id": "gone", "values": {}}]' where n = 2""",
        "delete from revisions where n = 2",
    ],
)
def test_before_a_damaged_revision_all_is_there(store: Store, url: str, damage: str) -> None:
    design_id = store.create(three_boxes())
    for name in ("a", "b", "c"):
        store.commit(design_id, [add(name)], client="tab")
    _change(url, damage)
    with Store.open(url) as fresh:
        with pytest.raises(StoreError, match=r"revision 2 is damaged\. Duplicate it as of revision 1,"):
            fresh.open_design(design_id)
        copy = fresh.duplicate(design_id, at=1)
        assert list(fresh.open_design(copy).design.components) == ["shop", "scorer", "kafka", "a"]


@pytest.mark.parametrize("damage", ["[{", '[{"op": "rename_id", "id": "gone", "to": "d"}]'])
def test_a_damaged_inverse_is_answered(store: Store, url: str, damage: str) -> None:
    design_id = store.create(three_boxes())
    store.commit(design_id, [add("a")], client="tab")
    with create_engine(url).begin() as db:
        db.execute(text("update revisions set inverse = :damage where n = 1"), {"damage": damage})
    answer = store.undo(design_id, client="tab", seq=1)
    assert answer.refused[0][1].startswith("cannot ")
    assert (answer.revision, store.open_design(design_id).acks) == (1, {"tab": 1})


def test_a_database_of_a_newer_version(store: Store, url: str) -> None:
    store.create(three_boxes())
    _change(url, "update schema_version set version = 99")
    with pytest.raises(
        StoreError, match=r"because a newer Sketchcheck made it \(version 99.*Update Sketchcheck"
    ):
        Store.open(url)


def test_an_older_database_is_brought_forward_once(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())

    def with_colour(db: Connection) -> None:
        db.execute(text("alter table designs add column colour varchar(9) default 'blue'"))

    with create_engine(url).begin() as db:
        bring_forward(db, (*UPGRADES, with_colour))
        bring_forward(db, (*UPGRADES, with_colour))
        assert db.scalar(text("select version from schema_version")) == 2 + len(UPGRADES)
        assert db.scalar(text("select colour from designs")) == "blue"
    assert store.open_design(design_id).design == three_boxes()


def test_a_database_from_before_texts_were_kept(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())
    _change(url, "drop table texts")
    _change(url, "update schema_version set version = 1")
    with Store.open(url) as again:
        assert again.text_of(design_id) is None
        again.keep_text(design_id, "# mine")
        assert again.text_of(design_id) == "# mine"
