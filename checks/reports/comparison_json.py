"""A comparison as JSON, format `sketchcheck-diff/1`; docs/command-line.md describes it."""

from __future__ import annotations

import json

from checks.comparison import Part
from checks.engine import Report
from checks.finding import Finding
from checks.reports.compared import ComparedFiles
from checks.reports.data import Plain, finding_data, score_data

FORMAT = "sketchcheck-diff/1"


def comparison_json(files: ComparedFiles) -> str:
    """The whole comparison as one object."""
    it = files.comparison
    data = {
        "format": FORMAT,
        "date": it.after.date.isoformat(),
        "before": _design(it.before, files.before),
        "after": _design(it.after, files.after),
        "changes": [_part(one, files) for one in it.parts],
        "findings": {
            "new": [_today(one, files) for one in it.new],
            "gone": [finding_data(one, it.before) for one in it.gone],
            "kept": [_today(one, files) for one in it.kept],
        },
        "score": {"before": score_data(it.before.score), "after": score_data(it.after.score)},
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _design(report: Report, name: str) -> Plain:
    design = report.design
    return {
        "name": design.name, "file": name, "components": len(design.components),
        "flows": len(design.flows), "maturity": report.maturity,
    }  # fmt: skip


def _part(part: Part, files: ComparedFiles) -> Plain:
    return {
        "element": part.group,
        "id": part.id,
        "change": part.state,
        "title": part.title,
        "kind": part.kind,
        "line": None if part.state == "removed" else files.line_of(part.id),
        "properties": [
            {"property": one.property, "label": one.label, "before": one.before, "after": one.after}
            for one in part.changes
        ],
    }


def _today(finding: Finding, files: ComparedFiles) -> Plain:
    return finding_data(finding, files.comparison.after) | {"line": files.line_of(finding.anchor)}
