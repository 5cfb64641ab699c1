"""What people decide about findings of a model: kept, dismissed with a reason, or waived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checks.engine import Report
from checks.review.findings import Folded, ModelFinding
from checks.review.wording import incoming
from designer.model.design import Design
from designer.model.edits.language import SetReviews


def keep(design: Design, finding: ModelFinding, model: str) -> SetReviews:
    """The edit that keeps a finding with the design, so that its reports tell of it."""
    return _decided(design, finding, {"status": "kept", "model": model})


def dismiss(design: Design, finding: ModelFinding, reason: str, model: str) -> SetReviews:
    """The edit that dismisses a finding, so that no review brings it back."""
    return _decided(design, finding, {"status": "dismissed", "model": model, "reason": reason})


def forget(design: Design, finding_id: str) -> SetReviews:
    """The edit that takes a decision back."""
    return SetReviews(reviews=[one.stated() for key, one in design.reviews.items() if key != finding_id])


def _decided(design: Design, finding: ModelFinding, values: dict[str, str]) -> SetReviews:
    stated = {key: incoming(value, 1000) for key, value in values.items() if value}
    new = {"id": finding.id, **stated, "text": finding.claim}
    return SetReviews(reviews=[*forget(design, finding.id).reviews, new])


def decided(findings: Iterable[ModelFinding], report: Report) -> tuple[list[ModelFinding], list[Folded]]:
    """The findings with what was decided about them; those that were dismissed are folded away."""
    left: list[ModelFinding] = []
    folded: list[Folded] = []
    for finding in findings:
        known = report.design.reviews.get(finding.id)
        if known and known.status == "dismissed":
            reason = f": {known.reason}" if known.reason else ""
            folded.append(Folded(finding.claim, f"it was dismissed{reason}", finding))
        elif finding.id in report.waived:
            left.append(replace(finding, status="waived"))
        else:
            left.append(replace(finding, status="kept") if known else finding)
    return left, folded
