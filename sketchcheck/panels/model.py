"""Choosing the language model: a server, a model, a key; and trying whether it answers."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from checks.reports.markdown import escape
from checks.review import Asking, Connection, Limits, Server, try_connection
from designer.errors import SketchcheckError
from sketchcheck.reviewing.reviewer import PRESETS, Preset, Reviewer
from sketchcheck.session import Session
from sketchcheck.state import tell

TRY_SECONDS = 60
_CHOSEN = "model-chosen"


@st.dialog("Language model", width="medium")
def show(session: Session) -> None:
    """The fields, and what came of the last try."""
    reviewer = session.line.reviewer
    if st.session_state.pop(_CHOSEN, False):
        st.rerun()
    st.caption(
        "Only asked when you say so, and never needed: the rules work without it. Before anything is sent"
        " you see to whom, and every word of it."
    )
    usual = PRESETS[_index(reviewer.shown)]
    preset = st.selectbox("Server", PRESETS, index=PRESETS.index(usual), format_func=lambda one: one.name)
    known = reviewer.server if preset == usual else None
    base_url, name = reviewer.shown if reviewer.shown and preset == usual else (preset.address, "")
    # In a form every key that is pressed counts: alone, a password that Tab leaves is lost.
    with st.form("language-model", border=False):
        address = st.text_input("Address", base_url, key=f"address-{preset.name}")
        named = st.text_input("Model", name, key=f"model-{preset.name}", help=preset.models)
        key = st.text_input(
            "Key", type="password", key=f"key-{preset.name}", placeholder=_about_key(preset, known),
            help="Stays in this browser session: not in a design, a file or a log. It is gone after a reload,"
            " while address and model are remembered."
            " To keep one, set OPENAI_API_KEY, or write it into Streamlit's secrets.",
        )  # fmt: skip
        with st.container(horizontal=True):
            tried = st.form_submit_button("Test connection")
            used = st.form_submit_button("Use this model", type="primary")
    if not tried and not used:
        return
    try:
        server = reviewer.named(address, named, key)
    except SketchcheckError as error:
        tell(error)
        return
    if tried:
        _try(server, reviewer)
    else:
        reviewer.choose(server)
        st.rerun()


def _index(shown: tuple[str, str] | None) -> int:
    """The preset of an address and a model; the first where there is none."""
    if shown is None:
        return 0
    known = [at for at, one in enumerate(PRESETS) if one.address == shown[0]]
    azure = [at for at, one in enumerate(PRESETS) if "azure" in one.address and "azure" in shown[0]]
    return (*known, *azure, len(PRESETS) - 1)[0]


def _about_key(preset: Preset, known: Server | None) -> str:
    if known and known.key.get_secret_value():
        return "There is one"
    return "Needed" if preset.needs_key else "Most need none"


def _try(server: Server, reviewer: Reviewer) -> None:
    with st.spinner(f"Asking {escape(server.model)} at {escape(server.host)}…"):
        found = try_connection(Asking(server, Limits(seconds=TRY_SECONDS), reviewer.meter))
    _tell(found)
    if better := found.better_address:
        st.button("Use that address", on_click=_use, args=(reviewer, replace(server, base_url=better)))


def _use(reviewer: Reviewer, server: Server) -> None:
    """Called before the dialog runs again, which then closes."""
    reviewer.choose(server)
    st.session_state[_CHOSEN] = True


def _tell(found: Connection) -> None:
    words = "\n\n".join(escape(sentence) for sentence in found.sentences)
    if found.works:
        st.success(words, icon=":material/check_circle:")
    else:
        st.error(words, icon=":material/error:")
