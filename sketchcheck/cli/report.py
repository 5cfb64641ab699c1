"""`report`: what a check found, told to one kind of reader."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checks.config import config_for
from checks.engine import check
from checks.reports.checked import CheckedFile
from checks.reports.readers import document_for
from checks.reports.readers.document import Document
from designer.errors import SketchcheckError
from designer.files import load_file
from designer.model.properties import Maturity
from sketchcheck.cli.files import write_output


def run(path: Path, output: Path, reader: str, *, maturity: Maturity | None, today: date | None) -> None:
    """Write the report in the form that the ending of the output names."""
    loaded = load_file(path)
    report = check(loaded.design, today=today, maturity=maturity, config=config_for(path))
    place = CheckedFile(path.name, report, loaded.line_of).place
    write_output(_written(document_for(report, reader, place), output), output, path)


def _written(document: Document, output: Path) -> str | bytes:
    match output.suffix.lower():
        case ".html" | ".htm":
            from checks.reports.html.document import document_html

            return document_html(document)
        case ".pdf":
            from checks.reports.pdf import document_pdf

            return document_pdf(document)
    raise SketchcheckError(
        f"cannot write {output.name}: because a report is a page or a PDF. End the name in .html or .pdf."
    )
