"""The short way for edits: posted and answered by themselves, where Streamlit would run the page again.

What is sent and answered is the same on both ways, and so the canvas may take either for any message.
Streamlit's is left for what the page must follow, and for a server on which there is no short way.
"""

from __future__ import annotations

from weakref import WeakValueDictionary

from pydantic_core import from_json, to_json
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sketchcheck.payload import canvas_news
from sketchcheck.session import Session

PATH = "/sketchcheck/edits"
MOST_BYTES = 16 * 2**20
"""As much as a file that is uploaded may have."""
_sessions: WeakValueDictionary[str, Session] = WeakValueDictionary()
"""By their keys, which only their own tabs know; one is gone when Streamlit forgets the tab."""


def open_to(session: Session) -> None:
    """Let the canvas of this session take the short way."""
    _sessions[session.key] = session


def routes() -> list[Route]:
    """What a server of the app serves beside Streamlit's pages."""
    return [Route(PATH, _answer, methods=["POST"])]


async def _answer(request: Request) -> Response:
    if int(request.headers.get("content-length", MOST_BYTES + 1)) > MOST_BYTES:
        return Response(status_code=413)
    return await run_in_threadpool(_answer_to, await request.body())


def _answer_to(body: bytes) -> Response:
    try:
        asked = from_json(body)
        session = _sessions[asked["key"]]
    except (ValueError, TypeError, KeyError):
        return Response(status_code=404)
    with session.lock:
        session.receive(asked["outbox"])
        return Response(to_json(canvas_news(session)), media_type="application/json")
