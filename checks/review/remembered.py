"""What is remembered between reviews, in the user's data folder: manners of servers, and answers.

Neither is needed for a review, so a folder that cannot be read or written costs only a call or two.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from checks.review.manner import Manner, read_manner
from checks.review.server import Server
from designer.store.folder import data_folder

Plain = dict[str, Any]
MOST_REVIEWS = 200
"""Reviews kept; those that were not used for the longest time go first."""


class Memory:
    """Reads and writes the files. `folder` is None for the user's own."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = (folder or data_folder()) / "review"

    def manner(self, server: Server) -> Manner | None:
        """How this server wanted to be asked for this model the last time."""
        found = _read(self._folder / "servers.json")
        return read_manner(found.get(_name(server))) if isinstance(found, dict) else None

    def learn(self, server: Server, manner: Manner) -> None:
        """Remember how it wants to be asked."""
        path = self._folder / "servers.json"
        known = _read(path)
        known = known if isinstance(known, dict) else {}
        if known.get(_name(server)) != asdict(manner):
            _write(path, known | {_name(server): asdict(manner)})

    def answers(self, key: str) -> list[Plain]:
        """The answers so far for what `key` stands for, one for each run."""
        path = self._path(key)
        found = _read(path)
        with suppress(OSError):
            path.touch(exist_ok=True) if found else None
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def keep(self, key: str, answers: Sequence[Plain]) -> None:
        """Keep the answers, all of them."""
        _write(self._path(key), list(answers))
        with suppress(OSError):
            stored = sorted(self._path(key).parent.glob("*.json"), key=lambda one: -one.stat().st_mtime)
            for old in stored[MOST_REVIEWS:]:
                old.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / "answers" / f"{sha256(key.encode()).hexdigest()[:40]}.json"


def _name(server: Server) -> str:
    return f"{server.model} at {server.base_url} {server.api_version}".strip()


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _write(path: Path, data: Any) -> None:
    """All or nothing: a reader never sees half of a file."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        Path(name).replace(path)
