"""draw.io files in a few words, for tests."""

from __future__ import annotations

import base64
import struct
import zlib
from html import escape
from urllib.parse import quote

from designer.exchange import Imported, build, read


def vertex(
    id_: str,
    value: str = "",
    style: str = "html=1;",
    at: str = "0 0 100 40",
    parent: str = "1",
    more: str = "",
) -> str:
    """A vertex; `at` is x, y, width and height."""
    x, y, width, height = at.split()
    return (
        f'<mxCell id="{id_}" value="{escape(value)}" style="{style}" vertex="1" parent="{parent}" {more}>'
        f'<mxGeometry x="{x}" y="{y}" width="{width}" height="{height}" as="geometry"/></mxCell>'
    )


def edge(id_: str, ends: str = "", value: str = "", style: str = "", points: str = "") -> str:
    """An edge; `ends` is `a b`, `points` is the XML of points."""
    source, _, target = ends.partition(" ")
    bound = (f' source="{source}"' if source else "") + (f' target="{target}"' if target else "")
    return (
        f'<mxCell id="{id_}" value="{escape(value)}" style="{style}" edge="1" parent="1"{bound}>'
        f'<mxGeometry relative="1" as="geometry">{points}</mxGeometry></mxCell>'
    )


def model(*cells: str) -> str:
    """A page with one layer."""
    inside = "".join(cells)
    return f'<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>{inside}</root></mxGraphModel>'


def mxfile(*pages: str) -> bytes:
    """A file of plain pages."""
    found = (f'<diagram id="{n}" name="Page-{n}">{page}</diagram>' for n, page in enumerate(pages, 1))
    return f"<mxfile>{''.join(found)}</mxfile>".encode()


def deflated(text: str) -> bytes:
    """Percent-encoded and deflated, without a header."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(quote(text, safe="").encode()) + engine.flush()


def compressed(page: str) -> str:
    """A page as draw.io compresses it."""
    return base64.b64encode(deflated(page)).decode()


def png(kind: bytes, content: bytes) -> bytes:
    """A PNG of nothing but a header and a text chunk."""

    def chunk(name: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(kind, content) + chunk(b"IEND", b"")


def imported(*cells: str) -> Imported:
    """What an import makes of a file with these cells."""
    return build(read("a.drawio", mxfile(model(*cells))))
