"""Labels that are HTML, as plain text."""

from __future__ import annotations

import html
import re

from designer.model.limits import MAX_TEXT

_LONGEST = 20 * MAX_TEXT
"""Characters of markup that are looked at: a bound on the work for a label of megabytes."""
_TAG = re.compile(r"<(/?)([A-Za-z!?][^<>]*)>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9]*")
_BREAKS = frozenset(
    {"br", "p", "div", "li", "ul", "ol", "tr", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}
)
_SILENT = frozenset({"script", "style", "head", "title", "svg", "template", "noscript"})
"""Elements whose content is not for reading."""
_UNSEEN = re.compile(r"font-size\s*:\s*0(?![.\d]*[1-9])|display\s*:\s*none", re.IGNORECASE)
"""Styles of what nobody sees: draw.io pastes whole diagrams into labels so, by mistake."""
_GONE = dict.fromkeys(map(ord, "\u200b\u200c\ufeff\u00ad"))


def plain(markup: str) -> str:
    """The words of an HTML label with its line breaks; scripts, styles and comments are nothing to read."""
    markup = markup[:_LONGEST]
    parts: list[str] = []
    silent, end = "", 0
    if "-->" in markup:
        markup = _COMMENT.sub("", markup)
    for found in _TAG.finditer(markup):
        parts.append("" if silent else _words(markup[end : found.start()]))
        end = found.end()
        name = _NAME.match(found[2])
        tag = name[0].lower() if name else ""
        if silent:
            silent = "" if found[1] and tag == silent else silent
        elif _is_silent(tag, found[2]) and not found[1] and not found[2].endswith("/"):
            silent = tag
        elif tag in _BREAKS:
            parts.append("\n")
        elif tag == "td":
            parts.append(" ")
    parts.append("" if silent else _words(markup[end:]))
    return tidy("".join(parts))


def _is_silent(tag: str, inside: str) -> bool:
    return tag in _SILENT or ("style" in inside and _UNSEEN.search(inside) is not None)


def _words(piece: str) -> str:
    """Text between tags: in HTML any white space is one space."""
    return " ".join(html.unescape(re.sub(r"\s+", " ", piece)).split("\n"))


def tidy(text: str) -> str:
    """A label without empty lines and needless spaces, of bearable length."""
    lines = (" ".join(line.split()) for line in text.translate(_GONE).splitlines())
    return "\n".join(line for line in lines if line)[:MAX_TEXT]
