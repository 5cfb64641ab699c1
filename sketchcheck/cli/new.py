"""`new` and `templates`: beginning a design file."""

from __future__ import annotations

import textwrap
from pathlib import Path

import typer

from designer.errors import SketchcheckError
from designer.files import Template, list_templates
from designer.model.messages import did_you_mean
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
        found = _find(template)
        text = (found.flawed if flawed else found.good).read_text("utf-8")
    write_output(text, path)
    typer.echo(
        f"{path} is made. See it with `sketchcheck app {path}`, check it with `sketchcheck check {path}`."
    )


def _find(name: str) -> Template:
    known = {one.name: one for one in list_templates()}
    if name not in known:
        hint = did_you_mean(name, known) or f" There are: {', '.join(known)}."
        raise SketchcheckError(f"cannot find the template {name}: because there is none of this name.{hint}")
    return known[name]


def list_all() -> None:
    """Print name, title and story of each."""
    for one in list_templates():
        typer.echo(f"{one.name}  {one.title}")
        typer.echo(textwrap.fill(one.story, 96, initial_indent="    ", subsequent_indent="    "))
