"""Taking the design away: pictures, reports, a link for readers, and other tools. One tab for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from designer.drawing import render
from designer.exchange.drawio import drawio
from designer.exchange.excalidraw import excalidraw
from designer.exchange.json_canvas import canvas
from sketchcheck.copy_button import copy_button
from sketchcheck.panels import export_picture, export_report, export_share
from sketchcheck.panels.download import download
from sketchcheck.session import Session


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
    """The design as text, for files and for other programs; an entry a format."""
    drawn: dict[str, tuple[str, Callable[[], str]]] = {
        "YAML": ("design.yaml", lambda: session.text.now(session.design).text),
        "Mermaid": ("mmd", partial(_drawn, session, "mmd")),
        "Graphviz": ("dot", partial(_drawn, session, "dot")),
        "draw.io": ("drawio", partial(drawio, session.design)),
        "Excalidraw": ("excalidraw", partial(excalidraw, session.design)),
        "JSON Canvas": ("canvas", partial(canvas, session.design)),
    }
    st.caption("Files for draw.io, Excalidraw and JSON Canvas hold the whole design, so that it comes back.")
    columns = st.columns(3)
    for number, (label, (ending, make)) in enumerate(drawn.items()):
        download(columns[number % 3], label, f"{stem}.{ending}", make)
    with columns[1]:
        copy_button("Copy as Mermaid", "text/plain", lambda: render(session.design, "mmd"))


def _drawn(session: Session, ending: str) -> str:
    return render(session.design, ending).decode()


def _stem(session: Session) -> str:
    return re.sub(r"[^a-z0-9]+", "-", session.design.name.lower()).strip("-")[:60] or "design"
