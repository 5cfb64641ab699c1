"""The design file inside its picture, so that the picture can be opened again, whoever has saved it since.

An SVG carries it as a `data-` attribute of its root: editors, optimisers and browsers keep those where they
throw metadata, comments and foreign elements away. A PNG carries it as a text chunk.
"""

from __future__ import annotations

import base64
import html
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from designer.model.limits import MAX_FILE_BYTES

ATTRIBUTE = "data-sketchcheck"
_FOUND = re.compile(rf"""\b{ATTRIBUTE}\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
_PNG, _KEYWORD = b"\x89PNG\r\n\x1a\n", b"sketchcheck"
_HEADER_END = 33
"""Where the first chunk of a PNG, its header, ends."""
_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""How a text begins that is not written in UTF-8."""


def packed(source: str) -> str:
    """The text of a design file in letters and digits that no format of pictures has to escape."""
    return base64.b64encode(zlib.compress(source.encode(), 9)).decode()


def with_source(png: bytes, source: str | None) -> bytes:
    """A PNG that carries the text of a design file in a text chunk."""
    if source is None:
        return png
    chunk = b"tEXt" + _KEYWORD + b"\0" + packed(source).encode()
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:_HEADER_END] + framed + png[_HEADER_END:]


def source_of(picture: bytes) -> str | None:
    """The design file that an SVG or PNG of ours carries; None when it carries none, or a broken one."""
    found = _texts_of_png(picture) if picture.startswith(_PNG) else _texts_of_svg(picture)
    return next((text for one in found if (text := _unpacked(one)) is not None), None)


def _texts_of_svg(picture: bytes) -> Iterator[str]:
    """What stands in our attribute, whoever wrote the file: prefixes, order and quotes do not count."""
    text = picture.decode(_MARKS.get(picture[:2], "utf-8"), errors="replace")
    return (html.unescape(one[1] or one[2] or "") for one in _FOUND.finditer(text))


def _texts_of_png(picture: bytes) -> Iterator[str]:
    """The text chunks under our keyword, wherever they stand: plain, compressed or international."""
    at = len(_PNG)
    while at + 8 <= len(picture):
        size, kind = struct.unpack_from(">I4s", picture, at)
        keyword, _, rest = picture[at + 8 : at + 8 + size].partition(b"\0")
        if keyword == _KEYWORD and kind in _CHUNKS:
            with suppress(zlib.error):
                yield _text_of(kind, rest).decode("latin-1")
        at += size + 12


def _text_of(kind: bytes, rest: bytes) -> bytes:
    match kind:
        case b"zTXt":
            return _inflated(rest[1:])
        case b"iTXt":
            text = rest[2:].split(b"\0", 2)[-1]
            return _inflated(text) if rest[:1] == b"\1" else text
    return rest


def _unpacked(text: str) -> str | None:
    try:
        return _inflated(base64.b64decode("".join(text.split()), validate=True)).decode()
    except (zlib.error, ValueError):
        return None


def _inflated(data: bytes) -> bytes:
    """Decompressed, but never more of it than a design may have. Raises zlib.error for what is broken."""
    stream = zlib.decompressobj()
    text = stream.decompress(data, MAX_FILE_BYTES)
    if not stream.eof:
        raise zlib.error("cut off, or more than a design may have")
    return text
