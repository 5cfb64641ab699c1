"""`new` and `templates`: beginning a design file."""

from __future__ import annotations

import shlex
import textwrap
from pathlib import Path

import typer

from checks.reports.text import plain
from designer.errors import SketchcheckError
from designer.files import dump
from designer.files.templates import find_template, list_templates
from designer.model.design import Design
from sketchcheck.cli.files import not_written


def run(path: Path, template: str | None, *, flawed: bool) -> None:
    """Make the file. Raises SketchcheckError where it exists already."""
    if flawed and template is None:
        raise SketchcheckError(
            "cannot take a flawed twin: because no template is named. Add --template NAME."
        )
    text = _of_template(template, flawed=flawed) if template else _empty(path)
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise SketchcheckError(
            f"cannot make {path}: because it exists. Choose another name, or delete it first."
        ) from None
    except OSError as error:
        raise not_written(path, error) from None
    name = shlex.quote(str(path))
    typer.echo(
        plain(
            f"{path} is made. See it with `sketchcheck app {name}`, check it with `sketchcheck check {name}`."
        )
    )


def _of_template(name: str, *, flawed: bool) -> str:
    found = find_template(name)
    return (found.flawed if flawed else found.good).read_text("utf-8")


def _empty(path: Path) -> str:
    name = path.name.removesuffix(".yaml").removesuffix(".design").replace("-", " ").replace("_", " ")
    line = dump(Design(name=" ".join(plain(name).split()))).strip()
    return f"{line}\nbrief:\n  maturity: design\ncomponents: []\nflows: []\n"


def list_all() -> None:
    """Print name, title and story of each."""
    for one in list_templates():
        typer.echo(f"{one.name}  {one.title}")
        typer.echo(textwrap.fill(one.story, 96, initial_indent="    ", subsequent_indent="    "))
