"""SVG to PNG and to PDF, with our own font and nothing of the system's."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from designer.drawing.style import Style
from designer.errors import DrawingError
from designer.layout.tokens import tokens

FONTS = Path(__file__).parent / "fonts"
LARGEST = 16_000
"""Pixels that a side of a PNG may have."""
MOST = 80_000_000
"""Pixels that a PNG may have in all: viewers refuse more, and it would take long."""

_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
_PAGE = """\
#let (title, picture, wide, high, margin, ground, family) = sys.inputs
#let length(points) = float(points) * 1pt
#set document(title: title)
#set page(width: length(wide), height: length(high), margin: length(margin), fill: rgb(ground))
#set text(font: family)
#image(bytes(picture), format: "svg", width: 100%, height: 100%, fit: "contain", alt: title)
"""
"""What is typed into a design reaches typst as data only, never as markup."""
_POINTS = 0.75
"""Of a pixel."""


class Page(NamedTuple):
    """A size of paper or of a screen, in points, lying; `turns` where a tall picture makes it stand."""

    wide: float
    high: float
    margin: float
    turns: bool


PAGES = {
    "a4": Page(841.89, 595.28, 28.35, turns=True),
    "letter": Page(792, 612, 28.35, turns=True),
    "slide": Page(960, 540, 24, turns=False),
}
"""The pages that a picture can be fitted on; without one the page has the size of the picture."""


def png(svg: str, scale: float = 2) -> bytes:
    """The picture as PNG, `scale` pixels for each of its own; less where it would be too large.

    Raises DrawingError when the picture cannot be drawn.
    """
    import resvg_py

    family = tokens()["font"]["family"]
    wide, high = size_of(svg)
    zoom = min(scale, LARGEST / max(wide, high), math.sqrt(MOST / (wide * high)))
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg, zoom=zoom, skip_system_fonts=True, font_dirs=[str(FONTS)],
            font_family=family, sans_serif_family=family,
        )  # fmt: skip
    except ValueError as error:
        raise DrawingError(f"cannot draw the PNG: because {error}. Write the picture as SVG.") from error
    return bytes(drawn)


def bounded(png: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG that is as large as it may be: perhaps less than was asked for."""
    wide, high = struct.unpack_from(">II", png, 16)
    near = wide + high  # a side is a whole number of pixels
    return (wide, high) if max(wide, high) >= LARGEST or wide * high + near >= MOST else None


def pdf(svg: str, title: str, page: str | None = None, *, dark: bool = False) -> bytes:
    """The picture as a PDF of one page, with text as text: one of PAGES, or a page of the picture's size.

    Raises DrawingError for an unknown page, or when the picture cannot be drawn.
    """
    wide, high, margin = _sheet(size_of(svg), page)
    ground = Style(dark).theme["background"]
    inputs = {"title": title or "Design", "picture": svg, "ground": ground}
    return typeset(_PAGE, inputs | {"wide": f"{wide:.2f}", "high": f"{high:.2f}", "margin": f"{margin:.2f}"})


def _sheet(size: tuple[float, float], page: str | None) -> tuple[float, float, float]:
    """Width, height and margin in points."""
    wide, high = size
    if page is None:
        return wide * _POINTS, high * _POINTS, 0.0
    if page not in PAGES:
        raise DrawingError(
            f"cannot fit the picture on {page!r}: because there is none. Use one of {', '.join(PAGES)}."
        )
    one = PAGES[page]
    return (one.high, one.wide, one.margin) if one.turns and high > wide else (one.wide, one.high, one.margin)


def typeset(markup: str, inputs: Mapping[str, str]) -> bytes:
    """A PDF that typst makes of our own markup, with our font alone; `inputs` are data for it.

    Raises DrawingError when it cannot be made.
    """
    import typst

    try:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        data = {"family": tokens()["font"]["family"], **inputs}
        made = typst.compile(markup.encode(), format="pdf", font_paths=fonts, sys_inputs=data, timestamp=0)
    except (RuntimeError, ValueError) as error:
        raise DrawingError(f"cannot make the PDF: because {error}. Choose another format.") from error
    return bytes(made)


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a picture of ours, in pixels."""
    found = _SIZE.search(svg)
    if found is None:
        raise DrawingError(
            "cannot read the size of the picture: because it is no SVG of ours. Draw the design again."
        )
    return float(found[1]), float(found[2])
