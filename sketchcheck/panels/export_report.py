"""The review of the design as a report for one kind of reader."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from checks.interview.transcript import transcript
from checks.reports.html.document import document_html
from checks.reports.markdown import markdown
from checks.reports.pdf import document_pdf
from checks.reports.readers import READERS, document_for
from checks.reports.readers.document import Document
from sketchcheck.panels.download import download
from sketchcheck.session import Session

WORDS = {
    "executive": "The problem, the number it should move, and the risks in plain words.",
    "product": "What users get, how success is measured, what happens when it fails.",
    "engineer": "Every finding, latency, capacity, ways to fail, contracts.",
    "data-scientist": "Data, labels, features, evaluation, and what comes back.",
}


def show(session: Session, stem: str) -> None:
    """Who reads it, and a button for each form."""
    reader = st.radio(
        "Who reads it",
        list(READERS),
        format_func=lambda one: READERS[one][0],
        captions=[WORDS[one] for one in READERS],
    )
    page, paper, words = st.columns(3)
    name = f"{stem}.{reader}"
    made = partial(_document, session, reader)
    download(page, "HTML", f"{name}.html", lambda: document_html(made()), "text/html")
    download(paper, "PDF", f"{name}.pdf", lambda: document_pdf(made()), "application/pdf")
    download(words, "Markdown", f"{stem}.review.md", lambda: markdown([session.report]))
    # Said when the buttons are those of this reader: until then they give what was chosen before.
    st.caption(
        f"HTML and PDF are for: {READERS[reader][0]}. What is shown differs, the facts do not."
        " Markdown is for everybody, with every finding."
    )
    if conversations := session.store.conversations(session.design_id):
        numbers = [one.number for one in reversed(conversations)]
        download(page, "Conversations", f"{stem}.talk.md", partial(_conversations, session, numbers))


def _conversations(session: Session, numbers: Iterable[int]) -> str:
    """All that were held about the design, in Markdown, the oldest first."""
    said = (session.store.messages(session.design_id, number) for number in numbers)
    return "\n".join(transcript(one, session.design) for one in said)


def _document(session: Session, reader: str) -> Document:
    """It names no lines, since the reader may have no file."""
    return document_for(session.report, reader)
