"""SVG to PNG and to PDF, with our own font and nothing of the system's."""

from __future__ import annotations

import re
from pathlib import Path

from designer.errors import DrawingError
from designer.layout.tokens import tokens

FONTS = Path(__file__).parent / "fonts"
LARGEST = 16_000
"""Pixels that a side of a PNG may have."""

_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
_PAGE = """\
#set document(title: sys.inputs.title)
#set page(width: {wide}pt, height: {high}pt, margin: 0pt)
#set text(font: "{family}")
#image(bytes(sys.inputs.picture), format: "svg", width: {wide}pt, height: {high}pt, alt: sys.inputs.title)
"""


def png(svg: str, scale: float = 2) -> bytes:
    """The picture as PNG, `scale` pixels for each of its own; less where it would be too large.

    Raises DrawingError when the picture cannot be drawn.
    """
    import resvg_py

    family = tokens()["font"]["family"]
    zoom = min(scale, LARGEST / max(size_of(svg)))
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg, zoom=zoom, skip_system_fonts=True, font_dirs=[str(FONTS)],
            font_family=family, sans_serif_family=family,
        )  # fmt: skip
    except ValueError as error:
        raise DrawingError(f"cannot draw the PNG: because {error}. Write the picture as SVG.") from error
    return bytes(drawn)


def pdf(svg: str, title: str) -> bytes:
    """The picture as a PDF of one page of its own size, with text as text.

    Raises DrawingError when the picture cannot be drawn.
    """
    import typst

    wide, high = (f"{side * 0.75:.2f}" for side in size_of(svg))
    page = _PAGE.format(wide=wide, high=high, family=tokens()["font"]["family"])
    try:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        inputs = {"title": title or "Design", "picture": svg}
        drawn = typst.compile(page.encode(), format="pdf", font_paths=fonts, sys_inputs=inputs, timestamp=0)
    except (RuntimeError, ValueError) as error:
        raise DrawingError(f"cannot draw the PDF: because {error}. Write the picture as SVG.") from error
    return bytes(drawn)


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a picture of ours, in pixels."""
    found = _SIZE.search(svg)
    if found is None:
        raise DrawingError(
            "cannot read the size of the picture: because it is no SVG of ours. Draw the design again."
        )
    return float(found[1]), float(found[2])
