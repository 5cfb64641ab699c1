"""When the design's file was changed by somebody else: show the difference and ask."""

from __future__ import annotations

import streamlit as st

from designer.errors import FileProblems
from designer.model.edits.diff import diff
from sketchcheck.session import Session


@st.fragment(run_every=3.0)
def show(session: Session) -> None:
    """Nothing while the file is as we left it; else the difference and two buttons."""
    linked = session.linked
    if linked is None or not linked.changed_outside():
        return
    st.warning(
        f"{linked.path.name} was changed outside. Nothing is written there until you choose.",
        icon=":material/warning:",
    )
    with st.expander("What differs"):
        st.code(linked.difference(session.design), language="diff")
    take, keep, _ = st.columns([2, 2, 5])
    if take.button("Take the file's version"):
        _take(session)
    if keep.button("Write the canvas's version"):
        linked.overwrite(session.design)
        st.rerun()


def _take(session: Session) -> None:
    if session.linked is None:
        return
    try:
        theirs = session.linked.take()
    except FileProblems as error:
        st.error(str(error), icon=":material/error:")
        return
    session.edit(diff(session.design, theirs), title="Take over the file")
    st.rerun()
