"""The session as plain data for the canvas; the types are in frontend/src/types.ts."""

from __future__ import annotations

from typing import Any

from checks.reports.data import failed_data, finding_data, score_data, unknown_data
from sketchcheck.session import Session

Plain = dict[str, Any]


def canvas_data(session: Session) -> Plain:
    """Everything that the canvas shows of a session; the type is CanvasData in frontend/src/types.ts."""
    report, opened = session.report, session.opened
    notice = session.notice
    return {
        "epoch": session.epoch,
        "rev": opened.revision,
        "docRev": session.doc_rev,
        "design": session.told.design(session.design),
        "ack": dict(opened.acks),
        "saved": True,
        "canUndo": opened.can_undo,
        "canRedo": opened.can_redo,
        "findings": [finding_data(one, report) for one in report.findings],
        "notStated": [unknown_data(one, report.design) for one in report.not_stated],
        "failedRules": failed_data(report),
        "score": score_data(report.score),
        "ghosts": session.ghosts.data() if session.ghosts else None,
        "clip": session.clip.data() if session.clip else None,
        "notice": {"n": notice.n, "level": notice.level, "text": notice.text} if notice else None,
        "renamed": [one.data() for one in session.clashes.renamed],
        "text": session.text.data(session.design),
        "ask": session.talk.data(report),
        "review": session.model_findings.data(report),
        "line": session.line.data() if session.talk.shown or session.model_findings.shown else None,
        "today": report.date.isoformat(),
    }
