"""Home: begin blank, from a template or from a file; go on with a recent design."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from designer.errors import FileProblems, SketchcheckError
from designer.files import load_file
from designer.files.templates import Template, list_templates
from designer.model.design import Design
from designer.store.records import Summary
from sketchcheck.state import design_of_linked_file, tell, the_store


def show() -> None:
    """The page."""
    try:
        if linked := design_of_linked_file():
            _open(linked)
        _body()
    except SketchcheckError as error:
        tell(error)


def _body() -> None:
    _, middle, _ = st.columns([1, 6, 1])
    with middle:
        st.title("Sketchcheck", anchor=False)
        st.markdown("Draw an ML system, and see what it is missing.")
        _begin()
        _recent()
        _templates()


def _begin() -> None:
    blank, upload = st.columns([1, 2], gap="large", vertical_alignment="bottom")
    with blank:
        st.subheader("Begin", anchor=False)
        if st.button("Blank design", type="primary", icon=":material/add:", width="stretch"):
            _open(the_store().create(Design()))
    with upload:
        given = st.file_uploader(
            "Open a design file", type=["yaml", "yml"], help="NAME.design.yaml; at most 16 MB"
        )
    if given is not None:
        _upload(given.name, given.getvalue())


def _upload(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            design = load_file(path).design
        except FileProblems as error:
            st.error(f"{name} is not a design yet:", icon=":material/error:")
            st.code(str(error), language=None, wrap_lines=True)
            return
    _open(the_store().create(design, title=design.name or path.name.partition(".")[0]))


def _templates() -> None:
    st.subheader("Templates", anchor=False)
    for template, column in zip(list_templates(), st.columns(3, gap="medium"), strict=False):
        with column, st.container(border=True, height="stretch"):
            _template(template)


def _template(template: Template) -> None:
    st.markdown(f"**{_escaped(template.title)}**")
    st.markdown(_escaped(template.story))
    good, flawed = st.columns(2)
    if good.button("Good design", key=f"good-{template.name}", width="stretch"):
        _open(the_store().create(load_file(template.good).design))
    if flawed.button("Find the gaps", key=f"flawed-{template.name}", width="stretch"):
        _open(the_store().create(load_file(template.flawed).design))


def _recent() -> None:
    designs, bin_ = the_store().list(), the_store().list(deleted=True)
    if designs:
        st.subheader("Recent designs", anchor=False)
    for summary in designs[:50]:
        _row(summary)
    if bin_:
        with st.expander(f"Bin ({len(bin_)})", icon=":material/delete:"):
            for summary in bin_:
                _bin_row(summary)


def _row(summary: Summary) -> None:
    title, facts, rename, copy, delete = st.columns([5, 4, 1, 1, 1], vertical_alignment="center")
    if title.button(_escaped(summary.title or "Untitled design"), key=f"open-{summary.id}", type="tertiary"):
        _open(summary.id)
    facts.caption(f"{summary.boxes} boxes, {summary.flows} flows · {_ago(summary.updated_at)}")
    with (
        rename.popover("", icon=":material/edit:", help="Rename"),
        st.form(f"rename-{summary.id}", border=False),
    ):
        name = st.text_input("New name", value=summary.title, max_chars=300)
        if st.form_submit_button("Rename") and name.strip():
            the_store().rename(summary.id, name.strip())
            st.rerun()
    if copy.button("", key=f"copy-{summary.id}", icon=":material/content_copy:", help="Duplicate"):
        the_store().duplicate(summary.id)
        st.rerun()
    if delete.button("", key=f"delete-{summary.id}", icon=":material/delete:", help="Move to the bin"):
        the_store().delete(summary.id)
        st.rerun()


def _bin_row(summary: Summary) -> None:
    title, recover, purge = st.columns([5, 1, 2], vertical_alignment="center")
    title.markdown(_escaped(summary.title or "Untitled design"))
    if recover.button("Recover", key=f"recover-{summary.id}"):
        the_store().recover(summary.id)
        st.rerun()
    if purge.button("Delete for ever", key=f"purge-{summary.id}"):
        the_store().purge(summary.id)
        st.rerun()


def _open(design_id: str) -> None:
    st.query_params["design"] = design_id
    st.rerun()


def _escaped(text: str) -> str:
    """Text that a person typed, safe inside Markdown."""
    return "".join(
        f"\\{char}" if char in r"\`*_{}[]()#+-.!|<>~$:" else char for char in text.replace("\n", " ")
    )


def _ago(when: datetime) -> str:
    seconds = (datetime.now(UTC) - when).total_seconds()
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {word}{'s' if count > 1 else ''} ago"
    return "just now"
