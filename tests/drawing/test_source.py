"""The design comes out of its picture again, whoever has saved the picture since."""

from __future__ import annotations

import base64
import io
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from designer.drawing import render, source, source_of
from tests.drawing.samples import fraud

TEXT = 'sketchcheck: 1\nname: "Größe <&>"  # --> ]]> \'\n' + "notes: []\n" * 40
SVG = render(fraud(), "svg", source=TEXT)
PNG = render(fraud(), "png", source=TEXT, scale=0.1)


def _attributes_sorted(svg: bytes) -> bytes:
    root = ET.fromstring(svg)
    for key, value in sorted(root.attrib.items(), reverse=True):
        del root.attrib[key]
        root.attrib[key] = value
    return ET.tostring(root)


def _inkscape(svg: bytes) -> bytes:
    """A declaration, a comment, single quotes, an attribute a line, foreign names and a prefix."""
    text = re.sub(rb' ([\w-]+)="([^"]*)"', rb"\n   \1='\2'", svg)
    text = text.replace(b"<svg", b"<svg:svg\n   xmlns:svg='http://www.w3.org/2000/svg'").replace(
        b"</svg", b"</svg:svg"
    )
    return b"<?xml version='1.0' standalone='no'?>\n<!-- Created with another tool -->\n" + text


SAVED: dict[str, Callable[[bytes], bytes]] = {
    "ElementTree, with its own prefix": lambda svg: ET.tostring(ET.fromstring(svg)),
    "UTF-16": lambda svg: ET.tostring(ET.fromstring(svg), encoding="utf-16"),
    "canonical": lambda svg: ET.canonicalize(svg.decode()).encode(),
    "indented": lambda svg: minidom.parseString(svg).toprettyxml().encode(),
    "attributes in another order": _attributes_sorted,
    "by an editor": _inkscape,
    "inside a page": lambda svg: b"<!DOCTYPE html><p title='data-sketchcheck=x'>A picture</p>" + svg,
    "lines of 76 letters": lambda svg: re.sub(rb"([A-Za-z0-9+/]{76})", rb"\1\n", svg),
    "escaped letters": lambda svg: svg.replace(b"+", b"&#43;").replace(b'="eN', b'="&#x65;N'),
}


@pytest.mark.parametrize("how", SAVED)
def test_an_svg_that_another_tool_saved(how: str) -> None:
    saved = SAVED[how](SVG)
    assert saved != SVG
    assert source_of(saved) == TEXT


def _saved_png(with_text: Callable[[PngInfo, str], object]) -> bytes:
    picture = Image.open(io.BytesIO(PNG))
    info, out = PngInfo(), io.BytesIO()
    info.add_text("Software", "another tool")
    with_text(info, picture.info["sketchcheck"])
    picture.save(out, "png", pnginfo=info)
    return out.getvalue()


def _chunk_last(png: bytes) -> bytes:
    size = 12 + int.from_bytes(png[33:37], "big")
    return png[:33] + png[33 + size : -12] + png[33 : 33 + size] + png[-12:]


@pytest.mark.parametrize(
    "saved",
    [
        _saved_png(lambda info, text: info.add_text("sketchcheck", text)),
        _saved_png(lambda info, text: info.add_text("sketchcheck", text, zip=True)),
        _saved_png(lambda info, text: info.add_itxt("sketchcheck", text, lang="en", tkey="design")),
        _saved_png(lambda info, text: info.add_itxt("sketchcheck", text, zip=True)),
        _chunk_last(PNG),
    ],
)
def test_a_png_that_another_tool_saved(saved: bytes) -> None:
    assert saved != PNG
    assert source_of(saved) == TEXT


def _carrying(data: bytes) -> bytes:
    return f'<svg data-sketchcheck="{base64.b64encode(data).decode()}"/>'.encode()


@pytest.mark.parametrize(
    "picture",
    [
        _carrying(b"no zlib"),
        _carrying(zlib.compress(TEXT.encode())[:-9]),
        _carrying(zlib.compress(b"\xff\xfe\x00")),
        b'<svg data-sketchcheck=""/>',
        b'<svg data-sketchcheck="~~~~"/>',
        PNG[:60],
        PNG[:33] + struct.pack(">I4s", 2**32 - 1, b"tEXt") + b"sketchcheck\0",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_broken_carries_nothing(picture: bytes) -> None:
    assert source_of(picture) is None


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 1000)
    bomb = zlib.compress(b"0" * 1001)
    assert source_of(_carrying(zlib.compress(b"0" * 1000))) == "0" * 1000
    assert source_of(_carrying(bomb)) is None
    chunk = b"zTXt" + b"sketchcheck\0\0" + bomb
    assert source_of(PNG[:8] + struct.pack(">I", len(chunk) - 4) + chunk + b"0000") is None


@given(st.binary(max_size=300))
def test_any_bytes_are_looked_at(data: bytes) -> None:
    assert source_of(data) is None
    assert source_of(PNG[:8] + data) is None
