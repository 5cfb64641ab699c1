"""What a plain count finds in files of drawing tools, and how much of it our readers keep."""

from __future__ import annotations

import base64
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from defusedxml.ElementTree import fromstring

from designer.errors import RefusedImport
from designer.exchange import read
from designer.exchange.labels import plain
from designer.exchange.sketch import Sketch

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ENDINGS = ("drawio", "dio", "xml", "excalidraw", "canvas")


def counts(path: Path) -> Counter[str]:
    """Boxes and arrows by a plain count, and how many of each are kept.

    A box is a vertex with words; it is kept when they stand in the sketch. Vertices that have arrows and no
    words, and numbers of steps, which the reader leaves out with a remark, are counted apart. An arrow is an
    edge that is bound at both ends; loose ones are counted apart, too.
    """
    data = path.read_bytes()
    start = time.process_time()
    sketch = read(path.name, data)
    found = Counter({"files": 1, "milliseconds": round(1000 * (time.process_time() - start))})
    found["remarks"] = len(sketch.remarks)
    plain_count = _drawio if sketch.format == "draw.io" else _json
    return found + plain_count(data, sketch)


def _drawio(data: bytes, sketch: Sketch) -> Counter[str]:
    found: Counter[str] = Counter()
    pages = list(_pages(fromstring(data)))
    words = _letters("".join(one.label + "|" for one in [*sketch.boxes, *sketch.groups, *sketch.arrows]))
    keys = {one.key for one in [*sketch.boxes, *sketch.groups, *sketch.arrows]}
    for number, page in enumerate(pages, 1):
        prefix = f"{number}/" if len(pages) > 1 else ""
        cells = [(cell, *_named(cell)) for cell in page.iter("mxCell")]
        parents = {inner: outer for outer in page.iter() for inner in outer if outer.tag != "root"}
        ends = {cell.get(end) for cell, _, _ in cells for end in ("source", "target") if cell.get("edge")}
        for cell, own_id, label in cells:
            outer = parents.get(cell)
            own_id = own_id or (outer.get("id", "") if outer is not None else "")
            label = label or (outer.get("label", "") if outer is not None else "")
            said = _letters(plain(label))
            if cell.get("vertex") == "1" and (said or own_id in ends):
                what = "boxes" if said else "boxes without words"
                what = "numbers of steps" if said.isdigit() and own_id not in ends else what
                found[what] += 1
                found[f"{what} kept"] += (bool(said) and said in words) or prefix + own_id in keys
            elif cell.get("edge") == "1":
                what = "arrows" if cell.get("source") and cell.get("target") else "loose arrows"
                found[what] += 1
                found[f"{what} kept"] += prefix + own_id in keys
    return found


def _named(cell: Element) -> tuple[str, str]:
    return cell.get("id", ""), cell.get("value", "")


def _pages(top: Element) -> Iterator[Element]:
    """The pages of a file, by nothing but the standard library."""
    for diagram in top.iter("diagram"):
        if len(diagram) == 0 and (diagram.text or "").strip():
            packed = base64.b64decode(diagram.text or "")
            yield fromstring(unquote(zlib.decompress(packed, -zlib.MAX_WBITS).decode()))
        else:
            yield from diagram
    if top.tag == "mxGraphModel":
        yield top


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum() or sign == "|")


def _json(data: bytes, sketch: Sketch) -> Counter[str]:
    """Excalidraw and JSON Canvas: what has words or arrows, and arrows that are bound."""
    top: dict[str, Any] = json.loads(data)
    found = {"boxes": top.get("nodes", []), "arrows": top.get("edges", [])}
    if "elements" in top:
        found = _excalidraw([one for one in top["elements"] if not one.get("isDeleted")])
    keys = {one.key for one in [*sketch.boxes, *sketch.groups, *sketch.arrows]}
    kept = {f"{what} kept": sum(one["id"] in keys for one in ones) for what, ones in found.items()}
    return Counter({what: len(ones) for what, ones in found.items()} | kept)


def _excalidraw(alive: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """An outline counts as a box where words are bound to it, or an arrow is."""
    lines = [one for one in alive if one["type"] == "arrow"]
    ends = [
        [(line.get(end) or {}).get("elementId") for end in ("startBinding", "endBinding")] for line in lines
    ]
    told = {one.get("containerId") for one in alive} | {end for both in ends for end in both}
    outlines = ("rectangle", "ellipse", "diamond", "frame", "image")
    return {
        "boxes": [one for one in alive if one["type"] in outlines and one["id"] in told],
        "arrows": [line for line, both in zip(lines, ends, strict=True) if all(both)],
        "loose arrows": [line for line, both in zip(lines, ends, strict=True) if not all(both)],
    }


def shares(folder: Path) -> Iterator[tuple[str, str]]:
    """What is kept of the drawings in a folder, ending by ending; refused files are named on the way."""
    total: dict[str, Counter[str]] = {}
    for path in sorted(one for ending in ENDINGS for one in folder.rglob(f"*.{ending}")):
        try:
            total[path.suffix] = total.get(path.suffix, Counter()) + counts(path)
        except RefusedImport as refused:
            print(refused, file=sys.stderr)
    for ending, found in total.items():
        yield f"{ending}: files, CPU", f"{found['files']}, {found['milliseconds'] / 1000:.2f} s"
        for what in ("boxes", "boxes without words", "numbers of steps", "arrows", "loose arrows"):
            if wanted := found[what]:
                kept = found[f"{what} kept"]
                yield f"{ending}: {what} kept", f"{kept} of {wanted} ({kept / wanted:.1%})"
