"""A real server and a real Chromium for the tests of the web app."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from designer.files import load_file
from designer.model.design import Design
from designer.store.store import Store
from tests.browser.board import Board

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK = {"viewport": {"width": 1280, "height": 800}}
START_SECONDS = 60
PATIENCE = 45_000
"""Milliseconds; slow machines are no failure."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser; without one it is skipped, unless that is forbidden."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("SKETCHCHECK_REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here: apt install chromium"))


class Server:
    """The app on a port of its own, with a data folder of its own."""

    def __init__(self, home: Path, file: Path | None = None) -> None:
        self.home = home
        self.file = file
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "sketchcheck", "app", "--no-browser", "--port", str(self.port)]
        environment = os.environ | {"SKETCHCHECK_HOME": str(self.home)}
        process = subprocess.Popen(
            [*command, *([str(self.file)] if self.file else [])],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._wait()
        return process

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}_stcore/health", timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("the app did not start")

    def store(self) -> Store:
        """What the app has saved; to be closed."""
        return Store.open(f"sqlite:///{self.home}/designs.db")

    def begin(self, file: Path | None = None) -> str:
        """The address of a new design, made as home makes it: home itself takes longer than many a test."""
        with self.store() as store:
            if file is None:
                return f"{self.url}?design={store.create(Design())}"
            loaded = load_file(file)
            made = store.create(loaded.design, title=loaded.design.name)
            store.keep_text(made, loaded.text)
            return f"{self.url}?design={made}"

    def kill(self) -> None:
        """End it at once, as a crash would."""
        os.killpg(self.process.pid, 9)
        self.process.wait()

    def restart(self) -> None:
        """Start again on the same port, with the same data."""
        self.process = self._start()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that do not kill it."""
    made = Server(tmp_path_factory.mktemp("home"))
    yield made
    made.kill()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server for one test."""
    made = Server(tmp_path)
    yield made
    made.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium with an empty profile."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@contextmanager
def visitor(browser: Browser, **likes: Any) -> Iterator[Page]:
    """A new visitor, with these settings of the browser; fails on any error of a script."""
    context = browser.new_context(**likes)
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert not errors


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A visitor at a desk; the test fails on any error of a script."""
    with visitor(browser, **DESK, accept_downloads=True) as made:
        yield made


@pytest.fixture
def board(page: Page, server: Server) -> Board:
    """A blank design."""
    return Board(page).open(server.begin())
