"""Designs from and for the tools where people already draw: one file or room a foreign format."""

from designer.exchange.building import build
from designer.exchange.corrections import Corrections, corrections_text, read_corrections
from designer.exchange.imported import GuessedArrow, GuessedBox, Imported
from designer.exchange.reading import FORMATS, is_drawing, read
from designer.exchange.sketch import Sketch

__all__ = [
    "FORMATS", "Corrections", "GuessedArrow", "GuessedBox", "Imported", "Sketch", "build", "corrections_text",
    "is_drawing", "read", "read_corrections",
]  # fmt: skip
