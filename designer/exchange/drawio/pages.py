"""From the bytes of a file to the pages in it: plain or compressed, in a file, an SVG or a PNG."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from designer.exchange.png_text import PNG, raw_chunks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_BYTES = 48_000_000
"""What all pages of a file may hold when they are unpacked."""
_MOST_PAGES = 200
_KEYWORDS = (b"mxfile", b"mxGraphModel")
_BEGINNING = 200_000
_TOP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^>]*>\s*)*"
    rb"<(?:\w+:)?(mxfile|mxGraphModel|mxlibrary|diagram|svg)\b[^>]*",
    re.DOTALL,
)
_CONTENT = re.compile(rb"\scontent=[\"'](?:&lt;mx|<mx|%3C|[A-Za-z0-9+/]{20})")
_SAVE = "Open the file in draw.io and save it again."


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its name, with the element that holds its cells."""

    name: str
    root: Element


class Broken(Exception):
    """Because of what, and what to do; line and column, or 0."""


def is_drawio(data: bytes) -> bool:
    """Whether bytes look like a file of draw.io, or like a picture that carries one."""
    if data.startswith(PNG):
        return any(keyword in _KEYWORDS for _, keyword, _ in raw_chunks(data))
    found = _TOP.match(data[:_BEGINNING])
    return found is not None and (found[1] != b"svg" or _CONTENT.search(found[0]) is not None)


def pages_of(data: bytes) -> list[Page]:
    """The pages of a draw.io file.

    Raises Broken for anything that is none.
    """
    top = _parsed(_from_png(data) if data.startswith(PNG) else data, "the file")
    if _tag(top) == "svg":
        top = _parsed(_from_svg(top), "the diagram in the SVG")
    if _tag(top) == "mxGraphModel":
        return [Page("", _root(top, "the file"))]
    if _tag(top) == "mxlibrary":
        _fail("it is a library of shapes", "Choose a diagram.")
    found = [top] if _tag(top) == "diagram" else top.findall("diagram")
    if not found:
        _fail(f"it holds <{_tag(top)[:40]}> and no page of draw.io", "Choose a file that draw.io has saved.")
    if len(found) > _MOST_PAGES:
        _fail(f"it has more than {_MOST_PAGES} pages", "Save the pages that matter as a file of their own.")
    pages = list(_opened(found))
    if not pages:
        _fail("nothing is drawn on its pages", "Choose a file with a diagram.")
    return pages


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _fail(because: str, cure: str, line: int = 0, column: int = 0) -> NoReturn:
    raise Broken(f"because {because}. {cure}", line, column)


def _parsed(text: bytes, what: str) -> Element:
    if not text.strip():
        _fail(f"{what} is empty", "Choose a file that draw.io has saved.")
    try:
        element: Element = fromstring(text)
    except ParseError as error:
        line, column = error.position[0], error.position[1] + 1
        _fail(f"{what} is broken XML at line {line}, column {column}", _SAVE, line, column)
    except DefusedXmlException:
        _fail(f"{what} declares entities, which can grow without end", "Take its DOCTYPE out.")
    except (ValueError, LookupError, RecursionError) as error:  # such as an encoding that nobody knows
        _fail(f"{what} is no XML ({str(error)[:80]})", _SAVE)
    return element


def _opened(found: list[Element]) -> Iterator[Page]:
    """Each page, unpacked where it is compressed; there is one bound for all of them."""
    left = _MOST_BYTES
    for number, diagram in enumerate(found, start=1):
        name = diagram.get("name") or f"Page {number}"
        what = f"page {name[:60]!r}"
        model = next(iter(diagram), None)
        if model is None and (diagram.text or "").strip():
            text = _inflated(diagram.text or "", left, what)
            left -= len(text)
            model = _parsed(text, what)
        if model is not None:
            yield Page(name, _root(model, what))


def _root(model: Element, what: str) -> Element:
    root = model.find("root") if _tag(model) == "mxGraphModel" else None
    if root is None:
        _fail(f"{what} has no <root> in an <mxGraphModel>", _SAVE)
    return root


def _inflated(text: str, most: int, what: str) -> bytes:
    """A compressed page: base64 of deflated, percent-encoded XML."""
    try:
        packed = base64.b64decode("".join(text.split()))
    except (binascii.Error, ValueError):
        _fail(f"{what} is neither XML nor base64", _SAVE)
    return _unquoted(_expanded(packed, -zlib.MAX_WBITS, most, what))


def _expanded(packed: bytes, bits: int, most: int, what: str) -> bytes:
    try:
        engine = zlib.decompressobj(bits)
        found = engine.decompress(packed, max(most, 0) + 1)
    except zlib.error:
        _fail(f"{what} is compressed in a way that draw.io does not use", _SAVE)
    if len(found) > most:
        _fail(f"{what} grows over {_MOST_BYTES // 1_000_000} MB when it is unpacked", "Split the diagram.")
    if not engine.eof:
        _fail(f"{what} is cut off", "Get the whole file.")
    return found


def _unquoted(text: bytes) -> bytes:
    return unquote(text.decode("utf-8", "replace")).encode() if text[:1] == b"%" else text


def _from_svg(top: Element) -> bytes:
    """The file in the `content` attribute of an SVG."""
    content = (top.get("content") or "").strip()
    if not content:
        _fail("this SVG carries no diagram", "Export it from draw.io with a copy of the diagram.")
    if content[0] not in "<%":
        try:
            return _unquoted(base64.b64decode(content))
        except (binascii.Error, ValueError):
            _fail("the diagram in this SVG is neither XML nor base64", "Export it from draw.io again.")
    return _unquoted(content.encode())


def _from_png(data: bytes) -> bytes:
    """The file in a text chunk of a PNG."""
    for kind, keyword, text in raw_chunks(data):
        if keyword in _KEYWORDS:
            return _unquoted(_text(kind, text))
    _fail("this PNG carries no diagram", "Export it from draw.io with a copy of the diagram.")


def _text(kind: bytes, text: bytes) -> bytes:
    """The words of a tEXt, zTXt or iTXt chunk; draw.io deflates zTXt without the header of zlib."""
    what = "the diagram in the PNG"
    if kind == b"iTXt":
        flag, rest = text[:1], text[2:].partition(b"\0")[2].partition(b"\0")[2]
        return _expanded(rest, zlib.MAX_WBITS, _MOST_BYTES, what) if flag == b"\1" else rest
    if kind == b"zTXt":
        has_header = text[1:2] == b"\x78" and int.from_bytes(text[1:3], "big") % 31 == 0
        bits = zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
        return _expanded(text[1:], bits, _MOST_BYTES, what)
    return text
