"""The text chunks of a PNG, in which drawing tools put the drawing."""

from __future__ import annotations

import struct
from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
_KINDS = (b"tEXt", b"zTXt", b"iTXt")


def raw_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Kind, keyword and content of each text chunk."""
    at = len(PNG)
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if kind in _KINDS:
            keyword, _, content = data[at + 8 : at + 8 + size].partition(b"\0")
            yield kind, keyword, content
        at += size + 12


def text_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keyword and content of the chunks that are not compressed as a whole."""
    return ((keyword, content) for kind, keyword, content in raw_chunks(data) if kind == b"tEXt")
