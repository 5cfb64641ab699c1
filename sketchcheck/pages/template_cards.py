"""The templates as cards: what each is about in a sentence, its picture, and its two designs."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from checks.reports.markdown import escape
from designer.drawing import svg
from designer.files import LoadedFile, load_file
from designer.files.templates import Template, list_templates

IN_A_ROW = 3

Begin = Callable[[LoadedFile], None]


def show(begin: Begin) -> None:
    """All templates, row by row; `begin` is called with the file that was chosen."""
    templates = list_templates()
    st.subheader(f"Templates ({len(templates)})", anchor=False)
    for first in range(0, len(templates), IN_A_ROW):
        row = templates[first : first + IN_A_ROW]
        for template, column in zip(row, st.columns(IN_A_ROW, gap="medium"), strict=False):
            with column, st.container(border=True, height="stretch", gap="small"):
                _card(template, begin)


def _card(template: Template, begin: Begin) -> None:
    st.html(_thumbnail(str(template.good), dark=st.context.theme.type == "dark"))
    st.markdown(f"**{escape(template.title)}**")
    st.html(_story(template.story))
    st.space("stretch")
    gaps, good = st.columns(2)
    if gaps.button("Find the gaps", key=f"flawed-{template.name}", width="stretch", help="The flawed twin"):
        begin(load_file(template.flawed))
    if good.button("Good design", key=f"good-{template.name}", width="stretch"):
        begin(load_file(template.good))


def _story(story: str) -> str:
    """The first sentence; a click unfolds the others."""
    first, *others = re.split(r"(?<=[.!?])\s+", story.strip(), maxsplit=1)
    rest = f"<p>{html.escape(others[0])}</p>" if others else ""
    return f'<details class="sc-story"><summary>{html.escape(first)}</summary>{rest}</details>'


@st.cache_data(show_spinner=False)
def _thumbnail(path: str, *, dark: bool) -> str:
    picture = svg(load_file(Path(path)).design, dark=dark, legend=False, title=False)
    source = base64.b64encode(picture.encode()).decode()
    style = "width:100%;height:8rem;object-fit:contain"
    return f'<img alt="" src="data:image/svg+xml;base64,{source}" style="{style}">'
