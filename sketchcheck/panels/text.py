"""The design as YAML: to read, to copy, and to take changes back."""

from __future__ import annotations

import streamlit as st

from designer.errors import FileProblems, SketchcheckError
from designer.files import dump, load_text
from designer.model.edits.diff import diff
from sketchcheck.session import Session
from sketchcheck.state import tell


@st.dialog("The design as text", width="large")
def show(session: Session) -> None:
    """A text area with the design; applying it is one step that can be undone."""
    given = st.text_area("YAML", value=dump(session.design), height=480, key=f"yaml-{session.revision}")
    if st.button("Apply to the canvas", type="primary"):
        _apply(session, given)


def _apply(session: Session, given: str) -> None:
    try:
        design = load_text(given, "text").design
    except FileProblems as error:
        st.error("This is not a design yet; the canvas keeps the last good one.", icon=":material/error:")
        st.code("\n".join(str(problem) for problem in error.problems), language=None, wrap_lines=True)
        return
    edit = diff(session.design, design)
    try:
        if edit.edits:
            session.edit(edit, title="Edit as text")
    except SketchcheckError as error:
        tell(error)
        return
    st.rerun()
