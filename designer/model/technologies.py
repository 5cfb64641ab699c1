"""The technology catalogue: what a product sets, asks for, helps with, and does not do by itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Technology:
    """One product or library. `sets` are defaults for properties that the component's kind has."""

    id: str
    name: str
    kinds: tuple[str, ...]
    sets: dict[str, Any]
    asks: tuple[str, ...]
    helps: tuple[str, ...]
    does_not: str


@cache
def technologies() -> dict[str, Technology]:
    """The catalogue by id."""
    rows = json.loads(files("designer.model").joinpath("data/technologies.json").read_text("utf-8"))
    return {row["id"]: _technology(row) for row in rows}


def _technology(row: dict[str, Any]) -> Technology:
    sets = {key: tuple(value) if isinstance(value, list) else value for key, value in row["sets"].items()}
    names = {key: tuple(row[key]) for key in ("kinds", "asks", "helps")}
    return Technology(id=row["id"], name=row["name"], sets=sets, does_not=row["does_not"], **names)


def find_technology(text: str) -> Technology | None:
    """The catalogue entry that a person means by this text; None for free text."""
    return technologies().get(text) or _by_key().get(_key(text))


@cache
def _by_key() -> dict[str, Technology]:
    return {_key(word): one for one in technologies().values() for word in (one.id, one.name)}


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())
