"""How long the reports for readers take, of a design of 40 boxes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drawing import pipelines
from benchmarks.measure import cpu_seconds, process
from checks.engine import check
from checks.reports.html.document import document_html
from checks.reports.pdf import document_pdf
from checks.reports.readers import READERS, document_for
from designer.files import dump
from designer.model.design import read_design

_BOXES = 40


def run() -> Iterator[tuple[str, str]]:
    """CPU time of a whole process for the engineer, then of the same work in this one for each reader."""
    design = read_design(pipelines(_BOXES))
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "forty.design.yaml"), Path(folder, "out.html")
        file.write_text(dump(design), encoding="utf-8")
        command = [sys.executable, "-m", "sketchcheck", "report", str(file), "-o", str(out)]
        whole = process(command, times=3)
    yield "HTML report for an engineer, whole process (budget 1 s)", f"{whole.seconds:.3f} s"
    report = check(design)
    for reader in READERS:
        document = document_for(report, reader)
        made = cpu_seconds(lambda: document_html(document_for(report, reader)))  # noqa: B023 - called at once
        yield f"HTML report for {reader}", f"{made:.3f} s"
        paper = cpu_seconds(lambda: document_pdf(document))  # noqa: B023 - called at once
        yield f"PDF report for {reader}, from its document", f"{paper:.3f} s"
