"""Loading a design file: the design, or every problem with its place."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from designer.files.migrations import migrate
from designer.files.problems import Problems, Unreadable, only
from designer.files.reader import Reader
from designer.files.sections import read_sections
from designer.files.source import Stamp, read_source
from designer.files.tree import Mapping, read_tree, spot
from designer.model.design import Design
from designer.model.limits import MAX_FILE_BYTES

MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A design with the text that it was read from; `stamp` is there for what came from a file."""

    design: Design
    text: str
    name: str
    lines: dict[str, int]
    stamp: Stamp | None = None

    def line_of(self, anchor: str) -> int | None:
        """The line, from 1, of a component, flow, zone, note, waiver, `brief`, `brief.FIELD` or `design`.

        What the brief does not state is mended at the brief, and a brief that is not there at the design.
        None for an id that the file does not have.
        """
        if anchor.startswith("brief"):
            return self.lines.get(anchor) or self.lines.get("brief") or self.lines["design"]
        return self.lines.get(anchor)


def load_file(path: Path | str) -> LoadedFile:
    """Read a design file.

    Raises FileProblems with all problems of the file, SketchcheckError where there is none to read.
    """
    path = Path(path)
    text, stamp = read_source(path)
    loaded = load_text(text, str(path))
    return LoadedFile(loaded.design, text, loaded.name, loaded.lines, stamp)


def load_text(text: str, name: str) -> LoadedFile:
    """Read a design from a text; `name` stands in messages. Raises FileProblems."""
    if len(text) > MAX_FILE_BYTES:
        limit = f"more than {MAX_FILE_BYTES // 1_000_000} MB"
        raise only(name, f"cannot read {name}: because it has {limit}, which no design has. Split it.")
    with without_collection():
        return _load(text, name)


def _load(text: str, name: str) -> LoadedFile:
    reader = Reader(Problems())
    design = Design()
    with suppress(Unreadable):
        design = _read(text.removeprefix(MARK), name, reader)
    reader.problems.check(name, reader.item_at)
    lines = {"design": 1} | {key: node.start.line + 1 for key, node in reader.places.items()}
    return LoadedFile(design, text, name, lines)


def _read(text: str, name: str, reader: Reader) -> Design:
    root = read_tree(text, reader.problems)
    do = "Begin with the line `sketchcheck: 1`."
    if root is None:
        reader.problems.add(spot(text, 0), f"read {name} as a design", "it is empty", do)
        raise Unreadable
    if not isinstance(root, Mapping):
        reader.problems.add(root.start, f"read {name} as a design", "it is not keys and values", do)
        raise Unreadable
    return read_sections(migrate(root, reader.problems), reader)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the garbage collector out: it would walk the growing tree again and again.

    The tree must be gone before the end, or the first collection would walk all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
