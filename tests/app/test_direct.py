"""Edits on the short way, asked of a real HTTP server."""

from __future__ import annotations

import gc
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette

from designer.model.design import Design
from designer.store.store import Store
from sketchcheck import direct
from sketchcheck.session import Session

TABS, EDITS = 6, 5


@pytest.fixture
def url() -> Iterator[str]:
    """Where edits are posted."""
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=direct.routes()), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}{direct.PATH}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session whose canvas may take the short way."""
    store = Store.open(f"sqlite:///{tmp_path}/test.db")
    made = Session(store, store.create(Design()))
    direct.open_to(made)
    return made


def post(url: str, asked: object) -> Any:
    """The answer to what is posted."""
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:
        return json.load(answer)


def refused(url: str, asked: object) -> int:
    """The status of a refusal."""
    with pytest.raises(urllib.error.HTTPError) as told:
        post(url, asked)
    with told.value as error:
        return error.code


def adding(session: Session, *boxes: str, client: str = "tab") -> dict[str, Any]:
    """A message that adds boxes."""
    ops = [
        {"op": "add_component", "component": {"id": one, "kind": "event_stream"}, "seq": n}
        for n, one in enumerate(boxes, 1)
    ]
    return {"key": session.key, "outbox": {"client": client, "ops": ops}}


def test_an_edit_is_kept_and_answered(url: str, session: Session) -> None:
    """The answer is that of the long way."""
    news = post(url, adding(session, "kafka"))
    assert list(news["told"]["components"]) == ["kafka"]
    assert news["told"]["ack"]["tab"] == 1
    assert news["epoch"] == session.epoch
    assert list(session.store.open_design(session.design_id).design.components) == ["kafka"]


def test_a_message_that_comes_on_both_ways_counts_once(url: str, session: Session) -> None:
    asked = adding(session, "kafka")
    session.receive(asked["outbox"])
    post(url, asked)
    assert session.store.head(session.design_id) == 1


def test_who_posts_at_the_same_time_loses_nothing(url: str, session: Session) -> None:
    """While the page looks for what other tabs have done, too."""
    messages = [
        adding(session, *(f"b{tab}-{n}" for n in range(EDITS)), client=f"t{tab}") for tab in range(TABS)
    ]
    with ThreadPoolExecutor(TABS + 1) as pool:
        answers = pool.map(lambda asked: post(url, asked), messages)
        pool.submit(lambda: [session.refresh() for _ in range(50)]).result()
    assert len(session.design.components) == TABS * EDITS
    assert len({news["n"] for news in answers}) == TABS
    assert session.revision == session.store.head(session.design_id) == TABS * EDITS


@pytest.mark.parametrize("asked", [b"", b"nonsense", b"[]", b"{}", {"key": 1}, {"key": "k", "outbox": {}}])
def test_who_has_no_key_learns_nothing(url: str, asked: object) -> None:
    assert refused(url, asked) == 404


def test_a_session_that_is_forgotten_takes_nothing(url: str, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/test.db")
    session = Session(store, store.create(Design()))
    direct.open_to(session)
    asked = adding(session, "kafka")
    del session
    gc.collect()
    assert refused(url, asked) == 404


def test_too_much_at_once_is_refused(url: str) -> None:
    """Before it is read."""
    request = urllib.request.Request(url, b"{}", {"Content-Length": str(direct.MOST_BYTES + 1)})
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(request, timeout=10)
    with told.value as error:
        assert error.code == 413
