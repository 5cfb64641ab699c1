"""`new` and `templates`: beginning a design file."""

from __future__ import annotations

import textwrap
from pathlib import Path

import typer

from designer.errors import SketchcheckError
from designer.files.templates import find_template, list_templates
from sketchcheck.cli.files import write_output

EMPTY = """\
sketchcheck: 1
name: {name}
brief:
  maturity: design
components: []
flows: []
"""


def run(path: Path, template: str | None, *, flawed: bool) -> None:
    """Make the file. Raises SketchcheckError where it exists already."""
    if path.exists():
        raise SketchcheckError(
            f"cannot make {path}: because it exists. Choose another name, or delete it first."
        )
    if template is None:
        name = path.name.removesuffix(".yaml").removesuffix(".design").replace("-", " ").replace("_", " ")
        text = EMPTY.format(name=f'"{name}"' if not name.replace(" ", "").isalpha() else name)
    else:
        found = find_template(template)
        text = (found.flawed if flawed else found.good).read_text("utf-8")
    write_output(text, path)
    typer.echo(
        f"{path} is made. See it with `sketchcheck app {path}`, check it with `sketchcheck check {path}`."
    )


def list_all() -> None:
    """Print name, title and story of each."""
    for one in list_templates():
        typer.echo(f"{one.name}  {one.title}")
        typer.echo(textwrap.fill(one.story, 96, initial_indent="    ", subsequent_indent="    "))
