"""The rules: a list to search, the card of one rule, and what they cover of two published lists."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from checks.registry import all_rules, find_rule, unloaded
from checks.reports.markdown import escape
from checks.rule import Bad, Good, Rule
from checks.testing import load_example
from designer.errors import SketchcheckError
from sketchcheck.pages import rule_html
from sketchcheck.rule_cards import example_of, picture
from sketchcheck.rule_list import rule_list
from sketchcheck.state import tell, the_store

RULES, COVERAGE = "Rules", "Coverage"
ADDRESS = "page=rules"
"""The query of the page's address; `rule=CODE` is that of a card."""


def is_asked() -> bool:
    """Whether the address is one of this page."""
    return "rule" in st.query_params or "page" in st.query_params


def go(rule: str = "", page: str = RULES) -> None:
    """Make the address that of a rule, or of the list or the coverage."""
    st.query_params.from_dict({"rule": rule} if rule else {"page": page.lower()})


def show() -> None:
    """The page."""
    code = st.query_params.get("rule", "")
    if _bar(code) == COVERAGE:
        st.html(rule_html.coverage())
        return
    listed, card = st.columns([2, 3], gap="medium")
    with listed, st.container(key="rule-list-box"):
        rule_list(code.upper(), go)
    with card, st.container(key="rule-card" if code else "rule-none"):
        _chosen(code)


def _bar(code: str) -> str:
    """What is above the page, and which part of it is to be shown."""
    part = COVERAGE if st.query_params.get("page") == COVERAGE.lower() else RULES
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="rules-bar"):
        st.button("Home", icon=":material/home:", type="tertiary", on_click=st.query_params.clear)
        if code:
            back = ":material/arrow_back:"
            st.button("All rules", icon=back, type="tertiary", key="all-rules", on_click=go)
        st.space("stretch")
        # A key of its own for each: the address says which is shown, also after a step back in the browser.
        for name in (RULES, COVERAGE):
            kind: Literal["secondary", "tertiary"] = "secondary" if name == part else "tertiary"
            st.button(name, type=kind, key=f"part-{name}", on_click=go, args=("", name))
    return part


def _chosen(code: str) -> None:
    for one in unloaded():
        st.error(escape(f"{one.name}: {one.why}"), icon=":material/extension_off:")
    if not code:
        st.html(rule_html.introduction())
        return
    try:
        _card(find_rule(code))
    except SketchcheckError as error:
        tell(error)


def _card(rule: Rule) -> None:
    st.html(rule_html.head(rule))
    for wanted, column in zip((Bad, Good), st.columns(2, gap="medium"), strict=True):
        with column:
            _example(rule, wanted)
    st.html(rule_html.rest(rule))


def _example(rule: Rule, wanted: type[Bad | Good]) -> None:
    example, word = example_of(rule, wanted), wanted.__name__
    st.subheader(f"{word} example", anchor=False)
    dark = st.context.theme.type == "dark"
    svg = _picture(rule.code, word, dark=dark)
    st.html(rule_html.image(svg, f"The {word.lower()} example of {rule.code}"))
    if words := _caption(rule, example):
        st.caption(escape(words))
    with st.expander("As YAML", icon=":material/code:"):
        st.code(example.yaml.rstrip(), language="yaml")
    label = f"Open the {word.lower()} example on the canvas"
    if st.button(label, key=f"open-{word}", icon=":material/account_tree:", help="As a new design"):
        title = f"{rule.code} {word.lower()} example"
        st.query_params.from_dict({"design": the_store().create(load_example(rule, example), title=title)})
        st.rerun()


def _caption(rule: Rule, example: Bad | Good) -> str:
    if isinstance(example, Good):
        return example.why
    design = load_example(rule, example)
    return f"Found at: {', '.join(design.title_of(one) for one in sorted(example.anchors))}."


@st.cache_data(show_spinner=False, max_entries=400)
def _picture(code: str, word: str, *, dark: bool) -> bytes:
    rule = all_rules()[code]
    return picture(rule, example_of(rule, Bad if word == Bad.__name__ else Good), dark=dark)
