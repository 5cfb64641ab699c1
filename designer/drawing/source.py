"""The design file inside its picture, so that the picture can be opened again."""

from __future__ import annotations

import base64
import binascii
import re

_OPEN, _CLOSE = '<metadata><sketchcheck-source encoding="base64">', "</sketchcheck-source></metadata>"
_FOUND = re.compile(re.escape(_OPEN) + "([A-Za-z0-9+/=]*)" + re.escape(_CLOSE))


def embedded(source: str) -> str:
    """The text of a design file as metadata of an SVG; base64, so that no text can end it early."""
    return _OPEN + base64.b64encode(source.encode()).decode() + _CLOSE


def source_of(svg: str) -> str | None:
    """The design file that a picture carries; None when it carries none."""
    found = _FOUND.search(svg)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
