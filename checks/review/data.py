"""A review as plain data: what JSON and the canvas are made of."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from checks.review.findings import Folded, ModelFinding, Review
from checks.review.prompt import VERSION

Plain = dict[str, Any]


def model_finding_data(finding: ModelFinding) -> Plain:
    """A finding, with the edits of its fix."""
    fix = finding.fix
    data = {
        "id": finding.id, "origin": "review", "status": finding.status, "anchor": finding.anchor,
        "evidence": list(finding.evidence), "category": finding.category, "kind": finding.kind,
        "severity": finding.severity, "confidence": finding.confidence, "claim": finding.claim,
        "quote": finding.quote, "question": finding.question, "in_runs": finding.in_runs,
        "why_no_fix": finding.why_no_fix,
    }  # fmt: skip
    edits = [one.stated() for one in fix.edits] if fix else []
    return data | {"fix": {"title": fix.title, "kind": fix.kind, "edits": edits} if fix else None}


def folded_data(folded: Folded) -> Plain:
    """What is not shown, and why."""
    finding = model_finding_data(folded.finding) if folded.finding else None
    return {"text": folded.text, "reason": folded.reason, "finding": finding}


def review_data(review: Review) -> Plain:
    """All of a review."""
    return {
        "format": "sketchcheck-review/1",
        "server": {"host": review.host, "model": review.model, "answers_in": review.rung},
        "prompt": VERSION,
        "runs": review.runs,
        "remembered": review.cached,
        "usage": asdict(review.usage),
        "seconds": round(review.seconds, 2),
        "findings": [model_finding_data(one) for one in review.shown],
        "folded": [folded_data(one) for one in review.folded],
    }
