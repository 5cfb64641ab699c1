"""What the server keeps: one store for all, one session for each tab."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from checks.reports.markdown import escape
from designer.errors import SketchcheckError
from designer.files import load_file
from designer.store.store import Store
from sketchcheck import direct
from sketchcheck.linked import LinkedFile
from sketchcheck.session import Session

FILE_VARIABLE = "SKETCHCHECK_FILE"
"""Set by `sketchcheck app FILE`: the file that this server's design is at home in."""


@st.cache_resource(show_spinner=False)
def the_store() -> Store:
    """The store of this server."""
    return Store.open()


def session_for(design_id: str) -> Session:
    """This tab's session on a design, made when it is first asked for."""
    sessions: dict[str, Session] = st.session_state.setdefault("sessions", {})
    if design_id not in sessions:
        st.secrets.load_if_toml_exists()  # its plain values are then in the environment
        made = sessions[design_id] = Session(the_store(), design_id, _linked(design_id))
        direct.open_to(made)
        # One model, with its key and what was spent, for all designs of a browser tab.
        made.line.reviewer = st.session_state.setdefault("reviewer", made.line.reviewer)
    return sessions[design_id]


def design_of_linked_file() -> str | None:
    """The id of the design that `sketchcheck app FILE` is about; it is made when it is not there yet."""
    if FILE_VARIABLE not in os.environ:
        return None
    path = Path(os.environ[FILE_VARIABLE])
    known = the_store().design_of_file(path)
    if known:
        return known
    loaded = load_file(path)
    design_id = the_store().create(loaded.design, title=loaded.design.name or path.stem)
    the_store().remember_file(design_id, path, loaded.stamp.digest if loaded.stamp else "")
    return design_id


def _linked(design_id: str) -> LinkedFile | None:
    link = the_store().file_of(design_id) if FILE_VARIABLE in os.environ else None
    return _linked_file(design_id, link.path, link.digest) if link else None


@st.cache_resource(show_spinner=False)
def _linked_file(design_id: str, path: str, _digest: str) -> LinkedFile:
    """One for all tabs: they must agree on what was written last."""
    return LinkedFile(Path(path), _digest, lambda digest: the_store().remember_file(design_id, path, digest))


def tell(error: SketchcheckError) -> None:
    """Show an error in words; what the person made is untouched."""
    st.error(escape(str(error)), icon=":material/error:")
