"""The design file inside its picture, so that the picture can be opened again."""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib

_OPEN, _CLOSE = '<metadata><sketchcheck-source encoding="base64">', "</sketchcheck-source></metadata>"
_FOUND = re.compile(re.escape(_OPEN).encode() + b"([A-Za-z0-9+/=]*)" + re.escape(_CLOSE).encode())
_PNG, _KEYWORD = b"\x89PNG\r\n\x1a\n", b"sketchcheck"
_HEADER_END = 33
"""Where the first chunk of a PNG, its header, ends."""


def embedded(source: str) -> str:
    """The text of a design file as metadata of an SVG; base64, so that no text can end it early."""
    return _OPEN + base64.b64encode(source.encode()).decode() + _CLOSE


def with_source(png: bytes, source: str | None) -> bytes:
    """A PNG that carries the text of a design file in a text chunk."""
    if source is None:
        return png
    chunk = b"tEXt" + _KEYWORD + b"\0" + base64.b64encode(source.encode())
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_HEADER_END] + framed + png[_HEADER_END:]


def source_of(picture: bytes) -> str | None:
    """The design file that an SVG or PNG of ours carries; None when it carries none."""
    if picture.startswith(_PNG):
        size = int.from_bytes(picture[_HEADER_END : _HEADER_END + 4], "big")
        start = _HEADER_END + 8
        keyword, _, text = picture[start : start + size].partition(b"\0")
        return _decoded(text) if keyword == _KEYWORD else None
    found = _FOUND.search(picture)
    return _decoded(found[1]) if found else None


def _decoded(text: bytes) -> str | None:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
