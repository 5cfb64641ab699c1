"""From the bytes of a file to the scene in it: in a file, an SVG or a PNG."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import Any

from designer.errors import RefusedImport
from designer.exchange.json_values import parsed
from designer.exchange.png_text import PNG, text_chunks

_MIME = b"application/vnd.excalidraw+json"
_MOST_BYTES = 48_000_000
_PAYLOAD = re.compile(rb"<!--\s*payload-start\s*-->\s*([A-Za-z0-9+/=\s]*?)\s*<!--\s*payload-end\s*-->")
_TYPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{[^{}\[\]]{0,400}\"type\"\s*:\s*\"excalidraw(/clipboard)?\"")
_BEGINNING = 2000


def is_excalidraw(data: bytes) -> bool:
    """Whether bytes look like a scene of Excalidraw, or like a picture that carries one."""
    if data.startswith(PNG):
        return any(keyword == _MIME for keyword, _ in text_chunks(data))
    return _TYPE.match(data[:_BEGINNING]) is not None or (b"payload-start" in data and _MIME in data)


def scene_of(data: bytes, name: str) -> dict[str, Any]:
    """The scene in a file. Raises RefusedImport where there is none."""
    if data.startswith(PNG):
        carried = next((text for keyword, text in text_chunks(data) if keyword == _MIME), None)
        if carried is None:
            raise _refused(name, "this PNG carries no scene", "Export it with the scene embedded.")
        return _unpacked(parsed(carried.decode("latin-1"), name), name)
    if b"payload-start" in data:
        found = _PAYLOAD.search(data)
        try:
            carried = base64.b64decode(b"".join(found[1].split()) if found else b"")
        except binascii.Error:
            raise _refused(name, "the scene in this SVG is no base64", "Export it again.") from None
        return _unpacked(parsed(carried.decode("latin-1"), name), name)
    return parsed(data.removeprefix(b"\xef\xbb\xbf"), name)


def _unpacked(scene: dict[str, Any], name: str) -> dict[str, Any]:
    """The scene itself where it is wrapped: its bytes, one in each character, mostly deflated."""
    if "encoded" not in scene:
        return scene
    packed = str(scene["encoded"]).encode("latin-1", "replace")
    if not scene.get("compressed"):
        return parsed(packed, name)
    try:
        engine = zlib.decompressobj()
        text = engine.decompress(packed, _MOST_BYTES)
    except zlib.error:
        raise _refused(name, "the scene in the picture is broken", "Export it again.") from None
    if engine.unconsumed_tail:
        raise _refused(name, f"the scene grows over {_MOST_BYTES // 1_000_000} MB", "Split the drawing.")
    return parsed(text, name)


def _refused(name: str, because: str, cure: str) -> RefusedImport:
    return RefusedImport(f"cannot read {name}: because {because}. {cure}")
