"""Writing SVG text: everything that a user typed passes through here."""

from __future__ import annotations

import re

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """Text that is safe as content and as an attribute; characters that XML forbids are taken out."""
    return _ILLEGAL.sub("", text).translate(_ESCAPES)


def number(value: float) -> str:
    """A length with at most two decimals and no needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(name: str, content: str = "", /, **attributes: str | float | None) -> str:
    """An element. Underscores in names become hyphens; None leaves an attribute out; `content` is markup."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            shown = escape(value) if isinstance(value, str) else number(value)
            parts.append(f' {key.strip("_").replace("_", "-")}="{shown}"')
    parts.append(f">{content}</{name}>" if content else "/>")
    return "".join(parts)
