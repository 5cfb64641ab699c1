"""The session as plain data for the canvas; the types are in frontend/src/types.ts."""

from __future__ import annotations

from typing import Any

from sketchcheck.session import Session

Plain = dict[str, Any]


def canvas_data(session: Session) -> Plain:
    """Everything that the canvas shows of a session; the type is CanvasData in frontend/src/types.ts."""
    opened, notice = session.opened, session.notice
    return {
        "epoch": session.epoch,
        "key": session.key,
        "rev": opened.revision,
        "docRev": session.doc_rev,
        "design": session.told.design(session.design),
        "ack": dict(opened.acks),
        "saved": True,
        "canUndo": opened.can_undo,
        "canRedo": opened.can_redo,
        **session.verdict.data,
        "ghosts": session.ghosts.data() if session.ghosts else None,
        "clip": session.clip.data() if session.clip else None,
        "notice": {"n": notice.n, "level": notice.level, "text": notice.text} if notice else None,
        "renamed": [one.data() for one in session.clashes.renamed],
        "text": session.text.data(session.design),
        "ask": session.talk.data(session.report),
        "review": session.model_findings.data(session.report),
        "line": session.line.data() if session.talk.shown or session.model_findings.shown else None,
    }


def canvas_news(session: Session) -> Plain:
    """What of that is new to the canvas; the type is News in frontend/src/news.ts."""
    with session.lock:
        return session.news.since(session.heard, canvas_data(session))
