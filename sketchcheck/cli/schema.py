"""`schema`: the JSON Schema of design files, or of reports."""

from __future__ import annotations

import json
from pathlib import Path

from sketchcheck.cli.files import write_output


def run(output: Path | None, *, report: bool = False) -> None:
    """Print or write the schema."""
    write_output(report_text() if report else _design_text(), output)


def report_text() -> str:
    """The schema of the JSON report, as docs/report.schema.json holds it."""
    from checks.reports.schema import report_schema

    return json.dumps(report_schema(), indent=2) + "\n"


def _design_text() -> str:
    from designer.files.schema import schema

    return json.dumps(schema(), indent=2) + "\n"
