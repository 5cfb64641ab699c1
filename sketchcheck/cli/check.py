"""`check`: run the rules over files and report."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checks.config import config_for
from checks.engine import Report, check
from checks.finding import severities_from
from checks.registry import begins_a_code
from checks.reports.checked import CheckedFile
from designer.errors import SketchcheckError
from designer.files.load import load_file
from designer.model.design import Design
from designer.model.properties import Maturity
from sketchcheck.cli.files import CANNOT, ENDING, design_files, is_folder, tell, write_output

if TYPE_CHECKING:
    from sketchcheck.cli.baseline import Baseline


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
    baseline: Path | None = None


def run(given: Sequence[Path], wish: Wish) -> int:
    """Check, report, and give the exit code. Files that cannot be read do not hide the others.

    Raises SketchcheckError where codes are selected or ignored that no rule begins with.
    """
    _know((*wish.select, *wish.ignore))
    files = design_files(given)
    known = _baseline(wish.baseline, len(files))
    checked: list[CheckedFile] = []
    for path in files:
        try:
            checked.append(_check(path, wish, known))
        except SketchcheckError as error:
            tell(error)
    if checked:
        write_output(_written(checked, wish, several=len(files) > 1), wish.output, *files)
    if 0 < len(checked) < len(files):
        typer.echo(f"{len(files) - len(checked)} of {len(files)} files could not be checked.", err=True)
    if len(checked) < len(files) or any(one.report.failed for one in checked):
        return CANNOT
    failing = severities_from(wish.fail_on)
    return int(any(finding.severity in failing for one in checked for finding in one.counting()))


def _know(codes: Sequence[str]) -> None:
    for code in codes:
        if not begins_a_code(code):
            raise SketchcheckError(
                f"cannot select or ignore {code!r}: because no rule's code begins so."
                " `sketchcheck rules` lists them; repeat the option for several."
            )


def _baseline(path: Path | None, count: int) -> Baseline | None:
    if path is None:
        return None
    from sketchcheck.cli.baseline import read_baseline

    return read_baseline(path, count)


def _check(path: Path, wish: Wish, baseline: Baseline | None) -> CheckedFile:
    if is_folder(path):
        raise SketchcheckError(
            f"cannot check {path}: because no *{ENDING} is in it. Name a file or another folder."
        )
    loaded = load_file(path)
    config = config_for(path)

    def judge(design: Design) -> Report:
        return check(
            design,
            today=wish.today,
            maturity=wish.maturity,
            select=wish.select,
            ignore=wish.ignore,
            config=config,
        )

    known = baseline.known(str(path), loaded.design, judge) if baseline else None
    return CheckedFile(str(path), judge(loaded.design), loaded.line_of, known)


def _written(checked: Sequence[CheckedFile], wish: Wish, *, several: bool) -> str:
    """The report in the form that is wished; only the module of that form is loaded."""
    match wish.form:
        case "json":
            from checks.reports.json import to_json

            return to_json(checked, several=several)
        case "markdown":
            from checks.reports.markdown import markdown

            return markdown([one.report for one in checked], [one.baseline for one in checked])
        case "sarif":
            from checks.reports.sarif import to_sarif

            return to_sarif(checked)
        case "junit":
            from checks.reports.junit import to_junit

            return to_junit(checked, severities_from(wish.fail_on))
        case "github":
            from checks.reports.github import to_github

            return to_github(checked)
        case "html":
            from checks.reports.html import to_html

            return to_html(checked)
    from checks.reports.text import to_text

    terminal = wish.output is None and sys.stdout.isatty()
    return to_text(checked, width=min(shutil.get_terminal_size((100, 24)).columns, 120), colour=terminal)


def watch(given: Sequence[Path], wish: Wish) -> int:
    """Check, and again whenever a file changes, until interrupted."""
    from sketchcheck.cli.watching import watch as again

    return again(lambda: design_files(given), lambda: run(given, wish))
