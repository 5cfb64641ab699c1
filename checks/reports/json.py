"""The report as JSON, format `sketchcheck-report/1`; docs/command-line.md describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from checks.finding import Finding
from checks.reports.checked import CheckedFile
from checks.reports.data import Plain, failed_data, finding_data, score_data, straight
from checks.reports.kept import anchor_of, kept_reviews
from designer.model.waiver import Review, Waiver

FORMAT = "sketchcheck-report/1"


def to_json(files: Sequence[CheckedFile], *, several: bool | None = None) -> str:
    """One object for one file, `{"reports": [...]}` for several; `several` where more files were named."""
    reports = [report_data(one) for one in files]
    many = len(reports) != 1 if several is None else several
    return json.dumps({"reports": reports} if many else reports[0], indent=2, ensure_ascii=False) + "\n"


def report_data(file: CheckedFile) -> Plain:
    """The object of one file."""
    report = file.report
    design = report.design
    return {
        "format": FORMAT,
        "date": report.date.isoformat(),
        "design": {
            "name": design.name, "file": file.name, "components": len(design.components),
            "flows": len(design.flows), "maturity": report.maturity,
        },
        "findings": [_finding(one, file) for one in report.findings],
        "not_stated": [
            {"code": one.code, "anchor": one.anchor, "element": one.element, "property": one.property}
            for one in report.not_stated
        ],
        "waivers": {
            "expired": _waivers(report.expired),
            "unmatched": _waivers(report.unmatched),
            "refused": [one.stated() | {"why": why} for one, why in report.refused],
        },
        "reviews": [_kept(review, waiver, file) for review, waiver in kept_reviews(report)],
        "score": score_data(report.score),
        "rules": {
            "run": list(report.run),
            "skipped": [{"code": one.code, "why": one.why} for one in report.skipped],
            "failed": failed_data(report),
        },
    }  # fmt: skip


def _finding(finding: Finding, file: CheckedFile) -> Plain:
    data = finding_data(finding, file.report, edits=True)
    known = {} if file.baseline is None else {"baseline": file.is_known(finding)}
    return data | {"origin": "rule", "line": file.line_of(finding.anchor)} | known


def _kept(review: Review, waiver: Waiver | None, file: CheckedFile) -> Plain:
    anchor = anchor_of(review)
    data: Plain = {
        "id": review.id, "origin": "review", "status": "waived" if waiver else "kept", "anchor": anchor,
        "line": file.line_of(anchor), "text": straight(review.text or ""), "model": review.model or "",
    }  # fmt: skip
    return data | ({"waiver": waiver.stated()} if waiver else {})


def _waivers(waivers: Sequence[Waiver]) -> list[Plain]:
    return [one.stated() for one in waivers]
