"""When the design's file was changed by somebody else, or cannot be written: show it and ask."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from checks.reports.markdown import escape
from designer.errors import SketchcheckError
from designer.model.edits.diff import diff
from sketchcheck.linked import LinkedFile, Outside
from sketchcheck.session import Session
from sketchcheck.state import tell


@st.fragment(run_every=3.0)
def show(session: Session) -> None:
    """Nothing while the file is as we left it; else the difference and two buttons."""
    linked = session.linked
    if linked is None:
        return
    linked.save(session.design)  # What could not be written before, or what another program drew.
    if found := linked.outside(session.design):
        _ask(session, linked, found)
    elif linked.trouble:
        st.error(
            f"{escape(linked.trouble)} The canvas keeps every change, and tries again.",
            icon=":material/error:",
        )


def _ask(session: Session, linked: LinkedFile, found: Outside) -> None:
    st.warning(
        f"{escape(found.words)} Nothing is written there until you choose; the canvas keeps every change.",
        icon=":material/warning:",
    )
    if not found.writable:
        return
    with st.expander("What differs"):
        st.code(linked.difference(session.design, found), language="diff")
    take, keep, _ = st.columns([2, 2, 5])
    if found.loaded and take.button("Take the file's version"):
        _take(session, linked, found)
    if keep.button("Write the canvas's version"):
        _overwrite(session, linked, found)


def _take(session: Session, linked: LinkedFile, found: Outside) -> None:
    if found.loaded is None:
        return
    theirs = found.loaded.design
    try:
        session.edit(diff(session.design, theirs), title="Take over the file")
    except SketchcheckError as error:
        tell(error)
        return
    # Only places may have been added. If another tab drew meanwhile, the question is asked again.
    if replace(session.design, layout=theirs.layout) == theirs:
        linked.accept(found)
        linked.save(session.design)
    st.rerun()


def _overwrite(session: Session, linked: LinkedFile, found: Outside) -> None:
    try:
        linked.overwrite(session.design, found)
    except SketchcheckError as error:
        tell(error)
        return
    st.rerun()
