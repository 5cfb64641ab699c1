"""Ids and names for what other tools know by labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from designer.model.limits import MAX_NAME
from designer.model.values import ID_PATTERN, RESERVED_IDS

_LONGEST = 40
_NAME = 80
"""A label that is longer has its further lines in the notes of the component."""


class Ids:
    """The ids that are taken, and new ones from words; the second of its kind gets a number."""

    def __init__(self) -> None:
        self._taken = set(RESERVED_IDS)
        self._next: dict[str, int] = {}

    def take(self, *wanted: object) -> str:
        """The first of the wanted texts that gives an id, as a free one."""
        stem = next((one for one in map(_slug, wanted) if one), "box")
        own, number = stem, self._next.get(stem, 1)
        while own in self._taken:
            number += 1
            own = f"{stem[:58]}-{number}"
        self._next[stem] = number
        self._taken.add(own)
        return own


def _slug(wanted: object) -> str:
    """A text as an id; "" where no letter of it can stand in one."""
    if not isinstance(wanted, str):
        return ""
    if re.fullmatch(ID_PATTERN, wanted) and "\n" not in wanted:
        return wanted
    plain = unicodedata.normalize("NFKD", wanted[:200]).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    text = words[0][:_LONGEST] if words else ""
    for word in words[1:]:
        if len(text) + len(word) >= _LONGEST or word == "masked":
            break
        text = f"{text}_{word}"
    return text if text[:1].isalpha() else f"n{text}" if text else ""


def name_and_notes(label: str) -> tuple[str, str]:
    """What a component is called, and what else its label says."""
    lines = [line for line in (" ".join(one.split()) for one in label.split("\n")) if line]
    whole = " ".join(lines)
    if len(whole) <= _NAME or not lines:
        return whole, ""
    first = lines[0] if len(lines[0]) <= MAX_NAME else lines[0][: MAX_NAME - 1] + "…"
    return first, "\n".join(lines if first != lines[0] else lines[1:])


def is_renamed(label: str, title: str, others: Iterable[str] = ()) -> str | None:
    """What an edited label says instead of the title; None where it still says it, or says nothing.

    `others` are what the label shows besides, such as the kind. Signs that a format cannot hold do not count.
    """
    shown = _letters(label)
    if not shown or _letters(title)[:100] in shown:
        return None
    known = {_letters(one) for one in others}
    lines = [line for line in label.split("\n") if line.strip() and _letters(line) not in known]
    return " ".join(" ".join(lines).split())[:MAX_NAME] or None


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
