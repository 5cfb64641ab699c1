"""The words in a label, without Mermaid's and HTML's markup."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<br\s{0,5}/?\s{0,5}>|\\n|\n", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CODE = re.compile(r"#(\w{1,32});")
_STRONG = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*_\n]+?)(?<=\S)\1")
_ICON = re.compile(r"(?<![\w:])(?:fa[bklrs]?|fas|mdi|logos):((?:fa-)?[\w-]+)(?::[\w-]+)?")


def words_of(raw: str, *, markdown: bool = False) -> tuple[str, str]:
    """The text of a label with its lines, and the name of the icon in it."""
    icon = _ICON.search(raw)
    text = _TAG.sub("", _BREAK.sub("\n", _ICON.sub("", raw) if icon else raw))
    if markdown:
        text = _STRONG.sub(r"\2", text)
    if "#" in text:
        text = _CODE.sub(_character, text)
    if "&" in text:
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line), icon[1].removeprefix("fa-") if icon else ""


def _character(found: re.Match[str]) -> str:
    """`#35;` and `#quot;` as HTML writes them; what is neither stays."""
    code = f"&#{found[1]};" if found[1].isdecimal() else f"&{found[1]};"
    sign = html.unescape(code)
    return found[0] if sign == code else sign
