"""The revisions of a design, each of which can be brought back."""

from __future__ import annotations

import streamlit as st

from designer.errors import SketchcheckError
from designer.store.records import Revision
from sketchcheck.session import Session
from sketchcheck.state import tell

SHOWN = 50
"""So many steps are shown at first, and with each press of a button more."""


@st.dialog("History", width="large")
def show(session: Session) -> None:
    """The newest revisions, with a button that brings each back as a new step."""
    st.caption("Nothing is ever removed: bringing a state back adds a step, which you can undo.")
    shown = st.session_state.setdefault(f"history-{session.design_id}", SHOWN)
    try:
        revisions = session.store.revisions(session.design_id, limit=shown + 1)
    except SketchcheckError as error:
        tell(error)
        return
    for revision in revisions[:shown]:
        _row(session, revision)
    if len(revisions) > shown and st.button("Show older steps"):
        st.session_state[f"history-{session.design_id}"] = shown + SHOWN
        st.rerun(scope="fragment")


def _row(session: Session, revision: Revision) -> None:
    number, what, when, back = st.columns([1, 6, 3, 2], vertical_alignment="center")
    number.text(str(revision.n))
    what.text(revision.title)
    when.text(f"{revision.at:%Y-%m-%d %H:%M:%S} UTC")
    if revision.n == session.revision:
        back.text("now")
    elif back.button("Bring back", key=f"restore-{revision.n}"):
        _restore(session, revision.n)


def _restore(session: Session, n: int) -> None:
    try:
        session.restore(n)
    except SketchcheckError as error:
        tell(error)
        return
    st.rerun()
