"""What the model found in one design, and what people decided about it. It is no part of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from checks.engine import Report
from checks.finding import Fix
from checks.review import (
    ModelFinding,
    Review,
    Server,
    category_of,
    dismiss,
    forget,
    keep,
    preview,
    price,
    review,
)
from designer.errors import RefusedEdit
from designer.model.design import Design
from designer.model.edits.language import Edit
from designer.model.layout import Layout
from sketchcheck.reviewing.line import Line, Wanted, estimate_data

Plain = dict[str, Any]


class ModelFindings:
    """The last review of a session. Its findings stay when the drawing goes on; a click asks again."""

    def __init__(self, line: Line) -> None:
        self.shown = False
        self.review: Review | None = None
        self._line = line
        self._of: Design | None = None
        self._estimated: tuple[Server | None, Plain] | None = None

    def show(self, shown: bool) -> None:
        """Whether the tab is looked at."""
        self.shown, self._estimated = shown, None

    def run(self, report: Callable[[], Report], more: bool) -> None:
        """Have the design reviewed; `more` asks once more where the model was asked already.

        `report` makes one of its own for the thread, as a report is for one thread only.
        """
        own = report()
        runs = self.review.runs + 1 if more and self.review and self._is_of(own.design) else 1

        def then(found: Review) -> None:
            self.review, self._of, self._estimated = found, own.design, None

        settings = self._line.reviewer.settings
        outgoing = preview(own, self._line.asking(), settings)
        self._line.want(Wanted("review", outgoing, lambda asking: review(own, asking, runs=runs), then))

    def decide(self, op: Plain, design: Design) -> tuple[Edit, str]:
        """The edit of a decision, and what it is called in the history."""
        if op["do"] == "forget":
            return forget(design, str(op["finding"])), "Take back a decision about a finding of the model"
        finding, model = self._find(str(op["finding"])), self.review.model if self.review else ""
        if op["do"] == "keep":
            return keep(design, finding, model), "Keep a finding of the model"
        reason = " ".join(str(op["reason"]).split())
        if not reason:
            raise RefusedEdit("cannot dismiss the finding: because no reason is given. Write one.")
        return dismiss(design, finding, reason, model), "Dismiss a finding of the model"

    def fix_of(self, finding_id: str) -> Fix:
        """What a finding suggests."""
        fix = self._find(finding_id).fix
        if fix is None:
            raise RefusedEdit("cannot show a change: because the model suggests none. Mend it by hand.")
        return fix

    def _find(self, finding_id: str) -> ModelFinding:
        found = self.review.shown if self.review else ()
        for one in found:
            if one.id == finding_id:
                return one
        raise RefusedEdit(f"cannot use {finding_id}: because this session has no such finding. Review again.")

    def _is_of(self, design: Design) -> bool:
        """Whether the review is of what the drawing says now, by the model that is chosen now.

        Where boxes stand, and what was decided, says nothing.
        """
        found, server = self.review, self._line.reviewer.server
        if not found or not server or not self._of:
            return False
        same_model = (found.model, found.host) == (server.model, server.host)
        return same_model and _meaning(self._of) == _meaning(design)

    def data(self, report: Report) -> Plain | None:
        """The type ReviewData in frontend/src/types.ts."""
        if not self.shown:
            return None
        design, line = report.design, self._line
        decided = [
            {"category": category_of(key), **one.stated()} for key, one in sorted(design.reviews.items())
        ]
        return {
            "estimate": self._estimate(report) if line.reviewer.server else None,
            "result": self._result(self.review, report) if self.review else None,
            "decided": decided,
        }

    def _estimate(self, report: Report) -> Plain:
        """Made when the tab is opened, or another model is chosen: it takes as long as all rules together."""
        server = self._line.reviewer.server
        if not self._estimated or self._estimated[0] != server:
            outgoing = preview(report, self._line.asking(), self._line.reviewer.settings)
            self._estimated = server, estimate_data(outgoing)
        return self._estimated[1]

    def _result(self, found: Review, report: Report) -> Plain:
        return {
            "findings": [self._finding(one, report) for one in found.shown],
            "folded": [{"text": one.text, "reason": one.reason} for one in found.folded],
            "runs": found.runs,
            "cached": found.cached,
            "model": found.model,
            "host": found.host,
            "tokens": found.usage.tokens,
            "uncounted": found.usage.uncounted,
            "seconds": round(found.seconds, 1),
            "cost": price(found.usage, self._line.reviewer.settings),
            "isOld": not self._is_of(report.design),
        }

    def _finding(self, one: ModelFinding, report: Report) -> Plain:
        waiver = report.design.waivers.get(one.id)
        return {
            "id": one.id,
            "anchor": one.anchor,
            "evidence": list(one.evidence),
            "category": one.category,
            "kind": one.kind,
            "claim": one.claim,
            "quote": one.quote,
            "severity": one.severity,
            "confidence": one.confidence,
            "question": one.question,
            "inRuns": one.in_runs,
            "status": _status(one, report),
            "fix": fix_data(one.fix) if one.fix else None,
            "whyNoFix": one.why_no_fix,
            **({"waiver": waiver.stated()} if waiver else {}),
            "refused": next((why for refused, why in report.refused if refused.finding == one.id), ""),
        }


def fix_data(fix: Fix) -> Plain:
    """The type Fix in frontend/src/types.ts."""
    return {"title": fix.title, "kind": fix.kind, "complete": fix.complete}


def _status(finding: ModelFinding, report: Report) -> str:
    """What people have decided by now; the review may be older."""
    decided = report.design.reviews.get(finding.id)
    if finding.id in report.waived:
        return "waived"
    return decided.status if decided else "open"


def _meaning(design: Design) -> Design:
    return replace(design, layout=Layout(), reviews={}, waivers={})
