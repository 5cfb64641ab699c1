"""Links for readers: nobody can guess one, and one that was taken back leads nowhere."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from designer.errors import StoreError
from designer.store.store import Store
from tests.store.samples import add, three_boxes


def test_a_link_leads_to_the_design_as_it_is_now(store: Store) -> None:
    design_id = store.create(three_boxes())
    assert store.token_of(design_id) is None
    token = store.share(design_id)
    assert store.share(design_id) == store.token_of(design_id) == token
    assert store.shared_design(token) == three_boxes()
    store.commit(design_id, [add("later")], client="tab")
    assert "later" in store.shared_design(token).components


def test_a_link_is_no_id_and_long(store: Store) -> None:
    ids = [store.create(three_boxes()) for _ in range(3)]
    tokens = {store.share(one) for one in ids}
    assert len(tokens) == 3
    assert all(len(token) >= 32 and design_id not in token for token in tokens for design_id in ids)
    with pytest.raises(StoreError):
        store.shared_design(ids[0])


def test_all_dead_links_are_answered_alike_and_name_no_design(store: Store) -> None:
    taken_back, binned = store.create(three_boxes()), store.create(three_boxes())
    tokens = [store.share(taken_back), store.share(binned), "", "nonsense", "'; drop table shares; --"]
    store.unshare(taken_back)
    store.delete(binned)
    answers = set()
    for token in tokens:
        with pytest.raises(StoreError) as refused:
            store.shared_design(token)
        answers.add(str(refused.value))
    assert answers == {
        "cannot open the link: because it was taken back or is not complete."
        " Ask whoever sent it for a new one."
    }


def test_shared_again_the_old_link_stays_dead(store: Store) -> None:
    design_id = store.create(three_boxes())
    first = store.share(design_id)
    store.unshare(design_id)
    store.unshare(design_id)
    second = store.share(design_id)
    assert first != second
    assert store.shared_design(second) == three_boxes()
    with pytest.raises(StoreError):
        store.shared_design(first)


def test_out_of_the_bin_the_link_leads_there_again_but_not_after_purging(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())
    token = store.share(design_id)
    store.delete(design_id)
    store.recover(design_id)
    assert store.shared_design(token) == three_boxes()
    store.delete(design_id)
    store.purge(design_id)
    with create_engine(url).begin() as db:
        assert db.scalar(text("select count(*) from shares")) == 0


def test_a_copy_is_not_shared(store: Store) -> None:
    design_id = store.create(three_boxes())
    store.share(design_id)
    assert store.token_of(store.duplicate(design_id)) is None


def test_a_database_from_before_designs_were_shared(store: Store, url: str) -> None:
    design_id = store.create(three_boxes())
    with create_engine(url).begin() as db:
        db.execute(text("drop table shares"))
        db.execute(text("update schema_version set version = 2"))
    with Store.open(url) as again:
        assert again.token_of(design_id) is None
        assert again.shared_design(again.share(design_id)) == three_boxes()
