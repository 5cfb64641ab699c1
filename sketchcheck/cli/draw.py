"""`draw`: a design as a picture."""

from __future__ import annotations

from pathlib import Path

from checks.config import config_for
from checks.engine import check
from checks.reports.marks import marks_of
from designer.exchange.writing import export
from designer.files import load_file
from sketchcheck.cli.files import write_output


def run(path: Path, output: Path, *, badges: bool, dark: bool, source: bool) -> None:
    """Draw in the format that the ending of the output names."""
    loaded = load_file(path)
    marks = marks_of(check(loaded.design, config=config_for(path))) if badges else ()
    ending = output.suffix.lstrip(".")
    picture = export(loaded.design, ending, marks=marks, dark=dark, source=loaded.text if source else None)
    write_output(picture, output, path)
