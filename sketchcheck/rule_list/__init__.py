"""The list of rules with its search, as a small component: it filters in the browser, while one types."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from checks.registry import all_rules
from checks.rule import AREAS, Rule
from sketchcheck.rule_cards import paragraphs, pattern

KEY = "rule-list"


@cache
def _component() -> ComponentRenderer:
    """Registered once, as the canvas is."""
    code, style = (files(__package__).joinpath(name).read_text("utf-8") for name in ("list.js", "list.css"))
    return st.components.v2.component("sketchcheck_rule_list", js=code, css=style)


def rule_list(chosen: str, choose: Callable[[str], None]) -> None:
    """Show the list with one rule marked; `choose` is called with the code of another that is chosen."""

    def receive() -> None:
        if code := st.session_state[KEY].get("chosen"):
            choose(str(code))

    _component()(key=KEY, data={"rules": _rows(), "chosen": chosen}, on_chosen_change=receive)


@cache
def _rows() -> list[dict[str, Any]]:
    """The rules by area and category, as the list shows them; `words` are searched and not shown."""
    areas = {category: number for number, group in enumerate(AREAS.values()) for category in group}
    order = {category: number for number, category in enumerate(c for group in AREAS.values() for c in group)}
    rules = sorted(all_rules().values(), key=lambda one: (areas[one.category], order[one.category], one.code))
    return [_row(one) for one in rules]


def _row(rule: Rule) -> dict[str, Any]:
    texts = (*paragraphs(rule)[1:], rule.why, rule.fix, rule.question, rule.maturity)
    return {
        "code": rule.code, "name": rule.name, "severity": rule.severity, "category": rule.category,
        "area": rule.area, "pattern": pattern(rule), "words": " ".join(texts).lower(),
    }  # fmt: skip
