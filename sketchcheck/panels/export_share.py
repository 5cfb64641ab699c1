"""A link under which others read the design, and cannot change it."""

from __future__ import annotations

import streamlit as st

from designer.errors import SketchcheckError
from sketchcheck.session import Session
from sketchcheck.state import tell

ADDRESS = "shared"
"""The query of the address of the page for readers; its value is the token."""


def show(session: Session) -> None:
    """The link, or a button that makes one."""
    st.markdown(
        "Whoever has the link sees the picture and the findings as they are at that time, in the form for"
        " each reader. Nobody can change the design through it, or find other designs."
    )
    try:
        _link(session)
    except SketchcheckError as error:
        tell(error)


def _link(session: Session) -> None:
    token = session.store.token_of(session.design_id)
    if token is None:
        if st.button("Make a link for readers", icon=":material/link:"):
            session.store.share(session.design_id)
            st.rerun(scope="fragment")
        return
    here = (st.context.url or "").partition("?")[0].rstrip("/")
    st.code(f"{here}/?{ADDRESS}={token}", language=None, wrap_lines=True)
    if st.button("Take the link back", icon=":material/link_off:"):
        session.store.unshare(session.design_id)
        st.rerun(scope="fragment")
    st.caption("It works for those who reach this server. A link that was taken back never works again.")
