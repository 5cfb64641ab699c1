"""The commands and their options. The work is done in one module a command, imported when it is called."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from designer.errors import SketchcheckError
from sketchcheck.cli.files import CANNOT, tell
from sketchcheck.cli.options import (
    Asked,
    Codes,
    Day,
    FailOn,
    File,
    Format,
    ImportFormat,
    Output,
    Paper,
    ReportReader,
    WordsFormat,
)

app = typer.Typer(
    name="sketchcheck",
    help="Draw an ML system, and see what it is missing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sketchcheck {version('sketchcheck')}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Draw an ML system, and see what it is missing."""


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Design files, or folders of them.")],
    form: Annotated[Format, typer.Option("--format", help="The form of the report.")] = Format.TEXT,
    output: Output = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 from this severity on.")] = FailOn.ERROR,
    maturity: Annotated[Asked | None, typer.Option(help="Overrides the maturity of the brief.")] = None,
    select: Codes = None,
    ignore: Codes = None,
    date: Day = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="OLD",
            help="Count only what is not in this older design or report of `check --format json`.",
        ),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = False,
) -> None:
    """Check designs. Exit code 0: clean; 1: findings; 2: could not check."""
    from sketchcheck.cli import check as command

    wish = command.Wish(
        form=form.value,
        output=output,
        fail_on=fail_on.value,
        maturity=maturity.value if maturity else None,
        select=tuple(code.upper() for code in select or ()),
        ignore=tuple(code.upper() for code in ignore or ()),
        today=date,
        baseline=baseline,
    )
    raise typer.Exit(command.watch(files, wish) if watch else command.run(files, wish))


@app.command()
def diff(
    files: Annotated[
        list[Path], typer.Argument(metavar="A [B]", help="The design before and after, or one with --rev.")
    ],
    rev: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REVISION",
            help="Compare this git revision of one file with the file on disk; given twice, both revisions.",
        ),
    ] = None,
    form: Annotated[
        WordsFormat, typer.Option("--format", help="The form of the comparison.")
    ] = WordsFormat.TEXT,
    output: Output = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Also draw both in one picture; its ending chooses the format."),
    ] = None,
    fail_on_new: Annotated[
        FailOn, typer.Option(help="Exit with 1 from this severity of new findings on.")
    ] = FailOn.NEVER,
    maturity: Annotated[Asked | None, typer.Option(help="Overrides the maturity of both briefs.")] = None,
    date: Day = None,
) -> None:
    """Compare designs: parts, findings, score. Exit code 0: compared; 2: could not."""
    from sketchcheck.cli import diff as command

    wish = command.Wish(
        form=form.value,
        output=output,
        picture=picture,
        fail_on_new=fail_on_new.value,
        maturity=maturity.value if maturity else None,
        today=date,
    )
    raise typer.Exit(command.run(files, rev or (), wish))


@app.command()
def fix(
    file: File,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change (this is what happens anyway).")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Change the file.")] = False,
    only: Annotated[
        str | None, typer.Option(metavar="ID", help="Fix one finding, such as LOG001@scorer.")
    ] = None,
    declare: Annotated[
        bool, typer.Option("--declare", help="Also state intentions that people must make true.")
    ] = False,
) -> None:
    """Mend what can be mended: shown as a diff, or written with --write."""
    from sketchcheck.cli import fix as command

    if diff and write:
        raise typer.BadParameter("--diff shows and --write changes; give one of them")
    command.run(file, write=write, only=only, declare=declare)


@app.command()
def draw(
    file: File,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The picture; its ending chooses the format.")
    ],
    badges: Annotated[bool, typer.Option("--badges", help="Mark the findings.")] = False,
    dark: Annotated[bool, typer.Option("--dark", help="Light lines on a dark ground.")] = False,
    no_legend: Annotated[bool, typer.Option("--no-legend", help="Leave the legend out.")] = False,
    no_title: Annotated[bool, typer.Option("--no-title", help="Leave name and counts out.")] = False,
    transparent: Annotated[
        bool, typer.Option("--transparent", help="No ground behind it (SVG and PNG).")
    ] = False,
    scale: Annotated[
        float, typer.Option(min=0.25, max=4, help="Pixels of a PNG for each of the drawing.")
    ] = 2,
    page: Annotated[
        Paper | None, typer.Option(help="Fit a PDF on this page; else it is as large as the picture.")
    ] = None,
    no_source: Annotated[
        bool, typer.Option("--no-source", help="Leave the design's text out of the picture.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Draw again whenever the file changes.")] = False,
) -> None:
    """Draw a design as SVG, PNG, PDF, Mermaid or DOT."""
    from sketchcheck.cli import draw as command

    wish = command.Wish(
        output=output,
        badges=badges,
        dark=dark,
        legend=not no_legend,
        title=not no_title,
        transparent=transparent,
        scale=scale,
        page=page.value if page else None,
        source=not no_source,
    )
    if watch:
        raise typer.Exit(command.watch(file, wish))
    command.run(file, wish)


