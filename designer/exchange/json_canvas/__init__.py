"""JSON Canvas 1.0, the format of Obsidian's canvas and of others."""

from designer.exchange.json_canvas.reader import is_canvas, read_canvas
from designer.exchange.json_canvas.writer import canvas

__all__ = ["canvas", "is_canvas", "read_canvas"]
