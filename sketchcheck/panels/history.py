"""The revisions of a design, each of which can be brought back."""

from __future__ import annotations

import streamlit as st

from sketchcheck.session import Session

SHOWN = 60


@st.dialog("History", width="large")
def show(session: Session) -> None:
    """The newest revisions, with a button that brings each back as a new step."""
    st.caption("Nothing is ever removed: bringing a state back adds a step, which you can undo.")
    for revision in session.store.revisions(session.design_id, limit=SHOWN):
        number, what, when, back = st.columns([1, 6, 3, 2], vertical_alignment="center")
        number.text(str(revision.n))
        what.text(revision.title)
        when.text(f"{revision.at:%Y-%m-%d %H:%M:%S} UTC")
        if revision.n == session.revision:
            back.text("now")
        elif back.button("Bring back", key=f"restore-{revision.n}"):
            session.restore(revision.n)
            st.rerun()
