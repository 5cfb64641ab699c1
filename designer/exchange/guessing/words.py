"""Which words in a label speak of which kind of component, and how clearly. The table is words.json."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, int]]:
    """The kind and the clearness of each phrase, by its words in their singular.

    3: the phrase names the kind; 2: it mostly means it; 1: a hint.
    """
    table = json.loads(files("designer.exchange.guessing").joinpath("words.json").read_text("utf-8"))
    return {
        tuple(phrase.split()): (kind, int(clearness))
        for kind, rows in table.items()
        for clearness, words in rows.items()
        for phrase in words
    }
