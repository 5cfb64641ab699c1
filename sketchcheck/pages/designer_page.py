"""A design: the canvas with its panel, and a thin bar above it."""

from __future__ import annotations

import streamlit as st

from checks.reports.markdown import escape
from designer.errors import SketchcheckError
from sketchcheck.canvas import canvas
from sketchcheck.collector import settle
from sketchcheck.pages import rules_page
from sketchcheck.panels import export, file_conflict, history
from sketchcheck.session import Session
from sketchcheck.state import session_for, tell

WATCH_SECONDS = 2.0
"""How often a tab asks whether another has changed the design."""


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
    _drawing(session)
    settle()
    _watch(session)


def _bar(session: Session) -> None:
    with st.container(key="design-bar", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button("Home", icon=":material/home:", type="tertiary", help="All designs"):
            _go_home()
        st.space("stretch")
        # In a tab of its own: whoever reads up on a rule goes on drawing afterwards.
        address = f"?{rules_page.ADDRESS}"
        st.link_button("Rules", address, icon=":material/rule:", type="tertiary", help="In a new tab")
        if st.button("History", icon=":material/history:", type="tertiary", help="Earlier revisions"):
            history.show(session)
        if st.button(
            "Export",
            icon=":material/download:",
            type="tertiary",
            help="Pictures, reports, a link",
        ):
            export.show(session)


def _tell_config(trouble: str) -> None:
    st.error(
        f"{escape(trouble)} Until then all rules look at this design. Reload this page when it is mended.",
        icon=":material/error:",
    )


@st.fragment
def _drawing(session: Session) -> None:
    canvas(session)


@st.fragment(run_every=WATCH_SECONDS)
def _watch(session: Session) -> None:
    """Take over what another tab, or the command line, has changed."""
    try:
        changed = session.refresh()
    except SketchcheckError as error:
        tell(error)
        return
    if changed:
        session.say("This design was changed in another tab. You see the newest state.")
        st.rerun()


def _go_home() -> None:
    st.query_params.clear()
    st.rerun()
