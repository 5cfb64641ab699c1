"""From a draw.io file to a sketch.

Pages are read one below the other. What is hidden is left out, and told; so are arrows that end at nothing.
"""

from __future__ import annotations

import re

from designer.errors import RefusedImport
from designer.exchange.drawio import looks
from designer.exchange.drawio.cells import PART, Cell, cells_of
from designer.exchange.drawio.pages import Broken, Page, pages_of
from designer.exchange.drawio.tree import Cells, Places, cut_circles, hidden_in
from designer.exchange.drawn import Drawing, Line, Shape, sketched
from designer.exchange.own import unpacked
from designer.exchange.sketch import Sketch
from designer.layout.rect import around

_MOST_CELLS = 60_000
_PAGE_GAP = 80
_NAMELESS = re.compile(
    r"|(Copy of )*(Page|Seite|Página|Pagina|Trang|Strona|Страница|Sayfa|Sida|Side|Stránka|Oldal|Halaman"
    r"|페이지|ページ|第)\s*[-—]?\s*\d+.*"
)


def read_drawio(data: bytes, name: str) -> Sketch:
    """What is drawn in a draw.io file, or in an SVG or PNG that carries one.

    Raises RefusedImport for anything else.
    """
    try:
        pages = pages_of(data)
    except Broken as error:
        because, line, column = error.args
        raise RefusedImport(f"cannot read {name}: {because}", line, column) from None
    count = sum(len(page.root) for page in pages)
    if count > _MOST_CELLS:
        because = f"it has {count} cells, more than {_MOST_CELLS}"
        raise RefusedImport(f"cannot read {name}: because {because}. Split the diagram.")
    drawing = Drawing("draw.io")
    bottom = 0.0
    for number, page in enumerate(pages, start=1):
        reader = _PageReader(page, f"{number}/" if len(pages) > 1 else "", drawing)
        reader.read()
        bottom = reader.move_below(bottom + _PAGE_GAP) if number > 1 else reader.bottom
    if len(pages) > 1:
        drawing.remark_all(
            [f"page {page.name!r}" for page in pages], "The pages of the file stand one below the other."
        )
    elif not _NAMELESS.fullmatch(pages[0].name):
        drawing.title = pages[0].name
    return sketched(drawing)


