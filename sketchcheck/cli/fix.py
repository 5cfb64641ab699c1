"""`fix`: apply fixes to a file, or show what they would change."""

from __future__ import annotations

import difflib
from pathlib import Path

import typer

from checks.config import config_for
from checks.engine import Report, check
from checks.fixes import fixes_of, mend
from checks.reports.text import counted, plain
from designer.errors import SketchcheckError
from designer.files import load_file, splice, write_file


def run(path: Path, *, write: bool, only: str | None, declare: bool) -> None:
    """Mend again and again until nothing more can be fixed; print or write the result."""
    loaded = load_file(path)
    config = config_for(path)
    design, applied = mend(loaded.design, only=only, declare=declare, config=config)
    if only and not applied:
        why = _why_not(only, check(loaded.design, config=config))
        raise SketchcheckError(f"cannot fix {only}: because {why}")
    text = splice(loaded, design)
    if write and applied:
        write_file(path, text, loaded.stamp)
    else:
        typer.echo(_diff(loaded.text, text, plain(str(path))), nl=False)
    for finding, fix in applied:
        typer.echo(f"{finding.id}: {plain(fix.title)}", err=True)
    left = _left(check(design, config=config), declare=declare)
    typer.echo(f"{_done(len(applied), write=write)} {left}".rstrip(), err=True)


def _why_not(only: str, report: Report) -> str:
    found = next((one for one in report.findings if one.id == only), None)
    if found is None:
        return "the check does not find it. `sketchcheck check` lists what it finds."
    if found.status != "open":
        return "it is waived. Delete the waiver first."
    if fixes_of(found, report.view):
        return "its fix states what people must make true. Add --declare if they will."
    return f"only a person can mend it. `sketchcheck rules {found.code}` says how."


def _done(count: int, *, write: bool) -> str:
    if not count:
        return "Nothing to fix."
    if write:
        return f"{counted(count, 'finding')} fixed, the file is written."
    return f"{counted(count, 'finding')} can be fixed; nothing is written, --write does that."


def _left(report: Report, *, declare: bool) -> str:
    left = report.open()
    if not left:
        return ""
    more = any(fixes_of(one, report.view) for one in left) and not declare
    hint = "--declare fixes more by stating intentions" if more else "`sketchcheck check` explains what to do"
    return f"{counted(len(left), 'finding')} left: {hint}."


def _diff(old: str, new: str, name: str) -> str:
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
