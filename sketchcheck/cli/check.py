"""`check`: run the rules over files and report."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from checks.engine import check
from checks.finding import SEVERITIES, Severity
from checks.reports.checked import CheckedFile
from designer.errors import FileProblems, SketchcheckError
from designer.files.load import load_file
from designer.model.properties import Maturity
from sketchcheck.cli.files import CANNOT, design_files, write_output

POLL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of the command."""

    form: str
    output: Path | None
    fail_on: str
    maturity: Maturity | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    today: date | None


def run(given: Sequence[Path], wish: Wish) -> int:
    """Check, report, and give the exit code. Files that cannot be read do not hide the others."""
    checked: list[CheckedFile] = []
    unreadable = False
    for path in design_files(given):
        try:
            checked.append(_check(path, wish))
        except (FileProblems, SketchcheckError) as error:
            unreadable = True
            typer.echo(str(error), err=True)
    if checked:
        write_output(_written(checked, wish), wish.output)
    if unreadable or any(one.report.failed for one in checked):
        return CANNOT
    return int(any(one.report.open(*_counted(wish.fail_on)) for one in checked if _counted(wish.fail_on)))


def _check(path: Path, wish: Wish) -> CheckedFile:
    loaded = load_file(path)
    report = check(
        loaded.design, today=wish.today, maturity=wish.maturity, select=wish.select, ignore=wish.ignore
    )
    return CheckedFile(str(path), report, loaded.line_of)


def _counted(fail_on: str) -> tuple[Severity, ...]:
    return () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]


def _written(checked: Sequence[CheckedFile], wish: Wish) -> str:
    if wish.form == "json":
        from checks.reports.json import to_json

        return to_json(checked)
    if wish.form == "markdown":
        from checks.reports.markdown import markdown

        return markdown([one.report for one in checked])
    from checks.reports.text import to_text

    terminal = wish.output is None and sys.stdout.isatty()
    return to_text(checked, width=min(shutil.get_terminal_size((100, 24)).columns, 120), colour=terminal)


def watch(given: Sequence[Path], wish: Wish) -> int:
    """Check, and again whenever a file changes, until interrupted."""
    seen: dict[Path, int] = {}
    code = 0
    try:
        while True:
            now = {path: _stamp(path) for path in design_files(given)}
            if now != seen:
                seen = now
                typer.echo("\x1b[2J\x1b[H", nl=False)
                code = run(given, wish)
                typer.echo("Watching; stop with Ctrl+C.", err=True)
            time.sleep(POLL_SECONDS)
    except KeyboardInterrupt:
        return code


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0
