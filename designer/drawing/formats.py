"""One design in, the bytes of a picture out, in the format that somebody names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from designer.drawing.dot_text import dot
from designer.drawing.marks import Mark
from designer.drawing.mermaid_text import mermaid
from designer.drawing.picture import svg
from designer.drawing.raster import pdf, png
from designer.drawing.source import with_source
from designer.errors import DrawingError
from designer.model.design import Design

FORMATS = ("svg", "png", "pdf", "mmd", "mermaid", "dot", "gv")
"""The endings that `render` knows."""


def render(
    design: Design,
    ending: str,
    *,
    marks: Iterable[Mark] = (),
    dark: bool = False,
    legend: bool = True,
    title: bool = True,
    date: str = "",
    facts: str = "",
    source: str | None = None,
    transparent: bool = False,
    scale: float = 2,
    page: str | None = None,
) -> bytes:
    """A picture of a design in one of FORMATS.

    `source` (the text of the design file) is carried inside SVG and PNG; with it, Mermaid and DOT carry
    the same as data. `scale` is for PNG alone, `page` (one of PAGES) for PDF.
    Raises DrawingError for an unknown format, or when the picture cannot be made.
    """
    ending = ending.lower().removeprefix(".")
    if ending not in FORMATS:
        raise DrawingError(
            f"cannot draw {ending or 'a file without an ending'!r}: because it is no format for pictures. "
            f"Use one of {', '.join(FORMATS)}."
        )
    if ending in ("mmd", "mermaid"):
        return mermaid(design, marks, data=source is not None).encode()
    if ending in ("dot", "gv"):
        return dot(design, data=source is not None).encode()
    inside = source if ending == "svg" else None
    drawn = svg(
        design,
        marks=marks,
        dark=dark,
        legend=legend,
        title=title,
        date=date,
        facts=facts,
        transparent=transparent,
        source=inside,
    )
    if ending == "pdf":
        return pdf(drawn, design.name, page, dark=dark)
    return with_source(png(drawn, scale), source) if ending == "png" else drawn.encode()


def write_picture(
    design: Design,
    path: Path,
    *,
    marks: Iterable[Mark] = (),
    dark: bool = False,
    date: str = "",
    source: str | None = None,
) -> None:
    """Draw a design into a file; the format follows the ending of its name.

    Raises DrawingError for an unknown ending, or when the file cannot be written.
    """
    drawn = render(design, path.suffix, marks=marks, dark=dark, date=date, source=source)
    try:
        path.write_bytes(drawn)
    except OSError as error:
        raise DrawingError(
            f"cannot write {path}: because {error.strerror or error}. Choose another place for the picture."
        ) from error
