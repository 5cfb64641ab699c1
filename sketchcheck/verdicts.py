"""What the rules say of a design while it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from checks.config import Config
from checks.engine import Report, recheck
from checks.reports.data import failed_data, finding_data, score_data, unknown_data
from designer.model.design import Design

Plain = dict[str, Any]
_KEPT = 8
"""So many reports are at hand: who takes back a step, or does it again, waits for no rule."""


@dataclass
class Verdict:
    """A report, and what the canvas shows of it."""

    report: Report

    @cached_property
    def data(self) -> Plain:
        """Its part of CanvasData in frontend/src/types.ts."""
        report = self.report
        return {
            "findings": [finding_data(one, report) for one in report.findings],
            "notStated": [unknown_data(one, report.design) for one in report.not_stated],
            "failedRules": failed_data(report),
            "score": score_data(report.score),
            "today": report.date.isoformat(),
        }


class Verdicts:
    """The verdicts on a design and on what it was a few steps ago, the newest first."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._known: list[Verdict] = []

    def on(self, design: Design) -> Verdict:
        """The verdict of today on this design."""
        today = datetime.now(UTC).date()
        same = next((one for one in self._known if one.report.is_true_of(design)), None)
        before = same or next(iter(self._known), None)
        last = before.report if before else None
        report = recheck(design, last, today=today, config=self._config)
        if same and same.report.date == today:
            verdict = same
            verdict.report = report  # the same again, of a design that may stand elsewhere
        else:
            verdict = Verdict(report)
        self._known = [verdict, *(one for one in self._known if one is not verdict)][:_KEPT]
        return verdict
