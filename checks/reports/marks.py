"""Findings as neutral marks on a picture."""

from __future__ import annotations

from collections.abc import Iterable

from checks.engine import Report
from checks.finding import Finding
from checks.reports.data import straight
from designer.drawing import Mark


def marks_of(report: Report) -> tuple[Mark, ...]:
    """A mark for each open finding at its anchor."""
    return marks_for(report.open())


def marks_for(findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """A mark for each of these findings at its anchor."""
    return tuple(
        Mark(
            element_id=finding.anchor,
            severity=finding.severity,
            text=straight(f"{finding.code}: {finding.message}"),
        )
        for finding in findings
    )
