"""The words in a label of Graphviz: escapes, records, HTML."""

from __future__ import annotations

import html
import re

from designer.exchange.dot.words import Word

_BREAK = re.compile(r"<br(?:\s[^<>]*|/)?>|</tr\s{0,5}>|</td\s{0,5}>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PORT = re.compile(r"(?<!\\)<[^<>]*>")
_FIELD = re.compile(r"(?<!\\)[|{}]")


def words_of(label: Word, name: str, shape: str = "") -> str:
    r"""The text of a label with its lines; `name` is what \N stands for."""
    if label.kind == "html":
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", _COMMENT.sub("", label.text))))
    else:
        raw = label.text
        if "record" in shape.lower():
            raw = _FIELD.sub(r"\\n", _PORT.sub("", raw))
        text = html.unescape(_ESCAPE.sub(lambda found: _escaped(found[1], name), raw))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def name_of(name: Word | None) -> str:
    """The words of an id; in angle brackets it may be HTML."""
    if name is None:
        return ""
    return words_of(name, "") if name.kind == "html" else name.text


def _escaped(sign: str, name: str) -> str:
    if sign in "nlr":
        return "\n"
    return name if sign in "NGETHL" else sign
