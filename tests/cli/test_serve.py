"""The web app as a process: how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds; slow machines are no failure."""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
    except OSError:
        return False
    return True


def _wait_until_it_answers(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while not _answers(port):
        assert time.monotonic() < end, "the app did not start"
        time.sleep(0.1)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The app, serving, and its port."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "sketchcheck", "app", "--no-browser", "--port", str(port)],
        env=os.environ | {"SKETCHCHECK_HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_until_it_answers(port)
        yield process, port
    finally:
        if os.name == "posix":
            _end_group(process.pid)
        process.kill()
        process.wait()


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no such signals")
@pytest.mark.parametrize("sent", ["SIGTERM", "SIGINT", "SIGKILL"])
def test_a_signal_to_the_app_ends_its_server(app: tuple[subprocess.Popen[bytes], int], sent: str) -> None:
    """Nothing goes on serving, and an orderly end is no failure."""
    process, port = app
    process.send_signal(getattr(signal, sent))
    code = process.wait(PATIENCE)
    assert code == (-signal.SIGKILL if sent == "SIGKILL" else 0)
    assert not _answers(port)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_first_start_asks_nothing(tmp_path: Path) -> None:
    """Somebody who never used Streamlit is not asked for an e-mail address before the app comes."""
    port = _free_port()
    own = {"SKETCHCHECK_HOME": str(tmp_path), "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "sketchcheck", "app", "--port", str(port)],
        env=os.environ | own | {"BROWSER": "true"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        _wait_until_it_answers(port)
    finally:
        process.kill()
        said, _ = process.communicate()
    assert b"mail" not in said.lower()
    assert b"Streamlit" not in said
    assert f"http://127.0.0.1:{port} ".encode() in said
