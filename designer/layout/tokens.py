"""The sizes and colours that pictures, layout and the canvas share, read from `drawing/tokens.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent.parent / "drawing" / "tokens.json"


@cache
def tokens() -> dict[str, Any]:
    """All tokens; lengths in pixels. Treat as read-only."""
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data


def box_size() -> tuple[int, int]:
    """Width and height of every component, in pixels."""
    box = tokens()["box"]
    return box["width"], box["height"]


def note_size() -> tuple[int, int]:
    """Width and height of every note, in pixels."""
    note = tokens()["note"]
    return note["width"], note["height"]
