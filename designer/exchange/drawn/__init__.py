"""Shapes and lines as they stand on a page, and what they are: boxes, arrows, groups, notes, labels.

Readers of drawing tools make a `Drawing`; `sketched` turns it into a sketch, in one way for all of them.
"""

from designer.exchange.drawn.drawing import Drawing, Line, Shape
from designer.exchange.drawn.reading import sketched

__all__ = ["Drawing", "Line", "Shape", "sketched"]
