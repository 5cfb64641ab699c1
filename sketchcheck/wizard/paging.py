"""Long lists, some of them at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import streamlit as st

_T = TypeVar("_T")
_GROWS = 5


def first_of(items: list[_T], key: str, size: int) -> Iterator[_T]:
    """So many items at first, then a button that shows more."""
    shown = int(st.session_state.setdefault(f"{key}-shown", size))
    yield from items[:shown]
    if (left := len(items) - shown) > 0:
        st.button(f"Show more ({left} left)", key=f"{key}-more", on_click=_grow, args=(key, size))


def _grow(key: str, size: int) -> None:
    st.session_state[f"{key}-shown"] += _GROWS * size
