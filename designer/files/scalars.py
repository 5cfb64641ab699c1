"""Single values as YAML: plain where nothing can misread them, quoted everywhere else."""

from __future__ import annotations

import json
import re
from typing import Any

from designer.files.plain import typed

_FIRST = re.compile(r"[\w$€£/(]")
_NUMBER = re.compile(
    r"0b[01_]+|0x[0-9a-f_]+|[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?(e[-+]?[0-9]+)?", re.IGNORECASE
)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?![\w>/])")
_LONGEST_KEY = 1000


def scalar(value: Any, *, flow: bool = False, quote: str | None = None) -> str:
    """A value on one line; `flow` inside of brackets, `quote` the quotes to keep where they can be."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    return _text(str(value), flow, quote)


def key_text(key: str, *, flow: bool = False) -> str:
    """A key with its colon; a long one only gets the sign that it is a key."""
    text = scalar(key, flow=flow)
    return f"? {text}" + (" :" if flow else "") if is_long(key) else f"{text}:"


def is_long(key: str) -> bool:
    """Whether a key is too long for the usual way of writing."""
    return len(key) * 10 > _LONGEST_KEY and len(scalar(key)) > _LONGEST_KEY


def _text(text: str, flow: bool, quote: str | None) -> str:
    if quote is None and is_plain(text, flow=flow):
        return text
    single = quote == "'" if quote else '"' in text or "\\" in text
    if single and "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether every YAML reader takes the bare text for this text."""
    if not text or not _FIRST.match(text) or not text.isprintable() or text.endswith((" ", ":")):
        return False
    if ": " in text or " #" in text or (flow and _IN_FLOW.search(text)):
        return False
    return text.lower() not in _WORDS and not _NUMBER.fullmatch(text) and typed(text) == text


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    if char in "\n\t\r":
        return json.dumps(char)[1:-1]
    number = ord(char)
    return (
        f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"
    )
