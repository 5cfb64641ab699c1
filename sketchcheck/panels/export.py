"""Taking the design away: pictures, reports, a link for readers, and other tools. One tab for each."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from designer.exchange.writing import export
from sketchcheck.copy_button import copy_button
from sketchcheck.panels import export_picture, export_report, export_share
from sketchcheck.panels.download import download
from sketchcheck.session import Session

_OTHERS = {
    "mmd": "Mermaid",
    "dot": "Graphviz",
    "drawio": "draw.io",
    "excalidraw": "Excalidraw",
    "canvas": "JSON Canvas",
}
"""Other tools by the ending of their files."""


@st.dialog("Export", width="medium")
def show(session: Session) -> None:
    """A tab for each way; every file is made when its button is pressed."""
    stem = _stem(session)
    picture, report, share, tools = st.tabs(["Picture", "Report", "Share", "Other tools"])
    with picture:
        export_picture.show(session, stem)
    with report:
        export_report.show(session, stem)
    with share:
        export_share.show(session)
    with tools:
        _tools(session, stem)


def _tools(session: Session, stem: str) -> None:
    """The design as text, for files and for other programs."""
    download(st.container(), "YAML", f"{stem}.design.yaml", lambda: session.text.now(session.design).text)
    st.markdown("**To go on elsewhere**")
    columns = st.columns(3)
    for number, (ending, label) in enumerate(_OTHERS.items()):
        download(columns[number % 3], label, f"{stem}.{ending}", partial(_written, session, ending))
    st.caption(
        "They hold the whole design too, notes and waivers included, so that it can come back from there."
    )
    copy_button("Copy as Mermaid", "text/plain", lambda: export(session.design, "mmd"))
    st.caption("For a README or a wiki that shows Mermaid: the drawing alone.")


def _written(session: Session, ending: str) -> bytes:
    return export(session.design, ending, source=session.text.now(session.design).text)


def _stem(session: Session) -> str:
    return re.sub(r"[^a-z0-9]+", "-", session.design.name.lower()).strip("-")[:60] or "design"
