"""Pictures of designs: SVG that looks like the canvas, PNG, PDF, Mermaid and DOT."""

from designer.drawing.dot_text import dot
from designer.drawing.formats import FORMATS, render, write_picture
from designer.drawing.marks import Mark
from designer.drawing.mermaid_text import mermaid
from designer.drawing.picture import svg
from designer.drawing.raster import bounded, pdf, png
from designer.drawing.source import source_of

__all__ = [
    "FORMATS", "Mark", "bounded", "dot", "mermaid", "pdf", "png", "render", "source_of", "svg",
    "write_picture",
]  # fmt: skip
