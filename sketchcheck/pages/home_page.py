"""Home: begin blank, from a template or from a file; go on with a recent design."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from checks.reports.markdown import escape
from designer.errors import SketchcheckError
from designer.files import LoadedFile
from designer.model.limits import MAX_NAME
from designer.store.records import Summary
from sketchcheck.pages import beginning, rules_page, template_cards
from sketchcheck.state import design_of_linked_file, tell, the_store

RECENT = 5
"""So many designs are in sight; the older ones are folded away, so that the templates stay near."""
LISTED = 50
"""So many designs are listed in all."""


def show() -> None:
    """The page."""
    try:
        if not st.session_state.get("linked_shown") and (linked := design_of_linked_file()):
            st.session_state["linked_shown"] = True  # Once: afterwards Home is home.
            _open(linked)
        if drawing := beginning.drawing():
            beginning.look_at(drawing, _open)
        else:
            _body()
    except SketchcheckError as error:
        tell(error)


def _body() -> None:
    _, middle, _ = st.columns([1, 10, 1])
    with middle:
        st.header("Sketchcheck", anchor=False)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("Draw an ML system, and see what it is missing.", width="stretch")
            st.button("Rules", icon=":material/rule:", help="What is looked for", on_click=rules_page.go)
        beginning.show(_open)
        _recent()
        template_cards.show(_begin_from)


def _begin_from(loaded: LoadedFile) -> None:
    beginning.begin_from(loaded, _open)


def _recent() -> None:
    designs, bin_ = the_store().list(), the_store().list(deleted=True)
    if designs:
        st.subheader("Recent designs", anchor=False)
    for summary in designs[:RECENT]:
        _row(summary)
    if older := designs[RECENT:LISTED]:
        with st.expander(f"Older ({len(older)})", icon=":material/history:"):
            for summary in older:
                _row(summary)
    if bin_:
        with st.expander(f"Bin ({len(bin_)})", icon=":material/delete:"):
            for summary in bin_:
                _bin_row(summary)


def _row(summary: Summary) -> None:
    name = escape(summary.title or "Untitled design")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(name, key=f"open-{summary.id}", type="tertiary", icon=":material/account_tree:"):
            _open(summary.id)
        st.caption(f"{summary.boxes} boxes, {summary.flows} flows, {_ago(summary.updated_at)}")
        st.space("stretch")
        with st.popover("More", type="tertiary", key=f"more-{summary.id}"):
            _actions(summary)


def _actions(summary: Summary) -> None:
    with st.form(f"rename-{summary.id}", border=False):
        name = st.text_input("Name", value=summary.title, max_chars=MAX_NAME)
        if st.form_submit_button("Rename", icon=":material/edit:") and name.strip():
            the_store().rename(summary.id, name.strip())
            st.rerun()
    if st.button("Duplicate", key=f"copy-{summary.id}", icon=":material/content_copy:", type="tertiary"):
        the_store().duplicate(summary.id)
        st.rerun()
    if st.button("Move to the bin", key=f"delete-{summary.id}", icon=":material/delete:", type="tertiary"):
        the_store().delete(summary.id)
        st.rerun()


def _bin_row(summary: Summary) -> None:
    title, recover, purge = st.columns([5, 1, 2], vertical_alignment="center")
    title.markdown(escape(summary.title or "Untitled design"))
    if recover.button("Recover", key=f"recover-{summary.id}"):
        the_store().recover(summary.id)
        st.rerun()
    if purge.button("Delete for ever", key=f"purge-{summary.id}"):
        the_store().purge(summary.id)
        st.rerun()


def _open(design_id: str) -> None:
    st.query_params["design"] = design_id
    st.rerun()


def _ago(when: datetime) -> str:
    seconds = (datetime.now(UTC) - when).total_seconds()
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {word}{'s' if count > 1 else ''} ago"
    return "just now"
