"""draw.io (diagrams.net): files, and the SVG and PNG pictures that carry one."""

from designer.exchange.drawio.pages import is_drawio
from designer.exchange.drawio.reader import read_drawio
from designer.exchange.drawio.writer import drawio

__all__ = ["drawio", "is_drawio", "read_drawio"]
