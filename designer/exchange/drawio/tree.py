"""Cells in cells: circles of parents, what is hidden, and where on the page a cell stands."""

from __future__ import annotations

from designer.exchange.drawio.cells import Cell, Point
from designer.layout.rect import Rect

_DEEPEST = 40
"""Cells in cells in cells: what lies deeper is taken out of its parent."""

Cells = dict[str, Cell]


def cut_circles(cells: Cells) -> list[Cell]:
    """Take cells out of their parents where these form a circle or go too deep; those that were taken out."""
    depths: dict[str, int] = {}
    cut: list[Cell] = []
    for cell in cells.values():
        chain: list[Cell] = []
        inside: set[str] = set()
        one: Cell | None = cell
        while one is not None and one.id not in depths and one.id not in inside:
            chain.append(one)
            inside.add(one.id)
            one = cells.get(one.parent or "")
        for step in reversed(chain):
            over = depths.get(step.parent or "", -1 if step.parent not in inside else _DEEPEST)
            if over >= _DEEPEST:
                step.parent, over = None, -1
                cut.append(step)
            depths[step.id] = over + 1
    return cut


def hidden_in(cells: Cells) -> Cells:
    """The cells that draw.io does not show, themselves or through a parent. Parents form no circle."""
    shown: dict[str, bool] = {}
    for cell in cells.values():
        chain = []
        one: Cell | None = cell
        while one is not None and one.id not in shown:
            chain.append(one)
            one = cells.get(one.parent or "")
        for step in reversed(chain):
            shown[step.id] = step.is_visible and shown.get(step.parent or "", True)
    return {key: cell for key, cell in cells.items() if not shown[key]}


class Places:
    """Where the cells of a page stand. Parents form no circle."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._origins: dict[str, Point] = {}

    def origin(self, cell_id: str | None) -> Point:
        """The point that the geometry of what stands in a cell counts from; 0, 0 for a layer."""
        cell = self._cells.get(cell_id or "")
        if cell is None or not cell.is_vertex:
            return self.origin(cell.parent) if cell is not None else (0, 0)
        if cell.id not in self._origins:
            frame = self.frame(cell)
            self._origins[cell.id] = (frame.x, frame.y)
        return self._origins[cell.id]

    def frame(self, cell: Cell) -> Rect:
        """The rectangle of a vertex on its page."""
        x, y = self.origin(cell.parent)
        left, top, width, height = cell.frame
        if cell.is_relative and (parent := self._cells.get(cell.parent or "")) is not None:
            dx, dy = cell.points.get("offset", (0, 0))
            left, top = left * parent.frame.width + dx, top * parent.frame.height + dy
        return Rect(x + left, y + top, width, height)
