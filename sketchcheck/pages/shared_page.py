"""A design that somebody has shared: to be read, never to be changed."""

from __future__ import annotations

import streamlit as st

from checks.engine import check
from checks.reports.html.document import document_html
from checks.reports.readers import READERS, document_for
from designer.errors import SketchcheckError
from designer.model.design import Design
from sketchcheck.state import tell, the_store

_FIRST = "engineer"


def show(token: str) -> None:
    """The report for a reader; nothing here leads to the design itself, or to others."""
    try:
        design = the_store().shared_design(token)
    except SketchcheckError as error:
        tell(error)
        return
    with st.container(key="shared-bar", horizontal=True, vertical_alignment="center"):
        reader = st.radio(
            "Report for",
            list(READERS),
            index=list(READERS).index(_FIRST),
            format_func=lambda one: READERS[one][0],
            horizontal=True,
            label_visibility="collapsed",
        )
        st.space("stretch")
        st.caption("Read only: the design as it is now")
    with st.container(key="shared-report"):
        st.iframe(_page(design, reader), alt="The report")


def _page(design: Design, reader: str) -> str:
    return document_html(document_for(check(design), reader))
