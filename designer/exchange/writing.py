"""A design as a file of another tool, or as a picture: the ending says which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypedDict, Unpack

from designer.drawing import FORMATS, Mark, render
from designer.errors import DrawingError
from designer.exchange.drawio import drawio
from designer.exchange.excalidraw import excalidraw
from designer.exchange.json_canvas import canvas
from designer.model.design import Design

WRITERS: dict[str, Callable[[Design, bool], str]] = {
    "drawio": drawio,
    "excalidraw": excalidraw,
    "canvas": canvas,
}
"""Writers of files that people can go on drawing in, by ending; the flag says whether with our data."""


class Look(TypedDict, total=False):
    """How a picture is wished; `render` says what each means."""

    marks: Iterable[Mark]
    dark: bool
    legend: bool
    title: bool
    transparent: bool
    scale: float
    page: str | None
    source: str | None


def export(design: Design, ending: str, **look: Unpack[Look]) -> bytes:
    """The bytes of a file in the format of this ending; the look is for pictures.

    Raises DrawingError for an unknown format, or when the file cannot be made.
    """
    ending = ending.lower().removeprefix(".")
    if ending in WRITERS:
        return WRITERS[ending](design, look.get("source") is not None).encode()
    if ending not in FORMATS:
        raise DrawingError(
            f"cannot draw {ending or 'a file without an ending'!r}: because it is no format that is known. "
            f"Use one of {', '.join((*FORMATS, *WRITERS))}."
        )
    return render(design, ending, **look)
