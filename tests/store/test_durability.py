"""Killed processes, processes and threads at once: what was acknowledged is there, once."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from designer.model.design import Design
from designer.store.store import Store
from tests.store.samples import add, three_boxes

_ROOT = Path(__file__).parents[2]


def _writer(url: str, design_id: str, client: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", url, design_id, client, str(many)]
    return subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("after", [1, 70])
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(url: str, after: int) -> None:
    with Store.open(url) as store:
        design_id = store.create(Design())
        with _writer(url, design_id, "tab", 100_000) as writer:
            assert writer.stdout
            said = [int(writer.stdout.readline()) for _ in range(after)]
            writer.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
            said += [int(line) for line in writer.stdout if line.endswith("\n")]
        opened = store.open_design(design_id)
        assert opened.acks["tab"] >= said[-1]
        assert list(opened.design.components) == [f"tab-{n}" for n in range(1, opened.acks["tab"] + 1)]
        assert store.design_at(design_id, opened.revision) == opened.design
        assert store.list()[0].boxes == opened.revision == opened.acks["tab"]
        assert store.undo(design_id, client="tab").revision == opened.revision + 1


def test_two_processes_end_with_all_edits_once(url: str) -> None:
    with Store.open(url) as store:
        design_id = store.create(three_boxes())
        writers = [_writer(url, design_id, client, 60) for client in ("one", "two")]
        for writer in writers:
            assert len(writer.communicate(timeout=120)[0].split()) == 60
            assert writer.returncode == 0
        _check_all_once(store, design_id, 60)


def test_two_threads_end_with_all_edits_once(url: str) -> None:
    with Store.open(url, busy_seconds=30) as store:
        design_id = store.create(three_boxes())

        def write(client: str) -> None:
            for seq in range(1, 61):
                store.commit(design_id, [add(f"{client}-{seq}")], client=client, seq=seq, base=0)

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(write, ("one", "two")))
        _check_all_once(store, design_id, 60)


def _check_all_once(store: Store, design_id: str, many: int) -> None:
    opened = store.open_design(design_id)
    assert opened.revision == 2 * many
    assert opened.acks == {"one": many, "two": many}
    for client in ("one", "two"):
        mine = [key for key in opened.design.components if key.startswith(client)]
        assert mine == [f"{client}-{n}" for n in range(1, many + 1)]
    assert store.design_at(design_id, opened.revision) == opened.design


def test_a_database_that_many_open_at_first_is_made_once(url: str) -> None:
    def first(_: int) -> str:
        with Store.open(url) as store:
            return store.create(three_boxes())

    with ThreadPoolExecutor(6) as threads:
        made = set(threads.map(first, range(6)))
    with Store.open(url) as store:
        assert {one.id for one in store.list()} == made
