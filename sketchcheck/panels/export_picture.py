"""The design as a picture, with the choices that there are for it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from checks.reports.marks import marks_of
from designer.drawing import render
from sketchcheck.copy_button import copy_button
from sketchcheck.panels.download import download
from sketchcheck.session import Session

_MIMES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
_PAGES = {"As large as it is": None, "A4": "a4", "Letter": "letter", "Slide (16:9)": "slide"}
_SIZES = {"1×": 1, "2×": 2, "3×": 3, "4×": 4}  # noqa: RUF001 - the sign for times, as people read it

_INSIDE = (
    "SVG and PNG then hold the whole design as text: brief, notes, waivers and reviews too. They can be"
    " opened again on the first page, and whoever has one can read all of it."
)
_LARGEST = "A large design gets as many pixels as viewers take: 16,000 a side, 80 million in all."
_BARE = "SVG and PNG then hold the drawing alone, and cannot be opened again as a design."


def show(session: Session, stem: str) -> None:
    """Choices, and a button for each format."""
    wish, words = _wish(), st.container()
    columns = st.columns(3)
    for column, (ending, mime) in zip(columns, _MIMES.items(), strict=True):
        make = partial(_picture, session, ending, wish)
        download(column, ending.upper(), f"{stem}.{ending}", make, mime)
    with columns[1]:
        copy_button("Copy as PNG", "image/png", partial(_picture, session, "png", wish | {"source": False}))
    # Said when the buttons give just that: until then they give what was chosen before.
    words.caption(_INSIDE if wish["source"] else _BARE)


def _wish() -> dict[str, Any]:
    left, right = st.columns(2)
    with left:
        wish = {
            "badges": st.toggle("Mark the findings", value=True),
            "title": st.toggle("Title", value=True),
            "legend": st.toggle("Legend", value=True),
        }
        size = st.selectbox("Size of the PNG", list(_SIZES), index=1, help=_LARGEST)
    with right:
        wish |= {
            "dark": st.toggle("Dark"),
            "transparent": st.toggle("No background", help="For SVG and PNG"),
            "source": st.toggle("Keep the design inside", value=True, help="For SVG and PNG"),
        }
        page = st.selectbox("Page of the PDF", list(_PAGES))
    return wish | {"scale": _SIZES[size], "page": _PAGES[page]}


def _picture(session: Session, ending: str, wish: dict[str, Any]) -> bytes:
    return render(
        session.design,
        ending,
        marks=marks_of(session.report) if wish["badges"] else (),
        dark=wish["dark"],
        legend=wish["legend"],
        title=wish["title"],
        transparent=wish["transparent"],
        scale=wish["scale"],
        page=wish["page"],
        source=session.text.now(session.design).text if wish["source"] else None,
    )
