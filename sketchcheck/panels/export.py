"""Taking the design away: pictures, YAML, Mermaid, and a review in Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import streamlit as st

from checks.interview.transcript import transcript
from checks.reports.checked import CheckedFile
from checks.reports.html import to_html
from checks.reports.markdown import markdown
from checks.reports.marks import marks_of
from designer.drawing import render
from sketchcheck.session import Session

PICTURES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@st.dialog("Export", width="medium")
def show(session: Session) -> None:
    """Choices, and one button a format; each file is made when its button is pressed."""
    badges, dark = st.columns(2)
    with_badges = badges.toggle("Mark the findings", value=True)
    in_dark = dark.toggle("Dark")
    source = st.toggle(
        "Put the design's text into the picture", help="So that the picture can be opened again later"
    )
    st.markdown("**Pictures**")
    columns = st.columns(3)
    for column, (ending, mime) in zip(columns, PICTURES.items(), strict=True):
        column.download_button(
            ending.upper(),
            _picture(session, ending, with_badges, in_dark, source),
            file_name=f"{_stem(session)}.{ending}",
            mime=mime,
            width="stretch",
            on_click="ignore",
        )
    st.markdown("**Text**")
    yaml, mermaid, _ = st.columns(3)
    _text_button(yaml, "YAML", f"{_stem(session)}.design.yaml", lambda: session.text.now(session.design).text)
    _text_button(
        mermaid, "Mermaid", f"{_stem(session)}.mmd", lambda: str(render(session.design, "mmd").decode())
    )
    st.markdown("**Review**")
    page, words, talk = st.columns(3)
    _text_button(page, "HTML", f"{_stem(session)}.review.html", lambda: _page(session), "text/html")
    _text_button(words, "Markdown", f"{_stem(session)}.review.md", lambda: markdown([session.report]))
    if conversations := session.store.conversations(session.design_id):
        numbers = [one.number for one in reversed(conversations)]
        _text_button(
            talk, "Conversations", f"{_stem(session)}.talk.md", lambda: _conversations(session, numbers)
        )


def _conversations(session: Session, numbers: Iterable[int]) -> str:
    """All that were held about the design, in Markdown, the oldest first."""
    said = (session.store.messages(session.design_id, number) for number in numbers)
    return "\n".join(transcript(one, session.design) for one in said)


def _page(session: Session) -> str:
    """The report as a page of its own; it names no lines, since the reader may have no file."""
    return to_html([CheckedFile(f"{_stem(session)}.design.yaml", session.report, lambda _: None)])


def _picture(session: Session, ending: str, badges: bool, dark: bool, source: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        marks = marks_of(session.report) if badges else ()
        text = session.text.now(session.design).text if source else None
        return render(session.design, ending, marks=marks, dark=dark, source=text)

    return make


def _text_button(
    column: st.delta_generator.DeltaGenerator,
    label: str,
    name: str,
    make: Callable[[], str],
    mime: str = "text/plain",
) -> None:
    column.download_button(label, make, file_name=name, mime=mime, width="stretch", on_click="ignore")


def _stem(session: Session) -> str:
    return re.sub(r"[^a-z0-9]+", "-", session.design.name.lower()).strip("-")[:60] or "design"
