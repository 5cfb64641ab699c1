"""Excalidraw: scenes, and the SVG and PNG pictures that carry one."""

from designer.exchange.excalidraw.opening import is_excalidraw
from designer.exchange.excalidraw.reader import read_excalidraw
from designer.exchange.excalidraw.writer import excalidraw

__all__ = ["excalidraw", "is_excalidraw", "read_excalidraw"]
