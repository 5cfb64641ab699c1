"""The wizard: a picture of what was read, lists to correct it, and what is not as it was drawn."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

import streamlit as st

from checks.reports.text import counted
from designer.exchange.sketch import Remark
from sketchcheck.wizard.choices import Choices
from sketchcheck.wizard.listing import Listing
from sketchcheck.wizard.paging import first_of
from sketchcheck.wizard.rows import arrow_rows, box_rows
from sketchcheck.wizard.words import shown

_REMARKS = 50
"""So many remarks are in sight at first."""


def _begin(choices: Choices) -> None:
    """Nothing is ticked or sought any more that was in the drawing before."""
    if st.session_state.get("wizard") is choices:
        return
    st.session_state["wizard"] = choices
    for key in [key for key in st.session_state if str(key).startswith("wizard-")]:
        del st.session_state[key]


def show(choices: Choices, done: str, on_done: Callable[[], None], on_cancel: Callable[[], None]) -> None:
    """`done` are the words on the button that takes over what was read."""
    _begin(choices)
    _bar(choices, done, on_done, on_cancel)
    seen, lists = st.columns([5, 9], gap="medium")
    with seen:
        _picture(choices)
        _remarks(choices)
    with lists:
        boxes, arrows = box_rows(choices), arrow_rows(choices)
        first, second = st.tabs([f"Boxes ({len(boxes)})", f"Arrows ({len(arrows)})"], key="wizard-lists")
        with first:
            Listing("box", boxes, choices.set_boxes).show()
        with second:
            Listing("arrow", arrows, choices.set_arrows).show()


def _picture(choices: Choices) -> None:
    """As the source of an `img`, so that nothing in it can act."""
    drawn = choices.picture(dark=st.context.theme.type == "dark")
    source = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    st.html(f'<div class="sc-picture"><img alt="What was read" src="{source}"></div>')


def _bar(choices: Choices, done: str, on_done: Callable[[], None], on_cancel: Callable[[], None]) -> None:
    with st.container(key="wizard-bar", horizontal=True, vertical_alignment="center"):
        st.html(f"Read from <b>{shown(choices.name)}</b> {_counts(choices)}", width="stretch")
        if st.button("Cancel", key="wizard-cancel"):
            on_cancel()
        if st.button(done, key="wizard-done", type="primary", icon=":material/check:"):
            on_done()


def _counts(choices: Choices) -> str:
    design = choices.found.design
    parts = (
        (design.components, "component"),
        (design.flows, "flow"),
        (design.zones, "zone"),
        (design.notes, "note"),
    )
    counts = ", ".join(counted(len(group), word) for group, word in parts if group)
    return f"as {shown(choices.sketch.format)}: {counts or 'nothing is left'}"


def _remarks(choices: Choices) -> None:
    """Nothing is left out or changed in silence."""
    if masked := choices.found.masked:
        st.warning("Credentials are masked. Change those that were shown around.", icon=":material/key:")
        _list(masked, "masked")
    if remarks := choices.found.remarks:
        st.markdown(f"**Not as it was drawn ({len(remarks)})**")
        _list(remarks, "remarks")
    else:
        st.caption("Everything in the drawing was read.")


def _list(remarks: list[Remark], name: str) -> None:
    with st.container(key=f"wizard-list-{name}"):
        text = st.empty()  # The button for more comes below.
        some = first_of(remarks, f"wizard-{name}", _REMARKS)
        lines = "".join(f"<li><b>{shown(one.place)}</b>: {shown(one.text)}</li>" for one in some)
        text.html(f'<ul class="sc-row">{lines}</ul>')
