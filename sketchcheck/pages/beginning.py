"""Beginning a design at home: blank, from a file, from a picture, from a drawing of another tool."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from checks.reports.markdown import escape
from designer.errors import FileProblems, RefusedImport, SketchcheckError
from designer.files import LoadedFile, load_text
from designer.files.source import read_source
from designer.model.design import Design
from designer.model.limits import MAX_FILE_BYTES, MAX_NAME
from sketchcheck.clip import NAME, SECTION
from sketchcheck.state import the_store
from sketchcheck.wizard import page
from sketchcheck.wizard.choices import Choices, read_drawing

_COLUMNS = [3, 9, 3]
_OWN = (".yaml", ".yml")
_DRAWING, _IS_OPEN, _TEXT = "drawing", "drawing-is-open", "pasted-text"
Open = Callable[[str], None]
"""Takes the id of a design and shows it."""


def show(open_: Open) -> None:
    """The ways to begin."""
    blank, upload, paste = st.columns(_COLUMNS, gap="medium", vertical_alignment="center")
    if blank.button("Blank design", type="primary", icon=":material/add:", width="stretch"):
        open_(the_store().create(Design()))
    given = upload.file_uploader(
        "Open a design file, a picture that was made here, or a drawing of another tool",
        key=f"given-{st.session_state.setdefault('drawings', 0)}",
        max_upload_size=MAX_FILE_BYTES // 1_000_000,
        label_visibility="collapsed",
    )
    if paste.button("Paste text", icon=":material/content_paste:", width="stretch"):
        _paste(open_)
    with st.columns(_COLUMNS, gap="medium")[1]:
        st.caption("Designs, pictures made here, Mermaid, Graphviz, draw.io, Excalidraw, JSON Canvas")
        _go_on()
    if given is not None:
        _try(given.name, lambda: _upload(given.name, given.getvalue(), open_))


def _go_on() -> None:
    """Who has cancelled goes on with all that was chosen."""
    left: Choices | None = st.session_state.get(_DRAWING)
    if left and st.button(f"Go on importing {escape(left.name)}", icon=":material/undo:", type="tertiary"):
        st.session_state[_IS_OPEN] = True
        st.rerun()


def begin_from(loaded: LoadedFile, open_: Open, title: str = "") -> None:
    """A new design from a file; the file's comments and order stay in its text."""
    design_id = the_store().create(loaded.design, title=loaded.design.name or title)
    the_store().keep_text(design_id, loaded.text)
    open_(design_id)


@st.dialog("Paste text", width="medium")
def _paste(open_: Open) -> None:
    st.caption(
        "A Mermaid flowchart (alone or in Markdown), Graphviz DOT, draw.io, Excalidraw or JSON Canvas,"
        " or a design file of ours."
    )
    st.session_state.setdefault("text", st.session_state.get(_TEXT, ""))
    text = st.text_area("Text of a drawing", key="text", height=320, label_visibility="collapsed")
    if st.button("Read it", type="primary"):
        st.session_state[_TEXT] = text
        _try("The text", lambda: _read_text(text, open_))


def _read_text(text: str, open_: Open) -> None:
    if SECTION.search(text):
        begin_from(load_text(text, NAME), open_)
    else:
        _take(read_drawing(NAME, text.encode()), open_)


def _upload(name: str, content: bytes, open_: Open) -> None:
    title = name.partition(".")[0][:MAX_NAME]
    if name.lower().endswith(_OWN):
        begin_from(load_text(_text(name, content), name), open_, title)
    else:
        _take(read_drawing(name, content), open_)


def _text(name: str, content: bytes) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / re.sub(r"[^\w.-]", "_", name)[-100:]  # Any name can come from a browser.
        path.write_bytes(content)
        return read_source(path)[0]


def _take(choices: Choices, open_: Open) -> None:
    """Our own picture is opened at once; anything else is looked at first."""
    if choices.own_text is not None:
        begin_from(load_text(choices.own_text, choices.name), open_, choices.title)
        return
    st.session_state[_DRAWING], st.session_state[_IS_OPEN] = choices, True
    st.session_state["drawings"] += 1  # The field for files is empty when one comes back.
    st.rerun()


def _try(name: str, read: Callable[[], None]) -> None:
    try:
        read()
    except SketchcheckError as error:
        what = "was not read" if isinstance(error, RefusedImport) else "is not a design yet"
        st.error(f"{escape(name)} {what}:", icon=":material/error:")
        problems = error.problems if isinstance(error, FileProblems) else [error]
        st.code("\n".join(map(str, problems)), language=None, wrap_lines=True)


def drawing() -> Choices | None:
    """The drawing that is being looked at."""
    return st.session_state.get(_DRAWING) if st.session_state.get(_IS_OPEN) else None


@st.fragment
def look_at(choices: Choices, open_: Open) -> None:
    """The wizard. Who cancels may go on with it later."""

    def make() -> None:
        design_id = the_store().create(choices.design, title=choices.design.name)
        del st.session_state[_DRAWING]
        st.session_state.pop(_TEXT, None)
        open_(design_id)

    def cancel() -> None:
        st.session_state[_IS_OPEN] = False
        st.rerun()

    page.show(choices, "Make the design", make, cancel)
