"""`diff`: what became of a design between two files, or two revisions of one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from checks.comparison import Comparison, compare
from checks.config import config_for
from checks.engine import Report, check
from checks.finding import severities_from
from checks.reports.compared import ComparedFiles
from designer.errors import SketchcheckError
from designer.files.load import LoadedFile, load_file, load_text
from designer.model.design import Design
from designer.model.properties import Maturity
from sketchcheck.cli.files import CANNOT, write_output
from sketchcheck.cli.git import text_at


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of the command."""

    form: str
    output: Path | None
    picture: Path | None
    fail_on_new: str
    maturity: Maturity | None
    today: date | None


def run(files: Sequence[Path], revisions: Sequence[str], wish: Wish) -> int:
    """Compare, report, draw where a picture is wished, and give the exit code.

    Raises SketchcheckError where one of the two cannot be read.
    """
    before, after = _both(files, revisions)
    config = config_for(files[-1])

    def judge(design: Design) -> Report:
        return check(design, today=wish.today, maturity=wish.maturity, config=config)

    comparison = compare(before.design, after.design, judge)
    compared = ComparedFiles(comparison, before.name, after.name, after.line_of)
    if wish.picture:
        _draw(compared, wish.picture, *files)
    write_output(_written(compared, wish), wish.output, *files)
    return _code(comparison, wish.fail_on_new)


def _both(files: Sequence[Path], revisions: Sequence[str]) -> tuple[LoadedFile, LoadedFile]:
    """The two designs; revisions are those of one file, the file on disk stands for a missing second."""
    if len(files) == 2 and not revisions:
        return load_file(files[0]), load_file(files[1])
    if len(files) == 1 and len(revisions) in (1, 2):
        file = files[0]
        then, *later = (load_text(text_at(file, one), f"{file} at {one}") for one in revisions)
        return then, later[0] if later else load_file(file)
    raise SketchcheckError(
        "cannot compare: because it takes two designs. Name two files,"
        " or one file with --rev REVISION once (to the file on disk) or twice."
    )


def _draw(files: ComparedFiles, picture: Path, *sources: Path) -> None:
    from checks.reports.comparison_picture import comparison_picture

    write_output(comparison_picture(files, picture.suffix), picture, *sources)


def _written(files: ComparedFiles, wish: Wish) -> str:
    match wish.form:
        case "json":
            from checks.reports.comparison_json import comparison_json

            return comparison_json(files)
        case "markdown":
            from checks.reports.comparison_markdown import comparison_markdown

            return comparison_markdown(files)
    from checks.reports.comparison_text import comparison_text

    terminal = wish.output is None and sys.stdout.isatty()
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    return comparison_text(files, width=width, colour=terminal)


def _code(comparison: Comparison, fail_on_new: str) -> int:
    failed = [*comparison.before.failed, *comparison.after.failed]
    for one in failed:
        typer.echo(f"{one.code} could not run: {one.why}", err=True)
    return CANNOT if failed else int(bool(comparison.new_open(*severities_from(fail_on_new))))