class _PageReader:
    """One page on its way into the drawing. Its keys begin with `prefix`: ids repeat over pages."""

    def __init__(self, page: Page, prefix: str, drawing: Drawing) -> None:
        self._name, self._prefix, self._drawing = page.name, prefix, drawing
        self._cells: Cells = {}
        for cell in cells_of(page.root):
            if cell.packed == PART:
                continue
            if cell.id in self._cells:
                drawing.remark(self._place(cell), "It is left out: another cell has its id.")
            else:
                self._cells[cell.id] = cell
        for cell in cut_circles(self._cells):
            drawing.remark(
                self._place(cell), "It is taken out of its parent: they lie in a circle, or too deep."
            )
        self._places = Places(self._cells)
        self._shapes: dict[str, Shape] = {}
        self._lines: dict[str, Line] = {}

    def read(self) -> None:
        """Put what is to be seen on the page into the drawing."""
        self._take_rest()
        self._leave_hidden()
        labels = self._labels()
        for cell in labels:
            self._add_label(cell)
        vertices = [cell for cell in self._cells.values() if cell.is_vertex and cell not in labels]
        self._shapes |= {self._key(cell.id): self._shape(cell) for cell in vertices}
        self._lines |= {self._key(cell.id): self._line(cell) for cell in self._cells.values() if cell.is_edge}
        self._drawing.shapes |= self._shapes
        self._drawing.lines |= self._lines

    @property
    def bottom(self) -> float:
        return around(shape.frame for shape in self._shapes.values() if shape.frame).bottom

    def move_below(self, top: float) -> float:
        """Move all shapes and lines so that they begin at `top`; where they end then."""
        frames = [shape.frame for shape in self._shapes.values() if shape.frame]
        by = top - around(frames).y
        for shape in self._shapes.values():
            shape.frame = shape.frame._replace(y=shape.frame.y + by) if shape.frame else None
        for line in self._lines.values():
            line.move(by)
        return self.bottom if frames else top

    def _key(self, cell_id: str) -> str:
        return self._prefix + cell_id

    def _place(self, cell: Cell) -> str:
        page = f"page {self._name!r}, " if self._prefix else ""
        label = f" {' '.join(cell.label.split())[:40]!r}" if cell.label else ""
        return f"{page}cell {cell.id[:60]}{label}"

    def _take_rest(self) -> None:
        """What our export carries beside its shapes stands at the root cell of its page."""
        for cell in self._cells.values():
            if cell.packed and not cell.is_vertex and not cell.is_edge:
                self._drawing.rest = self._drawing.rest or unpacked(cell.packed)

    def _leave_hidden(self) -> None:
        hidden = hidden_in(self._cells)
        places = [self._place(cell) for cell in hidden.values() if cell.is_vertex or cell.is_edge]
        self._drawing.remark_all(places, "A cell is left out: it or its layer is hidden.")
        self._cells = {key: cell for key, cell in self._cells.items() if key not in hidden}

    def _labels(self) -> list[Cell]:
        """The vertices that stand on an arrow and have none of their own."""
        ends = {end for cell in self._cells.values() if cell.is_edge for end in (cell.source, cell.target)}
        parents = (
            (cell, self._cells.get(cell.parent or "")) for cell in self._cells.values() if cell.is_vertex
        )
        return [cell for cell, parent in parents if parent and parent.is_edge and cell.id not in ends]

    def _add_label(self, cell: Cell) -> None:
        edge = self._cells[cell.parent or ""]
        if cell.label:
            edge.label = f"{edge.label}\n{cell.label}" if edge.label else cell.label
        elif not looks.is_text(cell):
            self._drawing.remark(self._place(cell), "A shape on an arrow is left out: it has no words.")

    def _shape(self, cell: Cell) -> Shape:
        parent = self._cells.get(cell.parent or "")
        return Shape(
            key=self._key(cell.id),
            label=cell.label,
            shape=looks.shape_of(cell),
            icon=looks.icon_of(cell),
            parent=self._key(parent.id) if parent is not None and parent.is_vertex else None,
            frame=None if parent is not None and parent.is_edge else self._places.frame(cell),
            words=looks.words_below(cell, self._places.frame(cell)),
            data=self._data(cell),
            place=self._place(cell),
            is_text=looks.is_text(cell),
            is_note=looks.is_note(cell),
            is_plain=looks.is_plain(cell),
            is_frame=looks.is_group(cell),
            is_bare=looks.is_bare(cell),
        )

    def _data(self, cell: Cell) -> dict[str, object] | None:
        data = unpacked(cell.packed) if cell.packed else None
        if cell.packed and data is None:
            self._drawing.remark(self._place(cell), "The data beside it cannot be read: only its label is.")
        return data

    def _line(self, cell: Cell) -> Line:
        x, y = self._places.origin(cell.parent)
        moved = {name: (left + x, top + y) for name, (left, top) in cell.points.items()}
        at_start, at_end = looks.heads_of(cell)
        return Line(
            key=self._key(cell.id),
            source=self._end(cell.source),
            target=self._end(cell.target),
            start=moved.get("sourcePoint"),
            end=moved.get("targetPoint"),
            bends=tuple((left + x, top + y) for left, top in cell.bends),
            label=cell.label,
            dash=looks.dash_of(cell),
            data=self._data(cell),
            place=self._place(cell),
            at_start=at_start,
            at_end=at_end,
        )

    def _end(self, cell_id: str | None) -> str | None:
        """The key of the shape that an arrow is bound to; None where there is none on this page."""
        key = self._key(cell_id or "")
        return key if key in self._shapes else None
