"""Files of other tools, recognised by what they hold: one table of formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from designer.drawing.source import source_of
from designer.errors import RefusedImport
from designer.exchange.dot import is_dot, read_dot
from designer.exchange.drawio import is_drawio, read_drawio
from designer.exchange.excalidraw import is_excalidraw, read_excalidraw
from designer.exchange.json_canvas import is_canvas, read_canvas
from designer.exchange.mermaid import is_flowchart, is_markdown, read_markdown, read_mermaid
from designer.exchange.sketch import Sketch
from designer.model.limits import MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read. `holds` looks at the content, which counts more than the ending."""

    name: str
    endings: tuple[str, ...]
    holds: Callable[[bytes], bool]
    read: Callable[[bytes, str], Sketch]


def text_of(data: bytes, name: str) -> str:
    """The text of a file. Raises RefusedImport where it is none."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        because = f"line {line} is no text in {encoding.removesuffix('-sig').upper()}"
        raise RefusedImport(
            f"cannot read {name}: because {because}. Save it as UTF-8, or name another file.", line, 1
        ) from None


def _text_holds(holds: Callable[[str], bool]) -> Callable[[bytes], bool]:
    def ask(data: bytes) -> bool:
        try:
            return holds(text_of(data[:_BEGINNING], ""))
        except RefusedImport:
            return holds(data[:_BEGINNING].decode("utf-8", "replace"))

    return ask


def _picture(data: bytes, name: str) -> Sketch:
    source = source_of(data)
    if source is None:
        because = "this picture carries no design and no drawing"
        raise RefusedImport(
            f"cannot read {name}: because {because}. Export it with its source, or name another."
        )
    return Sketch(format="a picture of Sketchcheck", source=source)


_BEGINNING = 50_000
FORMATS = (
    Format("a picture of Sketchcheck", ("svg", "png"), lambda data: source_of(data) is not None, _picture),
    Format("draw.io", ("drawio", "dio", "xml"), is_drawio, read_drawio),
    Format("Excalidraw", ("excalidraw",), is_excalidraw, read_excalidraw),
    Format("JSON Canvas", ("canvas",), is_canvas, read_canvas),
    Format(
        "Mermaid",
        ("mmd", "mermaid"),
        _text_holds(is_flowchart),
        lambda data, name: read_mermaid(text_of(data, name), name),
    ),
    Format(
        "Graphviz DOT",
        ("dot", "gv"),
        _text_holds(is_dot),
        lambda data, name: read_dot(text_of(data, name), name),
    ),
    Format(
        "Markdown with a block of Mermaid",
        ("md", "markdown"),
        is_markdown,
        lambda data, name: read_markdown(text_of(data, name), name),
    ),
)
"""Every format, the one that is easiest to tell first."""


def is_drawing(data: bytes) -> bool:
    """Whether a format is recognised by what it holds."""
    return any(one.holds(data) for one in FORMATS)


def read(name: str, data: bytes) -> Sketch:
    """What is drawn in a file of another tool; `name` stands in messages, its ending helps to tell.

    Raises RefusedImport where no format is recognised, or where the file is broken.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 1_000_000} MB"
        raise RefusedImport(f"cannot read {name}: because it is larger than {limit}. Split the drawing.")
    ending = name.lower().rpartition(".")[2]
    format_ = next((one for one in FORMATS if one.holds(data)), None)
    format_ = format_ or next((one for one in FORMATS if ending in one.endings), None)
    if format_ is None:
        known = ", ".join(one.name for one in FORMATS)
        raise RefusedImport(f"cannot read {name}: because it is no drawing that is known. Known are {known}.")
    return format_.read(data, name)
