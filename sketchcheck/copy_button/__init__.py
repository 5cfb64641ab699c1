"""A button that puts something into the browser's clipboard; it is made only when somebody presses it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from designer.errors import SketchcheckError


@cache
def _component() -> ComponentRenderer:
    """Registered once, as the canvas is."""
    code, style = (files(__package__).joinpath(name).read_text("utf-8") for name in ("copy.js", "copy.css"))
    return st.components.v2.component("sketchcheck_copy_button", js=code, css=style)


def copy_button(label: str, kind: str, make: Callable[[], bytes]) -> None:
    """Show the button; what `make` gives is copied as `kind`, such as `image/png`."""
    key = f"copy-{label}"
    asked_key = f"{key}-asked"

    def receive() -> None:
        st.session_state[asked_key] = st.session_state[key].get("asked")

    data: dict[str, Any] = {"label": label, "kind": kind}
    if asked := st.session_state.pop(asked_key, None):
        data |= {"asked": asked} | _made(make)
    _component()(key=key, data=data, on_asked_change=receive)


def _made(make: Callable[[], bytes]) -> dict[str, str]:
    try:
        return {"content": base64.b64encode(make()).decode()}
    except SketchcheckError as error:
        return {"error": str(error)}