@app.command()
def report(
    file: File,
    output: Annotated[Path, typer.Option("--output", "-o", help="The report: its ending is .html or .pdf.")],
    reader: Annotated[
        ReportReader, typer.Option("--for", help="Who reads it: what is shown differs, the facts do not.")
    ] = ReportReader.ENGINEER,
    maturity: Annotated[Asked | None, typer.Option(help="Overrides the maturity of the brief.")] = None,
    date: Day = None,
) -> None:
    """Write a report for one kind of reader, as a page or a PDF."""
    from sketchcheck.cli import report as command

    command.run(file, output, reader.value, maturity=maturity.value if maturity else None, today=date)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A drawing: Mermaid, DOT, draw.io, a picture of ours ...")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="The design file to write, NAME.design.yaml."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--map", metavar="FILE", help="Corrections; where the file is not there, the guesses are written."
        ),
    ] = None,
    form: Annotated[
        ImportFormat, typer.Option("--format", help="The form of the report.")
    ] = ImportFormat.TEXT,
    force: Annotated[bool, typer.Option("--force", help="Replace OUT if it exists.")] = False,
) -> None:
    """Make a design from a drawing of another tool, and report what was guessed."""
    from sketchcheck.cli import importing as command

    command.run(file, output, mapping, form=form.value, force=force)


@app.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to make, NAME.design.yaml.")],
    template: Annotated[str | None, typer.Option(help="A template; without it the design is empty.")] = None,
    flawed: Annotated[bool, typer.Option("--flawed", help="Take the template's flawed twin.")] = False,
) -> None:
    """Make a design file, empty or from a template."""
    from sketchcheck.cli import new as command

    command.run(file, template, flawed=flawed)


@app.command()
def templates() -> None:
    """List the templates."""
    from sketchcheck.cli import new as command

    command.list_all()


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Explain this rule.")] = None,
    on: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Say what it finds in this design."),
    ] = None,
) -> None:
    """List the rules, or explain one."""
    from sketchcheck.cli import rules as command

    command.run(code, on)


@app.command()
def review(
    file: File,
    model: Annotated[str | None, typer.Option(help="The model; else SKETCHCHECK_MODEL.")] = None,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Such as http://localhost:11434/v1; else OPENAI_BASE_URL."),
    ] = None,
    form: Annotated[WordsFormat, typer.Option("--format", help="The form.")] = WordsFormat.TEXT,
    output: Output = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent, and to whom; send nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking.")] = False,
    runs: Annotated[
        int, typer.Option(min=1, max=9, help="Runs in all; those that are remembered count.")
    ] = 1,
    fail_on_review: Annotated[
        bool, typer.Option("--fail-on-review", help="Exit with 1 where the model found something.")
    ] = False,
    try_connection: Annotated[
        bool, typer.Option("--try", help="Only try the connection; the design is not sent.")
    ] = False,
) -> None:
    """Ask a language model what it holds against a design. Exit code 0: asked; 2: could not."""
    from sketchcheck.cli import review as command

    wish = command.Wish(
        model=model,
        base_url=base_url,
        form=form.value,
        output=output,
        dry_run=dry_run,
        yes=yes,
        runs=runs,
        fail_on_review=fail_on_review,
    )
    raise typer.Exit(command.try_it(file, wish) if try_connection else command.run(file, wish))


@app.command()
def schema(
    output: Output = None,
    report: Annotated[bool, typer.Option("--report", help="The schema of `check --format json`.")] = False,
) -> None:
    """Print the JSON Schema of design files, for editors, or of reports."""
    from sketchcheck.cli import schema as command

    command.run(output, report=report)


@app.command("app")
def serve(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Keep this file in step with the canvas.")
    ] = None,
    port: Annotated[int, typer.Option(help="The port on this machine.", min=1, max=65535)] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Open the web app on this machine."""
    from sketchcheck.cli import serve as command

    raise typer.Exit(command.run(file, port, browser=not no_browser))


def _any_text() -> None:
    """Whatever stands in a design can be printed; into a pipe or a file it goes as UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def main() -> None:
    """Run a command; what cannot be done is told in words, with exit code 2."""
    _any_text()
    gc.disable()  # A command builds much, frees little and ends; collecting would cost a fifth of its time.
    try:
        app()
    except SketchcheckError as error:
        tell(error)
        sys.exit(CANNOT)
    finally:
        gc.freeze()  # Or the interpreter goes through everything once more before it ends.
