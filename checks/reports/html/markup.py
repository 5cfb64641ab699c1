"""Writing HTML text: everything that a person typed passes through here."""

from __future__ import annotations

from checks.reports.data import straight
from designer.drawing.xml import escape


def text(value: object) -> str:
    """A text as it is, without meaning for HTML and without signs that turn the line around."""
    return escape(straight(str(value)))


def node(tag: str, /, *content: str, **attributes: str | int | bool | None) -> str:
    """An element with `content`, which is markup. A hyphen in the name of an attribute is written `_`.

    True gives an attribute without a value; None, False and "" leave it out. `class_` is `class`.
    """
    shown = "".join(_attribute(key, value) for key, value in attributes.items())
    return f"<{tag}{shown}>{''.join(content)}</{tag}>"


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False or value == "":
        return ""
    name = key.strip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(value)}"'


def link(url: str, words: str) -> str:
    """The words, leading to a page of the web; the words alone for any other kind of address."""
    if not url.startswith(("https://", "http://")):
        return text(words)
    return node("a", text(words), href=url, rel="noopener noreferrer", target="_blank")
