"""Texts on their way to and from a model: one line, no control characters, no credentials, not endless."""

from __future__ import annotations

import re
import unicodedata

from designer.model.credentials import mask

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
"""Invisible, and part of words and of pictures in many scripts."""
_MARKS = str.maketrans({"<": "\u2039", ">": "\u203a", "|": "\u00a6", "`": "'"})
"""Signs of the same look without the meaning."""
_SPACES = re.compile(r"\s+")


def outgoing(text: str, most: int) -> str:
    """What a person typed, as a model may read it: without the signs that lines and fences are made of."""
    return cut(one_line(mask(text)).translate(_MARKS), most)


def incoming(text: str, most: int) -> str:
    """What a model said, as it may be shown; escaping is left to whoever shows it."""
    return cut(one_line(text), most)


def one_line(text: str) -> str:
    """The text on one line, without characters that nobody sees but programs act on."""
    spaced = _SPACES.sub(" ", text)
    seen = [char for char in spaced if char in _JOINERS or unicodedata.category(char) not in _INVISIBLE]
    return "".join(seen).strip()


def cut(text: str, most: int) -> str:
    """The text, with an ellipsis where it is too long."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def alike(text: str) -> str:
    """The text as it is compared with another one: small letters and digits, words apart."""
    folded = unicodedata.normalize("NFKC", text.translate(_MARKS)).casefold()
    return " ".join(re.findall(r"\w+", folded))
