"""`fix`: apply fixes to a file, or show what they would change."""

from __future__ import annotations

import difflib
from pathlib import Path

import typer

from checks.fixes import mend
from designer.errors import SketchcheckError
from designer.files import load_file, splice, write_file


def run(path: Path, *, write: bool, only: str | None, declare: bool) -> None:
    """Mend again and again until nothing more can be fixed; print or write the result."""
    loaded = load_file(path)
    design, applied = mend(loaded.design, only=only, declare=declare)
    if only and not applied:
        raise SketchcheckError(f"cannot fix {only}: because it is not found, or only a person can mend it.")
    text = splice(loaded, design)
    if write:
        write_file(path, text, loaded.stamp)
    else:
        typer.echo(_diff(loaded.text, text, str(path)), nl=False)
    for finding, fix in applied:
        typer.echo(f"{finding.id}: {fix.title}", err=True)
    done = "written" if write else "shown, nothing written; --write writes"
    typer.echo(f"{len(applied)} fixed, {done}." if applied else "Nothing to fix.", err=True)


def _diff(old: str, new: str, name: str) -> str:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
