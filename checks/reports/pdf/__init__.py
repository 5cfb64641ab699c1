"""A report for one reader as a PDF, set by typst.

What is typed into a design reaches typst as data only: it is never part of the markup.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from checks.finding import SEVERITIES
from checks.reports.readers.document import Block, Document, Share
from checks.reports.words import percent
from checks.score import points
from designer.drawing.raster import size_of, typeset
from designer.layout.tokens import tokens

_ENDLESS = re.compile(r"\S{30}")
_LONGEST = 90
"""Letters from which on a cell makes its column no wider."""
_BREAK = "\u200b"
"""A place where a word that fits on no line may be broken."""


def document_pdf(document: Document) -> bytes:
    """The document on A4 pages. Raises DrawingError when it cannot be made."""
    sections = [
        {"title": one.title, "blocks": [_block(block) for block in one.blocks]} for one in document.sections
    ]
    data = {"title": document.title, "reader": document.reader, "about": document.about, "sections": sections}
    inputs = {"document": json.dumps(_breakable(data)), "colours": json.dumps(_colours())}
    return typeset(_markup(), inputs)


@cache
def _markup() -> str:
    return Path(__file__).with_name("report.typ").read_text("utf-8")


def _block(block: Block) -> dict[str, Any]:
    data = asdict(block) | {"sort": type(block).__name__}
    if data["sort"] == "Shares":
        data["rows"] = [_share(Share(**row)) for row in data["rows"]]
    elif data["sort"] == "Table":
        data["widths"] = [_weight(column) for column in zip(data["heads"], *data["rows"], strict=True)]
    elif data["sort"] == "Picture":
        wide, high = size_of(data["light"])
        data |= {"wide": wide, "high": high}
    return data


def _weight(column: Sequence[str]) -> float:
    """How much room a column gets, beside the others."""
    return math.sqrt(min(max(map(len, column)), _LONGEST) + 6)


def _share(one: Share) -> dict[str, Any]:
    shown = percent(one.value, "not judged")
    return {"area": one.area, "part": points(one.value or 0), "words": shown, "lowest": one.lowest}


def _breakable(data: Any) -> Any:
    """The same data, with endless words made breakable; pictures stay as they are."""
    match data:
        case str() if not data.startswith("<svg"):
            return _ENDLESS.sub(lambda found: found[0] + _BREAK, data)
        case list() | tuple():
            return [_breakable(one) for one in data]
        case dict():
            return {key: _breakable(value) for key, value in data.items()}
    return data


def _colours() -> dict[str, str]:
    theme: dict[str, str] = tokens()["theme"]["light"]
    severities = {one: tokens()["severities"][one]["light"] for one in (*SEVERITIES, "passed")}
    return theme | severities
