"""`draw`: a design as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from checks.config import config_for
from checks.engine import check
from checks.reports.marks import marks_of
from designer.drawing import bounded
from designer.errors import SketchcheckError
from designer.exchange.writing import export
from designer.files import load_file
from sketchcheck.cli.files import CANNOT, tell, write_output


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of the command."""

    output: Path
    badges: bool
    dark: bool
    legend: bool
    title: bool
    transparent: bool
    scale: float
    page: str | None
    source: bool


def run(path: Path, wish: Wish) -> None:
    """Draw in the format that the ending of the output names."""
    loaded = load_file(path)
    picture = export(
        loaded.design,
        wish.output.suffix.lstrip("."),
        marks=marks_of(check(loaded.design, config=config_for(path))) if wish.badges else (),
        dark=wish.dark,
        legend=wish.legend,
        title=wish.title,
        transparent=wish.transparent,
        scale=wish.scale,
        page=wish.page,
        source=loaded.text if wish.source else None,
    )
    write_output(picture, wish.output, path)
    if wish.output.suffix.lower() == ".png" and (size := bounded(picture)):
        typer.echo(
            f"{wish.output}: {size[0]} x {size[1]} pixels, the most that viewers take. SVG has no bound.",
            err=True,
        )


def watch(path: Path, wish: Wish) -> int:
    """Draw, and again whenever the design changes; one that cannot be read is told and waited for."""
    from sketchcheck.cli.watching import watch as again

    def once() -> int:
        try:
            run(path, wish)
        except SketchcheckError as error:
            tell(error)
            return CANNOT
        return 0

    return again(lambda: [path], once)
