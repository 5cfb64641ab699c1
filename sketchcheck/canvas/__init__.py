"""The canvas: our React component, mounted in the page. It proposes edits; the session answers."""

from __future__ import annotations

import streamlit as st

from sketchcheck.payload import canvas_data
from sketchcheck.session import Session


def canvas(session: Session) -> None:
    """Mount the canvas and take in what it sends."""
    mount = st.components.v2.component("sketchcheck.canvas", js="index.js", isolate_styles=True)
    key = f"canvas-{session.design_id}"  # a design's unsent edits must never reach another design

    def receive() -> None:
        # A callback runs before the script body, so that this very run answers.
        session.receive(st.session_state[key].get("outbox"))

    result = mount(key=key, data=canvas_data(session), on_outbox_change=receive, on_selection_change=_nothing)
    # The first run of a new session has the browser's state but fires no callback.
    if session.receive(result.get("outbox")):
        st.rerun(scope="fragment" if st.session_state.get("canvas_mounted") else "app")
    st.session_state["canvas_mounted"] = True


def _nothing() -> None:
    """Selection stays in the browser; Streamlit wants a callback for each state it sends."""
