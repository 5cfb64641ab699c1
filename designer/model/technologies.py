"""The technology catalogue: what a product sets, asks for, helps with, and does not do by itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from designer.model.kinds import KINDS, Component


@dataclass(frozen=True, slots=True)
class Technology:
    """One product or library. `sets` are defaults for properties of its kinds."""

    id: str
    name: str
    kinds: tuple[str, ...]
    sets: dict[str, Any]
    asks: tuple[str, ...]
    helps: tuple[str, ...]
    does_not: str

    def sets_for(self, kind: str) -> dict[str, Any]:
        """The defaults that a component of this kind can have; another kind of the row may have more."""
        return _fitting(self.id, kind)


@cache
def _fitting(technology_id: str, kind: str) -> dict[str, Any]:
    sets = technologies()[technology_id].sets
    return {name: value for name, value in sets.items() if _accepts(KINDS[kind], name, value)}


def _accepts(kind: type[Component], name: str, value: Any) -> bool:
    if name not in kind.model_fields:
        return False
    try:
        kind.read({"id": "any", name: value})
    except ValidationError:
        return False
    return True


@cache
def technologies() -> dict[str, Technology]:
    """The catalogue by id."""
    rows = json.loads(files("designer.model").joinpath("data/technologies.json").read_text("utf-8"))
    return {row["id"]: _technology(row) for row in rows}


def _technology(row: dict[str, Any]) -> Technology:
    sets = {key: tuple(value) if isinstance(value, list) else value for key, value in row["sets"].items()}
    names = {key: tuple(row[key]) for key in ("kinds", "asks", "helps")}
    return Technology(id=row["id"], name=row["name"], sets=sets, does_not=row["does_not"], **names)


def names_of(technologies: tuple[str, ...] | None) -> str:
    """The technologies of a component as people call them, with commas."""
    known = [(text, find_technology(text)) for text in technologies or ()]
    return ", ".join(one.name if one else text for text, one in known)


def find_technology(text: str) -> Technology | None:
    """The catalogue entry that a person means by this text; None for free text."""
    return technologies().get(text) or _by_key().get(_key(text))


@cache
def _by_key() -> dict[str, Technology]:
    return {_key(word): one for one in technologies().values() for word in (one.id, one.name)}


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.lower())
