"""What several commands let a person choose: forms, severities, readers, files and days."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"


class WordsFormat(StrEnum):
    """The forms of a comparison or a review."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class ImportFormat(StrEnum):
    """The forms of an import's report."""

    TEXT = "text"
    JSON = "json"


class FailOn(StrEnum):
    """The least severity that makes a command exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


class Paper(StrEnum):
    """Pages that a picture can be fitted on."""

    A4 = "a4"
    LETTER = "letter"
    SLIDE = "slide"


class ReportReader(StrEnum):
    """Who reads a report."""

    EXECUTIVE = "executive"
    PRODUCT = "product"
    ENGINEER = "engineer"
    DATA_SCIENTIST = "data-scientist"


class Asked(StrEnum):
    """How much is asked of a drawing."""

    SKETCH = "sketch"
    DESIGN = "design"
    PRODUCTION = "production"


File = Annotated[Path, typer.Argument(metavar="FILE", help="A design file, NAME.design.yaml.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of to the terminal.")]


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-11-23") from None


Day = Annotated[
    datetime.date | None,
    typer.Option(
        "--date", parser=_day, metavar="YYYY-MM-DD", help="The day for waivers, in UTC; today if left out."
    ),
]
Codes = Annotated[list[str] | None, typer.Option(help="Codes, or beginnings of codes; may be repeated.")]
