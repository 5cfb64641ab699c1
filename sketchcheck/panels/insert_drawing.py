"""A drawing of another tool that was pasted on the canvas: a person looks at it before it is inserted."""

from __future__ import annotations

import streamlit as st

from sketchcheck.session import Session
from sketchcheck.wizard import page
from sketchcheck.wizard.choices import Choices


def show(session: Session) -> None:
    """The dialog, as long as nobody has decided."""
    if session.clip is None or session.clip.choices is None or session.clip.design:
        return

    @st.dialog("Insert a drawing", width="large", on_dismiss=session.leave_read)
    def ask(choices: Choices) -> None:
        def insert() -> None:
            session.insert_read(choices.found.design)
            st.rerun()

        def cancel() -> None:
            session.leave_read()
            st.rerun()

        page.show(choices, "Insert", insert, cancel)

    ask(session.clip.choices)
