"""A design: the canvas with its panel, and a thin bar above it."""

from __future__ import annotations

import streamlit as st

from checks.reports.markdown import escape
from designer.errors import SketchcheckError
from sketchcheck.canvas import canvas
from sketchcheck.collector import settle
from sketchcheck.pages import rules_page
from sketchcheck.panels import export, file_conflict, history, insert_drawing, model
from sketchcheck.session import Session
from sketchcheck.state import session_for, tell

WATCH_SECONDS = 2.0
"""How often a tab asks whether another has changed the design."""
ASKING_SECONDS = 0.5
"""The same, while a model is asked."""


def show(design_id: str) -> None:
    """The page."""
    try:
        session = session_for(design_id)
    except SketchcheckError as error:
        tell(error)
        if st.button("Home", icon=":material/home:"):
            _go_home()
        return
    _bar(session)
    if session.config_trouble:
        _tell_config(session.config_trouble)
    if session.linked:
        file_conflict.show(session)
    if session.line.choosing:
        session.line.choosing = False
        model.show(session)
    is_asking = session.line.is_busy
    _drawing(session, is_asking=is_asking)
    settle()
    _watch(session, ASKING_SECONDS if is_asking else WATCH_SECONDS)


def _bar(session: Session) -> None:
    with st.container(key="design-bar", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Home", icon=":material/home:", type="tertiary", help="All designs"):
            _go_home()
        st.space("stretch")
        # In a tab of its own: whoever reads up on a rule goes on drawing afterwards.
        address = f"?{rules_page.ADDRESS}"
        st.link_button("Rules", address, icon=":material/rule:", type="tertiary", help="In a new tab")
        # No `help` where a dialog opens: it gives the focus back, and the words would lie over the panel.
        if st.button("History", icon=":material/history:", type="tertiary"):
            history.show(session)
        if st.button("Export", icon=":material/download:", type="tertiary"):
            export.show(session)


def _tell_config(trouble: str) -> None:
    st.error(
        f"{escape(trouble)} Until then all rules look at this design. Reload this page when it is mended.",
        icon=":material/error:",
    )


@st.fragment
def _drawing(session: Session, *, is_asking: bool) -> None:
    canvas(session)
    insert_drawing.show(session)
    if session.line.choosing or session.line.is_busy != is_asking:
        st.rerun()  # with the dialog, or looking more often


def _watch(session: Session, seconds: float) -> None:
    """Take over what another tab, the command line or the model has changed."""

    @st.fragment(run_every=seconds)
    def look() -> None:
        try:
            changed = session.refresh()
        except SketchcheckError as error:
            tell(error)
            return
        if changed:
            session.say("This design was changed in another tab. You see the newest state.")
        if session.line.settle() or changed:
            st.rerun()

    look()


def _go_home() -> None:
    st.query_params.clear()
    st.rerun()
