"""The canvas: our React component, mounted in the page. It proposes edits; the session answers."""

from __future__ import annotations

from functools import cache

import streamlit as st
from pydantic_core import to_json
from streamlit.components.v2.types import ComponentRenderer

from sketchcheck.payload import canvas_news
from sketchcheck.session import Session


@cache
def _component() -> ComponentRenderer:
    """Registered once: registering again makes the browser mount the canvas anew, now and then."""
    return st.components.v2.component("sketchcheck.canvas", js="index.js", isolate_styles=True)


def canvas(session: Session) -> None:
    """Mount the canvas and take in what it sends."""
    key = f"canvas-{session.design_id}"  # a design's unsent edits must never reach another design

    def receive() -> None:
        # A callback runs before the script body, so that this very run answers.
        session.receive(st.session_state[key].get("outbox"))

    # As bytes, because Streamlit would write what is no bytes as JSON twice, and more slowly.
    result = _component()(key=key, data=to_json(canvas_news(session)), on_outbox_change=receive)
    # The first run of a new session has the browser's state but fires no callback.
    if session.receive(result.get("outbox")):
        st.rerun()
