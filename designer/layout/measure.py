"""How wide a text is in the font of the pictures, and how to make it fit a box.

The advances were read from the font files once (`drawing/fonts/README.txt`), so no font library is
needed at run time. The font has no kerning: the width of a text is the sum of its advances.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ELLIPSIS = "…"
_LONGEST = 400
"""Characters looked at: no label is ever wider, and hostile text costs nothing."""

_FILE = Path(__file__).parent / "advances.json"
_UNKNOWN, _WIDE = 0.6, 1.05


@cache
def _advances(semibold: bool) -> dict[str, float]:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    widths = data["semibold" if semibold else "regular"]
    return {c: w / data["units_per_em"] for c, w in zip(data["characters"], widths, strict=True)}


def _guess(character: str) -> float:
    """The width of a character that the font lacks, in ems: what other fonts give it at most."""
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
        return 0.0
    wide = unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF
    return _WIDE if wide else _UNKNOWN


def width(text: str, size: float, *, semibold: bool = False) -> float:
    """The width of one line of text in pixels at a font size in pixels."""
    known = _advances(semibold)
    return size * sum(known[c] if c in known else _guess(c) for c in text)


def clean(text: str) -> str:
    """One line without control characters, of at most a few hundred characters."""
    kept = (
        " " if c.isspace() else c for c in text[:_LONGEST] if c.isspace() or c.isprintable() or c == "\u200d"
    )
    return " ".join("".join(kept).split())


def shorten(text: str, room: float, size: float, *, semibold: bool = False) -> str:
    """The text, or as much of it as fits into `room` pixels with an ellipsis behind."""
    text = clean(text)
    if width(text, size, semibold=semibold) <= room:
        return text
    left = room - width(ELLIPSIS, size, semibold=semibold)
    kept = 0
    for character in text:
        left -= width(character, size, semibold=semibold)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrap(text: str, room: float, size: float, lines: int, *, semibold: bool = False) -> list[str]:
    """The text in at most `lines` lines of `room` pixels; the last one is shortened."""
    made: list[str] = []
    for line in _lines(clean(text), room, size, semibold):
        if len(made) == lines:
            made[-1] = shorten(f"{made[-1]} {line}", room, size, semibold=semibold)
            break
        made.append(line)
    return [shorten(line, room, size, semibold=semibold) for line in made]


def _lines(text: str, room: float, size: float, semibold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, semibold=semibold) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
